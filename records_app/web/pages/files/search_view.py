"""How the search in files looks."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    button,
    empty_state,
    lead,
    link,
    link_button,
    page,
    pager,
    text_field,
)
from records_app.web.components.our_numbers import our_numbers
from records_app.web.pages.files.search_state import FILES, FileSearchState


def files_page() -> rx.Component:
    """The page at ``/files/``."""
    found = FileSearchState.found
    return page(
        "Files",
        lead("Search the names and the text of every file that came in."),
        _search(),
        rx.cond(found, _result()),
        current="files",
        steady=True,
    )


def _search() -> rx.Component:
    return rx.el.form(
        rx.el.div(
            rx.el.div(
                text_field(
                    "words",
                    "Words",
                    hint="Files with all of these words, or words that begin with them.",
                    value=FileSearchState.asked,
                    key=FileSearchState.asked,
                    type="search",
                    auto_complete="off",
                    spell_check=False,
                ),
                class_name="grow basis-64 max-w-xl",
            ),
            button("Search", submit=True),
            class_name="row items-end",
        ),
        on_submit=FileSearchState.look,
        custom_attrs={"role": "search", "aria-label": "Search files"},
        class_name="mt-5 mb-5 no-print",
    )


def _result() -> rx.Component:
    found = FileSearchState.found
    return rx.cond(
        found.total > 0,
        rx.fragment(
            rx.el.p(FileSearchState.count, role="status", class_name="mb-2"),
            rx.el.ul(rx.foreach(found.files, _hit)),
            rx.cond(
                FileSearchState.pages != "",
                pager(FileSearchState.pages, FileSearchState.previous, FileSearchState.following),
            ),
        ),
        rx.cond(
            FileSearchState.asked != "",
            empty_state(
                "No file has these words",
                "Try fewer words, or the beginning of one. Scanned pages hold pictures of words, "
                "which cannot be searched.",
                link_button("Clear the search", FILES, kind="quiet"),
            ),
        ),
    )


def _hit(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.h2(link(one.name, one.href), class_name="text-base! wrap-anywhere"),
        rx.el.p(
            link(our_numbers(one.number), one.request_href),
            " · ",
            one.agency,
            " · ",
            one.kind,
            " · ",
            one.where,
            class_name="soft small num",
        ),
        rx.cond(
            one.snippet.length() > 0,
            rx.el.p(rx.foreach(one.snippet, _part), class_name="mt-1 max-w-3xl wrap-anywhere"),
        ),
        class_name="py-3 border-t border-[var(--hair)]",
    )


def _part(part: Any) -> rx.Component:
    return rx.cond(
        part.hit,
        rx.el.mark(part.text, class_name="bg-[var(--sun)] text-[#1d1b18] rounded-sm"),
        rx.fragment(part.text),
    )
