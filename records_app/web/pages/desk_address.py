"""The filter of the desk as an address: shareable, and safe to read from anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from records_app.office.desk_view import DeskFilter

DESK = "/"
_LONGEST = 120
_LARGEST_ID = 2**31 - 1
_LAST_PAGE = 10_000


def filter_in(query: Mapping[str, object]) -> DeskFilter:
    """The filter that an address or the filter form asks for. Nonsense is left out, not refused."""
    return DeskFilter(
        standing=plain_words(query, "standing"),
        county=plain_words(query, "county"),
        agency_id=whole_number(query, "agency"),
        subject=plain_words(query, "subject"),
        person_id=whole_number(query, "person"),
        campaign_id=whole_number(query, "campaign"),
        text=plain_words(query, "text"),
        whose=plain_words(query, "whose"),
        section=plain_words(query, "section"),
        page=min(whole_number(query, "page") or 1, _LAST_PAGE),
    )


def address_of(wanted: DeskFilter) -> str:
    """The address of the desk with this filter; parts that ask for nothing are left out."""
    parts = {
        "whose": wanted.whose,
        "text": wanted.text,
        "standing": wanted.standing,
        "county": wanted.county,
        "agency": wanted.agency_id,
        "subject": wanted.subject,
        "person": wanted.person_id,
        "campaign": wanted.campaign_id,
        "section": wanted.section,
        "page": wanted.page if wanted.page > 1 else None,
    }
    query = urlencode({name: value for name, value in parts.items() if value})
    return f"{DESK}?{query}" if query else DESK


def page_address(wanted: DeskFilter, section: str, page: int) -> str:
    """The address of one section further down, with the same filter."""
    if page <= 1:
        return address_of(replace(wanted, section="", page=1))
    return address_of(replace(wanted, section=section, page=page))


def plain_words(query: Mapping[str, object], name: str) -> str:
    """One line of text out of an address, cut short; "" when it is missing or no text."""
    value = query.get(name)
    if not isinstance(value, str):
        return ""
    kept = "".join(letter for letter in value if letter.isprintable())
    return " ".join(kept.split())[:_LONGEST]


def whole_number(query: Mapping[str, object], name: str) -> int | None:
    """A number out of an address, from 1 to the largest id; None for anything else."""
    value = query.get(name)
    if not isinstance(value, str) or not (value.isascii() and value.isdigit()):
        return None
    return number if len(value) < 11 and 0 < (number := int(value)) <= _LARGEST_ID else None
