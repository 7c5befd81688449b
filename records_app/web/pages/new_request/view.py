"""The page: whether it is saved, the form, and the letter beside it."""

from __future__ import annotations

import reflex as rx

from records_app.web.components import button, lead, link, page, plain_button
from records_app.web.components.shell import frame
from records_app.web.letter_sheet.beside_view import (
    conflict_part,
    form_and_letter,
    to_check_first,
    whether_kept,
)
from records_app.web.pages.new_request.form import draft_form
from records_app.web.pages.new_request.kept import NEW
from records_app.web.pages.new_request.live import AddressFollows
from records_app.web.pages.new_request.portal import portal_part
from records_app.web.pages.new_request.sharing import sharing_line
from records_app.web.pages.new_request.state import DraftState
from records_app.web.session_state import SessionState


def draft_page() -> rx.Component:
    """The page at ``/drafts/new/`` and ``/drafts/12/``."""
    return page(
        "New request",
        rx.cond(
            SessionState.may.contains("draft"),
            _content(),
            # Whoever may not write requests is told so above; so is one whose sign-in has ended.
            rx.cond(SessionState.person_name == "", _opening(), ""),
        ),
        current="new",
        steady=True,
    )


def _content() -> rx.Component:
    return rx.fragment(
        lead("The letter follows what you write. Nothing is sent until you say so."),
        _status(),
        rx.cond(DraftState.lost, "", sharing_line()),
        AddressFollows.create(start=NEW, to=DraftState.begun, hidden=True),
        _conflict(),
        to_check_first(DraftState),
        form_and_letter(
            DraftState,
            rx.cond(DraftState.ready, draft_form(), _opening()),
            empty="The letter appears here.",
        ),
        portal_part(),
        rx.el.p(
            "Want the same from many? ",
            link("Ask many agencies at once", "/campaigns/"),
            ". Made requests before? ",
            link("Bring in earlier requests", "/import/"),
            class_name="soft small mt-8 no-print",
        ),
    )


def _opening() -> rx.Component:
    return rx.cond(SessionState.sign_in_href == "", rx.el.p("Opening …", class_name="soft"), "")


def on_its_way() -> rx.Component:
    """The page at ``/requests/new/``, which leads on at once."""
    is_let_in = (SessionState.person_name == "") | SessionState.may.contains("draft")
    return frame(rx.el.h1("New request"), rx.cond(is_let_in, lead("One moment …")), current="new")


def _status() -> rx.Component:
    """One line that never moves the form: whether it is saved, and what to check."""
    return rx.el.div(
        whether_kept(DraftState, "Nothing is kept until you write something."),
        rx.cond(
            DraftState.unsaved & (DraftState.conflict == ""),
            plain_button("Try again", on_click=DraftState.save_again),
        ),
        rx.cond(
            (DraftState.to_check.length() > 0) & (DraftState.attempt == 0),
            rx.el.span(
                "Please check: ",
                link(
                    DraftState.to_check[0].label,
                    "#" + DraftState.to_check[0].field,
                    outside=True,
                ),
                rx.cond(DraftState.to_check.length() > 1, " and more", ""),
                class_name="saved bad",
            ),
        ),
        link("See the letter", "#letter", outside=True, class_name="only-narrow"),
        class_name="row small my-2 min-h-7 no-print",
    )


def _conflict() -> rx.Component:
    return conflict_part(
        DraftState,
        link("See the newer one in a new tab", DraftState.address, outside=True, target="_blank"),
        button("Keep what is here", on_click=DraftState.keep_mine, kind="quiet"),
        button("Take the newer one", on_click=DraftState.take_newer, kind="quiet"),
        if_lost=rx.el.div(
            button("Keep it as a draft of my own", on_click=DraftState.keep_own), class_name="row"
        ),
    )
