"""Our own few icons. They are masks in look.css, so that a state value can choose one."""

from __future__ import annotations

from typing import Literal, get_args

import reflex as rx

Icon = Literal[
    "warning",
    "clock",
    "arrow",
    "check",
    "pencil",
    "letter",
    "dot",
    "file",
    "plus",
    "down",
    "look",
]
ICONS: tuple[str, ...] = get_args(Icon)

Text = str | rx.Var[str]


def icon(name: Icon | rx.Var[str]) -> rx.Component:
    """Draw an icon in the color of the text around it. Always put a word beside it."""
    return rx.el.span(class_name=f"icon i-{name}", custom_attrs={"aria-hidden": "true"})


def sun_mark() -> rx.Component:
    """Draw the rising sun of the brand."""
    return rx.el.svg(
        rx.el.path(d="M7 19a10 10 0 0 1 20 0z", stroke="none"),
        rx.el.path(
            d="M17 1v4M5.6 5.2l2.7 2.9M28.4 5.2l-2.7 2.9M1 16.5h3.6M33 16.5h-3.6",
            stroke_width="2",
            stroke_linecap="round",
        ),
        view_box="0 0 34 20",
        custom_attrs={"aria-hidden": "true", "focusable": "false"},
    )
