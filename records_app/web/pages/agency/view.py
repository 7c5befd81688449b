"""How the page of one agency looks."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    Column,
    badge,
    lead,
    link,
    more,
    notice,
    page,
    section,
    table,
    two_lines,
)
from records_app.web.components.our_numbers import our_numbers
from records_app.web.pages.agencies import g287_badge
from records_app.web.pages.agency.beside import beside
from records_app.web.pages.agency.contacts import contacts_section
from records_app.web.pages.agency.state import AgencyState

_view = AgencyState.view


def agency_page() -> rx.Component:
    """The page at ``/agencies/[slug]/``."""
    here = _is_wanted()
    return page(
        rx.cond(here, _view.name, "Agency"),
        rx.cond(here, _content(), rx.el.p("Opening the agency …", class_name="lead")),
        current="agencies",
        above=rx.cond(here, AgencyState.above, "…"),
        beside=rx.cond(here & (_view.g287 != "none"), g287_badge(_view.g287, _view.g287_name)),
        action=rx.cond(here & AgencyState.has_letters & _view.may_draft, _new_request()),
    )


def page_title() -> rx.Var[str]:
    """The title of the browser's tab."""
    return rx.cond(_is_wanted(), _view.name + " · Sunshine Desk", "Agency · Sunshine Desk")


def _is_wanted() -> Any:
    """Whether what was loaded is the agency in the address, as the browser has it right now.

    Without this, going from one agency to another would show the first under the address of the
    second until the server has answered.
    """
    wanted = rx.Var(
        "wantedAgency",
        _var_type=str,
        _var_data=rx.vars.VarData(
            imports={"react-router": "useParams"},
            hooks={"const { slug: wantedAgency } = useParams();": None},
        ),
    )
    return _view.slug == wanted


def _new_request() -> rx.Component:
    return rx.el.a(
        "New request to this agency",
        to="/requests/new/?agency=" + _view.id.to_string(),
        class_name=rx.cond(_view.belongs_to != "", "btn quiet", "btn"),
    )


def _content() -> rx.Component:
    return rx.fragment(
        lead(AgencyState.lead),
        _belongs_to(),
        rx.cond(_view.state_hint != "", _hint()),
        rx.cond(AgencyState.has_letters, "", _no_letters()),
        rx.el.div(
            rx.el.div(contacts_section(), _requests(), _agreements(), _history(), _source()),
            beside(),
            class_name="columns",
        ),
    )


def _belongs_to() -> rx.Component:
    return rx.cond(
        _view.belongs_to != "",
        rx.el.div(
            notice(
                rx.el.p(
                    "This office belongs to ",
                    link(_view.belongs_to, _view.belongs_to_href),
                    ", which keeps the records. Requests usually go there.",
                ),
                sign="arrow",
            ),
            class_name="mt-5",
        ),
    )


def _hint() -> rx.Component:
    return rx.el.div(
        notice(rx.el.p(_view.state_hint), tone="amber", sign="warning"), class_name="mt-5"
    )


def _no_letters() -> rx.Component:
    return rx.el.div(
        notice(
            rx.el.p(
                "We have letters for Missouri agencies only. ",
                "You can look this agency up, but not write to it from here.",
            )
        ),
        class_name="mt-5",
    )


def _requests() -> rx.Component:
    return section(
        "Our requests",
        rx.cond(
            _view.requests.length() > 0,
            table(
                "Our requests to this agency",
                (
                    Column("Request", "w-[52%]"),
                    Column("Standing", "w-[29%]"),
                    Column("Due", named=True),
                ),
                _view.requests,
                _request_cells,
            ),
            rx.el.p("None so far.", class_name="soft"),
        ),
    )


def _request_cells(one: Any) -> tuple[Any, ...]:
    return (
        two_lines(
            link(our_numbers(rx.cond(one.number != "", one.number, "Draft")), one.href),
            rx.cond(one.subjects != "", one.subjects + " · " + one.author, one.author),
        ),
        badge(one.label, one.tone, one.icon),
        rx.cond(
            one.due != "",
            rx.el.span(one.due, class_name="num"),
            rx.el.span("no date", class_name="soft"),
        ),
    )


def _agreements() -> rx.Component:
    return section(
        "287(g) agreements",
        rx.cond(
            _view.agreements.length() > 0,
            rx.el.ul(rx.foreach(_view.agreements, _agreement)),
            rx.el.p("None that we know of.", class_name="soft"),
        ),
    )


def _agreement(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.b(one.model),
            badge(one.standing_name, _agreement_tone(one), _agreement_icon(one)),
            class_name="row",
        ),
        rx.cond(one.words != "", rx.el.p(one.words, class_name="num first-letter:uppercase")),
        rx.cond(
            one.link != "",
            rx.el.p(
                link(
                    "The agreement at ice.gov (PDF, leaves this site)",
                    one.link,
                    outside=True,
                    rel="noopener noreferrer",
                )
            ),
        ),
        rx.el.p("Source: ", one.source, class_name="soft small wrap-anywhere"),
        class_name="py-3 border-t border-[var(--hair)] first:border-t-0 first:pt-0",
    )


def _agreement_tone(one: Any) -> Any:
    return rx.match(one.standing, ("signed", "amber"), ("pending", "blue"), "grey")


def _agreement_icon(one: Any) -> Any:
    return rx.match(one.standing, ("signed", "file"), ("pending", "clock"), "dot")


def _history() -> rx.Component:
    return rx.cond(
        _view.changes.length() > 0,
        rx.el.div(
            more(
                "History",
                rx.el.ol(rx.foreach(_view.changes, _change), class_name="timeline"),
            ),
            class_name="section",
        ),
    )


def _source() -> rx.Component:
    return rx.cond(
        _view.source != "",
        rx.el.p(
            "In the directory from: ", _view.source, ".", class_name="soft small mt-8 wrap-anywhere"
        ),
    )


def _change(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(one.when, class_name="soft small num"),
        rx.el.div(
            rx.el.span(one.sentence, class_name="wrap-anywhere"),
            rx.el.span(
                one.who,
                rx.cond(one.reason != "", rx.fragment(": “", one.reason, "”")),
                class_name="by wrap-anywhere",
            ),
        ),
    )
