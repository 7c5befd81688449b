"""The filter of the agencies as an address: shareable, and safe to read from anybody."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from records_app.office.agency_views import AgencyFilter
from records_app.web.pages.desk_address import plain_words, whole_number

AGENCIES = "/agencies/"


def filter_in(query: Mapping[str, object]) -> AgencyFilter:
    """The filter that an address or the search form asks for. Nonsense finds nothing."""
    return AgencyFilter(
        text=plain_words(query, "text"),
        county=plain_words(query, "county"),
        kind=plain_words(query, "kind"),
        g287=plain_words(query, "g287"),
        law=plain_words(query, "law"),
    )


def page_in(query: Mapping[str, object]) -> int:
    """The page that an address asks for, from 1; the office knows which is the last."""
    return whole_number(query, "page") or 1


def address_of(wanted: AgencyFilter, page: int = 1) -> str:
    """The address of the list with this filter; parts that ask for nothing are left out."""
    parts = {
        "text": wanted.text,
        "county": wanted.county,
        "kind": wanted.kind,
        "g287": wanted.g287,
        "law": wanted.law,
        "page": page if page > 1 else "",
    }
    query = urlencode({name: value for name, value in parts.items() if value})
    return f"{AGENCIES}?{query}" if query else AGENCIES
