"""The column beside: clocks, the custodian, and what this body did so far."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import link, more, pairs, pairs_of
from records_app.web.pages.request.people import people
from records_app.web.pages.request.state import RequestState

_view = RequestState.view


def beside() -> rx.Component:
    """Small cards, those that change most first."""
    return rx.el.aside(_clocks(), people(), _custodian(), _so_far(), class_name="stack print:mt-6")


def _card(title: str, *children: Any) -> rx.Component:
    return rx.el.section(rx.el.h3(title), *children, class_name="card")


def _clocks() -> rx.Component:
    return rx.cond(
        _view.clocks.length() > 0,
        _card("Clocks", pairs_of(_view.clocks, lambda one: one.name, _clock)),
    )


def _clock(one: Any) -> rx.Component:
    return rx.fragment(
        rx.el.span(one.words),
        rx.cond(
            one.why != "",
            rx.el.div(more("Why", rx.el.p(one.why)), class_name="small no-print"),
        ),
    )


def _custodian() -> rx.Component:
    return _card(
        "Custodian",
        rx.cond(
            _view.contacts.length() > 0,
            pairs_of(_view.contacts, lambda one: one.label, _contact),
            rx.el.p("We know no way to reach them yet.", class_name="soft small mt-2"),
        ),
        rx.el.p(
            link(
                "Agency page, and corrections",
                "/agencies/" + _view.agency_slug + "/",
                class_name="act",
            ),
            class_name="small mt-3 no-print",
        ),
    )


def _contact(one: Any) -> rx.Component:
    value = one.value
    address = rx.match(
        one.kind,
        ("email", rx.el.a(_mail_address(value), href=one.href)),
        ("phone", rx.el.a(value, href=one.href, class_name="num")),
        ("portal", _web_address(value)),
        ("website", _web_address(value)),
        rx.el.span(value, class_name="whitespace-pre-line"),
    )
    return rx.fragment(
        address,
        rx.cond(one.checked != "", rx.el.span(one.checked, class_name="soft small block")),
    )


def _mail_address(value: Any) -> rx.Component:
    """A long one breaks behind its sign, not within a name."""
    parts = value.split("@")
    return rx.fragment(parts[0], "@", rx.el.wbr(), parts[1])


def _web_address(value: Any) -> rx.Component:
    # Only addresses of the web become links: a stored value must not bring its own scheme.
    return rx.cond(
        value.startswith("https://") | value.startswith("http://"),
        rx.el.a(value, href=value, rel="noreferrer"),
        rx.el.span(value),
    )


def _so_far() -> rx.Component:
    far = _view.so_far
    return _card(
        "This body so far",
        pairs(
            ("Requests", far.requests),
            ("Answered", far.answered),
            ("Open", far.open),
            ("287(g)", far.g287),
        ),
    )
