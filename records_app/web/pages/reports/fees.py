"""How the report of fees looks."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import Column, link, section, table, two_lines
from records_app.web.components.our_numbers import our_numbers
from records_app.web.pages.reports.address import FEES
from records_app.web.pages.reports.parts import pages_of, report_page
from records_app.web.pages.reports.state import FeesReportState

_NOTHING = (
    "When an agency asks for a fee, log the answer with its lines. What was asked, paid, waived "
    "and refunded is then added up here, by agency and request by request."
)


def fees_page() -> rx.Component:
    """The page at ``/reports/fees/``."""
    return report_page(
        "Fees",
        FeesReportState,
        FEES,
        rx.cond(FeesReportState.requests.length() > 0, _tables()),
        nothing=_NOTHING,
    )


def _tables() -> rx.Component:
    total = FeesReportState.total
    return rx.fragment(
        section(
            "By agency",
            table(
                "Fees by agency",
                (
                    Column("Agency", "w-[32%]"),
                    Column("Requests", "w-[9%]", named=True, number=True),
                    *_money("Estimated", "Asked", "Paid", "Waived", "Refunded", "Open"),
                ),
                FeesReportState.agencies,
                _agency,
            ),
            rx.cond(
                total,
                rx.el.p(
                    rx.el.b("Together: "),
                    f"{total.asked} asked, {total.paid} paid, {total.waived} waived, "
                    f"{total.refunded} refunded, {total.open} open.",
                    class_name="num mt-3",
                ),
            ),
        ),
        section(
            "Request by request",
            table(
                "Fees of each request",
                (
                    Column("Request", "w-[28%]"),
                    Column("First asked", "w-[16%]", named=True),
                    *_money("Asked", "Paid", "Waived", "Refunded", "Open"),
                ),
                FeesReportState.requests,
                _request,
            ),
            pages_of(FeesReportState, "Pages of requests"),
        ),
    )


def _money(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "w-[10%]", named=True, number=True) for name in names)


def _agency(row: Any) -> tuple[Any, ...]:
    return (
        two_lines(row.agency, row.note),
        row.requests,
        row.estimated,
        row.asked,
        row.paid,
        row.waived,
        row.refunded,
        row.open,
    )


def _request(row: Any) -> tuple[Any, ...]:
    return (
        two_lines(link(our_numbers(row.number), row.href), row.agency),
        two_lines(row.day, row.note),
        row.asked,
        row.paid,
        row.waived,
        row.refunded,
        row.open,
    )
