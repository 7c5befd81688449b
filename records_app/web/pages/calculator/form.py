"""The form of the calculator: a choice from a list answers at once, what is typed waits."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.office.calculating import law_choices, state_choices
from records_app.office.calculating_form import BACKWARDS, LABELS
from records_app.web.components import (
    button,
    date_field,
    field,
    group,
    hidden,
    link,
    radio,
    text_field,
    time_field,
)
from records_app.web.pages.calculator.pauses import pauses
from records_app.web.pages.calculator.state import CalculatorState

FORM = "calculation"
_shown = CalculatorState.shown
_needs = _shown.needs
_values = _shown.fields
_wrong = CalculatorState.wrong
# A choice sends the form at once and says so, so that no step back is kept for it. A function
# without a callback: anything else the framework would run as a program from a text.
_SEND = rx.call_function(
    rx.Var(
        f"(() => {{ const form = document.getElementById('{FORM}'); form.elements.by.value = "
        "'choice'; form.requestSubmit(); form.elements.by.value = 'button'; })"
    )
)


def calculator_form() -> rx.Component:
    """Law and clock, then only what this clock has a use for."""
    return rx.el.form(
        _laws(),
        rx.cond(
            _shown.clock != "",
            rx.fragment(
                _clocks(),
                rx.cond(_needs.backwards, _ways()),
                rx.cond(
                    _needs.backwards & (_values["way"] == BACKWARDS), _wanted(), _from_a_start()
                ),
                rx.el.div(
                    button("Work it out", submit=True),
                    link("See the answer", "#answer", outside=True, class_name="only-narrow"),
                    class_name="row mt-5",
                ),
            ),
        ),
        hidden("by", "button"),
        hidden("agency", CalculatorState.agency),
        on_submit=CalculatorState.choose,
        id=FORM,
        key=CalculatorState.drawn.to_string(),
        no_validate=True,
        class_name="stack",
        custom_attrs={"aria-label": "What to compute"},
    )


def _laws() -> rx.Component:
    ours, others = law_choices(), state_choices()
    options = (
        rx.el.optgroup(*(_option(one) for one in ours), label="Dates are computed"),
        rx.el.optgroup(*(_option(one) for one in others), label="Other States: a hint, no date"),
    )
    return _select("law", options, _shown.law)


def _clocks() -> rx.Component:
    options = rx.foreach(_shown.clocks, lambda one: rx.el.option(one.label, value=one.value))
    # Made anew for each law: a browser keeps the place in a list whose words change.
    return _select("clock", (options,), _shown.clock, key="clock of " + _shown.law)


def _select(name: str, options: tuple[Any, ...], value: Any, **props: Any) -> rx.Component:
    control = rx.el.select(
        *options,
        name=name,
        id=name,
        default_value=value,
        on_change=_SEND,
        class_name="input",
        custom_attrs={
            "aria-describedby": f"{name}-error",
            "aria-invalid": rx.cond(_wrong[name], "true", "false"),
        },
        **props,
    )
    return field(LABELS[name], control, id=name, error=_wrong[name])


def _option(one: Any) -> rx.Component:
    return rx.el.option(one.label, value=one.value)


def _ways() -> rx.Component:
    back = _values["way"] == BACKWARDS
    return group(
        "Count",
        radio(
            "way",
            "Forwards: it was handed in, when is the last day?",
            value="on",
            id="way-forwards",
            checked=~back,
            on_change=_SEND,
            live=True,
        ),
        radio(
            "way",
            "Backwards: an answer is needed, when must it be handed in?",
            value=BACKWARDS,
            checked=back,
            on_change=_SEND,
            live=True,
        ),
        id="way",
    )


def _wanted() -> rx.Component:
    return date_field(
        "wanted",
        LABELS["wanted"],
        hint="By the end of this day. For a meeting, name the day before it.",
        value=_values["wanted"],
        error=_wrong["wanted"],
    )


def _from_a_start() -> rx.Component:
    time = time_field(
        "at",
        LABELS["at"],
        hint=_shown.time_hint,
        value=_values["at"],
        error=_wrong["at"],
        optional=True,
    )
    return rx.el.div(
        _date("start", hint=_shown.start_hint),
        rx.cond(_needs.at, time),
        rx.cond(_needs.promised_on, _promised()),
        rx.cond(_needs.fee, _fee()),
        rx.cond(_needs.asked_on, _asked()),
        rx.cond(_needs.extension != "", _extension()),
        rx.cond(_needs.violated_on, _violated()),
        rx.cond(_needs.pauses.length() > 0, pauses()),
        class_name="stack",
    )


def _promised() -> rx.Component:
    hint = "The day they named for the records. Empty: the start day itself."
    return _date("promised_on", hint=hint, optional=True)


def _fee() -> rx.Component:
    return _short("fee", hint="In dollars. A higher fee gives more days.", input_mode="decimal")


def _asked() -> rx.Component:
    return _date("asked_on", hint="Matters for a request older than the rule.", optional=True)


def _extension() -> rx.Component:
    hint = "How many days they took. At most " + _needs.extension + "."
    return _short("extension", hint=hint, input_mode="numeric")


def _violated() -> rx.Component:
    hint = "If it was earlier than the day on which it could be known."
    return _date("violated_on", hint=hint, optional=True)


def _date(name: str, **options: Any) -> rx.Component:
    return date_field(name, LABELS[name], value=_values[name], error=_wrong[name], **options)


def _short(name: str, **options: Any) -> rx.Component:
    return text_field(
        name,
        LABELS[name],
        value=_values[name],
        error=_wrong[name],
        short=True,
        optional=True,
        auto_complete="off",
        **options,
    )
