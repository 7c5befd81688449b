"""What the page of letters shows: plain values, ready for the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WAYS = ("post", "email", "portal", "fax", "")


@dataclass(frozen=True, slots=True)
class MailLine:
    """One letter that waits. ``way`` is how it goes, ``ways`` how it could go; "" for no way.

    ``version`` is that of the request and goes back with what is recorded. ``where`` says in one
    line where it goes; ``note`` what to know about it, or "". ``care`` is a name.
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
    text can be written for a portal that caps the length.
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


def print_order(agency: str, number: str) -> tuple[str, str]:
    """What letters by post are sorted by, on the screen and on paper."""
    return (agency.casefold(), number)
