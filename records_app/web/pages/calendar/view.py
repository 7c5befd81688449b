"""How the page of the calendars looks."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    button,
    confirm,
    group,
    lead,
    page,
    radio,
    section,
)
from records_app.web.components.shown_once import shown_once
from records_app.web.pages.calendar.state import OWN_ONLY, CalendarState
from records_app.web.session_state import SessionState


def calendar_page() -> rx.Component:
    """The page at ``/calendar/``."""
    return page(
        "Calendar",
        rx.cond(
            CalendarState.is_loaded,
            _content(),
            rx.el.p("Opening the calendars …", class_name="lead"),
        ),
        current="calendar",
    )


def _content() -> rx.Component:
    return rx.el.div(
        lead("See the open deadlines in the calendar program you use every day."),
        _new_address(),
        rx.el.div(
            rx.el.div(_mine(), rx.cond(CalendarState.may_office, _office(), "")),
            rx.el.aside(_how(), class_name="section"),
            class_name="columns",
        ),
        on_unmount=CalendarState.forget,
    )


def _new_address() -> rx.Component:
    return shown_once(
        CalendarState.address,
        CalendarState.address_for,
        "Copy it into your calendar program now. It is shown only this once, and whoever "
        "has it can read the deadlines without signing in: do not pass it on.",
        id="address",
        label="The address",
        made=CalendarState.made,
        on_done=CalendarState.forget,
    )


def _mine() -> rx.Component:
    return section(
        "Your calendar",
        rx.cond(
            CalendarState.mine != "",
            rx.fragment(
                rx.el.p(rx.el.b(CalendarState.mine_shows), " with a running clock."),
                rx.el.p(CalendarState.mine, class_name="soft small num"),
                rx.el.div(
                    _again(_make_form("Make a new address")),
                    _revoke(CalendarState.revoke),
                    class_name="row items-start! mt-3",
                ),
            ),
            rx.fragment(
                rx.el.p("You have no calendar address yet.", class_name="mb-3"),
                _make_form("Make my address"),
            ),
        ),
    )


def _make_form(words: str) -> rx.Component:
    writes = SessionState.person_role == "advocate"
    return rx.el.form(
        group(
            "What should it show?",
            radio("shows", "All requests that I may see", value="all", checked=~writes),
            radio("shows", "Only those I wrote or care for", value=OWN_ONLY, checked=writes),
            id="shows",
        ),
        rx.el.div(button(words, submit=True), class_name="row mt-4"),
        on_submit=CalendarState.make,
        no_validate=True,
        custom_attrs={"aria-label": words},
    )


def _office() -> rx.Component:
    make = button("Make the office’s address", on_click=CalendarState.make_for_office, kind="quiet")
    return section(
        "The office’s calendar",
        rx.el.p("All requests, for a screen on the wall or a calendar that everybody shares."),
        rx.cond(
            CalendarState.office != "",
            rx.fragment(
                rx.el.p(CalendarState.office, class_name="soft small num"),
                rx.el.div(
                    _again(
                        button("Yes, make a new one", on_click=CalendarState.make_for_office),
                    ),
                    _revoke(CalendarState.revoke_for_office),
                    class_name="row items-start! mt-3",
                ),
            ),
            rx.el.div(make, class_name="row mt-3"),
        ),
        note="only admins see this",
    )


def _again(*form: rx.Component) -> rx.Component:
    return confirm(
        "New address",
        "Make a new address?",
        *form,
        text="The one before ends at once, in every program that reads it.",
        small=True,
    )


def _revoke(handler: Any) -> rx.Component:
    return confirm(
        "Revoke",
        "Revoke this address?",
        rx.el.div(
            button("Yes, revoke it", on_click=[handler, rx.set_focus("title")], kind="danger"),
            class_name="row",
        ),
        text="It ends at once. Programs that read it keep what they have, or show nothing.",
        danger=True,
        small=True,
    )


def _how() -> rx.Component:
    return rx.el.section(
        rx.el.h2("How it works", id="how-title", class_name="text-[1.05rem] mb-3"),
        rx.el.ul(
            rx.el.li(rx.el.b("Google Calendar: "), "Other calendars, From URL."),
            rx.el.li(rx.el.b("Apple Calendar: "), "File, New Calendar Subscription."),
            rx.el.li(rx.el.b("Outlook: "), "Add calendar, Subscribe from web."),
            rx.el.li(rx.el.b("Thunderbird: "), "New calendar, On the network."),
            class_name="list-disc pl-5",
        ),
        rx.el.p(
            "Each deadline is a whole day, with a reminder that morning and one business day "
            "before. Of a closed request only the last days to go to court, to appeal or to ask "
            "for a review stay. The program decides how often it looks; some look only once a day.",
            class_name="soft small mt-3",
        ),
        rx.el.p(
            "Whoever runs an online calendar can read it: agencies, our numbers, days and next "
            "steps. Names of people are not in it.",
            class_name="soft small mt-2",
        ),
        class_name="card",
        custom_attrs={"aria-labelledby": "how-title"},
    )
