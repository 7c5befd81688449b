"""The filter of a report as an address: shareable, and safe to read from anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from records_app.office.report_views import ReportFilter
from records_app.web.pages.desk_address import whole_number

CLOSED, FEES = "/reports/", "/reports/fees/"
CLOSED_FILE, FEES_FILE = "/reports/closed-records.csv", "/reports/fees.csv"
_LAST_PAGE = 10_000


def filter_in(query: Mapping[str, object]) -> ReportFilter:
    """The filter that an address or the form asks for. Nonsense is left out, not refused."""
    year = whole_number(query, "year")
    return ReportFilter(
        agency_id=whole_number(query, "agency"),
        year=year if year is not None and 1900 <= year <= 9999 else None,
        page=min(whole_number(query, "page") or 1, _LAST_PAGE),
    )


def address_of(place: str, wanted: ReportFilter) -> str:
    """The address of a report with this filter; parts that ask for nothing are left out."""
    parts = {
        "agency": wanted.agency_id,
        "year": wanted.year,
        "page": wanted.page if wanted.page > 1 else None,
    }
    query = urlencode({name: value for name, value in parts.items() if value})
    return f"{place}?{query}" if query else place


def file_address(place: str, wanted: ReportFilter) -> str:
    """The address of the file, which has every page in one."""
    return address_of(place, replace(wanted, page=1))
