"""The form of an answer: which fields show follows what they say."""

from __future__ import annotations

import reflex as rx

from records_app.web.components import care_note, date_field, select_field, text_field
from records_app.web.pages.request.fee_lines import fee_line_fields
from records_app.web.pages.request.form_parts import (
    asked,
    choices,
    day,
    detail,
    form,
    only_with,
)

_ANSWERS = (
    ("acknowledged", "They confirm they have it", "and nothing more"),
    ("delayed", "They need more time", "with or without a date"),
    ("fee_asked", "They ask for a fee", "before or after the work"),
    ("released", "They release the records", "all that was asked for"),
    ("partly_released", "They release a part", "and keep or blacken the rest"),
    ("no_records", "They have no such records", "or say so"),
    ("denied", "They deny it", "with or without a reason"),
    ("ice_control", "They say ICE controls the records", "and send us there"),
    ("fee_waived", "They waive the fee", "all of it"),
    ("fee_refunded", "They pay back", "some or all of what we paid"),
    ("grounds_given", "They give their grounds", "in writing, after we asked for them"),
    ("clarification", "They ask a question", "about what the request means"),
    ("other", "Something else", "say below what it is"),
)
_NOTICE = (
    ("", "Not looked at"),
    ("yes", "Yes, it says when the request counts as withdrawn"),
    ("no", "No, it says nothing of that"),
)
_ESTIMATE = (
    ("", "Not looked at"),
    ("no", "A demand: they want it paid"),
    ("yes", "An estimate before the work"),
)
_SEVERED = (
    ("", "Not looked at"),
    ("yes", "Yes, they gave the open parts"),
    ("no", "No, they kept everything together"),
)
_KEPT_BACK = ("denied", "ice_control", "partly_released")


def answered() -> rx.Component:
    return form(
        "Log an answer",
        choices("kind", "What do they say?", _ANSWERS, focus=True),
        _promise(),
        *_fee(),
        *_refusal(),
        _notice_of_withdrawal(),
        day("When did it come?", hint="For a question or a fee: the date on their message."),
        detail("In their words or yours"),
        care_note(),
    )


def _promise() -> rx.Component:
    return only_with(
        ("delayed",),
        asked(
            date_field,
            "promised_on",
            "Until when?",
            hint="The day they promise. Leave it empty if they give none.",
            optional=True,
        ),
    )


def _fee() -> tuple[rx.Component, ...]:
    return (
        only_with(
            ("fee_asked", "fee_waived", "fee_refunded"),
            asked(
                text_field,
                "fee",
                "How much?",
                hint="In dollars, such as 40.50. Leave it empty if they name no amount.",
                input_mode="decimal",
                short=True,
                optional=True,
            ),
        ),
        only_with(
            ("fee_asked",),
            asked(select_field, "estimate", "An estimate, or a demand?", options=_ESTIMATE),
        ),
        fee_line_fields(),
    )


def _refusal() -> tuple[rx.Component, ...]:
    return (
        only_with(
            (*_KEPT_BACK, "grounds_given"),
            asked(
                text_field,
                "exception",
                "Which law do they cite?",
                hint="As they wrote it, such as § 610.021(14). Leave it empty if they cite none.",
                optional=True,
            ),
        ),
        only_with(
            _KEPT_BACK,
            asked(
                select_field,
                "severed",
                "Did they separate the open from the closed parts?",
                options=_SEVERED,
                hint="In Missouri they must (§ 610.024, RSMo).",
            ),
        ),
    )


def _notice_of_withdrawal() -> rx.Component:
    return only_with(
        ("fee_asked", "clarification"),
        asked(
            select_field,
            "notice",
            "Does it say when the request counts as withdrawn?",
            options=_NOTICE,
            hint="After 90 or 150 days without our reply. The law asks for this notice.",
        ),
    )
