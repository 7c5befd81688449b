"""What the filters of lists share: the choices side by side, and the parts that are on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import reflex as rx

from records_app.web.components.buttons import link
from records_app.web.components.fields import select_field

_GRID = "grid gap-x-4 gap-y-3 grid-cols-[repeat(auto-fill,minmax(min(15rem,100%),1fr))]"


def filter_choices(
    chosen: rx.Var[dict[str, str]],
    choices: Iterable[tuple[str, str, Any, str]],
    *before: rx.Component,
) -> rx.Component:
    """A select for each choice: name, label, its options, and the words for not choosing."""
    fields = [
        select_field(name, label, options, first=first, value=chosen[name])
        for name, label, options, first in choices
    ]
    return rx.el.div(*before, *fields, class_name=_GRID)


def active_filters(active: Any, clear: str) -> rx.Component:
    """The parts that are on, each a link that takes it away, from things with words and href.

    ``clear`` is the address of the list without any filter.
    """
    return rx.cond(
        active.length() > 0,
        rx.el.div(
            rx.el.span("Only"),
            rx.el.ul(rx.foreach(active, _active_filter), class_name="row min-w-0"),
            link("Clear", clear),
            class_name="row mt-3",
        ),
    )


def _active_filter(one: Any) -> rx.Component:
    return rx.el.li(
        link(
            rx.fragment(
                one.words,
                rx.el.span("×", custom_attrs={"aria-hidden": "true"}, class_name="ml-2"),
                rx.el.span(": take this filter away", class_name="seen-by-ear"),
            ),
            one.href,
            class_name="btn quiet small max-w-full [overflow-wrap:anywhere]",
        ),
        class_name="max-w-full",
    )
