"""The items of a draft as the form shows them, and what each of its buttons does to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from records_app.casework.subjects import Subject
from records_app.law.statute import known_laws
from records_app.letters.characters import TextRefused
from records_app.letters.item_choices import (
    ItemChoice,
    changed,
    choices_in,
    choices_of,
    moved,
)
from records_app.letters.wording import AskedItem, subject_wording
from records_app.office.draft_form import RawForm


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item on the form. ``id`` is the name of its field; ``text`` are the words in force.

    ``own`` says that they are the writer's. ``short`` names the item in a few words for the buttons
    beside it.
    """

    id: str
    subject: str
    key: str
    short: str
    text: str
    why: str
    on: bool
    own: bool
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class ItemList:
    """The items of one ticked subject; ``words`` such as "Vehicle grants: 5 of 6 items"."""

    id: str
    subject: str
    words: str
    lines: tuple[ItemLine, ...]


Change = Callable[[Sequence[ItemChoice], str], Sequence[ItemChoice]]


def item_lists(form: Mapping[str, object], law: str) -> tuple[ItemList, ...]:
    """The lists of the ticked subjects under a law; what is no list of items counts as none."""
    subjects = form.get("subjects")
    ticked = [each for each in Subject if isinstance(subjects, list) and each.value in subjects]
    return tuple(_list(subject, law, _choices(form)) for subject in ticked)


def is_item(subject: object, key: object) -> bool:
    """Whether some law has this item: what comes from a browser may be anything."""
    if not isinstance(subject, str) or subject not in set(Subject) or not isinstance(key, str):
        return False
    lists = (subject_wording(Subject(subject), law).items for law in known_laws())
    return any(item.key == key for items in lists for item in items)


def ticked(subject: Subject, key: str, *, on: bool) -> Change:
    """Ask for an item, or do not."""
    return lambda choices, law: changed(choices, subject, key, law, on=on)


def reworded(subject: Subject, key: str, words: str) -> Change:
    """Ask for an item in other words; those of the list again when they are empty or the same."""

    def change(choices: Sequence[ItemChoice], law: str) -> Sequence[ItemChoice]:
        shipped = {item.key: item.text for item in subject_wording(subject, law).items}
        own = "" if words.strip() == shipped.get(key, "") else words
        return changed(choices, subject, key, law, words=own)

    return change


def shifted(subject: Subject, key: str, step: int) -> Change:
    """Ask for an item earlier (-1) or later (1) within its subject."""
    return lambda choices, law: moved(choices, subject, key, law, 1 if step > 0 else -1)


def with_change(form: RawForm, law: str, change: Change) -> list[str]:
    """The lines of the form after a change."""
    return [each.line for each in change(_choices(form), law)]


def _choices(form: Mapping[str, object]) -> tuple[ItemChoice, ...]:
    try:
        return choices_in(form.get("items"))
    except TextRefused:
        return ()


def _list(subject: Subject, law: str, choices: Sequence[ItemChoice]) -> ItemList:
    known = {item.key: item for item in subject_wording(subject, law).items}
    every = choices_of(subject, law, choices)
    lines = tuple(
        _line(each, known[each.key], first=at == 0, last=at == len(every) - 1)
        for at, each in enumerate(every)
    )
    count = sum(line.on for line in lines)
    words = f"{subject.label}: {count} of {len(lines)} items"
    return ItemList(f"items-{subject}", subject.value, words, lines)


def _line(choice: ItemChoice, item: AskedItem, *, first: bool, last: bool) -> ItemLine:
    return ItemLine(
        id=choice.field,
        subject=choice.subject.value,
        key=choice.key,
        short=item.short,
        text=choice.words or item.text,
        why=item.why,
        on=choice.on,
        own=bool(choice.words),
        first=first,
        last=last,
    )
