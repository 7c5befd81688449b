"""The items of a draft as the form shows them, and what each of its buttons does to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from records_app.casework.subjects import Subject
from records_app.law.statute import known_laws
from records_app.letters.characters import TextRefused
from records_app.letters.item_choices import (
    MOST_KEY,
    ItemChoice,
    changed,
    choices_in,
    choices_of,
    moved,
)
from records_app.letters.own_items import NO_LISTS, OWN_KEY, Lists, list_in_use
from records_app.letters.wording import AskedItem, subject_wording
from records_app.office.draft_form import RawForm


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item on the form. ``id`` is the name of its field; ``text`` are the words in force.

    ``own`` says that they are the writer's. ``short`` names the item in a few words for the buttons
    beside it. ``gone``: the office took it out of its list since.
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
    gone: bool = False


@dataclass(frozen=True, slots=True)
class ItemList:
    """The items of one ticked subject; ``words`` such as "Vehicle grants: 5 of 6 items".

    ``news`` says that the office changed the list since the draft was begun.
    """

    id: str
    subject: str
    words: str
    lines: tuple[ItemLine, ...]
    news: str = ""


Change = Callable[[Sequence[ItemChoice], str, Lists], Sequence[ItemChoice]]
NO_NEWS: Mapping[Subject, str] = {}


def item_lists(
    form: Mapping[str, object],
    law: str,
    lists: Lists = NO_LISTS,
    news: Mapping[Subject, str] = NO_NEWS,
) -> tuple[ItemList, ...]:
    """The lists of the ticked subjects under a law; what is no list of items counts as none."""
    subjects = form.get("subjects")
    ticked = [each for each in Subject if isinstance(subjects, list) and each.value in subjects]
    choices = _choices(form)
    return tuple(
        replace(_list(subject, law, choices, lists), news=news.get(subject, ""))
        for subject in ticked
    )


def is_item(subject: object, key: object) -> bool:
    """Whether some law has this item, or an office can: what comes from a browser may be anything.

    Changes of an item that is on no list change nothing.
    """
    if not isinstance(subject, str) or subject not in set(Subject) or not isinstance(key, str):
        return False
    if key.startswith(OWN_KEY):
        return len(key) <= MOST_KEY
    lists = (subject_wording(Subject(subject), law).items for law in known_laws())
    return any(item.key == key for items in lists for item in items)


def ticked(subject: Subject, key: str, *, on: bool) -> Change:
    """Ask for an item, or do not."""
    return lambda choices, law, lists: changed(choices, subject, key, law, lists, on=on)


def reworded(subject: Subject, key: str, words: str) -> Change:
    """Ask for an item in other words; those of the list again when they are empty or the same."""

    def change(choices: Sequence[ItemChoice], law: str, lists: Lists) -> Sequence[ItemChoice]:
        listed = list_in_use(subject, law, lists).known.get(key)
        own = "" if listed and words.strip() == listed.text else words
        return changed(choices, subject, key, law, lists, words=own)

    return change


def shifted(subject: Subject, key: str, step: int) -> Change:
    """Ask for an item earlier (-1) or later (1) within its subject."""
    one = 1 if step > 0 else -1
    return lambda choices, law, lists: moved(choices, subject, key, law, one, lists=lists)


def with_change(form: RawForm, law: str, change: Change, lists: Lists = NO_LISTS) -> list[str]:
    """The lines of the form after a change."""
    return [each.line for each in change(_choices(form), law, lists)]


def _choices(form: Mapping[str, object]) -> tuple[ItemChoice, ...]:
    try:
        return choices_in(form.get("items"))
    except TextRefused:
        return ()


def _list(subject: Subject, law: str, choices: Sequence[ItemChoice], lists: Lists) -> ItemList:
    found = list_in_use(subject, law, lists)
    known, gone = found.known, {item.key for item in found.gone}
    every = choices_of(subject, law, choices, lists)
    lines = tuple(
        replace(
            _line(each, known[each.key], first=at == 0, last=at == len(every) - 1),
            gone=each.key in gone,
        )
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
