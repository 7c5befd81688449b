"""What both reports have: the way to the other one, the filter, the file, the pages."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import button, empty_state, lead, link, link_button, page, pager
from records_app.web.components.filter_form import active_filters, filter_choices
from records_app.web.pages.reports.address import CLOSED, FEES

_PLACES = (("Closed records", CLOSED), ("Fees", FEES))


def report_page(title: str, state: Any, place: str, *sections: Any, nothing: str) -> rx.Component:
    """A report with everything around its sections."""
    return page(
        title,
        _others(place),
        rx.cond(
            state.is_loaded,
            rx.cond(
                state.is_empty,
                rx.el.div(empty_state("Nothing to report yet", nothing), class_name="mt-8"),
                rx.fragment(lead(state.lead), _filter(state, place), *sections),
            ),
            rx.el.p("Opening the report …", class_name="lead"),
        ),
        current="reports",
        action=rx.cond(
            state.is_loaded & ~state.is_empty,
            link_button("Download (CSV)", state.file, kind="quiet", outside=True),
        ),
    )


def pages_of(state: Any, label: str) -> rx.Component:
    """Where we are in the list, if it has several pages."""
    return rx.cond(
        state.pages != "", pager(state.pages, state.previous, state.following, label=label)
    )


def _others(place: str) -> rx.Component:
    def entry(name: str, href: str) -> rx.Component:
        attributes = {"aria-current": "page"} if href == place else {}
        return rx.el.li(link(name, href, custom_attrs=attributes))

    return rx.el.nav(
        rx.el.ul(*(entry(name, href) for name, href in _PLACES), class_name="row"),
        class_name="mt-3 no-print [&_a[aria-current]]:font-semibold",
        custom_attrs={"aria-label": "Reports"},
    )


def _filter(state: Any, place: str) -> rx.Component:
    offered = (
        ("agency", "Agency", state.choices.agencies, "Any agency"),
        ("year", "Year", state.choices.years, "Any year"),
    )
    return rx.el.div(
        rx.el.details(
            rx.el.summary("Filter"),
            rx.el.form(
                filter_choices(state.chosen, offered),
                rx.el.div(button("Show", submit=True, small=True), class_name="row mt-4"),
                on_submit=state.narrow,
                key=state.address,
                custom_attrs={"role": "search", "aria-label": "Filter the report"},
            ),
            class_name="more",
        ),
        active_filters(state.active, place),
        class_name="mt-4 no-print",
    )
