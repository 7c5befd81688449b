"""The forms of a request: they open in place, start with today, and keep what was typed."""

from __future__ import annotations

import reflex as rx

from records_app.web.components import (
    care_note,
    date_field,
    select_field,
    text_area,
    text_field,
)
from records_app.web.pages.request.fee_lines import fee_line_fields
from records_app.web.pages.request.form_parts import (
    begins,
    choices,
    day,
    error_of,
    form,
    only_with,
    start_of,
    time_of_day,
    two,
)
from records_app.web.pages.request.letter_forms import (
    EVIDENCE,
    demand_received,
    followed_up,
    paid,
    way_out,
)
from records_app.web.pages.request.outside_forms import (
    contacted,
    ended_outside,
    refused,
    take_back,
    went_outside,
)
from records_app.web.pages.request.state import RequestState

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
_OUTCOMES = (
    ("released", "Records released", ""),
    ("partly_released", "Part released", ""),
    ("denied", "Denied", ""),
    ("no_records", "No records", ""),
    ("withdrawn", "Withdrawn by us", ""),
    ("lapsed", "Lapsed", "nobody went on with it"),
)


def open_form() -> rx.Component:
    """The form that the address asks for; nothing while none is open."""
    return rx.match(
        RequestState.form,
        ("sent", _sent()),
        ("received", _received()),
        ("answer", _answered()),
        ("note", _noted()),
        ("follow_up", followed_up()),
        ("follow_up_received", demand_received()),
        ("payment", paid()),
        ("close", _closed()),
        ("reopen", _reopened()),
        ("contact", contacted()),
        ("outside", went_outside()),
        ("decision", ended_outside()),
        ("undo", take_back()),
        ("refused", refused()),
        rx.fragment(),
    )


def _sent() -> rx.Component:
    return form("Record sending", *way_out())


def _received() -> rx.Component:
    return form(
        "Record receipt",
        two(
            day("When did they receive it?", hint="Receipt starts the clock.", focus=True),
            time_of_day("After hours, it may start a day later."),
        ),
        choices("evidence", "How do we know?", EVIDENCE),
        text_field(
            "detail",
            "Detail",
            hint="A name, a number, a sentence from their message.",
            value=start_of("detail"),
            error=error_of("detail"),
            optional=True,
        ),
        care_note(),
    )


def _answered() -> rx.Component:
    return form(
        "Log an answer",
        choices("kind", "What do they say?", _ANSWERS, focus=True),
        only_with(
            date_field(
                "promised_on",
                "Until when?",
                hint="The day they promise. Leave it empty if they give none.",
                value=start_of("promised_on"),
                error=error_of("promised_on"),
                optional=True,
            ),
            "hidden group-has-[#kind-delayed:checked]:block",
        ),
        only_with(
            text_field(
                "fee",
                "How much?",
                hint="In dollars, such as 40.50. Leave it empty if they name no amount.",
                value=start_of("fee"),
                error=error_of("fee"),
                input_mode="decimal",
                short=True,
                optional=True,
            ),
            "hidden group-has-[#kind-fee-asked:checked]:block "
            "group-has-[#kind-fee-waived:checked]:block "
            "group-has-[#kind-fee-refunded:checked]:block",
        ),
        only_with(
            select_field(
                "estimate",
                "An estimate, or a demand?",
                options=_ESTIMATE,
                value=start_of("estimate"),
                error=error_of("estimate"),
            ),
            "hidden group-has-[#kind-fee-asked:checked]:block",
        ),
        fee_line_fields(),
        only_with(
            text_field(
                "exception",
                "Which law do they cite?",
                hint="As they wrote it, such as § 610.021(14). Leave it empty if they cite none.",
                value=start_of("exception"),
                error=error_of("exception"),
                optional=True,
            ),
            "hidden group-has-[#kind-denied:checked]:block "
            "group-has-[#kind-ice-control:checked]:block "
            "group-has-[#kind-partly-released:checked]:block "
            "group-has-[#kind-grounds-given:checked]:block",
        ),
        only_with(
            select_field(
                "severed",
                "Did they separate the open from the closed parts?",
                options=_SEVERED,
                hint="In Missouri they must (§ 610.024, RSMo).",
                value=start_of("severed"),
                error=error_of("severed"),
            ),
            "hidden group-has-[#kind-denied:checked]:block "
            "group-has-[#kind-ice-control:checked]:block "
            "group-has-[#kind-partly-released:checked]:block",
        ),
        only_with(
            select_field(
                "notice",
                "Does it say when the request counts as withdrawn?",
                options=_NOTICE,
                hint="After 90 or 150 days without our reply. The law asks for this notice.",
                value=start_of("notice"),
                error=error_of("notice"),
            ),
            "hidden group-has-[#kind-fee-asked:checked]:block "
            "group-has-[#kind-clarification:checked]:block",
        ),
        day("When did it come?", hint="For a question or a fee: the date on their message."),
        text_area(
            "detail",
            "In their words or yours",
            value=start_of("detail"),
            error=error_of("detail"),
            optional=True,
        ),
        care_note(),
    )


def _noted() -> rx.Component:
    return form(
        "Keep the note",
        text_area(
            "text",
            "What happened?",
            hint="What is worth knowing later. Calls and visits have a form of their own.",
            value=start_of("text"),
            error=error_of("text"),
            auto_focus=begins(),
        ),
        day("When?"),
        care_note(),
        title="Write a note",
    )


def _closed() -> rx.Component:
    return form(
        "Close the request",
        choices("outcome", "How did it end?", _OUTCOMES, focus=True),
        day("When?"),
        text_area(
            "detail", "Detail", value=start_of("detail"), error=error_of("detail"), optional=True
        ),
        care_note(),
    )


def _reopened() -> rx.Component:
    return form(
        "Reopen the request",
        day("When?"),
        text_area(
            "detail",
            "Why?",
            value=start_of("detail"),
            error=error_of("detail"),
            optional=True,
            auto_focus=begins(),
        ),
        care_note(),
    )
