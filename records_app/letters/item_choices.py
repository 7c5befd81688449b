"""Which items of the lists a request asks for, in which order and in whose words.

A form keeps one line of text for each item: ``+funding/statistics`` is asked for,
``-funding/statistics`` is not, and own words follow after a space. A subject without any line is
asked for as its list stands. Items that the list has and the lines do not name are not asked for:
a list that grows later changes no draft that somebody has gone through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from records_app.casework.subjects import Subject
from records_app.law.statute import known_laws
from records_app.letters.characters import TextRefused, check_text
from records_app.letters.facts import ChosenItem
from records_app.letters.own_items import NO_LISTS, OWN_KEY, Lists, list_in_use
from records_app.letters.wording import AskedItem, subject_wording

MOST_LINES = 200
MOST_WORDS = 1000
MOST_KEY = 40
_LINE = re.compile(r"([+-])([a-z]+)/([a-z][a-z0-9-]{0,39})(?: (.*))?", re.DOTALL)

Problem = tuple[str, str, str]
"""The name of a field, its label and what is wrong."""


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """One line of the form. ``words`` are the writer's own; empty means those of the list."""

    subject: Subject
    key: str
    on: bool = True
    words: str = ""

    @property
    def line(self) -> str:
        """The choice as the form keeps it."""
        sign = "+" if self.on else "-"
        return f"{sign}{self.subject}/{self.key} {self.words}".rstrip(" ")

    @property
    def field(self) -> str:
        """The name of its field on a form."""
        return f"item-{self.subject}-{self.key}"


def choices_in(value: object) -> tuple[ItemChoice, ...]:
    """The lines of a form, each item once. Raises ``TextRefused`` for what no form sends."""
    lines = [] if value is None or value == "" else value
    if not isinstance(lines, list | tuple) or len(lines) > MOST_LINES:
        raise TextRefused("", "This is not a list of items.")
    found: dict[tuple[Subject, str], ItemChoice] = {}
    for line in lines:
        choice = _choice(line)
        found[choice.subject, choice.key] = choice
    return tuple(found.values())


def choices_of(
    subject: Subject, law: str, choices: Iterable[ItemChoice], lists: Lists = NO_LISTS
) -> tuple[ItemChoice, ...]:
    """Every item of a subject under a law: in the writer's order, those not named last.

    An item that the office took out of its list is there only where a line names it.
    """
    found = list_in_use(subject, law, lists)
    known = found.known
    own = [each for each in choices if each.subject is subject and each.key in known]
    named = {each.key for each in own}
    rest = (item.key for item in found.items if item.key not in named)
    return (*own, *(ItemChoice(subject, key, on=not own) for key in rest))


def read_items(
    value: object, subjects: Sequence[Subject], law: str, lists: Lists = NO_LISTS
) -> tuple[tuple[ChosenItem, ...], tuple[Problem, ...]]:
    """The items chosen of these subjects, and everything that is wrong with them.

    What is chosen of an office's own list holds its words, so that a letter says the same for good.
    """
    try:
        choices = choices_in(value)
    except TextRefused as refused:
        return (), (("items", "Items", refused.reason),)
    chosen: list[ChosenItem] = []
    problems: list[Problem] = list(_unknown(choices))
    for subject in subjects:
        is_own = subject in lists
        if not is_own and not any(each.subject is subject for each in choices):
            continue
        every = choices_of(subject, law, choices, lists)
        known = list_in_use(subject, law, lists).known
        if not any(each.on for each in every):
            why = "Tick at least one item, or untick the subject."
            problems.append((f"items-{subject}", f"{subject.label}: items", why))
        for choice in every:
            try:
                tidy = check_text("", choice.words, max_length=MOST_WORDS, one_line=True)
            except TextRefused as refused:
                label = f"{subject.label}: {known[choice.key].short}"
                problems.append((choice.field, label, refused.reason))
                tidy = ""
            if choice.on:
                chosen.append(_chosen(choice, tidy, known[choice.key] if is_own else None))
    return tuple(chosen), tuple(problems)


def _chosen(choice: ItemChoice, words: str, own: AskedItem | None) -> ChosenItem:
    if own is None:
        return ChosenItem(choice.subject, choice.key, words)
    return ChosenItem(choice.subject, choice.key, words or own.text, own.short)


def changed(
    choices: Sequence[ItemChoice],
    subject: Subject,
    key: str,
    law: str,
    lists: Lists = NO_LISTS,
    **change: object,
) -> tuple[ItemChoice, ...]:
    """The choices with one item ticked, unticked or in other words."""
    own = choices_of(subject, law, choices, lists)
    new = (replace(each, **change) if each.key == key else each for each in own)  # type: ignore[arg-type]
    return (*_others(choices, subject, law, lists), *new)


def moved(
    choices: Sequence[ItemChoice],
    subject: Subject,
    key: str,
    law: str,
    step: int,
    *,
    lists: Lists = NO_LISTS,
) -> tuple[ItemChoice, ...]:
    """The choices with one item further up (-1) or down (1) within its subject."""
    own = list(choices_of(subject, law, choices, lists))
    at = next((place for place, each in enumerate(own) if each.key == key), None)
    if at is not None and 0 <= at + step < len(own):
        own[at], own[at + step] = own[at + step], own[at]
    return (*_others(choices, subject, law, lists), *own)


def _others(
    choices: Sequence[ItemChoice], subject: Subject, law: str, lists: Lists
) -> Iterator[ItemChoice]:
    """Items of other subjects, and those that only another law has: its agency may come back."""
    known = list_in_use(subject, law, lists).known
    return (each for each in choices if each.subject is not subject or each.key not in known)


def _choice(line: object) -> ItemChoice:
    parts = _LINE.fullmatch(line) if isinstance(line, str) else None
    if parts is None or parts[2] not in set(Subject):
        raise TextRefused("", "This is not a list of items.")
    return ItemChoice(Subject(parts[2]), parts[3], parts[1] == "+", parts[4] or "")


def _unknown(choices: Iterable[ItemChoice]) -> Iterator[Problem]:
    for each in choices:
        lists = (subject_wording(each.subject, law).items for law in known_laws())
        # An office's own item may be one for another law, as any item of a list.
        is_own = each.key.startswith(OWN_KEY)
        if not is_own and each.key not in {item.key for items in lists for item in items}:
            yield "items", "Items", f"There is no item {each.subject}/{each.key}."
