"""What was closed, on the page of a request: the law cited, and what can be answered."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import pairs, section
from records_app.web.components.replies import replies
from records_app.web.pages.request.findings import FindingsState
from records_app.web.pages.request.state import RequestState


def closed_section() -> rx.Component:
    """Nothing while nothing was denied."""
    is_here = FindingsState.request_id == RequestState.view.id
    return rx.cond(
        is_here & (FindingsState.closed.length() > 0),
        section(
            "Closed to us",
            rx.el.div(rx.foreach(FindingsState.closed, _denial), class_name="stack mt-2"),
            id="closed",
        ),
    )


def _denial(denial: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(rx.el.b(denial.day, ": ", denial.what)),
        pairs(
            ("Law", rx.cond(denial.grounds != "", denial.grounds, "none that we can read")),
            ("Cited", denial.cited),
            ("Open parts", denial.severed),
        ),
        replies(denial.replies),
    )
