"""The page: what to know before writing, the form, and the letter beside it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    button,
    lead,
    link,
    notice,
    page,
    plain_button,
)
from records_app.web.components.our_numbers import our_numbers
from records_app.web.letter_sheet.beside_view import (
    conflict_part,
    form_and_letter,
    to_check_first,
    whether_kept,
)
from records_app.web.pages.letter_after.address import is_at
from records_app.web.pages.letter_after.form import letter_form
from records_app.web.pages.letter_after.state import LetterAfterState
from records_app.web.session_state import SessionState


def letter_page() -> rx.Component:
    """The page at ``/requests/[request_id]/letter/[letter_kind]/``."""
    here = is_at(LetterAfterState.opened)
    return page(
        rx.cond(here, LetterAfterState.title, "Letter"),
        rx.cond(
            SessionState.may.contains("record"),
            rx.cond(here, _content(), _opening()),
        ),
        above=rx.cond(here, link(our_numbers(LetterAfterState.about), LetterAfterState.back), "…"),
    )


def _opening() -> rx.Component:
    waiting = (SessionState.sign_in_href == "") & (SessionState.flash == "")
    return rx.cond(waiting, rx.el.p("Opening …", class_name="soft"))


def _content() -> rx.Component:
    return rx.fragment(
        lead(LetterAfterState.when),
        _status(),
        _before_writing(),
        _conflict(),
        to_check_first(LetterAfterState),
        form_and_letter(LetterAfterState, letter_form()),
    )


def _status() -> rx.Component:
    """One line that never moves the form: whether it is saved, and where the letter is."""
    return rx.el.div(
        whether_kept(LetterAfterState, "Filled with what the record says."),
        rx.cond(
            LetterAfterState.unsaved,
            plain_button("Try again", on_click=LetterAfterState.save_again),
        ),
        link("Another letter", LetterAfterState.back + "letter/"),
        link("See the letter", "#letter", outside=True, class_name="only-narrow"),
        class_name="row small my-2 min-h-7 no-print",
    )


def _before_writing() -> rx.Component:
    """What cannot be repaired on this form, and why it may be too early."""
    wrong = LetterAfterState.wrong
    return rx.el.div(
        rx.cond(
            LetterAfterState.waits != "",
            notice(LetterAfterState.waits, tone="amber", sign="clock"),
        ),
        _elsewhere("request", wrong["request"], link("The request", LetterAfterState.back)),
        _elsewhere("agency", wrong["agency"], link("The agency", LetterAfterState.agency_href)),
        _elsewhere(
            "sender",
            wrong["sender"],
            rx.cond(
                SessionState.may.contains("manage_office"),
                link("Complete the letterhead", "/office/"),
                "An admin of your office can complete the letterhead.",
            ),
        ),
        class_name="stack",
    )


def _elsewhere(name: str, wrong: Any, way: Any) -> rx.Component:
    said = notice(rx.el.p(wrong), rx.el.p(way, class_name="small"), tone="amber", sign="warning")
    return rx.cond(wrong, rx.el.div(said, id=name, tab_index=-1))


def _conflict() -> rx.Component:
    return conflict_part(
        LetterAfterState,
        link(
            "See what happened in a new tab",
            LetterAfterState.back,
            outside=True,
            target="_blank",
        ),
        button("Go on with this letter", on_click=LetterAfterState.still_holds, kind="quiet"),
    )
