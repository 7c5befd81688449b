"""Which agency a name in a list means: exactly one, several, or one that is spelled alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from records_app.directory.matching import core_key
from records_app.directory.search_keys import search_key
from records_app.directory.spelling import agency_name
from records_app.store.tables_agencies import Agency

_MOST_OFFERED = 6
_COMPARED = 25
_ALIKE = 0.6
_SHORT_WORDS = {
    "pd": "police department",
    "so": "sheriffs office",
    "co": "county",
    "dept": "department",
}
_NAMELESS = frozenset(
    ("police", "department", "county", "city", "of", "the", "sheriffs", "sheriff", "office", "st")
)


@dataclass(frozen=True, slots=True)
class Match:
    """What a name may mean, best first. ``sure`` is the one it means beyond doubt, or 0."""

    sure: int
    offered: tuple[int, ...]


class AgencyNames:
    """All agencies by their names, ready to be compared."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self._all: list[tuple[int, str, frozenset[str]]] = []
        self._by_name: dict[str, list[int]] = {}
        self._by_core: dict[str, list[int]] = {}
        for agency in agencies:
            number, key = agency.id or 0, search_key(agency.name)
            self._all.append((number, key, frozenset(key.split())))
            self._by_name.setdefault(key, []).append(number)
            self._by_core.setdefault(core_key(agency.name), []).append(number)

    def match(self, name: str) -> Match:
        """What a name as somebody typed it into a list means."""
        spelled = _spelled_out(name)
        for found in (
            self._by_name.get(search_key(name)),
            self._by_name.get(spelled),
            self._by_core.get(core_key(agency_name(name))),
            self._by_core.get(core_key(agency_name(spelled))),
        ):
            if found:
                alone = found[0] if len(found) == 1 else 0
                return Match(alone, tuple(found[:_MOST_OFFERED]))
        return Match(0, self._alike(spelled))

    def _alike(self, key: str) -> tuple[int, ...]:
        words = frozenset(key.split())
        telling = words - _NAMELESS or words
        shared = sorted(
            (-len(telling & theirs), -len(words & theirs), number)
            for number, _, theirs in self._all
        )
        near = {number for _, some, number in shared[:_COMPARED] if some < 0}
        scored = [
            (SequenceMatcher(None, key, other).ratio() + bool(telling & theirs), number)
            for number, other, theirs in self._all
            if number in near
        ]
        best = sorted(scored, key=lambda one: (-one[0], one[1]))
        return tuple(number for score, number in best[:_MOST_OFFERED] if score >= _ALIKE)


def _spelled_out(name: str) -> str:
    return " ".join(_SHORT_WORDS.get(word, word) for word in search_key(name).split())


def name_key(name: str) -> str:
    """One spelling under which the choice for a name is kept."""
    return search_key(name)[:200] or name.strip()[:200]


def distinct(names: Sequence[str]) -> dict[str, tuple[str, int]]:
    """Each name once, by its key: how it is first written, and how many rows have it."""
    found: dict[str, tuple[str, int]] = {}
    for name in names:
        key = name_key(name)
        first, count = found.get(key, (name, 0))
        found[key] = (first, count + 1)
    return found
