"""The agencies: find one by name, place, kind or 287(g) standing. The filter is the address."""

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
    table,
    text_field,
    two_lines,
)
from records_app.web.components.filter_form import active_filters, filter_choices
from records_app.web.pages.agencies_add import adding
from records_app.web.pages.agencies_address import AGENCIES
from records_app.web.pages.agencies_state import AgenciesState

_TRY_LESS = "Try fewer letters, the city or the county, or take a filter away."
_ADD_BELOW = " Not there at all? Add it below."
_ASK_STAFF = " Not there at all? Staff of your office can add it here."


def agencies_page() -> rx.Component:
    """The page at ``/agencies/``."""
    found = AgenciesState.found
    return page(
        "Agencies",
        rx.cond(found, _what_is_there(), rx.el.p("Opening the list …", class_name="lead")),
        current="agencies",
    )


def _what_is_there() -> rx.Component:
    found = AgenciesState.found
    return rx.fragment(
        lead(rx.el.b(AgenciesState.count, " "), AgenciesState.signed),
        _search(),
        rx.cond(
            found.total > 0,
            rx.fragment(_list(), _pager()),
            rx.el.div(
                rx.cond(
                    AgenciesState.active.length() > 0,
                    empty_state(
                        "No agency fits",
                        rx.cond(found.may_add, _TRY_LESS + _ADD_BELOW, _TRY_LESS + _ASK_STAFF),
                        link_button("Show all agencies", AGENCIES, kind="quiet"),
                    ),
                    empty_state("No agencies yet", "The directory of this office is empty."),
                ),
                class_name="mt-6",
            ),
        ),
        rx.cond(found.may_add, adding()),
    )


def _search() -> rx.Component:
    return rx.el.div(
        rx.el.form(
            rx.el.div(
                rx.el.div(
                    text_field(
                        "text",
                        "Name, city or county",
                        value=AgenciesState.chosen["text"],
                        key=AgenciesState.chosen["text"],
                        type="search",
                        auto_complete="off",
                        spell_check=False,
                    ),
                    class_name="grow basis-64 max-w-xl",
                ),
                button("Search", submit=True),
                class_name="row items-end",
            ),
            rx.el.details(
                rx.el.summary("Filter by county, kind, 287(g) or state"),
                filter_choices(AgenciesState.chosen, _choices()),
                rx.el.div(
                    button("Show", submit=True, kind="quiet", small=True), class_name="row mt-4"
                ),
                class_name="more mt-3",
            ),
            on_submit=AgenciesState.narrow,
            key=AgenciesState.address,
            custom_attrs={"role": "search", "aria-label": "Find agencies"},
        ),
        active_filters(AgenciesState.active, AGENCIES),
        class_name="mt-5 mb-5 no-print",
    )


def _choices() -> tuple[tuple[str, str, Any, str], ...]:
    found = AgenciesState.found
    return (
        ("county", "County", found.counties, "Any county"),
        ("kind", "Kind", found.kinds, "Any kind"),
        ("g287", "287(g)", found.standings, "Any"),
        ("law", "State", found.laws, "Any state"),
    )


def _list() -> rx.Component:
    return table(
        "Agencies",
        (
            Column("Agency", "w-[44%]"),
            Column("Kind", "w-[22%]"),
            Column("287(g)", "w-[22%]"),
            Column("Our requests", named=True, number=True),
        ),
        AgenciesState.found.rows,
        _cells,
    )


def _cells(row: Any) -> tuple[Any, ...]:
    return (
        two_lines(link(row.name, row.href), row.place),
        row.kind_name,
        g287_badge(row.g287, row.g287_name),
        rx.cond(row.requests > 0, row.requests.to_string(), rx.el.span("none", class_name="soft")),
    )


def g287_badge(standing: Any, words: Any) -> rx.Component:
    """The 287(g) standing as a badge; quiet words where none is known."""
    return rx.match(
        standing,
        ("signed", badge(words, "amber", "file")),
        ("pending", badge(words, "blue", "clock")),
        ("none", rx.el.span("no 287(g) known", class_name="soft")),
        badge(words, "grey", "dot"),
    )


def _pager() -> rx.Component:
    return rx.cond(
        AgenciesState.pages != "",
        pager(AgenciesState.pages, AgenciesState.previous, AgenciesState.following),
    )
