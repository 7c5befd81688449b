"""The lines of a fee in the form of an answer: a new one appears under the last that is filled."""

from __future__ import annotations

import reflex as rx

from records_app.casework.fees import Charge
from records_app.web.components import select_field, text_field
from records_app.web.pages.request.form_parts import asked, only_with

MOST_LINES = 8

_KINDS = tuple((charge.value, charge.label) for charge in Charge)
# A field counts as filled while its placeholder, a space, is not shown: no script is needed.
_FILLED = "fieldset:has(input:not(:placeholder-shown))"
_ROWS = (
    "stack [&>fieldset]:hidden [&>fieldset:first-of-type]:block "
    f"[&>{_FILLED}]:block [&>{_FILLED}+fieldset]:block"
)
_NUMBERS = "grid gap-x-6 gap-y-3 grid-cols-[repeat(auto-fit,minmax(min(9rem,100%),1fr))]"


def fee_line_fields() -> rx.Component:
    """Up to eight lines, shown only for an answer that asks for a fee.

    Each has the fields line_what_N, line_charge_N, line_quantity_N, line_rate_N, line_amount_N and
    line_role_N, with N from 1. A line of which nothing is filled is no line.
    """
    return only_with(
        ("fee_asked",),
        rx.el.fieldset(
            rx.el.legend(
                "The lines of their fee", rx.el.span(" (optional)", class_name="optional")
            ),
            rx.el.p(
                "Copy each line as they wrote it, and leave out what they did not say. "
                "We hold them against the law.",
                class_name="hint",
            ),
            rx.el.div(*(_line(number) for number in range(1, MOST_LINES + 1)), class_name=_ROWS),
        ),
    )


def _line(number: int) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(f"Line {number}", class_name="text-base"),
        rx.el.div(
            _field("what", number, "What is it for?", short=False),
            asked(select_field, f"line_charge_{number}", "What kind of cost?", options=_KINDS),
            class_name="two",
        ),
        rx.el.div(
            _field("quantity", number, "Pages or hours", input_mode="decimal"),
            _field("rate", number, "Dollars for each", input_mode="decimal"),
            _field("amount", number, "Dollars in all", input_mode="decimal"),
            class_name=f"{_NUMBERS} mt-3",
        ),
        rx.el.div(
            _field("role", number, "Whose time, if they say", short=False), class_name="mt-3"
        ),
    )


def _field(part: str, number: int, label: str, *, short: bool = True, **props: str) -> rx.Component:
    name = f"line_{part}_{number}"
    return asked(text_field, name, label, short=short, placeholder=" ", max_length=200, **props)
