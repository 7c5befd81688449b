"""How one file looks: its pages as pictures with their text, and its redacted copies."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    hidden,
    link,
    link_button,
    more,
    notice,
    page,
    pager,
    pairs,
    section,
)
from records_app.web.components.file_form import file_form
from records_app.web.components.our_numbers import our_numbers
from records_app.web.pages.files.one_state import FileState

_view = FileState.view
_card = FileState.view.card


def file_page() -> rx.Component:
    """The page at ``/files/[file_id]/``."""
    here = _is_wanted()
    return page(
        rx.cond(here, _card.name, "File"),
        rx.cond(here, _content(), rx.el.p("Opening the file …", class_name="lead")),
        above=rx.cond(
            here,
            rx.fragment(link(our_numbers(_view.number), _view.request_href), " · ", _view.agency),
            "…",
        ),
        action=rx.cond(here, link_button("Save", _card.download_href, kind="quiet", outside=True)),
        current="files",
    )


def file_title() -> rx.Var[str]:
    """The title of the browser's tab."""
    return rx.cond(_is_wanted(), _card.name + " · Sunshine Desk", "File · Sunshine Desk")


def _is_wanted() -> Any:
    """Whether what was loaded is the file in the address, as the browser has it right now."""
    wanted = rx.Var(
        "wantedFile",
        _var_type=str,
        _var_data=rx.vars.VarData(
            imports={"react-router": "useParams"},
            hooks={"const { file_id: wantedFile } = useParams();": None},
        ),
    )
    return _card.id.to_string() == wanted


def _content() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.cond(_card.note != "", notice(_card.note, tone="amber", sign="warning")),
            _pages(),
            class_name="min-w-0",
        ),
        rx.el.aside(_facts(), _copies(), class_name="stack"),
        class_name="columns mt-6",
    )


def _pages() -> rx.Component:
    return rx.cond(
        _view.pages.length() > 0,
        rx.fragment(
            rx.el.ol(rx.foreach(_view.pages, _page), class_name="stack"),
            rx.cond(
                FileState.pages != "",
                pager(FileState.pages, FileState.previous, FileState.following, label="Parts"),
            ),
        ),
        rx.el.p(
            rx.cond(
                _card.text_words != "",
                _card.text_words,
                "This kind of file is not shown here. Save it to open it with a program of yours.",
            ),
            class_name="soft",
        ),
    )


def _page(one: Any) -> rx.Component:
    return rx.el.li(
        rx.cond(
            one.href != "",
            rx.fragment(
                rx.el.img(
                    src=one.href,
                    alt=rx.cond(one.text != "", one.label + ", its text is below", one.label),
                    loading="lazy",
                    class_name="block w-full h-auto min-h-40 bg-white border border-[var(--line)]",
                ),
                rx.el.div(
                    rx.el.span(one.label, class_name="soft num"),
                    rx.cond(
                        one.text != "",
                        more("Text of this page", _text(one.text)),
                        rx.el.span(" · no text that can be read", class_name="soft"),
                    ),
                    class_name="small mt-1",
                ),
            ),
            _text(one.text),
        ),
    )


def _text(text: Any) -> rx.Component:
    return rx.el.p(text, class_name="whitespace-pre-wrap wrap-anywhere card")


def _facts() -> rx.Component:
    return rx.el.section(
        rx.el.h2("This file", class_name="text-base!"),
        pairs(
            ("What", _card.detail),
            ("From", _card.came_with),
            ("Added", _card.added),
            ("SHA-256", rx.el.code(_card.sha256, class_name="small break-all select-all")),
        ),
        rx.el.p(
            "Kept as it came. It is never changed; the fingerprint proves it.",
            class_name="soft small mt-3",
        ),
        class_name="card",
    )


def _copies() -> rx.Component:
    return rx.fragment(
        rx.cond(
            _view.others.length() > 0,
            rx.el.section(
                rx.el.h2("Beside it", class_name="text-base!"),
                rx.el.ul(
                    rx.foreach(
                        _view.others,
                        lambda one: rx.el.li(
                            rx.el.span(one.label, class_name="soft small block"),
                            link(one.name, one.href, class_name="wrap-anywhere"),
                        ),
                    ),
                    class_name="stack mt-2",
                ),
                class_name="card",
            ),
        ),
        rx.cond(
            _view.may_add & (_card.copy_of == ""),
            section(
                "Add a redacted copy",
                rx.el.p(
                    "A copy in which you blackened what must not be seen. It stands beside this "
                    "file and never replaces it.",
                    class_name="soft small mb-3",
                ),
                file_form(
                    "/requests/" + _view.request_id.to_string() + "/files",
                    hidden("purpose", _view.purpose),
                    hidden("event_seq", _view.event_seq),
                    hidden("redacts_id", _card.id),
                    label="Add a redacted copy",
                    largest_mb=FileState.largest_mb,
                    on_added=FileState.load,
                    id="copies-new",
                ),
            ),
        ),
    )
