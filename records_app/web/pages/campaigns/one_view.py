"""One letter of a campaign: as it would be, with the few fields in which it may differ."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.letters.request_form import LABELS
from records_app.web.components import (
    button,
    care_note,
    date_field,
    link_button,
    section,
    text_area,
    text_field,
)
from records_app.web.letter_sheet.paper import letter_sheet
from records_app.web.pages.campaigns.address import CAMPAIGNS
from records_app.web.pages.campaigns.review_view import said
from records_app.web.pages.campaigns.state import CampaignState

_one = CampaignState.one


def one_step() -> rx.Component:
    """The fields on the left, the letter on the right."""
    back = CAMPAIGNS + CampaignState.head.id.to_string() + "/?step=review"
    return section(
        _one.name,
        said(_one.wrong, _one.warnings),
        rx.el.div(
            rx.el.div(
                rx.cond(
                    CampaignState.head.may_change
                    & ((_one.state == "ready") | (_one.state == "wrong")),
                    _form(),
                ),
                link_button("Back to the review", back, kind="quiet", class_name="mt-5"),
            ),
            rx.el.div(_letter(), class_name="follows"),
            class_name="split mt-3",
        ),
    )


def _form() -> rx.Component:
    return rx.el.form(
        rx.el.div(
            date_field("period_from", LABELS["period_from"], short=False, **_of("period_from")),
            date_field(
                "period_to",
                LABELS["period_to"],
                hint="Empty: the day they search",
                short=False,
                **_of("period_to"),
            ),
            class_name="two",
        ),
        text_area("specifics", LABELS["specifics"], optional=True, **_of("specifics")),
        care_note(),
        text_field(
            "fee_cap",
            LABELS["fee_cap"],
            hint="In dollars. Empty: no limit.",
            short=True,
            input_mode="decimal",
            **_of("fee_cap"),
        ),
        rx.el.div(button("Keep for this letter", submit=True), class_name="row"),
        on_submit=CampaignState.change_one,
        key=_one.id.to_string(),
        class_name="stack",
        custom_attrs={"aria-label": "Only in this letter", "noValidate": True},
    )


def _of(name: str) -> dict[str, Any]:
    return {"value": _one.form[name], "error": CampaignState.errors[name]}


def _letter() -> rx.Component:
    return letter_sheet(
        CampaignState.lines,
        called="The letter as it would be",
        empty="The letter appears when what is wrong is mended.",
        below=2,
    )
