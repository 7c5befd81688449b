"""The index of what was closed to us: each denial with the law cited and what was left open."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from records_app.casework.corrections import effective
from records_app.casework.events import Answered, AnswerKind, Entry, FollowUp, FollowUpSent
from records_app.casework.grounds import Ground, grounds_in

Key = TypeVar("Key", bound=Hashable)
CLOSING = (
    *(AnswerKind.DENIED, AnswerKind.ICE_CONTROL),
    *(AnswerKind.PARTLY_RELEASED, AnswerKind.GROUNDS_GIVEN),
)
# The letter after which the same denial with its law is no second one.
ASKING = (FollowUp.DEMAND_GROUNDS,)


class Cited(StrEnum):
    """Whether a denial names a law that we can read, and when it did."""

    AT_ONCE = "at_once"
    LATER = "later"
    NOT = "not"

    @property
    def label(self) -> str:
        return {"at_once": "At once", "later": "When asked", "not": "No law cited"}[self.value]


@dataclass(frozen=True, slots=True)
class Denial:
    """One denial, in whole or in part, with the grounds given later for it.

    `seq` and `on` are those of the first message; `text` is what they cite as they wrote it.
    `severed` is None where nobody looked (§ 610.024, RSMo).
    """

    seq: int
    on: date
    is_part: bool
    text: str
    grounds: tuple[Ground, ...]
    cited: Cited
    severed: bool | None


def denials_in(entries: Iterable[Entry], law_code: str) -> tuple[Denial, ...]:
    """The denials of a request from its log, corrections applied, in the order of the days.

    Written grounds belong to the last denial before them; without one they are a denial. So does
    the same denial once more, with its law, after we asked for the law.
    """
    found: list[Denial] = []
    asked = False
    for entry in sorted(effective(entries), key=lambda entry: (entry.event.on, entry.seq)):
        event = entry.event
        if isinstance(event, FollowUpSent) and event.kind in ASKING:
            asked = bool(found)
        if not isinstance(event, Answered) or event.kind not in CLOSING:
            continue
        if found and (
            event.kind is AnswerKind.GROUNDS_GIVEN or (asked and _repeats(found[-1], event))
        ):
            found[-1] = _with_grounds(found[-1], event, law_code)
        else:
            found.append(_denial(entry.seq, event, law_code))
        asked = False
    return tuple(found)


def _repeats(denial: Denial, event: Answered) -> bool:
    is_part = event.kind is AnswerKind.PARTLY_RELEASED
    return is_part == denial.is_part and bool(event.exception.strip())


def _denial(seq: int, event: Answered, law_code: str) -> Denial:
    grounds = _grounds(event, law_code)
    return Denial(
        seq=seq,
        on=event.on,
        is_part=event.kind is AnswerKind.PARTLY_RELEASED,
        text=event.exception.strip(),
        grounds=grounds,
        cited=Cited.AT_ONCE if grounds else Cited.NOT,
        severed=event.severed,
    )


def _with_grounds(denial: Denial, event: Answered, law_code: str) -> Denial:
    grounds = _grounds(event, law_code)
    cited = Cited.LATER if grounds and denial.cited is Cited.NOT else denial.cited
    texts = (denial.text, event.exception.strip())
    return replace(
        denial,
        text="; ".join(dict.fromkeys(text for text in texts if text)),
        grounds=tuple(dict.fromkeys((*denial.grounds, *grounds))),
        cited=cited,
        severed=denial.severed if event.severed is None else event.severed,
    )


def _grounds(event: Answered, law_code: str) -> tuple[Ground, ...]:
    """From the field for the law; if nothing stands there, from what was written about it."""
    if event.exception.strip():
        return grounds_in(event.exception, law_code)
    return grounds_in(event.detail, law_code)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many denials, and what they were like."""

    all: int = 0
    in_part: int = 0
    at_once: int = 0
    later: int = 0
    severed: int = 0
    not_severed: int = 0
    last_on: date | None = None

    def plus(self, denial: Denial) -> Tally:
        """This one counted too."""
        return Tally(
            all=self.all + 1,
            in_part=self.in_part + denial.is_part,
            at_once=self.at_once + (denial.cited is Cited.AT_ONCE),
            later=self.later + (denial.cited is Cited.LATER),
            severed=self.severed + (denial.severed is True),
            not_severed=self.not_severed + (denial.severed is False),
            last_on=denial.on if self.last_on is None else max(self.last_on, denial.on),
        )

    @property
    def not_cited(self) -> int:
        return self.all - self.at_once - self.later

    @property
    def severing_unknown(self) -> int:
        return self.all - self.severed - self.not_severed


def tallies(keyed: Iterable[tuple[Denial, Iterable[Key]]]) -> dict[Key, Tally]:
    """The denials counted under each of their keys, such as grounds, agencies or quarters."""
    found: dict[Key, Tally] = {}
    for denial, keys in keyed:
        for key in keys:
            found[key] = found.get(key, Tally()).plus(denial)
    return found


def quarter_of(day: date) -> tuple[int, int]:
    """The year and the quarter from 1 to 4."""
    return day.year, (day.month + 2) // 3
