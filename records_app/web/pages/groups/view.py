"""How the page of the groups looks."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.office.groups import LONGEST_NAME
from records_app.web.components import (
    Column,
    button,
    check_box,
    confirm,
    error_summary,
    group,
    hidden,
    lead,
    link,
    link_button,
    page,
    section,
    table,
    text_field,
)
from records_app.web.components.messages import FocusingSection
from records_app.web.components.typed_text import TypedText
from records_app.web.pages.groups.left import drafts_left
from records_app.web.pages.groups.state import GROUPS, GroupsState
from records_app.web.session_state import SessionState

_STAY = {"preventScrollReset": True}
_EAR = "seen-by-ear"


def groups_page() -> rx.Component:
    """The page at ``/groups/``, for admins."""
    return page(
        "Groups",
        rx.cond(
            ~SessionState.may.contains("manage_groups") & (SessionState.person_name != ""),
            lead("Only an admin makes groups. Ask one of yours."),
            rx.cond(
                GroupsState.loaded, _content(), rx.el.p("Opening the list …", class_name="lead")
            ),
        ),
        current="people",
        action=link_button("People", "/people/", kind="quiet"),
    )


def _content() -> rx.Component:
    return rx.fragment(
        lead(
            "An agency can be limited to a group. Then only its people and admins see the "
            "requests to it: letters, files, dates, reports. The agency itself stays in the list. "
            "Whoever began a campaign can limit it the same way, on its own page."
        ),
        rx.el.div(
            rx.el.div(_all(), rx.cond(GroupsState.of, _one(), ""), drafts_left()),
            rx.el.aside(_add(), class_name="section"),
            class_name="columns",
        ),
    )


def _all() -> rx.Component:
    return section(
        "All groups",
        rx.cond(
            GroupsState.lines.length() > 0,
            table(
                "Groups",
                (
                    Column("Name", "w-[20%]"),
                    Column("People", "w-[22%]", named=True),
                    Column("Agencies", "w-[24%]", named=True),
                    Column("Campaigns", "w-[22%]", named=True),
                    Column(rx.el.span("Change", class_name=_EAR)),
                ),
                GroupsState.lines,
                _cells,
            ),
            rx.el.p("There is no group. Everybody in the office sees every request."),
        ),
    )


def _cells(line: Any) -> tuple[Any, ...]:
    return (
        rx.el.b(line.name, class_name="wrap-anywhere"),
        line.people,
        line.agencies,
        rx.el.span(line.campaigns, class_name="wrap-anywhere"),
        link(
            rx.fragment("Change", rx.el.span(": ", line.name, class_name=_EAR)),
            GROUPS + "?of=" + line.id.to_string(),
            custom_attrs=_STAY,
        ),
    )


def _add() -> rx.Component:
    is_asked = GroupsState.asked == "add"
    return rx.el.div(
        rx.el.h2("New group", class_name="text-[1.05rem] mb-3"),
        rx.el.form(
            rx.cond(
                is_asked,
                error_summary(GroupsState.problems, attempt=GroupsState.attempt, id="add-errors"),
            ),
            text_field(
                "name",
                "Name",
                hint="Such as Detention team.",
                max_length=LONGEST_NAME,
                error=rx.cond(
                    is_asked & GroupsState.errors.contains("name"), GroupsState.errors["name"], ""
                ),
            ),
            TypedText.create(id="typed-new-group", form="new"),
            rx.el.div(button("Make the group", submit=True), class_name="row mt-4"),
            on_submit=GroupsState.add,
            no_validate=True,
            key=f"new-{GroupsState.filled}",
            custom_attrs={"aria-label": "New group"},
        ),
        class_name="card",
    )


def _one() -> rx.Component:
    card = GroupsState.of
    return FocusingSection.create(
        rx.el.h2("Change ", card.name, id="one-title", class_name="wrap-anywhere mb-4"),
        _form(card),
        _agencies(card),
        _campaigns(card),
        rx.el.div(
            confirm(
                "Remove the group",
                rx.fragment("Remove ", card.name, "?"),
                rx.el.div(
                    button("Yes, remove it", on_click=GroupsState.remove, kind="danger"),
                    class_name="row",
                ),
                text="It works only when no agency and no campaign is limited to it.",
                danger=True,
                small=True,
            ),
            link_button("Close", GROUPS, kind="quiet", replace=True, custom_attrs=_STAY),
            class_name="row mt-5",
        ),
        id="one",
        key=card.id,
        tab_index=-1,
        attempt=card.id,
        class_name="card next mt-5",
        custom_attrs={"aria-labelledby": "one-title"},
    )


def _form(card: Any) -> rx.Component:
    is_asked = GroupsState.asked == "change"
    return rx.el.form(
        rx.cond(
            is_asked,
            error_summary(GroupsState.problems, attempt=GroupsState.attempt, id="change-errors"),
        ),
        text_field(
            "group_name",
            "Name",
            id="group-name",
            value=card.name,
            max_length=LONGEST_NAME,
            error=rx.cond(
                is_asked & GroupsState.errors.contains("name"), GroupsState.errors["name"], ""
            ),
        ),
        rx.el.div(class_name="h-5"),
        group(
            "People",
            rx.foreach(
                GroupsState.boxes,
                lambda box: check_box(box.field, box.name, id=box.field, checked=box.is_in),
            ),
            id="people",
            hint="Admins see everything anyway.",
        ),
        hidden("group", card.id),
        hidden("version", card.version),
        rx.el.div(button("Save the group", submit=True), class_name="row mt-4"),
        on_submit=GroupsState.save,
        no_validate=True,
        key=f"group-{GroupsState.filled}",
        custom_attrs={"aria-label": "The group"},
    )


def _agencies(card: Any) -> rx.Component:
    return rx.fragment(
        rx.el.h3("Agencies of this group", id="agencies-title", tab_index=-1, class_name="mt-6"),
        rx.cond(
            card.agencies.length() > 0,
            rx.el.ul(rx.foreach(card.agencies, _limited), class_name="stack"),
            rx.el.p("No agency is limited to it.", class_name="soft"),
        ),
        rx.el.form(
            text_field("find", "Limit an agency", id="find", hint="Its name, city or county."),
            rx.el.div(button("Find", kind="quiet", submit=True), class_name="row mt-3"),
            on_submit=GroupsState.search,
            no_validate=True,
            class_name="mt-3",
            custom_attrs={"aria-label": "Find an agency"},
        ),
        rx.el.p(GroupsState.found_words, role="status", class_name="soft"),
        rx.el.ul(rx.foreach(GroupsState.found, _found), class_name="stack"),
    )


def _limited(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(one.name, class_name="grow"),
        button(
            rx.fragment("Open to everybody", rx.el.span(": ", one.name, class_name=_EAR)),
            on_click=GroupsState.open_to_all(one.id),
            kind="quiet",
            small=True,
        ),
        class_name="row my-2",
    )


def _campaigns(card: Any) -> rx.Component:
    return rx.fragment(
        rx.el.h3("Campaigns of this group", class_name="mt-6"),
        rx.cond(
            card.campaigns.length() > 0,
            rx.el.ul(
                rx.foreach(
                    card.campaigns,
                    lambda one: rx.el.li(
                        rx.cond(one.href != "", link(one.words, one.href), one.words),
                        class_name="my-2 wrap-anywhere",
                    ),
                )
            ),
            rx.el.p("No campaign is limited to it.", class_name="soft"),
        ),
        rx.el.p(
            "Open a campaign to everybody on its own page, under “Who sees it”.",
            class_name="soft small",
        ),
    )


def _found(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            rx.el.b(one.name),
            rx.el.span(one.place, class_name="soft small block"),
            class_name="grow",
        ),
        button(
            rx.fragment("Limit to this group", rx.el.span(": ", one.name, class_name=_EAR)),
            on_click=GroupsState.limit(one.id),
            kind="quiet",
            small=True,
        ),
        class_name="row my-2",
    )
