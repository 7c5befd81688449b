"""Which versions of the office's own words a letter was made with, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from records_app.casework.subjects import Subject
from records_app.letters.own_items import list_kind
from records_app.letters.own_wording_parts import PORTAL
from records_app.office.wording_items_lines import list_href
from records_app.office.wording_lines import studio_href
from records_app.store.wording import MadeWith

_LISTS = {list_kind(subject): subject for subject in Subject}


@dataclass(frozen=True, slots=True)
class WordingUsed:
    """One version, and the page of the studio that shows what it says differently."""

    words: str
    href: str


def wording_used(made_with: Iterable[MadeWith]) -> tuple[WordingUsed, ...]:
    """The versions of one letter: its wording first, then lists and the text for portals."""
    return tuple(_used(one) for one in made_with)


def _used(one: MadeWith) -> WordingUsed:
    subject = _LISTS.get(one.kind)
    if subject is not None:
        what, href = f"our list of “{subject.label}”", list_href(one.law, subject)
    else:
        what = "our text for portals" if one.kind == PORTAL else "our own wording"
        href = studio_href(one.law, one.kind)
    return WordingUsed(f"{what}, version {one.number}", f"{href}?version={one.number}")
