"""The card of people beside a request: in whose care it is, watching, my reminders."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    button,
    date_field,
    error_summary,
    hidden,
    more,
    notice,
    plain_button,
    select_field,
    text_field,
)
from records_app.web.components.typed_text import TypedText
from records_app.web.pages.request.people_state import PeopleState
from records_app.web.pages.request.state import RequestState

_card = PeopleState.card


def people() -> rx.Component:
    """A card, as soon as it is known that it belongs to the request on the page."""
    return rx.cond(
        _card & (_card.request_id == RequestState.view.id),
        rx.el.section(
            rx.el.div(
                rx.el.h3("People", class_name="mb-2"),
                error_summary(
                    PeopleState.problems, attempt=PeopleState.attempt, id="people-errors"
                ),
                rx.el.div(
                    rx.cond(
                        PeopleState.stale != "",
                        notice(PeopleState.stale, tone="amber", sign="warning"),
                    ),
                    role="status",
                ),
            ),
            _care(),
            _watching(),
            _reminders(),
            class_name="card [&>*+*]:mt-3",
            custom_attrs={"aria-label": "People"},
        ),
    )


def _care() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            rx.cond(
                _card.in_care_of != "",
                rx.fragment(
                    "In the care of ",
                    rx.el.b(_card.in_care_of),
                    rx.cond(_card.is_mine, " (you)", ""),
                    ".",
                ),
                "In nobody’s care.",
            )
        ),
        rx.cond(
            _card.may_take,
            rx.el.div(
                button("Take it", on_click=PeopleState.take, kind="quiet", small=True),
                class_name="mt-2 no-print",
            ),
        ),
        # With one choice beside oneself there is nothing to choose: "Take it" is enough.
        rx.cond(
            (_card.choices.length() > 1) | ((_card.choices.length() > 0) & ~_card.may_take),
            rx.el.div(
                more(
                    rx.cond(_card.is_mine, "Hand over", "Put into somebody’s care"),
                    _care_form(),
                ),
                # Drawn anew, the form is closed and empty again.
                key=PeopleState.filled,
                class_name="mt-2 small no-print",
            ),
        ),
    )


def _care_form() -> rx.Component:
    return rx.el.form(
        select_field(
            "care_to", "To whom", _card.choices, first="Choose", error=_error_of("care_to")
        ),
        text_field(
            "care_why",
            "Why",
            hint="One line for the log, such as “on leave until Friday”.",
            optional=True,
            max_length=500,
            error=_error_of("care_why"),
        ),
        TypedText.create(id="typed-care", form="care", saved=PeopleState.filled),
        *_hidden(),
        button(
            rx.cond(_card.is_mine, "Hand over", "Put into their care"),
            submit=True,
            kind="quiet",
            small=True,
        ),
        on_submit=PeopleState.move,
        no_validate=True,
        class_name="stack",
        custom_attrs={"aria-label": "In whose care"},
    )


def _watching() -> rx.Component:
    return rx.el.div(
        rx.cond(PeopleState.watched_by != "", rx.el.p(PeopleState.watched_by, class_name="small")),
        rx.el.div(
            rx.cond(
                _card.is_watching,
                plain_button("Stop watching", on_click=PeopleState.stop_watching),
                plain_button("Watch this request", on_click=PeopleState.watch),
            ),
            class_name="no-print",
        ),
        class_name="small",
    )


def _reminders() -> rx.Component:
    return rx.el.div(
        rx.cond(
            _card.reminders.length() > 0,
            rx.el.ul(rx.foreach(_card.reminders, _reminder), class_name="stack mb-3"),
        ),
        rx.el.div(more("Remind me on a date", _reminder_form()), key=PeopleState.filled),
        class_name="small no-print",
    )


def _reminder(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.b(one.day, class_name="num"),
        rx.cond(one.is_due, " (due)", ""),
        rx.cond(one.note != "", rx.fragment(": ", one.note)),
        " ",
        plain_button(
            rx.fragment(
                "Done", rx.el.span(" with the reminder for ", one.day, class_name="seen-by-ear")
            ),
            on_click=PeopleState.done(one.id),
        ),
    )


def _reminder_form() -> rx.Component:
    return rx.el.form(
        date_field(
            "remind_on",
            "Day",
            hint="It stands on your desk from then on, whatever the standing.",
            min=_card.first_day,
            max=_card.last_day,
            error=_error_of("remind_on"),
        ),
        text_field(
            "remind_note",
            "Note",
            hint="Only you see it.",
            optional=True,
            max_length=200,
            error=_error_of("remind_note"),
        ),
        TypedText.create(id="typed-reminder", form="reminder", saved=PeopleState.filled),
        *_hidden(),
        button("Remind me", submit=True, kind="quiet", small=True),
        on_submit=PeopleState.remind,
        no_validate=True,
        class_name="stack",
        custom_attrs={"aria-label": "Remind me"},
    )


def _hidden() -> tuple[rx.Component, ...]:
    return hidden("version", _card.version), hidden("request", _card.request_id)


def _error_of(name: str) -> Any:
    return rx.cond(PeopleState.errors.contains(name), PeopleState.errors[name], "")
