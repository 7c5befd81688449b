"""Paragraphs that answer a cited exception, each to read and to copy."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components.copying import copy_button
from records_app.web.components.icons import Text
from records_app.web.components.shown import more


def replies(shown: Any, *, words: Text = "What we can answer") -> rx.Component:
    """Nothing without replies. Used fields: id, says, text and citation."""
    return rx.cond(
        shown.length() > 0,
        rx.el.div(
            more(words, rx.el.div(rx.foreach(shown, _reply), class_name="stack mt-3 mb-4")),
            class_name="no-print",
        ),
    )


def _reply(reply: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label("Answer to: ", reply.says, html_for=reply.id, class_name="block"),
        rx.el.textarea(
            default_value=reply.text,
            key=reply.text,
            id=reply.id,
            read_only=True,
            rows="7",
            class_name="input small",
        ),
        rx.el.p("Rests on ", reply.citation, class_name="soft small mt-1"),
        rx.el.div(
            copy_button("Copy this paragraph", of=reply.id, kind="quiet", small=True),
            class_name="row mt-2",
        ),
    )
