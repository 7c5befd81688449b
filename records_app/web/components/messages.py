"""What the product says to a person: summary of errors, notice, empty state."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from records_app.web.components.buttons import link
from records_app.web.components.icons import Icon, Text, icon


class FocusingSection(BaseHTML):
    """A section that takes the focus when ``attempt`` becomes another number above 0."""

    tag = "section"

    attempt: rx.Var[int]

    def _exclude_props(self) -> list[str]:
        return ["attempt"]

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hook that runs after the section is on the page."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[rx.Var[Any]]:
        """Focus after the section was drawn, so that a screen reader reads the new text."""
        body = (
            f"useEffect(() => {{ if ({self.attempt!s} > 0) "
            f"document.getElementById({self.id!r})?.focus(); }}, [{self.attempt!s}])"
        )
        attempt = rx.Var.create(self.attempt)
        return [rx.Var(body, _var_data=attempt._get_all_var_data())]


def error_summary(
    errors: Any, *, attempt: Any = 1, id: str = "errors", title: Text = "Please check these"
) -> rx.Component:
    """List what is wrong, each a link to its field, and take the focus on each new ``attempt``.

    ``errors``: things with ``field`` (the id of the control), ``label`` and ``message``; nothing
    shows while there are none. Count ``attempt`` up each time the person presses the button; with
    0 the list shows without taking the focus.
    """
    errors = rx.Var.create(errors)
    return rx.cond(
        errors.length() > 0,
        FocusingSection.create(
            rx.el.h2(title, id=f"{id}-title"),
            rx.el.ul(rx.foreach(errors, _error_line)),
            id=id,
            tab_index=-1,
            class_name="summary",
            attempt=attempt,
            custom_attrs={"aria-labelledby": f"{id}-title"},
        ),
    )


def _error_line(error: Any) -> rx.Component:
    return rx.el.li(
        link(rx.fragment(error.label, ": ", error.message), f"#{error.field}", outside=True)
    )


def notice(*children: Any, tone: Text = "blue", sign: Icon = "dot") -> rx.Component:
    """A standing remark on the page, with the colors of badges."""
    return rx.el.div(icon(sign), rx.el.div(*children), class_name=f"flash {tone}")


def empty_state(title: Text, text: Text, *actions: rx.Component) -> rx.Component:
    """Where a list would be: why there is nothing, and what to do about it."""
    row = [rx.el.div(*actions, class_name="row")] if actions else []
    return rx.el.div(rx.el.h2(title), rx.el.p(text), *row, class_name="empty")
