"""The forms of a request: they open in place, start with today, and keep what was typed."""

from __future__ import annotations

import reflex as rx

from records_app.web.components import care_note, text_area, text_field
from records_app.web.pages.request.answer_form import answered
from records_app.web.pages.request.form_parts import (
    asked,
    begins,
    choices,
    day,
    detail,
    form,
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
        ("answer", answered()),
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
        asked(
            text_field,
            "detail",
            "Detail",
            hint="A name, a number, a sentence from their message.",
            optional=True,
        ),
        care_note(),
    )


def _noted() -> rx.Component:
    return form(
        "Keep the note",
        asked(
            text_area,
            "text",
            "What happened?",
            hint="What is worth knowing later. Calls and visits have a form of their own.",
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
        detail(),
        care_note(),
    )


def _reopened() -> rx.Component:
    return form(
        "Reopen the request",
        day("When?"),
        detail("Why?", auto_focus=begins()),
        care_note(),
    )
