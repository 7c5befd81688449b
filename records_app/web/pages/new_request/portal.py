"""The text for the portal of the agency, with a counter, while the letter is being written."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.office.take_along import LIMIT_LABEL, USUAL_LIMIT
from records_app.web.components import button, copy_button, section, text_field
from records_app.web.pages.new_request.state import DraftState

_portal = DraftState.portal


def portal_part() -> rx.Component:
    """Only for agencies that take requests by a portal."""
    return rx.cond(
        DraftState.ready & DraftState.takes_portal,
        section(
            rx.el.span("Text for their portal", id="portal", tab_index=-1),
            rx.el.p(
                "This agency takes requests by a portal on its website. The text follows what you "
                "write; approve the letter before you send it.",
                class_name="hint",
            ),
            rx.el.form(
                text_field(
                    "limit",
                    LIMIT_LABEL,
                    id="portal-limit",
                    hint="Look beside the box of the portal.",
                    error=rx.cond(_portal, _portal.wrong, ""),
                    value=str(USUAL_LIMIT),
                    input_mode="numeric",
                    auto_complete="off",
                    short=True,
                ),
                rx.el.div(
                    button("Write the text", submit=True, kind="quiet", small=True),
                    class_name="row mt-3",
                ),
                on_submit=DraftState.write_portal,
                no_validate=True,
                class_name="mt-3",
                custom_attrs={"aria-label": "Text for their portal"},
            ),
            rx.cond(_portal, _texts(), ""),
        ),
    )


def _texts() -> rx.Component:
    short = _portal.short
    return rx.el.div(
        rx.cond(
            _portal.missing != "",
            rx.el.p(
                "The text appears when the draft is complete. ", _portal.missing, role="status"
            ),
            rx.fragment(
                rx.cond(_portal.attach != "", rx.el.p(_portal.attach, class_name="soft small")),
                rx.cond(
                    short, _box("portal-short", "Shortened text", short.count_words, short.text)
                ),
                _box("portal-full", "Full text", _portal.full_words, _portal.full),
                rx.cond(
                    _portal.fee_waiver != "",
                    _box(
                        "portal-waiver",
                        "Text for the box about the fee waiver",
                        "",
                        _portal.fee_waiver,
                    ),
                ),
            ),
        ),
        class_name="stack mt-5 max-w-[42rem]",
    )


def _box(id: str, label: str, words: Any, text: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=id, class_name="label"),
        rx.el.p(words, class_name="num hint", id=f"{id}-count"),
        rx.el.textarea(
            value=text,
            id=id,
            read_only=True,
            rows="7",
            class_name="input small",
            custom_attrs={"aria-describedby": f"{id}-count"},
        ),
        rx.el.div(
            copy_button(f"Copy the {label[0].lower()}{label[1:]}", of=id, kind="quiet", small=True),
            class_name="row mt-2",
        ),
        class_name="field",
    )
