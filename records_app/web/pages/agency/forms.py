"""The forms of an agency's page: they open in place and keep what was typed."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.office.agency_words import CONTACT_NAMES
from records_app.web.components import (
    button,
    date_field,
    error_summary,
    group,
    hidden,
    link_button,
    notice,
    radio,
    select_field,
    text_area,
    text_field,
    time_field,
)
from records_app.web.components.buttons import Kind
from records_app.web.components.typed_text import TypedText
from records_app.web.pages.agency.state import AgencyState

_view = AgencyState.view
_KINDS = tuple((kind.value, words) for kind, words in CONTACT_NAMES.items())
# React Router's own switch: the page stays where it is when only a form opens or closes.
STAY = {"preventScrollReset": True}


def correct_form(contact: Any) -> rx.Component:
    """The kind stays, the value changes, and how we know is kept in the history."""
    value = AgencyState.start["value"]
    return _form(
        "Save the change",
        rx.cond(
            contact.kind == "post",
            text_area(
                "value",
                "The right address",
                hint="Street first; the last line like Riverbend, MO 63000.",
                value=value,
                error=_error("value"),
                auto_focus=True,
                spell_check=False,
            ),
            text_field(
                "value",
                rx.fragment("The right ", contact.kind_name.lower()),
                value=value,
                error=_error("value"),
                auto_focus=True,
                auto_complete="off",
                spell_check=False,
            ),
        ),
        _reason("How do you know?", "Their web page, a call, a letter that came back."),
        hidden("version", contact.version),
        on_submit=AgencyState.save_contact,
        label="Change this contact",
    )


def remove_form(contact: Any) -> rx.Component:
    """A contact that is wrong and has no successor."""
    return _form(
        "Remove the contact",
        rx.el.p("It will not be offered for letters any more. The history keeps it."),
        _reason("Why is it wrong?", "", focus=True),
        hidden("version", contact.version),
        on_submit=AgencyState.remove,
        label="Remove this contact",
        kind="danger",
    )


def add_form() -> rx.Component:
    """A new way to reach the agency."""
    return _form(
        "Add the contact",
        select_field(
            "kind",
            "What is it?",
            _KINDS,
            value=AgencyState.start["kind"],
            error=_error("kind"),
            auto_focus=True,
        ),
        text_area(
            "value",
            "Address or number",
            hint="A postal address in two lines or more; anything else in one.",
            value=AgencyState.start["value"],
            error=_error("value"),
            rows=2,
            spell_check=False,
        ),
        _reason("How do you know?", "Their web page, a call, a letter."),
        on_submit=AgencyState.save_contact,
        label="Add a contact",
    )


def day_form() -> rx.Component:
    """A day on which the agency departs from the calendar of the law."""
    return _form(
        "Enter the day",
        date_field("on", "Which day?", error=_error("on"), auto_focus=True),
        group(
            "That day they are",
            radio("opens", "Closed", value="closed", checked=True),
            radio("opens", "Open, although it is a holiday", value="open"),
            id="opens",
        ),
        _reason("Why?", "Such as: the city hall is closed that week."),
        rx.el.p("Open deadlines with this agency follow at once.", class_name="soft small"),
        on_submit=AgencyState.add_day,
        label="Enter a day",
        part="days",
    )


def take_back_form() -> rx.Component:
    """Ask before a day goes: it moves deadlines."""
    return _form(
        "Remove the day",
        rx.el.p("Open deadlines with this agency follow at once."),
        _reason("Why?", "Such as: they are open that day after all.", focus=True),
        on_submit=AgencyState.take_day_back,
        label="Remove this day?",
        part="days",
        kind="danger",
    )


def hours_form() -> rx.Component:
    """What comes in after closing may count as received on the next day."""
    return _form(
        "Save the closing time",
        time_field(
            "closes_at",
            "When does their office close?",
            value=AgencyState.start["closes_at"],
            error=_error("closes_at"),
            auto_focus=True,
        ),
        _reason("How do you know?", "Their web page, a call, the sign on the door."),
        hidden("closed_at", _view.closes_at),
        rx.el.p("Open deadlines with this agency follow at once.", class_name="soft small"),
        on_submit=AgencyState.change_hours,
        label="Change the closing time",
        part="days",
    )


def _form(
    words: str,
    *fields: Any,
    on_submit: Any,
    label: str,
    kind: Kind = "primary",
    part: str = "contacts",
) -> rx.Component:
    return rx.el.form(
        rx.el.h3(label, class_name="mb-3"),
        error_summary(AgencyState.problems, attempt=AgencyState.attempt),
        rx.el.div(
            rx.cond(
                AgencyState.stale != "", notice(AgencyState.stale, tone="amber", sign="warning")
            ),
            role="status",
        ),
        rx.el.div(*fields, class_name="stack"),
        TypedText.create(id="typed", form=AgencyState.form),
        hidden("agency", _view.id),
        rx.el.div(
            button(words, submit=True, kind=kind),
            link_button(
                "Cancel",
                AgencyState.address,
                kind="quiet",
                replace=True,
                on_click=rx.set_focus(part),
                custom_attrs=STAY,
            ),
            class_name="row mt-5",
        ),
        on_submit=on_submit,
        no_validate=True,
        class_name="card mt-3" if kind == "danger" else "card next mt-3",
        custom_attrs={"aria-label": label},
    )


def _reason(label: str, hint: str, *, focus: bool = False) -> rx.Component:
    return text_field(
        "reason",
        label,
        hint=hint,
        value=AgencyState.start["reason"],
        error=_error("reason"),
        auto_focus=focus,
    )


def _error(name: str) -> Any:
    return rx.cond(AgencyState.errors.contains(name), AgencyState.errors[name], "")
