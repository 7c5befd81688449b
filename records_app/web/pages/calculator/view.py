"""How the calculator looks: the question on the left, the answer on the right."""

from __future__ import annotations

import reflex as rx

from records_app.web.components import error_summary, lead, link, page
from records_app.web.pages.calculator.agency import agency_part
from records_app.web.pages.calculator.form import calculator_form
from records_app.web.pages.calculator.result import answer
from records_app.web.pages.calculator.state import CalculatorState

RULES = "/rules/"


def calculator_page() -> rx.Component:
    """The page at ``/calculator/``."""
    return page(
        "Calculator",
        lead("The last day for an answer, or the day to hand in. Every day is explained."),
        rx.cond(
            CalculatorState.shown,
            _opened(),
            rx.el.p("Opening the calculator …", class_name="mt-6 soft"),
        ),
        current="calculator",
        steady=True,
    )


def _opened() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            error_summary(CalculatorState.faults, attempt=CalculatorState.attempt),
            calculator_form(),
            agency_part(),
            _more_pages(),
            class_name="no-print",
        ),
        answer(),
        class_name="split mt-6 lg:grid-cols-[22rem_minmax(0,1fr)]",
    )


def _more_pages() -> rx.Component:
    return rx.el.ul(
        rx.cond(
            CalculatorState.shown.clock != "",
            rx.el.li(link("Business days of a year, to print", CalculatorState.year_table)),
        ),
        rx.el.li(link("Every rule we compute with", RULES)),
        class_name="mt-8 grid gap-1 small",
    )
