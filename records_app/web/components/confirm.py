"""Questions before something that cannot be taken back."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components.icons import Text
from records_app.web.components.messages import FocusingSection


def confirm(
    label: Text,
    question: Text,
    *children: Any,
    text: Text = "",
    danger: bool = False,
    small: bool = False,
) -> rx.Component:
    """A button that opens the question below it; ``children`` hold the form that does it.

    It needs no script: closing it again is the way out. For instance
    ``confirm("Close", "Close this request?", post_form(...))``.
    """
    classes = "btn " + ("danger" if danger else "quiet") + (" small" if small else "")
    note = [rx.el.p(text)] if text != "" else []
    return rx.el.details(
        rx.el.summary(label, class_name=classes),
        rx.el.div(
            rx.el.p(rx.el.b(question)),
            *note,
            *children,
            class_name="ask danger" if danger else "ask",
        ),
        class_name="confirm",
    )


def ask(
    asked: Any, question: Text, text: Text, *buttons: rx.Component, id: str, danger: bool = False
) -> rx.Component:
    """A question that a handler opens by counting ``asked`` up from 0; it takes the focus.

    Give the way out as one of the ``buttons``, and set ``asked`` back to 0 in it.
    """
    asked = rx.Var.create(asked)
    return rx.cond(
        asked > 0,
        FocusingSection.create(
            rx.el.h2(question, id=f"{id}-question"),
            rx.el.p(text),
            rx.el.div(*buttons, class_name="row"),
            id=id,
            tab_index=-1,
            attempt=asked,
            class_name="ask danger" if danger else "ask",
            custom_attrs={"aria-labelledby": f"{id}-question"},
        ),
    )
