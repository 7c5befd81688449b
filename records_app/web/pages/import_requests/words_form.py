"""The step that says what the words of a list mean: answers, agencies, people, days."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import button, group, hidden, lead, link_button, radio, section
from records_app.web.pages.import_requests.address import IMPORT
from records_app.web.pages.import_requests.columns_form import chosen_field, file_note
from records_app.web.pages.import_requests.state import ImportState

_view = ImportState.words
_GRID = "grid gap-x-8 gap-y-5 sm:grid-cols-2"


def words_form() -> rx.Component:
    """Everything in the list that can mean more than one thing."""
    return rx.fragment(
        lead("What do the words of the list mean? Check what is chosen, and choose the rest."),
        file_note(_view.head),
        rx.el.form(
            rx.cond(_view.order_asked, _order()),
            _agencies(),
            rx.foreach(_view.groups, _group),
            rx.cond(_view.people.length() > 0, _people()),
            _where_silent(),
            hidden("shape", _view.shape),
            rx.el.div(
                button("Go on to the preview", submit=True),
                link_button(
                    "Back to the columns",
                    IMPORT + "?list=" + _view.head.token + "&step=columns",
                    kind="quiet",
                ),
                class_name="row mt-6",
            ),
            on_submit=ImportState.save_words,
            no_validate=True,
            custom_attrs={"aria-label": "Words"},
        ),
    )


def _order() -> rx.Component:
    return section(
        "Days",
        group(
            rx.fragment("How is a day such as ", _view.order_example, " meant?"),
            radio("order", "The month comes first", value="month", checked=_view.order == "month"),
            radio("order", "The day comes first", value="day", checked=_view.order == "day"),
            id="order",
        ),
    )


def _agencies() -> rx.Component:
    return section(
        "Agencies",
        rx.cond(_view.agencies_sure != "", rx.el.p(_view.agencies_sure, class_name="soft")),
        rx.cond(
            _view.agencies.length() > 0,
            rx.el.p("These names are not in the directory in just these words.", class_name="mb-4"),
        ),
        rx.foreach(_view.agencies, _agency),
    )


def _agency(line: Any) -> rx.Component:
    return rx.el.div(
        chosen_field(
            line.name, _counted(line), line.choices, line.value, first="Choose the agency"
        ),
        rx.el.div(
            rx.el.label("Not among them? Its name in the directory", html_for=line.called_name),
            rx.el.input(
                name=line.called_name,
                id=line.called_name,
                default_value=line.called,
                class_name="input",
                auto_complete="off",
            ),
            class_name="field",
        ),
        class_name=_GRID + " mb-5",
    )


def _group(group: Any) -> rx.Component:
    return section(
        group.label,
        rx.el.div(rx.foreach(group.lines, _word), class_name=_GRID),
    )


def _word(line: Any) -> rx.Component:
    return chosen_field(
        line.name, _counted(line), line.choices, line.value, first="Choose what it means"
    )


def _people() -> rx.Component:
    def person(line: Any) -> rx.Component:
        return chosen_field(
            line.name, _counted(line), line.choices, line.value, first="Nobody of ours"
        )

    return section("In whose care", rx.el.div(rx.foreach(_view.people, person), class_name=_GRID))


def _counted(line: Any) -> rx.Component:
    return rx.fragment(
        rx.el.span("“", line.text, "”", class_name="break-words"),
        rx.el.span(" ", line.count, class_name="optional num"),
    )


def _where_silent() -> rx.Component:
    return section(
        "Where the list says nothing",
        rx.el.div(
            chosen_field("way", "How the requests were sent", _view.ways, _view.way),
            group(
                "Who cares for them from now on?",
                radio("mine", "I do", value="me", checked=_view.mine),
                radio("mine", "Nobody yet", value="nobody", checked=~_view.mine),
                id="mine",
            ),
            class_name=_GRID,
        ),
    )
