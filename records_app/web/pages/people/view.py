"""How the page of the people looks."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    Column,
    badge,
    button,
    hidden,
    lead,
    link,
    link_button,
    page,
    section,
    select_field,
    table,
    two_lines,
)
from records_app.web.components.messages import FocusingSection
from records_app.web.components.typed_text import TypedText
from records_app.web.pages.people.danger import (
    again,
    ask_everybody,
    danger,
    enable_form,
    link_form,
)
from records_app.web.pages.people.lines import ROLES
from records_app.web.pages.people.links import invite_form, new_link, open_links
from records_app.web.pages.people.state import PEOPLE, PeopleState
from records_app.web.session_state import SessionState

_STAY = {"preventScrollReset": True}


def people_page() -> rx.Component:
    """The page at ``/people/``, for admins."""
    return page(
        "People",
        rx.cond(
            ~SessionState.may.contains("manage_people") & (SessionState.person_name != ""),
            lead("Only an admin invites people and changes their roles. Ask one of yours."),
            rx.cond(
                PeopleState.people.length() > 0,
                _content(),
                rx.el.p("Opening the list …", class_name="lead"),
            ),
        ),
        current="people",
        action=rx.el.div(
            rx.cond(
                SessionState.may.contains("manage_groups"),
                link_button("Groups", "/groups/", kind="quiet"),
            ),
            rx.cond(
                SessionState.may.contains("read_audit"),
                link_button("Audit", "/audit/", kind="quiet"),
            ),
            class_name="row",
        ),
    )


def _content() -> rx.Component:
    return rx.el.div(
        lead(PeopleState.lead),
        new_link(),
        rx.el.div(
            rx.el.div(_people(), rx.cond(PeopleState.of, _one(), ""), open_links()),
            rx.el.aside(invite_form(), ask_everybody(), class_name="section"),
            class_name="columns",
        ),
        on_unmount=PeopleState.forget,
    )


def _people() -> rx.Component:
    return section(
        "Everybody",
        table(
            "People",
            (
                Column("Name", "w-[42%]"),
                Column("Role", "w-[15%]"),
                Column("Last seen", "w-[29%]", named=True),
                Column(rx.el.span("Change", class_name="seen-by-ear")),
            ),
            PeopleState.people,
            _cells,
        ),
    )


def _cells(line: Any) -> tuple[Any, ...]:
    return (
        two_lines(rx.el.span(line.name, rx.cond(line.is_me, " (you)", "")), line.email),
        rx.el.div(
            line.role_name,
            rx.cond(
                line.has_factor, rx.el.span("second factor", class_name="soft small block"), ""
            ),
        ),
        rx.cond(
            line.is_disabled,
            rx.el.div(
                badge("Disabled", "grey"),
                rx.el.span(line.disabled, class_name="soft small block num"),
            ),
            rx.el.span(line.seen, class_name="num"),
        ),
        link(
            rx.fragment("Change", rx.el.span(": ", line.name, class_name="seen-by-ear")),
            PEOPLE + "?of=" + line.id.to_string(),
            custom_attrs=_STAY,
        ),
    )


def _one() -> rx.Component:
    """What can be done about one person."""
    line = PeopleState.of
    return FocusingSection.create(
        rx.el.h2("Change ", line.name, id="one-title", class_name="wrap-anywhere"),
        rx.el.div(
            rx.cond(
                ~rx.Var.create(["", "invite", "require"]).contains(PeopleState.asked),
                rx.foreach(
                    PeopleState.problems, lambda one: rx.el.p(one.message, class_name="error")
                ),
            ),
            role="alert",
        ),
        rx.cond(
            line.is_me,
            rx.el.p("Your own role, and whether you may sign in, is up to another admin."),
            _role_form(line),
        ),
        rx.el.div(
            rx.cond(
                line.is_disabled,
                enable_form(line),
                link_form(line),
            ),
            link_button(
                "Close",
                PEOPLE,
                kind="quiet",
                replace=True,
                on_click=rx.set_focus("title"),
                custom_attrs=_STAY,
            ),
            class_name="row items-end",
        ),
        rx.cond(line.is_me, "", danger(line)),
        id="one",
        key=line.id,
        tab_index=-1,
        attempt=line.id,
        class_name="card next mt-5",
        custom_attrs={"aria-labelledby": "one-title"},
    )


def _role_form(line: Any) -> rx.Component:
    return rx.el.form(
        rx.el.div(
            rx.el.div(
                select_field("role", "Role", ROLES, id="new-role", value=line.role),
                class_name="grow basis-48 max-w-sm",
            ),
            button("Save the role", submit=True),
            class_name="row items-end mt-3",
        ),
        again("role"),
        TypedText.create(id="typed-role", form=line.id.to_string()),
        hidden("person", line.id),
        on_submit=PeopleState.give_role,
        class_name="mb-5",
        custom_attrs={"aria-label": "Role"},
    )
