"""The report of fees: by agency, request by request, and as a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session

from records_app.casework.events import AnswerKind
from records_app.casework.fee_ledger import Ledger, ledger
from records_app.casework.fee_lines import money
from records_app.casework.fees import over_cap
from records_app.casework.people import Actor
from records_app.law.day_words import full_day
from records_app.office.csv_cells import csv_file
from records_app.office.desk_view import request_href
from records_app.office.fees_of_request import cap_in
from records_app.office.report_views import AgencyFees, FeesReport, ReportFilter, RequestFees
from records_app.office.reporting import agency_in, choices, page_of, require_seeing
from records_app.store.database import Store
from records_app.store.reported import ReportedLog, reported_logs

_ANSWERS = (AnswerKind.FEE_ASKED, AnswerKind.FEE_WAIVED, AnswerKind.FEE_REFUNDED)
_KINDS = ("fee_paid",)
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Case:
    """A request with its fees. ``on`` is the day of the first message or payment."""

    log: ReportedLog
    fees: Ledger
    on: date
    is_over_cap: bool


def fees_report(store: Store, actor: Actor, asked: ReportFilter) -> FeesReport:
    """Fees as ``asked``: sums by agency, and each request, the newest first.

    A request belongs to the year of its first message or payment about a fee.
    """
    require_seeing(actor)
    with store.reading() as session:
        every = _cases(_logs(session, actor, asked))
        offered = choices(session, actor, (case.on.year for case in every))
    cases = [case for case in every if asked.year in (None, case.on.year)]
    shown, page, pages = page_of(cases, asked)
    return FeesReport(
        lead=_lead(cases),
        agencies=_agencies(cases),
        total=_together("All agencies", cases) if cases else None,
        requests=tuple(_request(case) for case in shown),
        page=page,
        pages=pages,
        choices=offered,
        is_empty=not every and asked.agency_id is None,
    )


def fees_csv(store: Store, actor: Actor, asked: ReportFilter) -> bytes:
    """Every request of the report as a CSV file; sums in dollars, empty where none is known."""
    require_seeing(actor)
    with store.reading() as session:
        every = _cases(_logs(session, actor, asked))
    heads = (
        *("request", "agency", "law", "first day", "estimated", "asked", "paid", "waived"),
        *("refunded", "open", "cap", "over cap"),
    )
    return csv_file(
        heads,
        (
            (
                case.log.number,
                case.log.agency,
                case.log.law,
                case.on,
                case.fees.estimated,
                case.fees.asked,
                case.fees.paid,
                case.fees.waived,
                case.fees.refunded,
                case.fees.open,
                cap_in({"fee_cap": case.log.fee_cap}),
                case.is_over_cap,
            )
            for case in every
            if asked.year in (None, case.on.year)
        ),
    )


def _logs(session: Session, actor: Actor, asked: ReportFilter) -> tuple[ReportedLog, ...]:
    return reported_logs(session, actor, _ANSWERS, kinds=_KINDS, agency_id=agency_in(asked))


def _cases(logs: Iterable[ReportedLog]) -> list[_Case]:
    """Every request in which somebody spoke of a fee, the newest first."""
    found = []
    for log in logs:
        fees = ledger(log.entries)
        if fees.first_on is not None:
            wanted = fees.asked if fees.asked is not None else fees.estimated
            is_over = any(over_cap(wanted, cap_in({"fee_cap": log.fee_cap})))
            found.append(_Case(log, fees, fees.first_on, is_over))
    return sorted(found, key=lambda case: (case.on, case.log.request_id), reverse=True)


def _lead(cases: list[_Case]) -> str:
    if not cases:
        return "No fee fits this."
    asked, still = _sum(c.fees.asked for c in cases), _sum(c.fees.open for c in cases)
    requests = "1 request" if len(cases) == 1 else f"{len(cases):,} requests"
    over = sum(case.is_over_cap for case in cases)
    more = f" {over:,} went over what our letter names." if over else ""
    return f"{requests} with a fee: {money(asked)} asked, {money(still)} open.{more}"


def _agencies(cases: list[_Case]) -> tuple[AgencyFees, ...]:
    """The agency that asked the most first."""
    groups: dict[tuple[str, int], list[_Case]] = {}
    for case in cases:
        groups.setdefault((case.log.agency, case.log.agency_id or 0), []).append(case)
    largest = sorted(groups.items(), key=lambda one: (-_sum(c.fees.asked for c in one[1]), one[0]))
    return tuple(_together(agency, theirs) for (agency, _), theirs in largest)


def _together(name: str, cases: list[_Case]) -> AgencyFees:
    over = sum(case.is_over_cap for case in cases)
    unknown = sum(case.fees.open is None for case in cases)
    notes = (
        f"{over:,} over our cap" if over else "",
        f"{unknown:,} without a sum" if unknown else "",
    )
    return AgencyFees(
        agency=name,
        requests=len(cases),
        estimated=money(_sum(case.fees.estimated for case in cases)),
        asked=money(_sum(case.fees.asked for case in cases)),
        paid=money(_sum(case.fees.paid for case in cases)),
        waived=money(_sum(case.fees.waived for case in cases)),
        refunded=money(_sum(case.fees.refunded for case in cases)),
        open=money(_sum(case.fees.open for case in cases)),
        note=", ".join(note for note in notes if note),
    )


def _request(case: _Case) -> RequestFees:
    fees = case.fees
    asked = money(fees.asked) if fees.asked is not None else "No sum"
    if fees.asked is None and fees.estimated is not None:
        asked = f"{money(fees.estimated)} estimated"
    return RequestFees(
        number=case.log.number,
        href=request_href(case.log.request_id),
        agency=case.log.agency,
        day=full_day(case.on),
        asked=asked,
        paid=money(fees.paid),
        waived=money(fees.waived),
        refunded=money(fees.refunded),
        open="Not known" if fees.open is None else money(fees.open),
        note="Over our cap" if case.is_over_cap else "",
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), _NOTHING)
