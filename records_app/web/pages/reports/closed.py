"""How the index of closed records looks."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import Column, link, section, table, two_lines
from records_app.web.components.our_numbers import our_numbers
from records_app.web.components.replies import replies
from records_app.web.components.words_file import file_with_words
from records_app.web.pages.reports.address import CLOSED, CLOSED_FILE
from records_app.web.pages.reports.parts import pages_of, report_page
from records_app.web.pages.reports.state import ClosedReportState

# Room between a column of numbers and the words after it.
_LAST = "w-[17%] md:pl-5"
_NOTHING = (
    "When an agency denies a request, or keeps a part back, log the answer with the law it cites. "
    "It is then counted here: by exception, by agency and over time."
)


def closed_page() -> rx.Component:
    """The page at ``/reports/``."""
    return report_page(
        "Closed records",
        ClosedReportState,
        CLOSED,
        rx.cond(ClosedReportState.cases.length() > 0, _tables()),
        section(
            "As a file",
            file_with_words(
                CLOSED_FILE,
                ClosedReportState.chosen,
                ("agency", "year"),
                "The words of each answer, as they were logged.",
            ),
        ),
        nothing=_NOTHING,
    )


def _tables() -> rx.Component:
    return rx.fragment(
        section(
            "By exception",
            table(
                "Denials by exception",
                (
                    Column("Exception", "w-[29%]"),
                    *_counts("w-[9%]"),
                    Column("Last", _LAST, named=True),
                ),
                ClosedReportState.grounds,
                lambda one: (
                    two_lines(one.row.name, one.row.note),
                    *_numbers(one.row),
                    one.row.last,
                ),
            ),
            _answers(),
            note="a denial with two exceptions counts in both lines",
        ),
        section(
            "By agency", _tally_table("Denials by agency", "Agency", ClosedReportState.agencies)
        ),
        section(
            "Over time", _tally_table("Denials by quarter", "Quarter", ClosedReportState.quarters)
        ),
        section(
            "Every denial",
            table(
                "Every denial",
                (
                    Column("Request", "w-[24%]"),
                    Column("Day", "w-[15%]"),
                    Column("Law cited", "w-[27%]", named=True),
                    Column("Cited", "w-[12%]", named=True),
                    Column("Closed", "w-[10%]", named=True),
                    Column("Open parts", named=True),
                ),
                ClosedReportState.cases,
                _case,
            ),
            pages_of(ClosedReportState, "Pages of every denial"),
        ),
    )


def _answers() -> rx.Component:
    return rx.el.div(
        rx.el.h3("What we can answer", class_name="mb-2"),
        rx.foreach(ClosedReportState.grounds, lambda one: replies(one.replies, words=one.row.name)),
        class_name="mt-5 no-print",
    )


def _tally_table(caption: str, heading: str, rows: Any) -> rx.Component:
    return table(
        caption,
        (Column(heading, "w-[29%]"), *_counts("w-[9%]"), Column("Last", _LAST, named=True)),
        rows,
        lambda row: (row.name, *_numbers(row), row.last),
    )


def _counts(width: str) -> tuple[Column, ...]:
    names = ("Denials", "In part", "Cited at once", "Cited later", "Severed", "Not severed")
    return tuple(Column(name, width, named=True, number=True) for name in names)


def _numbers(row: Any) -> tuple[Any, ...]:
    return (row.all, row.in_part, row.at_once, row.later, row.severed, row.not_severed)


def _case(case: Any) -> tuple[Any, ...]:
    return (
        two_lines(link(our_numbers(case.number), case.href), case.agency),
        case.day,
        rx.cond(case.grounds != "", case.grounds, "none"),
        case.cited,
        case.what,
        case.severed,
    )
