"""Drafts that somebody left behind, and the way to take them over."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import button, section
from records_app.web.pages.groups.state import GroupsState

_EAR = "seen-by-ear"


def drafts_left() -> rx.Component:
    """Take over the drafts of people who cannot sign in any more."""
    return rx.cond(
        GroupsState.left.length() > 0,
        section(
            "Drafts left behind",
            rx.el.p(
                "These people cannot sign in any more. Taking their drafts over makes you the "
                "author; the audit says so.",
                class_name="why",
            ),
            rx.el.ul(rx.foreach(GroupsState.left, _left_by), class_name="stack"),
        ),
    )


def _left_by(one: Any) -> rx.Component:
    drafts = rx.cond(one.drafts == 1, "1 draft", one.drafts.to_string() + " drafts")
    return rx.el.li(
        rx.el.span(
            rx.el.b(one.name),
            rx.el.span(drafts, ", since ", one.since, class_name="soft small block"),
            class_name="grow",
        ),
        button(
            rx.fragment("Take them over", rx.el.span(" from ", one.name, class_name=_EAR)),
            on_click=GroupsState.take_over(one.person_id),
            kind="quiet",
            small=True,
        ),
        class_name="row my-2",
    )
