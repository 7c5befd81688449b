"""One-time links on the page of the people: making one, showing it once, taking it back."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.office.password_again import FIELD
from records_app.web.components import (
    Column,
    button,
    error_summary,
    plain_button,
    section,
    select_field,
    table,
    text_field,
    two_lines,
)
from records_app.web.components.shown_once import shown_once
from records_app.web.components.typed_text import TypedText
from records_app.web.pages.people.danger import again
from records_app.web.pages.people.lines import ROLES
from records_app.web.pages.people.state import PeopleState


def new_link() -> rx.Component:
    """The link that was made just now; it is shown this once."""
    return shown_once(
        PeopleState.link,
        rx.fragment("A link for ", PeopleState.link_for),
        "Pass it on yourself, by a way that only they read. ",
        PeopleState.link_words,
        id="link",
        label="The link",
        made=PeopleState.made,
        on_done=PeopleState.forget,
    )


def open_links() -> rx.Component:
    """Every link that still works, with the way to end it."""
    return rx.cond(
        PeopleState.invites.length() > 0,
        section(
            "Open links",
            table(
                "Links that still work",
                (
                    Column("For", "w-[42%]"),
                    Column("Works until", "w-[44%]", named=True),
                    Column(rx.el.span("Take back", class_name="seen-by-ear")),
                ),
                PeopleState.invites,
                _invite_cells,
            ),
            note="each works once",
        ),
    )


def _invite_cells(line: Any) -> tuple[Any, ...]:
    return (
        two_lines(line.who, line.what),
        rx.el.span(line.until, class_name="num"),
        rx.el.div(
            plain_button(
                rx.fragment("Take back", rx.el.span(": ", line.who, class_name="seen-by-ear")),
                on_click=PeopleState.take_back(line.id),
            ),
            class_name="-mt-1",
        ),
    )


def invite_form() -> rx.Component:
    """Name, address and role; what comes out is a link to pass on."""
    return rx.el.form(
        rx.el.h2("Invite somebody", class_name="text-[1.05rem] mb-3"),
        rx.cond(
            PeopleState.asked == "invite",
            error_summary(PeopleState.problems, attempt=PeopleState.attempt),
        ),
        rx.el.div(
            text_field(
                "name",
                "Name",
                optional=True,
                auto_complete="off",
                error=_error("name"),
            ),
            text_field(
                "email",
                "E-mail address",
                hint="They sign in with it. Nothing is sent there.",
                type="email",
                auto_complete="off",
                error=_error("email"),
            ),
            select_field("role", "Role", ROLES, value="advocate", error=_error("role")),
            class_name="stack",
        ),
        again("invite", id=FIELD, why="Because the link lets somebody in."),
        TypedText.create(id="typed", form="invite", saved=PeopleState.filled),
        rx.el.div(button("Make a link", submit=True), class_name="row mt-4"),
        rx.el.p(
            "The link works once, for 7 days. An older one for the same address ends.",
            class_name="soft small mt-3",
        ),
        on_submit=PeopleState.invite,
        no_validate=True,
        key=PeopleState.filled,
        class_name="card",
        custom_attrs={"aria-label": "Invite somebody"},
    )


def _error(name: str) -> Any:
    errors = PeopleState.errors
    return rx.cond((PeopleState.asked == "invite") & errors.contains(name), errors[name], "")
