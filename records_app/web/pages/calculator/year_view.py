"""How a year of business days looks, on the screen and on one sheet of paper."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.office.calculating import law_choices
from records_app.web.components import (
    button,
    error_summary,
    get_form,
    hidden,
    link,
    notice,
    page,
    select_field,
    text_field,
)
from records_app.web.pages.calculator.address import YEAR
from records_app.web.pages.calculator.year_state import YearState

_table = YearState.table
_WEEKDAYS = (
    ("S", "Sunday"),
    ("M", "Monday"),
    ("T", "Tuesday"),
    ("W", "Wednesday"),
    ("T", "Thursday"),
    ("F", "Friday"),
    ("S", "Saturday"),
)
_CELL = "block rounded-sm border print:leading-[1.25] "
_MONTHS = (
    "grid gap-x-8 gap-y-6 mt-6 grid-cols-[repeat(auto-fill,minmax(min(15rem,100%),1fr))] "
    "print:grid-cols-4 print:gap-x-5 print:gap-y-2 print:mt-2 print:text-[7.5pt]"
)
_CLOSED = (
    "border-[var(--ink)] bg-[var(--ink)] text-[var(--paper)] font-semibold "
    "print:border-2 print:bg-transparent print:text-[var(--ink)] print:font-bold"
)
# Small print that shrinks with the sheet when it is printed.
_SMALL = "soft text-[.92em]"
_DOUBT = "border-dashed border-[var(--ink)] font-semibold"


def year_page() -> rx.Component:
    """The page at ``/calculator/year/``."""
    return page(
        rx.cond(_table, _table.title, "Business days"),
        rx.cond(
            YearState.year != "",
            rx.fragment(_choosing(), rx.cond(_table, _year())),
            rx.el.p("Opening the year …", class_name="mt-6 soft"),
        ),
        current="calculator",
        above=rx.cond(
            _table,
            rx.fragment(
                _table.law_name,
                rx.cond(YearState.agency_name != "", " · " + YearState.agency_name, ""),
            ),
            "…",
        ),
        steady=True,
    )


def _choosing() -> rx.Component:
    return rx.el.div(
        error_summary(YearState.faults, attempt=0),
        rx.cond(
            YearState.ignored != "",
            notice(
                rx.el.p(YearState.ignored, " ", link("Sign in", YearState.sign_in, outside=True))
            ),
        ),
        get_form(
            YEAR,
            hidden("agency", YearState.agency),
            select_field(
                "law",
                "Law",
                tuple((one.value, one.label) for one in law_choices()),
                value=YearState.law,
                error=YearState.wrong["law"],
            ),
            text_field(
                "year",
                "Year",
                value=YearState.year,
                key=YearState.year,
                error=YearState.wrong["year"],
                input_mode="numeric",
                short=True,
            ),
            button("Show", submit=True),
            class_name="row items-end",
            no_validate=True,
        ),
        rx.el.ul(
            rx.cond(
                YearState.previous != "", rx.el.li(link("The year before", YearState.previous))
            ),
            rx.cond(
                YearState.following != "", rx.el.li(link("The year after", YearState.following))
            ),
            rx.el.li(link("Calculator", YearState.calculator)),
            rx.cond(
                YearState.agency != "",
                rx.el.li(link("Without the days of this agency", YearState.without_agency)),
            ),
            class_name="row mt-3 small",
        ),
        class_name="no-print mt-5",
    )


def _year() -> rx.Component:
    return rx.fragment(
        rx.el.p(_table.sentence, class_name="font-semibold mt-5 print:mt-1"),
        rx.el.div(rx.foreach(_table.months, _month), class_name=_MONTHS),
        _legend(),
        rx.el.section(
            rx.el.h2("Closed days", class_name="print:text-[9pt]"),
            rx.el.ul(
                rx.foreach(_table.closed, _closed_day),
                class_name="mt-2 sm:columns-2 gap-10 print:columns-2 print:text-[7.5pt] print:mt-1",
            ),
            class_name="mt-7 print:mt-3",
        ),
        rx.el.div(
            rx.foreach(_table.cautions, lambda words: rx.el.p(words, class_name="wrap-anywhere")),
            rx.foreach(_table.sources, lambda words: rx.el.p(words, class_name="wrap-anywhere")),
            rx.el.p("Computed, not legal advice."),
            class_name="soft small mt-6 grid gap-1 print:text-[7pt] print:mt-2",
        ),
    )


def _month(month: Any) -> rx.Component:
    heads = [
        rx.el.th(
            rx.el.span(full, class_name="seen-by-ear"),
            rx.el.span(short, custom_attrs={"aria-hidden": "true"}),
            scope="col",
            class_name="font-normal soft small print:text-[6.5pt] relative",
        )
        for short, full in _WEEKDAYS
    ]
    return rx.el.table(
        rx.el.caption(
            rx.el.b(month.name),
            rx.el.span(" ", month.count, " business days", class_name=_SMALL),
            class_name="text-left pb-1 print:pb-0",
        ),
        rx.el.thead(rx.el.tr(*heads)),
        rx.el.tbody(
            rx.foreach(month.weeks, lambda week: rx.el.tr(rx.foreach(week, _day))),
        ),
        class_name="w-full table-fixed text-center num break-inside-avoid self-start",
    )


def _day(day: Any) -> rx.Component:
    look = rx.match(
        day.kind,
        ("closed", _CELL + _CLOSED),
        ("doubt", _CELL + _DOUBT),
        ("weekend", _CELL + "border-transparent soft"),
        _CELL + "border-transparent",
    )
    return rx.el.td(
        rx.cond(
            day.number != "",
            rx.el.span(
                day.number,
                rx.cond(
                    day.spoken != "", rx.el.span(", ", day.spoken, class_name="seen-by-ear"), ""
                ),
                class_name=look,
            ),
        ),
        class_name="p-[1px] relative",
    )


def _legend() -> rx.Component:
    return rx.el.ul(
        rx.el.li(rx.el.span("12", class_name=f"{_CELL} {_SAMPLE} {_CLOSED}"), "closed"),
        rx.cond(
            _table.has_doubts,
            rx.el.li(
                rx.el.span("12", class_name=f"{_CELL} {_SAMPLE} {_DOUBT}"),
                "in doubt: counted for the earliest date, not for the safe one",
            ),
        ),
        rx.el.li(
            rx.el.span("12", class_name=f"{_CELL} {_SAMPLE} border-transparent soft"), "weekend"
        ),
        class_name="row mt-4 small soft print:mt-2 print:text-[7.5pt]",
        custom_attrs={"aria-label": "Signs"},
    )


_SAMPLE = "inline-block min-w-[2rem] text-center mr-2"


def _closed_day(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.b(one.day, class_name="font-medium num"),
        " ",
        one.name,
        rx.el.span(
            rx.cond(one.kind == "doubt", ", in doubt: ", ", "), one.source, class_name=_SMALL
        ),
        class_name="py-1 break-inside-avoid print:py-0",
    )
