"""The form that brings files: it posts them to a route of ours, without any script."""

from __future__ import annotations

import reflex as rx

from records_app.web.components import post_form


def upload_form(
    action: str, words: str, accept: str, id: str, *, many: bool = False
) -> rx.Component:
    """A field for files and the button. What the files are, the server finds out."""
    return post_form(
        action,
        rx.el.div(
            rx.el.label("Files" if many else "File", html_for=id),
            rx.el.input(
                type="file", name="file", id=id, accept=accept, multiple=many, class_name="input"
            ),
            class_name="field",
        ),
        rx.el.div(rx.el.button(words, type="submit", class_name="btn"), class_name="row mt-4"),
        enc_type="multipart/form-data",
    )
