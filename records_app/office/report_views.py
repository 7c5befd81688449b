"""What the reports show: plain values, ready for the screen and for a file."""

from __future__ import annotations

from dataclasses import dataclass

from records_app.office.desk_view import Choice


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """What a report is narrowed to; ``year`` and ``agency_id`` None mean all of them."""

    agency_id: int | None = None
    year: int | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """The agencies and years that a report can be narrowed to."""

    agencies: tuple[Choice, ...]
    years: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ReplyView:
    """A paragraph to copy. ``id`` is that of its field on the page; ``says`` what it answers."""

    id: str
    says: str
    text: str
    citation: str


@dataclass(frozen=True, slots=True)
class TallyRow:
    """One line of a table of denials. ``note`` is small print under the name."""

    name: str
    note: str
    all: int
    in_part: int
    at_once: int
    later: int
    not_cited: int
    severed: int
    not_severed: int
    severing_unknown: int
    last: str


@dataclass(frozen=True, slots=True)
class ClosedGround:
    """A provision with how often it was cited, and what to answer to it."""

    row: TallyRow
    replies: tuple[ReplyView, ...]


@dataclass(frozen=True, slots=True)
class ClosedCase:
    """One denial in the list of all."""

    day: str
    number: str
    href: str
    agency: str
    what: str
    grounds: str
    cited: str
    severed: str


@dataclass(frozen=True, slots=True)
class ClosedReport:
    """The index of closed records. ``pages`` counts the pages of ``cases``."""

    lead: str
    grounds: tuple[ClosedGround, ...]
    agencies: tuple[TallyRow, ...]
    quarters: tuple[TallyRow, ...]
    cases: tuple[ClosedCase, ...]
    page: int
    pages: int
    choices: ReportChoices
    is_empty: bool


@dataclass(frozen=True, slots=True)
class AgencyFees:
    """What one agency asked of us and what became of it; money in words."""

    agency: str
    requests: int
    estimated: str
    asked: str
    paid: str
    waived: str
    refunded: str
    open: str
    note: str


@dataclass(frozen=True, slots=True)
class RequestFees:
    """The same of one request."""

    number: str
    href: str
    agency: str
    day: str
    asked: str
    paid: str
    waived: str
    refunded: str
    open: str
    note: str


@dataclass(frozen=True, slots=True)
class FeesReport:
    """Fees by agency, with the sum of all, and request by request."""

    lead: str
    agencies: tuple[AgencyFees, ...]
    total: AgencyFees | None
    requests: tuple[RequestFees, ...]
    page: int
    pages: int
    choices: ReportChoices
    is_empty: bool
