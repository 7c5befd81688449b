"""The sample letter beside an editor of the studio, and what is said above both."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import error_summary, notice
from records_app.web.pages.new_request.live import Sheet


def troubles(state: type[Any], title: str) -> tuple[rx.Component, ...]:
    """What is wrong, and whether somebody else was quicker."""
    return (
        error_summary(state.problems, attempt=state.attempt, title=title),
        rx.el.div(
            rx.cond(state.stale != "", notice(state.stale, tone="amber", sign="warning")),
            role="status",
        ),
    )


def sample_letter(state: type[Any], language: Any = "en") -> rx.Component:
    """The sample letter as it would be in these words."""
    return Sheet.create(
        rx.el.div(rx.foreach(state.lines, _line), class_name="sheet-text"),
        id="letter",
        tab_index=0,
        revision=state.revision,
        class_name="sheet",
        lang=language,
        custom_attrs={"aria-label": "A sample letter in these words"},
    )


def _line(line: Any) -> rx.Component:
    look = f"l-{line.kind}" + rx.cond(line.changed, " changed", "")
    item = rx.el.p(
        rx.el.span(line.marker), rx.el.span(rx.el.b(line.lead), line.text), class_name=look
    )
    return rx.match(
        line.kind,
        ("subject", rx.el.h2(line.text, class_name=look)),
        ("heading", rx.el.h3(line.text, class_name=look)),
        ("item", item),
        rx.el.p(rx.el.b(line.lead), line.text, class_name=look),
    )
