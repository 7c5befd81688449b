"""The fields of a draft, and the questions at their end."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.subjects import OFFERED
from records_app.letters.request_form import LABELS
from records_app.web.components import (
    ask,
    button,
    check_box,
    group,
    link,
    plain_button,
    text_field,
)
from records_app.web.components.typed_text import TypedText
from records_app.web.components.whole_input import value_on_screen
from records_app.web.pages.letter_fields import format_part, period_part, words_and_fee_parts
from records_app.web.pages.new_request.agency import agency_part
from records_app.web.pages.new_request.items import items_part
from records_app.web.pages.new_request.state import DraftState
from records_app.web.session_state import SessionState


def draft_form() -> rx.Component:
    """Every field, in the order of the letter."""
    return rx.el.form(
        agency_part(),
        group(
            LABELS["subjects"],
            *(
                check_box(
                    "subjects",
                    subject.label,
                    value=subject.value,
                    hint=subject.hint,
                    checked=DraftState.subjects.contains(subject.value),
                    live=True,
                    on_change=lambda on, wanted=subject.value: DraftState.tick(wanted, on),
                )
                for subject in OFFERED
            ),
            id="subjects",
            error=DraftState.wrong["subjects"],
        ),
        items_part(),
        period_part(_live_day, first_hint="The first day"),
        *words_and_fee_parts(
            _live, cap_hint="In dollars. Empty: no limit. We also ask them to waive fees."
        ),
        format_part(DraftState.wrong["format"], _format),
        rx.el.div(
            text_field(
                "signer_name", LABELS["signer_name"], auto_complete="name", **_live("signer_name")
            ),
            text_field(
                "signer_title",
                "Their title",
                optional=True,
                auto_complete="organization-title",
                **_live("signer_title"),
            ),
            class_name="two",
        ),
        TypedText.create(id="typed", form="draft", autosaved=True),
        _letterhead(),
        _end(),
        class_name="stack",
        custom_attrs={"aria-label": "Request", "autocomplete": "off", "noValidate": True},
    )


def _letterhead() -> rx.Component:
    """What is wrong with the letterhead is not for the writer to repair, but the way is shown."""
    wrong = DraftState.wrong["sender"]
    return rx.el.div(
        rx.cond(
            wrong,
            rx.fragment(
                rx.el.p("Letterhead: ", wrong, class_name="error"),
                rx.cond(
                    SessionState.may.contains("manage_office"),
                    link("Complete the letterhead", "/office/"),
                    rx.el.p("An admin of your office can complete it.", class_name="hint"),
                ),
            ),
        ),
        id="sender",
        tab_index=-1,
    )


def _live(name: str) -> dict[str, Any]:
    return {
        "value": DraftState.loaded[name],
        "error": DraftState.wrong[name],
        "on_change": lambda text: DraftState.typed(name, text),
        "live": True,
    }


def _format(value: str) -> dict[str, Any]:
    return {
        "checked": DraftState.format == value,
        "live": True,
        "on_change": lambda _on: DraftState.choose_format(value),
    }


def _live_day(name: str) -> dict[str, Any]:
    # A browser calls February 30 empty and tells nobody; leaving the field says what stands there.
    left = DraftState.typed(name, value_on_screen(name))
    return {**_live(name), "on_blur": left}


def _end() -> rx.Component:
    agency = rx.cond(DraftState.agency, DraftState.agency.name, "the agency")
    return rx.el.div(
        rx.el.div(
            button("Approve the letter", on_click=DraftState.ask_to_approve),
            button("Save and close", on_click=DraftState.close, kind="quiet"),
            plain_button("Discard draft", on_click=DraftState.ask_to_discard),
            class_name="row",
        ),
        ask(
            DraftState.asked,
            rx.fragment("Is the letter to ", agency, " right?"),
            "It becomes final and gets its number. You cannot change it afterwards. "
            "Nothing is sent yet.",
            button("Yes, approve it", on_click=DraftState.approve),
            button("Keep editing", on_click=DraftState.keep_editing, kind="quiet"),
            id="approving",
        ),
        ask(
            DraftState.asked_to_discard,
            "Discard this draft?",
            "It will be gone for good.",
            button("Yes, discard it", on_click=DraftState.discard, kind="danger"),
            button("Keep it", on_click=DraftState.keep_editing, kind="quiet"),
            id="discarding",
            danger=True,
        ),
        class_name="pt-2",
    )
