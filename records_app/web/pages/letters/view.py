"""How the page of letters looks: what goes by post, and the work lists of the other ways."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    button,
    empty_state,
    lead,
    link,
    link_button,
    notice,
    page,
    section,
)
from records_app.web.components.our_numbers import our_numbers
from records_app.web.pages.letters.by_post import by_post
from records_app.web.pages.letters.one_letter import one_letter
from records_app.web.pages.letters.state import LettersState

_ROW = (
    "flex flex-wrap gap-x-6 gap-y-2 items-center py-3 border-t border-[var(--hair)] "
    "first:border-t-0"
)


def letters_page() -> rx.Component:
    """The page at ``/letters/``."""
    return page(
        "Letters",
        rx.cond(
            LettersState.is_loaded,
            rx.cond(LettersState.may_record, _lists(), _only_looks()),
            lead("Opening …"),
        ),
        current="letters",
    )


def _only_looks() -> rx.Component:
    return lead(
        "Letters that wait to be sent are listed here for whoever sends them. Your role is to look."
    )


def _lists() -> rx.Component:
    return rx.fragment(
        lead("Everything that is approved and has not gone out yet."),
        rx.cond(
            LettersState.more > 0,
            notice(
                f"The {LettersState.more} newest are not shown. They come up as these go out.",
                sign="dot",
            ),
        ),
        rx.cond(
            LettersState.is_empty,
            empty_state(
                "Nothing waits to go out",
                "A letter comes up here as soon as it is approved, until its sending is recorded.",
                link_button("Go to the desk", "/"),
            ),
        ),
        by_post(),
        _work_list("email", "By e-mail", LettersState.email),
        _work_list("portal", "By portal", LettersState.portal),
        _work_list("fax", "By fax", LettersState.fax),
        _work_list("nowhere", "No way known", LettersState.nowhere),
    )


def _work_list(group: str, title: str, lines: Any) -> rx.Component:
    return rx.cond(
        lines.length() > 0,
        section(
            title,
            one_letter(group),
            rx.el.ul(rx.foreach(lines, lambda line: _row(line, group))),
            rx.cond(
                LettersState.rest[group] > 0,
                rx.el.p(
                    f"{LettersState.rest[group]} more come up here as these go out.",
                    class_name="soft mt-3",
                ),
            ),
        ),
    )


def _row(line: Any, group: str) -> rx.Component:
    verb = "Record" if group == "nowhere" else "Send"
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                link(rx.el.b(our_numbers(line.number)), line.href),
                " · ",
                line.agency,
            ),
            rx.el.p(line.what, ", ", line.pages_words, class_name="small"),
            rx.cond(line.where != "", rx.el.p(line.where, class_name="small")),
            rx.cond(line.note != "", rx.el.p(line.note, class_name="small")),
            *(
                [rx.el.p(link("Add a way to reach them", line.agency_href), class_name="small")]
                if group == "nowhere"
                else []
            ),
            rx.el.p(line.waits, ", in the care of ", line.care, class_name="soft small"),
            class_name="grow basis-64 min-w-0 break-words",
        ),
        button(
            rx.fragment(verb, rx.el.span(" ", line.number, class_name="seen-by-ear")),
            on_click=LettersState.open_letter(line.id),
            kind="quiet",
            small=True,
        ),
        key=line.id,
        class_name=_ROW,
    )
