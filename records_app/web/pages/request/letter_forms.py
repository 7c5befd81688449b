"""The forms about letters after the request: how they left, when they came, and the fee."""

from __future__ import annotations

import reflex as rx

from records_app.casework.events import FOLLOW_UP_WORDS
from records_app.web.components import care_note, group, hidden, radio, select_field, text_field
from records_app.web.pages.request.form_parts import (
    asked,
    begins,
    choices,
    day,
    error_of,
    form,
    time_of_day,
    two,
)
from records_app.web.pages.request.letter import letter_to_take
from records_app.web.pages.request.state import RequestState

_view = RequestState.view
_CHANNELS = (
    ("email", "E-mail"),
    ("portal", "Their portal"),
    ("post", "Post"),
    ("fax", "Fax"),
    ("hand", "By hand"),
)
EVIDENCE = (
    ("reply", "They replied", "an automatic reply or an acknowledgment"),
    ("portal", "Portal", "it shows a confirmation"),
    ("delivery_receipt", "Delivery receipt", "certified mail or a courier"),
    ("fax_report", "Fax report", "it says the fax went through"),
    ("stamp", "Stamp", "on our copy, when it was handed over"),
    ("phone", "By phone", "somebody there confirmed it"),
    ("assumed", "Our assumption", "nobody confirmed it; they are never late on it"),
)
_LETTERS = tuple((kind.value, words.capitalize()) for kind, words in FOLLOW_UP_WORDS.items())


def way_out() -> tuple[rx.Component, ...]:
    """How, where to and when a letter left."""
    ways = (
        radio(
            "channel",
            words,
            value=way,
            checked=RequestState.start["channel"] == way,
            auto_focus=begins() & (RequestState.start["first"] == way),
            # Not controlled by the server: the choice stands at once, also by the arrow keys.
            on_click=RequestState.choose_channel(way),
        )
        for way, words in _CHANNELS
    )
    return (
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
        asked(text_field, "reference", "Confirmation or tracking number", optional=True),
    )


def followed_up() -> rx.Component:
    """The letter that is ready to go, or one that was written elsewhere."""
    return rx.cond(
        (RequestState.start["number"] != "") & (RequestState.start["line"] == ""),
        _sent_letter(),
        _letter_from_elsewhere(),
    )


def _sent_letter() -> rx.Component:
    letter = _view.to_send.letter
    return form(
        "Record sending",
        rx.cond(_view.to_send, letter_to_take(letter)),
        rx.cond(RequestState.start["letter"] == "complaint-summary", _complaint_form()),
        hidden("letter", RequestState.start["letter"]),
        hidden("number", RequestState.start["number"]),
        rx.el.p(error_of("number"), id="number", class_name="error"),
        *way_out(),
        title="Send it, then record how",
    )


def _complaint_form() -> rx.Component:
    return rx.el.p(
        "It goes in with the complaint form on the web pages of the Attorney General, ago.mo.gov. "
        "Keep the number that they give it.",
        class_name="hint",
    )


def _letter_from_elsewhere() -> rx.Component:
    return form(
        "Record the letter",
        select_field(
            "letter",
            "Which letter?",
            options=_LETTERS,
            value=RequestState.start["letter"],
            error=error_of("letter"),
        ),
        hidden("number", RequestState.start["number"]),
        *way_out(),
        title="Record a letter written elsewhere",
    )


def demand_received() -> rx.Component:
    return form(
        "Record receipt",
        two(
            day(
                "When did they receive the demand?",
                hint="Its receipt starts the three business days for the grounds.",
                focus=True,
            ),
            time_of_day("After hours, it may start a day later."),
        ),
        choices("evidence", "How do we know?", EVIDENCE),
        asked(text_field, "detail", "Detail", optional=True),
        care_note(),
        title="Receipt of the demand for grounds",
    )


def paid() -> rx.Component:
    return form(
        "Record the payment",
        two(
            day("When did we pay?", focus=True),
            asked(
                text_field,
                "amount",
                "How much?",
                hint="In dollars, such as 40.50.",
                input_mode="decimal",
                short=True,
                optional=True,
            ),
        ),
        asked(text_field, "reference", "Receipt or check number", optional=True),
    )
