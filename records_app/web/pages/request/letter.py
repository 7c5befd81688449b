"""The letter on the page of a request: the file, its hash, and its text for copying."""

from __future__ import annotations

import reflex as rx

from records_app.web.components import copy_button, file_row, link, more, section
from records_app.web.pages.request.state import RequestState

_view = RequestState.view


def letter_section() -> rx.Component:
    """What was approved, never rendered again."""
    letter = _view.letter
    return section(
        "Letter",
        rx.el.div(
            file_row(letter.name, letter.href, letter.pages_words + ", as approved"),
            rx.el.p("SHA-256 ", letter.sha256, class_name="only-print small break-all"),
            rx.el.div(more("Copy as plain text", _copy()), class_name="no-print"),
            rx.el.div(
                more("SHA-256 " + letter.sha256[:4] + "…" + letter.sha256[-4:], _hash()),
                class_name="no-print",
            ),
            class_name="stack mt-2",
        ),
    )


def _copy() -> rx.Component:
    letter = _view.letter
    return rx.fragment(
        rx.el.label("The letter as plain text", html_for="letter-text", class_name="seen-by-ear"),
        rx.el.textarea(
            default_value=letter.text,
            key=letter.sha256,
            id="letter-text",
            read_only=True,
            rows="16",
            class_name="input small",
        ),
        rx.el.div(
            copy_button("Copy", of="letter-text", kind="quiet", small=True),
            link("Save as a file (.txt)", letter.href.replace(".pdf", ".txt"), outside=True),
            class_name="row mt-3",
        ),
    )


def _hash() -> rx.Component:
    return rx.fragment(
        rx.el.p(
            "The fingerprint of the file as it was approved. Whoever has the file can compute it "
            "again, and sees whether a single letter was changed.",
            class_name="soft small",
        ),
        rx.el.code(_view.letter.sha256, class_name="small break-all select-all"),
    )
