"""The days on which a clock stood still: a row for each, and always one more to fill in."""

from __future__ import annotations

import reflex as rx

from records_app.office.calculating_form import MOST_PAUSES
from records_app.web.components import date_field, field, group
from records_app.web.pages.calculator.state import CalculatorState

_shown = CalculatorState.shown
_wrong = CalculatorState.wrong


def pauses() -> rx.Component:
    """Shut until somebody needs it."""
    in_use = (_shown.rows > 1) | _wrong.contains("pauses")
    return rx.el.details(
        rx.el.summary("Did the clock stand still?"),
        group(
            "Pauses",
            *(
                rx.cond(_shown.rows >= number, _pause(number))
                for number in range(1, MOST_PAUSES + 1)
            ),
            id="pauses",
            hint="First and last day on which it stood still, for instance from the day after "
            "their question to the day they had our answer.",
            error=_wrong["pauses"],
        ),
        open=in_use,
        class_name="more",
    )


def _pause(number: int) -> rx.Component:
    name = f"pause{number}"
    options = rx.foreach(_shown.needs.pauses, lambda one: rx.el.option(one.label, value=one.value))
    why = rx.el.select(
        options,
        name=f"{name}_why",
        id=f"{name}_why",
        default_value=_shown.fields[f"{name}_why"],
        key=f"{name} of " + _shown.law + " " + _shown.clock,
        class_name="input",
    )
    return rx.el.div(
        *(
            date_field(
                f"{name}_{part}",
                label,
                value=_shown.fields[f"{name}_{part}"],
                error=_wrong[f"{name}_{part}"],
            )
            for part, label in (
                ("from", f"Pause {number}, first day"),
                ("to", f"Pause {number}, last day"),
            )
        ),
        field(f"Pause {number}, why", why, id=f"{name}_why", class_name="field col-span-full"),
        class_name="two mt-3",
    )
