"""The files of a request: what came in, and adding more."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    badge,
    group,
    icon,
    link,
    more,
    radio,
    section,
    select_field,
)
from records_app.web.components.file_form import file_form
from records_app.web.pages.request.files_state import FilesState
from records_app.web.pages.request.state import RequestState

_files = FilesState.files


def files_section() -> rx.Component:
    """Every file with where it came from and its hash; below, a place to drop more."""
    here = _files & (_files.request_id == RequestState.view.id)
    return rx.cond(
        here,
        section(
            "Files",
            rx.cond(
                _files.files.length() > 0,
                rx.el.ul(rx.foreach(_files.files, file_item), class_name="mt-2"),
                rx.el.p(
                    "What they send goes here, as it came: answers, records, proofs of receipt.",
                    class_name="soft",
                ),
            ),
            rx.cond(_files.may_add, _add()),
            note=_files.count,
            id="files",
        ),
    )


def file_item(one: Any) -> rx.Component:
    """One file: its name leads to its page, and beside it the way to save it."""
    return rx.el.li(
        icon("file"),
        rx.el.div(
            link(one.name, one.href),
            rx.cond(
                one.copy_of != "",
                rx.el.span(badge("redacted copy", "blue", "pencil"), class_name="ml-2"),
            ),
            rx.el.span(one.detail, class_name="detail num"),
            rx.el.span(one.came_with, class_name="detail"),
            rx.cond(one.copy_of != "", rx.el.span("Made from ", one.copy_of, class_name="detail")),
            rx.cond(one.note != "", rx.el.span(one.note, class_name="detail text-[var(--amber)]!")),
            rx.cond(one.text_words != "", rx.el.span(one.text_words, class_name="detail")),
            rx.el.div(
                link(
                    rx.fragment("Save", rx.el.span(" ", one.name, class_name="seen-by-ear")),
                    one.download_href,
                    outside=True,
                ),
                more("Fingerprint", file_facts(one)),
                class_name="row small items-baseline no-print",
            ),
            rx.el.p("SHA-256 ", one.sha256, class_name="only-print small break-all"),
            class_name="min-w-0",
        ),
        class_name="file",
    )


def file_facts(one: Any) -> rx.Component:
    """Who added it and when, and the fingerprint of its bytes."""
    return rx.fragment(
        rx.el.p("Added ", one.added, "."),
        rx.el.p("SHA-256 ", rx.el.code(one.sha256, class_name="break-all select-all")),
    )


def _add() -> rx.Component:
    return rx.el.div(
        more(
            "Add files",
            file_form(
                "/requests/" + _files.request_id.to_string() + "/files",
                came_with_fields(_files.events),
                label="Add files",
                largest_mb=FilesState.largest_mb,
                on_added=FilesState.load,
                id="files-new",
            ),
        ),
        class_name="mt-3 no-print",
    )


def came_with_fields(events: Any) -> rx.Component:
    """What the files are, and which event they came with."""
    return rx.fragment(
        group(
            "What are they?",
            radio("purpose", "Part of a reply", value="reply", checked=True),
            radio("purpose", "Proof of sending or receipt", value="proof"),
            radio("purpose", "Something else", value="other"),
            id="purpose",
            side_by_side=True,
        ),
        rx.el.div(
            select_field(
                "event_seq",
                "What did they come with?",
                events,
                first="Nothing that is recorded",
                optional=True,
            ),
            class_name="mt-4",
        ),
    )
