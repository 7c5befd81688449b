"""What the reports hold. Everything comes from the address and the database, nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.closed_records import closed_report
from records_app.office.fees_report import fees_report
from records_app.office.report_views import (
    AgencyFees,
    ClosedCase,
    ClosedGround,
    ClosedReport,
    FeesReport,
    ReportChoices,
    ReportFilter,
    RequestFees,
    TallyRow,
)
from records_app.web.guard import action
from records_app.web.pages.reports.address import (
    CLOSED,
    CLOSED_FILE,
    FEES,
    FEES_FILE,
    address_of,
    file_address,
    filter_in,
)
from records_app.web.run import run


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """One filter that is on, and the address of the report without it."""

    words: str
    href: str


class ReportState(rx.State, mixin=True):
    """What both reports share: the filter, and where the pages of the list are."""

    is_loaded: bool = False
    is_empty: bool = False
    lead: str = ""
    choices: ReportChoices = ReportChoices((), ())
    active: list[ActiveFilter] = []  # noqa: RUF012 - a State var; Reflex copies the default
    chosen: dict[str, str] = {}  # noqa: RUF012
    address: str = ""
    file: str = ""
    pages: str = ""
    previous: str = ""
    following: str = ""

    def _wanted(self) -> ReportFilter:
        return filter_in(dict(self.router.url.query_parameters))

    def _frame(
        self, found: ClosedReport | FeesReport, wanted: ReportFilter, place: str, file: str
    ) -> None:
        """Everything around the tables."""
        self.is_loaded, self.is_empty, self.lead = True, found.is_empty, found.lead
        self.choices = found.choices
        self.active = list(_active(found.choices, wanted, place))
        self.chosen = {"agency": str(wanted.agency_id or ""), "year": str(wanted.year or "")}
        self.address = address_of(place, wanted)
        self.file = file_address(file, wanted)
        several, page = found.pages > 1, found.page
        self.pages = f"Page {page} of {found.pages}" if several else ""
        self.previous = address_of(place, replace(wanted, page=page - 1)) if page > 1 else ""
        after = address_of(place, replace(wanted, page=page + 1))
        self.following = after if page < found.pages else ""


class ClosedReportState(ReportState, rx.State):
    """One look at the index of closed records."""

    grounds: list[ClosedGround] = []  # noqa: RUF012 - a State var; Reflex copies the default
    agencies: list[TallyRow] = []  # noqa: RUF012
    quarters: list[TallyRow] = []  # noqa: RUF012
    cases: list[ClosedCase] = []  # noqa: RUF012

    @action(Permission.SEE)
    async def load(self) -> None:
        """Show the report that the address asks for."""
        wanted = self._wanted()
        found = await run(self, closed_report, wanted)
        self.grounds, self.agencies = list(found.grounds), list(found.agencies)
        self.quarters, self.cases = list(found.quarters), list(found.cases)
        self._frame(found, wanted, CLOSED, CLOSED_FILE)

    @action(Permission.SEE)
    async def narrow(self, form: dict[str, Any]) -> Any:
        """Go to the address of the report with the filter that was chosen."""
        return rx.redirect(_narrowed(CLOSED, form))


class FeesReportState(ReportState, rx.State):
    """One look at the fees."""

    agencies: list[AgencyFees] = []  # noqa: RUF012 - a State var; Reflex copies the default
    total: AgencyFees | None = None
    requests: list[RequestFees] = []  # noqa: RUF012

    @action(Permission.SEE)
    async def load(self) -> None:
        """Show the report that the address asks for."""
        wanted = self._wanted()
        found = await run(self, fees_report, wanted)
        self.agencies, self.requests = list(found.agencies), list(found.requests)
        self.total = found.total if len(found.agencies) > 1 else None
        self._frame(found, wanted, FEES, FEES_FILE)

    @action(Permission.SEE)
    async def narrow(self, form: dict[str, Any]) -> Any:
        """Go to the address of the report with the filter that was chosen."""
        return rx.redirect(_narrowed(FEES, form))


def _narrowed(place: str, form: object) -> str:
    chosen = form if isinstance(form, dict) else {}
    return address_of(place, replace(filter_in(chosen), page=1))


def _active(offered: ReportChoices, wanted: ReportFilter, place: str) -> Iterator[ActiveFilter]:
    start = replace(wanted, page=1)
    if wanted.agency_id is not None:
        value = str(wanted.agency_id)
        words = next((one.label for one in offered.agencies if one.value == value), value)
        yield ActiveFilter(words, address_of(place, replace(start, agency_id=None)))
    if wanted.year is not None:
        yield ActiveFilter(str(wanted.year), address_of(place, replace(start, year=None)))
