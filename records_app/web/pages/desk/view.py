"""How the desk looks: a sentence, a calm filter, and tables whose columns line up."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    Column,
    badge,
    button,
    empty_state,
    lead,
    link,
    link_button,
    page,
    pager,
    section,
    table,
    text_field,
    two_lines,
)
from records_app.web.components.filter_form import active_filters, filter_choices
from records_app.web.components.our_numbers import our_numbers
from records_app.web.pages.desk.reminders import reminders
from records_app.web.pages.desk.state import DeskState
from records_app.web.pages.desk_address import DESK
from records_app.web.session_state import SessionState

_THREE_MINUTES = (
    "A request takes about three minutes: choose an agency, tick what you want to see, read the "
    "letter, send it. "
)
_FROM_THEN_ON = (
    "From the first letter on this page tells you what is due, what is late, and what to do next."
)


def desk_page() -> rx.Component:
    """The page at ``/``."""
    desk = DeskState.desk
    return page(
        rx.cond(desk, desk.day, "Desk"),
        rx.cond(
            desk,
            rx.cond(desk.is_empty, _nothing_yet(), _what_is_there()),
            rx.el.p("Opening the desk …", class_name="lead"),
        ),
        current="desk",
        # Once on the page: an empty desk offers it in its middle.
        action=rx.cond(desk & desk.is_empty, "", _new_request()),
    )


def _new_request(**props: Any) -> rx.Component:
    return rx.cond(
        SessionState.may.contains("draft"), link_button("New request", "/requests/new/", **props)
    )


def _nothing_yet() -> rx.Component:
    return rx.el.div(
        empty_state(
            "Nothing has been asked yet",
            rx.cond(SessionState.may.contains("draft"), _THREE_MINUTES, "") + _FROM_THEN_ON,
            _new_request(),
            link_button("Look at the agencies", "/agencies/", kind="quiet"),
        ),
        class_name="mt-8",
    )


def _what_is_there() -> rx.Component:
    desk = DeskState.desk
    return rx.fragment(
        lead(
            rx.foreach(
                desk.lead,
                lambda part: rx.cond(
                    part.strong, rx.el.b(part.text, " "), rx.el.span(part.text, " ")
                ),
            )
        ),
        _whose(),
        _filter(),
        rx.cond(
            DeskState.on_paper != "",
            rx.el.p("Only ", DeskState.on_paper, class_name="only-print soft mt-3"),
        ),
        reminders(),
        rx.cond(
            DeskState.sections.length() > 0,
            rx.foreach(DeskState.sections, _section),
            rx.cond(
                (DeskState.on_paper != "") | (DeskState.whole_desk != ""),
                rx.el.div(
                    empty_state(
                        "Nothing here fits the filter",
                        "Take one part of the filter away, or look at the whole desk.",
                        link_button("Clear the filter", DESK, kind="quiet"),
                    ),
                    class_name="mt-6",
                ),
            ),
        ),
        rx.cond(
            desk.closed_words != "",
            rx.el.p(
                desk.closed_words,
                " ",
                link("Look back", DeskState.closed, class_name="no-print"),
                class_name="soft mt-8",
            ),
        ),
    )


def _whose() -> rx.Component:
    """Everybody's, mine, nobody's, watched: the choice that people make most."""
    return rx.el.nav(
        rx.el.ul(rx.foreach(DeskState.whose, _whose_link), class_name="flex flex-wrap gap-x-5"),
        class_name="mt-4 no-print",
        custom_attrs={"aria-label": "Whose requests"},
    )


def _whose_link(one: Any) -> rx.Component:
    words = rx.fragment(
        one.words,
        rx.cond(one.count != "", rx.el.span(" ", one.count, class_name="num soft font-normal")),
    )
    line = "inline-block py-1 max-md:py-2.5 border-b-2 no-underline whitespace-nowrap "
    return rx.el.li(
        rx.cond(
            one.is_shown,
            link(
                words,
                one.href,
                class_name=line + "font-semibold text-(--ink) border-(--sun)",
                custom_attrs={"aria-current": "true"},
            ),
            link(
                words,
                one.href,
                class_name=line + "text-(--soft) border-transparent hover:text-(--ink)",
            ),
        )
    )


def _filter() -> rx.Component:
    return rx.el.div(
        rx.el.details(
            rx.el.summary("Filter"),
            rx.el.form(
                filter_choices(
                    DeskState.chosen,
                    _choices(),
                    text_field(
                        "text",
                        "Agency or number",
                        value=DeskState.chosen["text"],
                        type="search",
                        key=DeskState.chosen["text"],
                    ),
                ),
                rx.el.div(button("Show", submit=True, small=True), class_name="row mt-4"),
                on_submit=DeskState.narrow,
                key=DeskState.address,
                custom_attrs={"role": "search", "aria-label": "Filter the desk"},
            ),
            class_name="more",
        ),
        active_filters(DeskState.active, DESK),
        rx.cond(
            DeskState.whole_desk != "",
            rx.el.p(link("Back to the whole desk", DeskState.whole_desk), class_name="mt-3"),
        ),
        class_name="mt-4 no-print",
    )


def _choices() -> tuple[tuple[str, str, Any, str], ...]:
    choices = DeskState.choices
    return (
        ("whose", "Whose", DeskState.whose_choices, "Everybody’s"),
        ("standing", "Standing", choices.standings, "Any standing"),
        ("county", "County", choices.counties, "Any county"),
        ("agency", "Agency", choices.agencies, "Any agency"),
        ("subject", "Subject", choices.subjects, "Any subject"),
        ("person", "Written by", choices.people, "Anybody"),
        ("campaign", "Campaign", choices.campaigns, "Any campaign"),
    )


def _section(shown: Any) -> rx.Component:
    found = shown.section
    return section(
        found.title,
        table(
            found.title,
            (
                Column("Agency and subject", "w-[28%] lg:w-[35%]"),
                Column("Standing", "w-[25%] lg:w-[21%]"),
                Column(found.due_heading, "w-[23%]"),
                Column("Next step"),
            ),
            found.rows,
            _cells,
        ),
        rx.cond(
            shown.pages != "",
            pager(
                shown.pages,
                shown.previous,
                shown.following,
                label="Pages of " + found.title,
            ),
        ),
        note=shown.count,
    )


def _cells(row: Any) -> tuple[Any, ...]:
    return (
        two_lines(
            link(row.agency, row.href),
            our_numbers(rx.cond(row.number != "", row.number + " · " + row.subjects, row.subjects)),
        ),
        rx.el.div(
            badge(row.label, row.tone, row.icon),
            rx.el.span(row.turn, rx.cond(row.care != "", _care(row.care)), class_name="soft small"),
            class_name="flex flex-wrap items-baseline gap-x-3 lg:flex-col lg:items-start",
        ),
        two_lines(row.due, row.due_note),
        rx.cond(row.step_label != "", _step(row)),
    )


def _care(words: Any) -> rx.Component:
    return rx.fragment(" · ", rx.el.span("in whose care: ", class_name="seen-by-ear"), words)


def _step(row: Any) -> rx.Component:
    words = rx.fragment(
        row.step_label, rx.el.span(": ", row.agency, " ", row.number, class_name="seen-by-ear")
    )
    button_like = rx.cond(row.step_is_main, "btn small", "btn quiet small")
    return rx.fragment(
        link(words, row.step_href, class_name=button_like),
        rx.el.span(row.step_label, class_name="only-print"),
    )
