"""Choosing the agency whose own days count: only people of the office see this."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.office.calculating_form import LABELS
from records_app.web.components import link, more, text_field
from records_app.web.pages.calculator.state import CalculatorState


def agency_part() -> rx.Component:
    """The agency chosen, or a field to find one."""
    return rx.cond(
        CalculatorState.signed_in & (CalculatorState.shown.clock != ""),
        rx.el.div(
            rx.cond(
                CalculatorState.agency != "",
                rx.el.div(
                    rx.el.p("The agency whose own days count", class_name="label font-semibold"),
                    rx.el.div(
                        rx.el.div(
                            rx.el.b(CalculatorState.agency_name),
                            rx.el.span(CalculatorState.agency_words, class_name="soft small block"),
                        ),
                        link(
                            "Take away",
                            CalculatorState.without_agency,
                            class_name="whitespace-nowrap",
                        ),
                        class_name="chosen",
                    ),
                ),
                more(
                    "Count the days of one agency",
                    text_field(
                        "find",
                        LABELS["agency"],
                        hint="Its closures, openings and office hours then count.",
                        on_change=CalculatorState.find_agency,
                        live=True,
                        type="search",
                        auto_complete="off",
                        spell_check=False,
                    ),
                    rx.el.p(CalculatorState.offers_words, role="status", class_name="hint mt-2"),
                    rx.cond(
                        CalculatorState.offers.length() > 0,
                        rx.el.ul(
                            rx.foreach(CalculatorState.offers, _offer), class_name="grid gap-2"
                        ),
                    ),
                ),
            ),
            rx.el.p(CalculatorState.wrong["agency"], id="agency", tab_index=-1, class_name="error"),
            class_name="mt-6 no-print",
        ),
    )


def _offer(one: Any) -> rx.Component:
    return rx.el.li(link(one.name, one.href), rx.el.span(" ", one.place, class_name="soft small"))
