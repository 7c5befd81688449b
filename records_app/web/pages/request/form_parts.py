"""What the forms of a request are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from records_app.web.components import (
    button,
    check_box,
    date_field,
    error_summary,
    group,
    hidden,
    link_button,
    notice,
    radio,
    text_area,
    time_field,
)
from records_app.web.components.messages import FocusingSection
from records_app.web.components.typed_text import TypedText
from records_app.web.pages.request.state import RequestState

_TWO = "grid gap-x-6 grid-cols-[repeat(auto-fit,minmax(min(16rem,100%),1fr))]"


def form(words: str, *fields: rx.Component, title: str = "") -> rx.Component:
    """A form with its summary of errors, what is newer, and its two ways out.

    It serves as well to correct what it once recorded: then it asks why.
    """
    correcting = RequestState.start["line"] != ""
    shown = rx.cond(correcting, "Correct this line", title or words)
    return rx.el.form(
        rx.el.h2(shown, class_name="mb-3"),
        error_summary(RequestState.problems, attempt=RequestState.attempt),
        rx.cond(
            RequestState.stale != "",
            FocusingSection.create(
                notice(RequestState.stale, tone="amber", sign="warning"),
                id="stale",
                tab_index=-1,
                attempt=RequestState.attempt,
            ),
        ),
        rx.cond(correcting, _why_correct()),
        rx.el.div(*fields, class_name="stack group-has-[#strike:checked]:hidden"),
        TypedText.create(id="typed", form=RequestState.form),
        hidden("version", RequestState.view.version),
        hidden("request", RequestState.view.id),
        rx.el.div(
            button(rx.cond(correcting, "Save the correction", words), submit=True),
            link_button("Cancel", RequestState.address, kind="quiet", replace=True),
            class_name="row mt-5",
        ),
        on_submit=RequestState.record,
        no_validate=True,
        class_name="group",
        # Another line, another form: what was filled into the last one must not stay.
        key=RequestState.start["key"],
        custom_attrs={"aria-label": shown},
    )


def _why_correct() -> rx.Component:
    """What the line says now, why it is wrong, and whether it happened at all."""
    return rx.el.div(
        rx.el.p(
            "Now it says: ", rx.el.i(RequestState.start["said"]), " It stays in view as corrected."
        ),
        rx.el.p(error_of("line"), id="line", tab_index=-1, class_name="error"),
        text_area(
            "why", "Why is this a correction?", rows=2, error=error_of("why"), auto_focus=True
        ),
        rx.cond(
            RequestState.form != "undo",
            check_box("strike", "This never happened: strike the line out"),
        ),
        hidden("line", RequestState.start["line"]),
        class_name="stack mb-4",
    )


def begins() -> Any:
    """Whether a form begins with its own first field: a correction begins with its reason."""
    return RequestState.start["line"] == ""


def start_of(name: str) -> Any:
    """What a field holds when the form opens: what is recorded, or nothing."""
    return rx.cond(RequestState.start.contains(name), RequestState.start[name], "")


def asked(make: Callable[..., rx.Component], name: str, label: str, **options: Any) -> rx.Component:
    """A field that opens with what is recorded of it, and says what is wrong with it."""
    return make(name, label, value=start_of(name), error=error_of(name), **options)


def detail(label: str = "Detail", **options: Any) -> rx.Component:
    """Several lines of text that may stay empty."""
    return asked(text_area, "detail", label, optional=True, **options)


def day(label: str, hint: str = "", *, focus: bool = False) -> rx.Component:
    """The day it happened; today unless the person changes it."""
    return date_field(
        "on",
        label,
        hint=hint,
        **({"auto_focus": begins()} if focus else {}),
        value=RequestState.start["on"],
        max=RequestState.start["today"],
        error=error_of("on"),
    )


def time_of_day(hint: str = "") -> rx.Component:
    """The time it happened, if known."""
    return asked(time_field, "at", "At what time?", hint=hint, optional=True)


def two(*fields: rx.Component) -> rx.Component:
    """Two fields side by side where there is room."""
    return rx.el.div(*fields, class_name="two")


def choices(
    name: str, legend: str, offered: tuple[tuple[str, str, str], ...], *, focus: bool = False
) -> rx.Component:
    """One of several choices, each with a few words on what it means."""
    boxes = [
        radio(
            name,
            words,
            value=value,
            id=_id(name, value),
            hint=hint,
            checked=start_of(name) == value,
            **({"auto_focus": begins()} if focus and value == offered[0][0] else {}),
        )
        for value, words, hint in offered
    ]
    return group(legend, rx.el.div(*boxes, class_name=_TWO), id=name, error=error_of(name))


def only_with(kinds: tuple[str, ...], *fields: rx.Component) -> rx.Component:
    """Fields that show only with these kinds of answer; without a way to the server and back."""
    shown = (f"group-has-[#{_id('kind', kind)}:checked]:block" for kind in kinds)
    return rx.el.div(*fields, class_name=" ".join(("hidden", *shown)))


def error_of(name: str) -> Any:
    """What is wrong with a field; empty while nothing is."""
    return rx.cond(RequestState.errors.contains(name), RequestState.errors[name], "")


def _id(name: str, value: str) -> str:
    # Without underscores: Tailwind reads those as spaces in the selectors of only_with.
    return f"{name}-{value.replace('_', '-')}"
