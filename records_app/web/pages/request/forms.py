"""The forms of a request: they open in place, start with today, and keep what was typed."""

from __future__ import annotations

import reflex as rx

from records_app.web.components import (
    care_note,
    date_field,
    group,
    radio,
    text_area,
    text_field,
)
from records_app.web.pages.request.form_parts import (
    choices,
    day,
    error_of,
    form,
    only_with,
    time_of_day,
    two,
)
from records_app.web.pages.request.state import RequestState

_CHANNELS = (
    ("email", "E-mail"),
    ("portal", "Their portal"),
    ("post", "Post"),
    ("fax", "Fax"),
    ("hand", "By hand"),
)
_EVIDENCE = (
    ("reply", "They replied", "an automatic reply or an acknowledgment"),
    ("portal", "Portal", "it shows a confirmation"),
    ("delivery_receipt", "Delivery receipt", "certified mail or a courier"),
    ("fax_report", "Fax report", "it says the fax went through"),
    ("stamp", "Stamp", "on our copy, when it was handed over"),
    ("phone", "By phone", "somebody there confirmed it"),
    ("assumed", "Our assumption", "nobody confirmed it; they are never late on it"),
)
_ANSWERS = (
    ("acknowledged", "They confirm they have it", "and nothing more"),
    ("delayed", "They need more time", "with or without a date"),
    ("fee_asked", "They ask for a fee", "before or after the work"),
    ("released", "They release the records", "all that was asked for"),
    ("partly_released", "They release a part", "and keep or blacken the rest"),
    ("no_records", "They have no such records", "or say so"),
    ("denied", "They deny it", "with or without a reason"),
    ("other", "Something else", "say below what it is"),
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
        ("close", _closed()),
        ("reopen", _reopened()),
        rx.fragment(),
    )


def _sent() -> rx.Component:
    ways = (
        radio(
            "channel",
            words,
            value=way,
            checked=RequestState.start["channel"] == way,
            auto_focus=RequestState.start["first"] == way,
            # Not controlled by the server: the choice stands at once, also by the arrow keys.
            on_click=RequestState.choose_channel(way),
        )
        for way, words in _CHANNELS
    )
    return form(
        "Record sending",
        group(
            "How did it go out?", *ways, id="channel", error=error_of("channel"), side_by_side=True
        ),
        text_field(
            "to",
            "Where to?",
            hint="The address, portal or fax number it went to.",
            value=RequestState.start["to"],
            key=RequestState.start["to"],
            on_blur=RequestState.wrote_where_to,
            error=error_of("to"),
            optional=True,
        ),
        two(day("When?"), time_of_day()),
        text_field(
            "reference",
            "Confirmation or tracking number",
            error=error_of("reference"),
            optional=True,
        ),
    )


def _received() -> rx.Component:
    return form(
        "Record receipt",
        two(
            day("When did they receive it?", hint="Receipt starts the clock.", focus=True),
            time_of_day("After hours, it may start a day later."),
        ),
        choices("evidence", "How do we know?", _EVIDENCE),
        text_field(
            "detail",
            "Detail",
            hint="A name, a number, a sentence from their message.",
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
                error=error_of("fee"),
                input_mode="decimal",
                short=True,
                optional=True,
            ),
            "hidden group-has-[#kind-fee-asked:checked]:block",
        ),
        only_with(
            text_field(
                "exception",
                "Which law do they cite?",
                hint="As they wrote it, such as § 610.021(14). Leave it empty if they cite none.",
                error=error_of("exception"),
                optional=True,
            ),
            "hidden group-has-[#kind-denied:checked]:block "
            "group-has-[#kind-partly-released:checked]:block",
        ),
        day("When did it come?"),
        text_area(
            "detail",
            "In their words or yours",
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
            hint="A call, a letter of yours, what somebody promised.",
            value=RequestState.start["text"],
            error=error_of("text"),
            auto_focus=True,
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
        text_area("detail", "Detail", error=error_of("detail"), optional=True),
        care_note(),
    )


def _reopened() -> rx.Component:
    return form(
        "Reopen the request",
        day("When?"),
        text_area(
            "detail",
            "Why?",
            error=error_of("detail"),
            optional=True,
            auto_focus=True,
        ),
        care_note(),
    )
