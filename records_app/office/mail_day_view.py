"""What the page of letters shows: plain values, ready for the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from records_app.office.wording_used import WordingUsed

# Letters in one printed pile, and in one work list at a time: what a person handles in one go.
PILE = 100
WAYS = ("post", "email", "portal", "fax", "")


@dataclass(frozen=True, slots=True)
class MailLine:
    """One letter that waits. ``way`` is how it goes, ``ways`` how it could go; "" for no way.

    ``version`` is that of the request and goes back with what is recorded. ``where`` says in one
    line where it goes, ``postal`` where it goes by post; ``note`` what to know about it, or "".
    ``care`` is a name.
    """

    id: int
    request_id: int
    version: int
    number: str
    what: str
    agency: str
    href: str
    pdf_href: str
    agency_href: str
    pages: int
    pages_words: str
    care: str
    waits: str
    way: str
    ways: tuple[str, ...]
    where: str
    postal: str
    note: str
    could_mail: bool


@dataclass(frozen=True, slots=True)
class MailDay:
    """Every letter to go out, oldest first. ``more`` is how many are not shown."""

    may_record: bool
    lines: tuple[MailLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class MailItem:
    """One letter opened to be sent now, with everything to copy.

    ``portal_href`` is an address that a browser may open, or "". ``has_portal_text``: a shorter
    text can be written for a portal that caps the length. ``wording`` are the versions of the
    office's own words in it.
    """

    id: int
    request_id: int
    version: int
    number: str
    what: str
    agency: str
    way: str
    address: str
    subject: str
    text: str
    portal_href: str
    mail_href: str
    pdf_href: str
    pages_words: str
    has_portal_text: bool
    could_mail: bool
    note: str
    wording: tuple[WordingUsed, ...] = ()


def by_way(
    lines: tuple[MailLine, ...] | list[MailLine], mailed: Mapping[int, str]
) -> dict[str, list[MailLine]]:
    """The lines in groups by the way they go; ``mailed`` names those that go another way.

    Letters by post stand in the order of agencies, so that those to one agency lie together; all
    others stay in the order in which they wait.
    """
    groups: dict[str, list[MailLine]] = {way: [] for way in WAYS}
    for line in lines:
        way = mailed.get(line.id, line.way)
        groups[way if way in groups else ""].append(line)
    groups["post"].sort(key=lambda line: print_order(line.agency, line.number))
    return groups


@dataclass(frozen=True, slots=True)
class Pile:
    """Letters by post that are printed and recorded together: number ``at`` of ``of`` piles.

    ``words`` say which they are; empty when one pile holds them all.
    """

    at: int
    of: int
    lines: tuple[MailLine, ...]
    words: str


def pile_of(lines: list[MailLine], at: int) -> Pile:
    """One pile of the letters by post in print order, counted from 1; the last for a later one."""
    of = max(1, -(-len(lines) // PILE))
    at = max(1, min(at, of))
    inside = tuple(lines[(at - 1) * PILE : at * PILE])
    if of == 1:
        return Pile(at, of, inside, "")
    names = dict.fromkeys((inside[0].agency, inside[-1].agency))
    words = (
        f"{len(lines):,} letters go by post. They are printed and recorded in piles of {PILE}: "
        f"this is pile {at} of {of}, {' to '.join(names)}. "
        "What is recorded makes room for the next."
    )
    return Pile(at, of, inside, words)


def print_order(agency: str, number: str) -> tuple[str, str]:
    """What letters by post are sorted by, on the screen and on paper."""
    return (agency.casefold(), number)
