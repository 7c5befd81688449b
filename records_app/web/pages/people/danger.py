"""What an admin does to an account and cannot easily make undone: each asks for the password."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.office.deleting_people import KEEP, NUMBER
from records_app.office.password_again import FIELD, LABEL
from records_app.web.components import (
    button,
    confirm,
    group,
    hidden,
    radio,
    select_field,
    text_field,
)
from records_app.web.components.buttons import Kind
from records_app.web.pages.people.state import PeopleState


def again(
    asked: str, *, id: str = "", why: str = "Because this cannot easily be undone."
) -> rx.Component:
    """The field for one's own password, when it is asked for in the form named ``asked``."""
    return rx.cond(
        PeopleState.must_confirm,
        rx.el.div(
            text_field(
                FIELD,
                LABEL,
                id=id or f"{FIELD}-{asked}",
                hint=why,
                type="password",
                auto_complete="current-password",
                error=error_of(asked, FIELD),
            ),
            class_name="max-w-sm my-3",
        ),
    )


def error_of(asked: str, name: str) -> Any:
    """What is wrong with a field of the form named ``asked``."""
    errors = PeopleState.errors
    return rx.cond((PeopleState.asked == asked) & errors.contains(name), errors[name], "")


def link_form(line: Any) -> rx.Component:
    """A one-time link for a new password."""
    return _form(
        "link",
        line,
        PeopleState.make_password_link,
        button("Link for a new password", submit=True, kind="quiet"),
    )


def enable_form(line: Any) -> rx.Component:
    """The way back for somebody who is disabled."""
    press = button("Let them sign in again", submit=True, kind="quiet")
    return _form("enable", line, PeopleState.enable, press, why="Because it lets somebody in.")


def danger(line: Any) -> rx.Component:
    """Disable, take the second factor back, delete."""
    return rx.el.div(
        rx.cond(line.is_disabled, "", _disable(line)),
        rx.cond(line.has_factor, _reset(line)),
        _delete(line),
        class_name="row items-start! mt-3",
    )


def ask_everybody() -> rx.Component:
    """Whether everybody needs a second factor, and the way to change it."""
    required = PeopleState.factor_required
    return rx.el.form(
        rx.el.h2("Second factor", class_name="text-[1.05rem] mb-3"),
        rx.cond(
            required,
            rx.el.p(rx.el.b("Asked of everybody."), " Whoever has none sets it up at sign-in."),
            rx.el.p("Everybody may set one up on the page of their account. Nobody has to."),
        ),
        hidden("required", rx.cond(required, "no", "yes")),
        again("require"),
        rx.el.div(
            button(
                rx.cond(required, "Stop asking everybody", "Ask everybody for it"),
                submit=True,
                kind="quiet",
            ),
            class_name="row mt-4",
        ),
        on_submit=PeopleState.ask_for_second_factor,
        no_validate=True,
        class_name="card mt-5",
        custom_attrs={"aria-label": "Second factor"},
    )


def _disable(line: Any) -> rx.Component:
    return confirm(
        "Disable",
        rx.fragment("Keep ", line.name, " from signing in?"),
        _form("disable", line, PeopleState.disable, _press("Yes, disable them")),
        text="They are signed out at once. Their requests and letters stay.",
        danger=True,
        small=True,
    )


def _reset(line: Any) -> rx.Component:
    return confirm(
        "Take the second factor back",
        rx.fragment("Let ", line.name, " sign in without a code?"),
        _form("reset", line, PeopleState.reset_second_factor, _press("Yes, take it back")),
        text="For a lost phone. They are signed out everywhere. Make sure that it is really them "
        "who asks.",
        danger=True,
        small=True,
    )


def _delete(line: Any) -> rx.Component:
    number = rx.fragment("Person ", line.id.to_string(), ", on everything they did")
    return confirm(
        "Delete",
        rx.fragment("Delete the account of ", line.name, " for good?"),
        _form(
            "delete",
            line,
            PeopleState.delete,
            rx.el.div(
                group(
                    "What are they called from now on?",
                    radio("called", rx.fragment(line.name, ", as before"), value=KEEP),
                    radio("called", number, value=NUMBER),
                    id="called",
                    error=error_of("delete", "called"),
                ),
                select_field(
                    "drafts",
                    "Their drafts, which only they could see",
                    PeopleState.heirs,
                    error=error_of("delete", "drafts"),
                ),
                class_name="stack mt-4",
            ),
            _press("Delete for good"),
        ),
        text="What they recorded and signed stays. Their address, password, second factor, "
        "sessions, calendar, reminders and watches go. Letters and the audit keep the names they "
        "have.",
        danger=True,
        small=True,
    )


def _press(words: str, kind: Kind = "danger") -> rx.Component:
    return button(words, submit=True, kind=kind)


def _form(asked: str, line: Any, handler: Any, *parts: rx.Component, **why: str) -> rx.Component:
    *fields, press = parts
    return rx.el.form(
        hidden("person", line.id),
        *fields,
        again(asked, **why),
        rx.el.div(press, class_name="row"),
        on_submit=handler,
        no_validate=True,
    )
