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
    select_field,
    table,
    text_field,
    two_lines,
)
from records_app.web.pages.agencies_address import AGENCIES
from records_app.web.pages.agencies_state import AgenciesState

_FILTER_GRID = "grid gap-x-4 gap-y-3 grid-cols-[repeat(auto-fill,minmax(min(15rem,100%),1fr))]"


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
                        "Try fewer letters, the city or the county, or take a filter away.",
                        link_button("Show all agencies", AGENCIES, kind="quiet"),
                    ),
                    empty_state("No agencies yet", "The directory of this office is empty."),
                ),
                class_name="mt-6",
            ),
        ),
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
                rx.el.div(*(_choice(*each) for each in _choices()), class_name=_FILTER_GRID),
                rx.el.div(
                    button("Show", submit=True, kind="quiet", small=True), class_name="row mt-4"
                ),
                class_name="more mt-3",
            ),
            on_submit=AgenciesState.narrow,
            key=AgenciesState.address,
            custom_attrs={"role": "search", "aria-label": "Find agencies"},
        ),
        rx.cond(
            AgenciesState.active.length() > 0,
            rx.el.div(
                rx.el.span("Only"),
                rx.el.ul(rx.foreach(AgenciesState.active, _active_filter), class_name="row"),
                link("Clear", AGENCIES),
                class_name="row mt-3",
            ),
        ),
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


def _choice(name: str, label: str, choices: Any, first: str) -> rx.Component:
    return select_field(name, label, choices, first=first, value=AgenciesState.chosen[name])


def _active_filter(one: Any) -> rx.Component:
    return rx.el.li(
        link(
            rx.fragment(
                rx.el.span(one.words, class_name="wrap-anywhere"),
                rx.el.span("×", custom_attrs={"aria-hidden": "true"}, class_name="ml-2"),
                rx.el.span(": take this filter away", class_name="seen-by-ear"),
            ),
            one.href,
            class_name="btn quiet small",
        )
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
