"""An office's own list of what is asked about a subject, over the list that came with us."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from records_app.casework.subjects import Subject
from records_app.law.statute import known_laws
from records_app.letters.wording import (
    SHARED,
    AskedItem,
    list_scope,
    shipped_list,
    subject_wording,
)

# The key of an item that an office wrote itself begins so; no shipped key does.
OWN_KEY = "own-"


@dataclass(frozen=True, slots=True)
class OwnItem:
    """One item of an office's list. Empty words are those that came with us.

    ``on``: it is asked for. An item that was taken out stays here, so that drafts from before can
    show it. ``laws`` are those that an item of the office's own is asked under; none: all.
    """

    key: str
    on: bool = True
    text: str = ""
    short: str = ""
    why: str = ""
    laws: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether the office wrote it, rather than wording one of ours anew."""
        return self.key.startswith(OWN_KEY)


@dataclass(frozen=True, slots=True)
class OwnList:
    """The items of one subject in the office's order, and the version of it that is kept."""

    items: tuple[OwnItem, ...]
    version_id: int | None = None


Lists = Mapping[Subject, OwnList]
NO_LISTS: Lists = {}
"""Every subject is asked for as it came with us."""


@dataclass(frozen=True, slots=True)
class ListInUse:
    """What is asked about a subject under one law; ``gone`` can only be named by older drafts."""

    items: tuple[AskedItem, ...]
    gone: tuple[AskedItem, ...] = ()

    @property
    def known(self) -> dict[str, AskedItem]:
        """Every item that a form may name, by its key."""
        return {item.key: item for item in (*self.items, *self.gone)}


def list_in_use(subject: Subject, law: str, lists: Lists = NO_LISTS) -> ListInUse:
    """What is asked about a subject under one law: the office's list, or the shipped one."""
    own = lists.get(subject)
    if own is None:
        return ListInUse(subject_wording(subject, law).items)
    every = [
        (item, on)
        for item, on in worded(subject, list_scope(subject, law), own.items)
        if not item.laws or law in item.laws
    ]
    return ListInUse(
        tuple(item for item, on in every if on), tuple(item for item, on in every if not on)
    )


def worded(
    subject: Subject, scope: str, items: Iterable[OwnItem]
) -> tuple[tuple[AskedItem, bool], ...]:
    """Every item in its words, and whether it is asked for.

    Items that came with an update and that the office has not looked at stand last, and are not.
    """
    shipped = {item.key: item for item in shipped_list(subject, scope).items}
    found: list[tuple[AskedItem, bool]] = []
    for own in items:
        ours = shipped.pop(own.key, None)
        if ours is not None:
            words = {name: getattr(own, name) for name in ("text", "short", "why")}
            changed = {name: text for name, text in words.items() if text}
            found.append((replace(ours, **changed), own.on))
        elif own.is_own:
            found.append((AskedItem(own.key, own.short, own.text, own.why, own.laws), own.on))
    return (*found, *((item, False) for item in shipped.values()))


def as_shipped(subject: Subject, scope: str) -> tuple[OwnItem, ...]:
    """The shipped list as an office would begin to change it."""
    return tuple(OwnItem(item.key) for item in shipped_list(subject, scope).items)


def with_those_before(items: Iterable[OwnItem], before: Iterable[OwnItem]) -> tuple[OwnItem, ...]:
    """The items, and those of the office's own that only ``before`` has: taken out, not lost."""
    kept = tuple(items)
    keys = {item.key for item in kept}
    lost = (item for item in before if item.is_own and item.key not in keys)
    return (*kept, *(replace(item, on=False) for item in lost))


def laws_of_scope(scope: str) -> tuple[str, ...]:
    """The laws that use a list: the one it is for, or all without lists of their own."""
    if scope != SHARED:
        return (scope,)
    return tuple(law for law in known_laws() if list_scope(Subject.FUNDING, law) == SHARED)


def list_kind(subject: Subject) -> str:
    """The kind under which versions of the list of a subject are kept."""
    return f"items-{subject}"


def items_to_json(items: Iterable[OwnItem]) -> dict[str, Any]:
    """The items as a version keeps them."""
    return {
        "items": [
            {
                "key": item.key,
                "on": item.on,
                "text": item.text,
                "short": item.short,
                "why": item.why,
                "laws": list(item.laws),
            }
            for item in items
        ]
    }


def items_from_json(parts: Mapping[str, Any]) -> tuple[OwnItem, ...]:
    """Read what ``items_to_json`` wrote."""
    return tuple(OwnItem(**{**one, "laws": tuple(one["laws"])}) for one in parts.get("items", ()))
