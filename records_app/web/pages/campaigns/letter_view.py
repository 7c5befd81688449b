"""The second step: the letter that all of them get, with the agency left out."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.subjects import OFFERED
from records_app.letters.request_form import LABELS
from records_app.web.components import (
    button,
    check_box,
    group,
    text_field,
)
from records_app.web.pages.campaigns.address import SUBJECT
from records_app.web.pages.campaigns.state import CampaignState
from records_app.web.pages.letter_fields import format_part, period_part, words_and_fee_parts


def letter_step() -> rx.Component:
    """The form, in the order of the letter."""
    return rx.el.form(
        rx.el.p(
            "Name, address, way of sending and 287(g) history of each agency fill in by "
            "themselves. What differs for one agency is changed in the review.",
            class_name="hint",
        ),
        group(
            LABELS["subjects"],
            *(
                check_box(
                    f"{SUBJECT}{each.value}",
                    each.label,
                    hint=each.hint,
                    checked=CampaignState.subjects.contains(each.value),
                )
                for each in OFFERED
            ),
            id="subjects",
            error=CampaignState.errors["subjects"],
        ),
        _items(),
        period_part(_of),
        *words_and_fee_parts(_of, cap_hint="In dollars, for each agency. Empty: no limit."),
        format_part(
            CampaignState.errors["format"],
            lambda value: {"checked": CampaignState.texts["format"] == value},
        ),
        rx.el.div(
            text_field("signer_name", LABELS["signer_name"], **_of("signer_name")),
            text_field("signer_title", "Their title", optional=True, **_of("signer_title")),
            class_name="two",
        ),
        rx.el.p(CampaignState.errors["sender"], id="sender", class_name="error", tab_index=-1),
        rx.cond(
            CampaignState.head.may_change,
            rx.el.div(button("Save and review", submit=True), class_name="row"),
        ),
        on_submit=CampaignState.save_letter,
        class_name="stack max-w-[42rem]",
        custom_attrs={"aria-label": "The letter", "autocomplete": "off", "noValidate": True},
    )


def _items() -> rx.Component:
    items = CampaignState.letter.lists
    return rx.el.div(
        rx.cond(
            items.length() > 0,
            rx.fragment(
                rx.el.p("Items as they were chosen in the draft:", class_name="small"),
                rx.el.ul(rx.foreach(items, rx.el.li), class_name="small list-disc pl-5"),
            ),
            rx.el.p(
                "Each subject asks for all items of its list. To choose among them, write a draft "
                "first and begin the campaign with it.",
                class_name="hint",
            ),
        ),
        rx.el.p(CampaignState.errors["items"], class_name="error"),
        id="items",
        tab_index=-1,
    )


def _of(name: str) -> dict[str, Any]:
    return {"value": CampaignState.texts[name], "error": CampaignState.errors[name]}
