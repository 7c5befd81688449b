"""The forms about what happens beside letters: calls, visits, steps outside and how they end."""

from __future__ import annotations

import reflex as rx

from records_app.web.components import care_note, link, notice, text_area, text_field
from records_app.web.pages.request.form_parts import (
    asked,
    choices,
    day,
    detail,
    form,
    time_of_day,
    two,
)
from records_app.web.pages.request.state import RequestState

_WAYS = (
    ("phone", "A call", "we called them, or they us"),
    ("visit", "A visit", "somebody went there"),
    ("message", "A message", "a short one that is no answer"),
)
_STEPS = (
    ("complaint", "Complaint", "with the Attorney General, or who takes it there"),
    ("prosecutor", "Prosecutor", "we told the prosecuting attorney"),
    ("review", "Review", "with the Public Access Counselor, in Illinois"),
    ("appeal", "Appeal", "with the agency itself, under the federal law"),
    ("suit", "Suit", "filed with the court"),
)
_RULINGS = (
    ("for_us", "For us", ""),
    ("partly", "Partly for us", ""),
    ("against_us", "Against us", ""),
    ("no_action", "No action", "it ended without a decision on the records"),
)


def contacted() -> rx.Component:
    return form(
        "Keep the record",
        choices("how", "How was it?", _WAYS, focus=True),
        asked(
            text_field,
            "who",
            "With whom?",
            hint="The name or office of the person at the agency.",
            optional=True,
        ),
        two(day("When?"), time_of_day()),
        asked(
            text_area,
            "detail",
            "What was said?",
            hint="What they told us, and what we agreed. A date they promise is an answer: log it.",
        ),
        care_note(),
        title="Record a call or a visit",
    )


def went_outside() -> rx.Component:
    return form(
        "Record the step",
        choices("step", "Which step?", _STEPS, focus=True),
        asked(text_field, "to", "With whom?", optional=True),
        two(
            day("When?"),
            asked(
                text_field,
                "reference",
                "Its number",
                hint="The number they gave it shows that they have it.",
                optional=True,
            ),
        ),
        detail(),
        care_note(),
        title="Record a complaint, appeal or suit",
    )


def ended_outside() -> rx.Component:
    return form(
        "Record the decision",
        choices("step", "What has ended?", _STEPS, focus=True),
        choices("ruling", "How?", _RULINGS),
        day("When?", hint="The date on their letter."),
        detail(),
        care_note(),
    )


def take_back() -> rx.Component:
    """Nothing to fill in but why; the correction goes, and the line counts as it did before."""
    return form("Take the correction back")


def refused() -> rx.Component:
    """Why the line that the address names cannot be corrected."""
    return rx.fragment(
        rx.el.h2("This line stays as it is", class_name="mb-3"),
        notice(RequestState.start["refused"], tone="amber", sign="warning"),
        rx.el.p(link("Back to the request", RequestState.address), class_name="mt-3"),
    )
