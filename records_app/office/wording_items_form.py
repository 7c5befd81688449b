"""Reads what somebody typed into the list of a subject: which items, in whose words, and errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from records_app.casework.subjects import Subject
from records_app.letters.item_choices import MOST_WORDS
from records_app.letters.own_item_words import (
    MOST_SHORT,
    MOST_WHY,
    item_troubles,
    line_trouble,
    tidy_words,
)
from records_app.letters.own_items import (
    OwnItem,
    OwnList,
    as_shipped,
    laws_of_scope,
    list_in_use,
    worded,
)
from records_app.letters.request_form import FieldError
from records_app.letters.wording import AskedItem, shipped_list
from records_app.office.refusals import Refused

MOST_ITEMS = 40
Row = Mapping[str, object]
_OWN = re.compile(r"own-[0-9a-f]{8}")
_FIELDS = {"text": MOST_WORDS, "short": MOST_SHORT, "why": MOST_WHY}
_MISSING = {
    "short": "Say it in a few words too: texts for portals use them.",
    "why": "Say why we ask: whoever writes the letter reads it.",
}


def read_rows(
    subject: Subject, scope: str, rows: object
) -> tuple[tuple[OwnItem, ...], tuple[FieldError, ...]]:
    """The items of a list, and every error in them, at its item.

    A row has ``key``, ``on``, ``text``, ``short``, ``why`` and ``law``. Words that are those that
    came with us are kept as such. Raises ``Refused`` for what no form of ours sends.
    """
    shipped = {item.key: item for item in shipped_list(subject, scope).items}
    items: list[OwnItem] = []
    errors: list[FieldError] = []
    for number, row in enumerate(_known_rows(rows, shipped), start=1):
        item, wrong = _read(subject, scope, row, shipped.get(str(row["key"])))
        items.append(item)
        errors += (FieldError(f"{at}-{item.key}", f"Item {number}", why) for at, why in wrong)
    errors += _of_the_whole(subject, scope, items)
    return tuple(items), tuple(errors)


def rows_of(
    subject: Subject, scope: str, items: Iterable[OwnItem]
) -> tuple[dict[str, object], ...]:
    """The rows as a form starts with them; items of an update that nobody looked at stand last."""
    return tuple(
        {
            "key": item.key,
            "on": on,
            "text": item.text,
            "short": item.short,
            "why": item.why,
            "law": item.laws[0] if len(item.laws) == 1 else "",
        }
        for item, on in worded(subject, scope, items)
    )


def _known_rows(rows: object, shipped: Mapping[str, AskedItem]) -> Sequence[Row]:
    found = rows if isinstance(rows, list | tuple) else None
    if (
        found is None
        or len(found) > MOST_ITEMS
        or not all(isinstance(one, Mapping) for one in found)
    ):
        raise _refused(f"A list has at most {MOST_ITEMS} items, those that are taken out as well.")
    keys = [str(one.get("key", "")) for one in found]
    if len(set(keys)) < len(keys):
        raise _refused("An item stands here twice. Open the list again.")
    if not all(key in shipped or _OWN.fullmatch(key) for key in keys):
        raise _refused("There is no such item.")
    return found


def _read(
    subject: Subject, scope: str, row: Row, shipped: AskedItem | None
) -> tuple[OwnItem, list[tuple[str, str]]]:
    wrong: list[tuple[str, str]] = []
    words: dict[str, str] = {}
    for name, most in _FIELDS.items():
        if trouble := line_trouble(row.get(name, ""), most):
            wrong.append((name, trouble))
        words[name] = "" if trouble else tidy_words(row.get(name, ""), most)
    law = row.get("law", "")
    laws = (law,) if isinstance(law, str) and law in laws_of_scope(scope) else ()
    if not any(name == "text" for name, _ in wrong):
        troubles = item_troubles(subject, words["text"], shipped.text if shipped else "")
        wrong += (("text", why) for why in troubles)
    wrong += _missing(words, wrong)
    if shipped is not None:
        words = {
            name: "" if text == getattr(shipped, name) else text for name, text in words.items()
        }
        laws = ()
    return OwnItem(str(row["key"]), row.get("on") is True, laws=laws, **words), wrong


def _missing(words: Mapping[str, str], wrong: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    said = {name for name, _ in wrong}
    return [(name, why) for name, why in _MISSING.items() if not words[name] and name not in said]


def _of_the_whole(subject: Subject, scope: str, items: Sequence[OwnItem]) -> Iterator[FieldError]:
    lists = {subject: OwnList(tuple(items))}
    empty = [law for law in laws_of_scope(scope) if not list_in_use(subject, law, lists).items]
    if empty:
        yield FieldError("list", "The list", "Keep at least one item under each law.")
    seen: dict[str, int] = {}
    for number, (item, on) in enumerate(worded(subject, scope, items), start=1):
        words = item.text.casefold()
        if on and words and seen.setdefault(words, number) != number:
            why = f"Item {seen[words]} says the same."
            yield FieldError(f"text-{item.key}", f"Item {number}", why)


def is_as_shipped(subject: Subject, scope: str, items: Sequence[OwnItem]) -> bool:
    """Whether the items are just those that came with us."""
    return tuple(items) == as_shipped(subject, scope)


def _refused(why: str) -> Refused:
    return Refused((FieldError("list", "The list", why),))
