"""The letters on the page of a request: each file, its hash, and its text for copying."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import copy_button, file_row, link, more, section
from records_app.web.components.whose_words import whose_words
from records_app.web.pages.request.state import RequestState

_view = RequestState.view


def letter_section() -> rx.Component:
    """What was approved, newest first, never rendered again."""
    return section(
        rx.cond(_view.letters.length() > 1, "Letters", "Letter"),
        rx.foreach(_view.letters, _letter),
    )


def letter_to_take(letter: Any) -> rx.Component:
    """The letter that is to go out now: the file, and the text for an e-mail or a portal."""
    return rx.el.div(
        file_row(letter.name, letter.href, letter.what + ", " + letter.pages_words),
        rx.el.div(
            more("Copy as plain text", _copy(letter, "now-")), class_name="no-print small ml-6"
        ),
        class_name="my-2",
    )


def _letter(letter: Any) -> rx.Component:
    about = letter.what + ", " + letter.pages_words + ", " + letter.approved + ". " + letter.sent
    return rx.el.div(
        file_row(letter.name, letter.href, about + "."),
        whose_words(letter.wording, class_name="small soft ml-6"),
        rx.el.p("SHA-256 ", letter.sha256, class_name="only-print small break-all"),
        rx.el.div(
            more("Copy as plain text", _copy(letter)),
            more("SHA-256 " + letter.sha256[:4] + "…" + letter.sha256[-4:], _hash(letter)),
            class_name="no-print small ml-6 space-y-1",
        ),
        class_name="mt-2 pb-2",
    )


def _copy(letter: Any, before: str = "") -> rx.Component:
    name = before + letter.key if before else letter.key
    return rx.fragment(
        rx.el.label(
            "The letter ", letter.number, " as plain text", html_for=name, class_name="seen-by-ear"
        ),
        rx.el.textarea(
            default_value=letter.text,
            key=letter.sha256,
            id=name,
            read_only=True,
            rows="16",
            class_name="input small",
        ),
        rx.el.div(
            copy_button("Copy", of=name, kind="quiet", small=True),
            link("Save as a file (.txt)", letter.text_href, outside=True),
            class_name="row mt-3",
        ),
    )


def _hash(letter: Any) -> rx.Component:
    return rx.fragment(
        rx.el.p(
            "The fingerprint of the file as it was approved. Whoever has the file can compute it "
            "again, and sees whether a single letter was changed.",
            class_name="soft small",
        ),
        rx.el.code(letter.sha256, class_name="small break-all select-all"),
    )
