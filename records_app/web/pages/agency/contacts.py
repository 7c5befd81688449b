"""The ways to reach an agency, each with its age, and what staff can do about it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import button, link, link_button
from records_app.web.components.messages import FocusingSection
from records_app.web.pages.agency.forms import STAY, add_form, correct_form, remove_form
from records_app.web.pages.agency.state import AgencyState

_view = AgencyState.view


def contacts_section() -> rx.Component:
    """Takes the focus after something was saved in it."""
    return FocusingSection.create(
        rx.el.div(rx.el.h2("How to reach them", id="contacts-title"), class_name="section-head"),
        rx.cond(
            _view.contacts.length() > 0,
            rx.el.ul(rx.foreach(_view.contacts, _contact), class_name="timeline"),
            rx.el.p(
                "Nothing is known yet. Their web page or a call tells where to write.",
                class_name="soft",
            ),
        ),
        rx.cond(
            AgencyState.form == "add",
            add_form(),
            rx.cond(
                _view.may_care,
                rx.el.div(
                    link_button(
                        "Add a contact",
                        AgencyState.address + "?form=add",
                        kind="quiet",
                        small=True,
                        custom_attrs=STAY,
                    ),
                    class_name="mt-3 no-print",
                ),
            ),
        ),
        id="contacts",
        tab_index=-1,
        attempt=rx.cond(AgencyState.done_in == "contacts", AgencyState.done, 0),
        class_name="section",
        custom_attrs={"aria-labelledby": "contacts-title"},
    )


def _contact(one: Any) -> rx.Component:
    place = one.id.to_string()
    return rx.el.li(
        rx.el.span(one.kind_name, class_name="soft"),
        rx.el.div(
            _value(one),
            rx.el.span(
                one.checked,
                rx.cond(one.is_checked & (one.source != ""), "; " + one.source, ""),
                class_name="by num wrap-anywhere",
            ),
            rx.match(
                AgencyState.form,
                ("correct-" + place, correct_form(one)),
                ("remove-" + place, remove_form(one)),
                rx.cond(_view.may_care, _steps(one, place)),
            ),
        ),
    )


def _value(one: Any) -> rx.Component:
    return rx.cond(
        one.href != "",
        link(
            one.value, one.href, outside=True, rel="noopener noreferrer", class_name="wrap-anywhere"
        ),
        rx.el.span(one.value, class_name="whitespace-pre-line wrap-anywhere"),
    )


def _steps(one: Any, place: Any) -> rx.Component:
    return rx.el.div(
        button(
            rx.fragment("It is still right", _of(one)),
            on_click=AgencyState.confirm(_view.id, one.id, one.version),
            kind="quiet",
            small=True,
        ),
        _step("Change", "correct", one, place),
        _step("Remove", "remove", one, place),
        class_name="row small mt-2 no-print",
    )


def _step(words: str, form: str, one: Any, place: Any) -> rx.Component:
    return link(
        rx.fragment(words, _of(one)),
        AgencyState.address + f"?form={form}&of=" + place,
        custom_attrs=STAY,
    )


def _of(one: Any) -> rx.Component:
    return rx.el.span(": ", one.kind_name, " ", one.value, class_name="seen-by-ear")
