"""Choosing the agency by typing a few letters, with the keyboard alone if one likes."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.letters.request_form import LABELS
from records_app.office.drafting import HOME_LAW
from records_app.web.components import button, link, plain_button, text_field
from records_app.web.pages.new_request.live import ArrowKeys
from records_app.web.pages.new_request.state import SHOWN_AGENCIES, DraftState


def agency_part() -> rx.Component:
    """The chosen agency with "Change", or the field and what it finds."""
    return rx.cond(DraftState.choosing, _looking(), _chosen())


def _looking() -> rx.Component:
    return ArrowKeys.create(
        text_field(
            "agency",
            LABELS["agency"],
            hint="Type a name, a city or a county.",
            error=DraftState.wrong["agency"],
            value="",
            on_change=DraftState.search,
            live=True,
            type="search",
            auto_complete="off",
            spell_check=False,
        ),
        rx.el.p(DraftState.found_words, role="status", class_name="hint mt-2"),
        rx.cond(
            DraftState.found.length() > 0,
            rx.el.ul(
                rx.foreach(DraftState.found, _offer),
                class_name="found",
                custom_attrs={"aria-label": f"Agencies found, at most {SHOWN_AGENCIES}"},
            ),
        ),
        rx.cond(
            DraftState.agency,
            plain_button(
                rx.fragment("Keep ", DraftState.agency.name), on_click=DraftState.keep_agency
            ),
        ),
        id="agency_search",
    )


def _offer(found: Any) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.b(found.name),
            rx.el.span(
                found.place,
                rx.cond(found.law == HOME_LAW, "", ", " + found.state),
                class_name="where",
            ),
            type="button",
            on_click=DraftState.choose(found.id),
        )
    )


def _chosen() -> rx.Component:
    return rx.el.div(
        rx.el.p(LABELS["agency"], class_name="label", id="agency-label"),
        rx.el.div(
            rx.el.div(
                rx.el.b(DraftState.agency.name),
                rx.el.span(DraftState.agency.place, class_name="soft small block"),
                rx.cond(
                    DraftState.agency.law == HOME_LAW,
                    "",
                    rx.el.span(DraftState.agency.law_name, class_name="soft small block"),
                ),
            ),
            button(
                "Change",
                on_click=DraftState.change_agency,
                kind="quiet",
                small=True,
                id="agency",
                custom_attrs={"aria-describedby": "agency-label agency-error"},
            ),
            class_name="chosen",
        ),
        rx.el.p(DraftState.agency_note, class_name="hint mt-2"),
        rx.cond(
            DraftState.takes_portal,
            rx.el.p(
                "They take requests by a portal. ",
                link("The text for it", "#portal", outside=True),
                " is below the letter.",
                class_name="hint mt-2",
            ),
        ),
        rx.el.p(DraftState.wrong["agency"], id="agency-error", class_name="error"),
        class_name="field",
    )
