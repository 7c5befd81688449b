"""The lists brought in before, and the step that takes one of them back."""

from __future__ import annotations

import reflex as rx

from records_app.web.components import (
    Column,
    button,
    error_summary,
    lead,
    link,
    link_button,
    notice,
    section,
    table,
    two_lines,
)
from records_app.web.components.our_numbers import our_numbers
from records_app.web.pages.import_requests.address import IMPORT
from records_app.web.pages.import_requests.back_state import TakeBackState

_view = TakeBackState.view


def lists_before() -> rx.Component:
    """Every list that may be taken back, with the way there; nothing while there is none."""
    return rx.cond(
        TakeBackState.before.length() > 0,
        section(
            "Brought in before",
            rx.el.p(
                "A wrong list can be taken back as long as nobody has worked with its requests.",
                class_name="mb-3",
            ),
            table(
                "Lists brought in before",
                (
                    Column("List", width="w-1/2"),
                    Column("Requests", named=True),
                    Column("If it was wrong", width="w-40"),
                ),
                TakeBackState.before,
                lambda line: (
                    two_lines(line.name, line.brought),
                    rx.el.span(line.requests, class_name="num"),
                    link(
                        "Take back",
                        IMPORT + "?run=" + line.run_id.to(str),
                        aria_label="Take back " + line.name.to(str),
                    ),
                ),
            ),
        ),
    )


def take_back_step() -> rx.Component:
    """What would go, what stands in the way, and the button; then what went."""
    return rx.cond(
        TakeBackState.done != "",
        rx.el.div(
            lead(TakeBackState.done),
            rx.el.div(
                link_button("Bring in another list", IMPORT),
                link_button("Go to the desk", "/", kind="quiet"),
                class_name="row mt-6",
            ),
            role="status",
        ),
        rx.cond(
            _view,
            rx.el.div(
                _the_list(), _what_goes(), _in_the_way(), _buttons(), class_name="max-w-[42rem]"
            ),
        ),
    )


def _the_list() -> rx.Component:
    return rx.fragment(
        error_summary(TakeBackState.problems, attempt=TakeBackState.attempt),
        section(
            "Take back a list",
            rx.el.p(
                rx.el.b(_view.line.name, class_name="break-words"),
                ", brought in on ",
                _view.line.brought,
                ": ",
                _view.line.requests,
                ".",
            ),
        ),
    )


def _what_goes() -> rx.Component:
    return section(
        "What goes",
        rx.el.ul(rx.foreach(_view.goes, rx.el.li), class_name="list-disc pl-5 num", id="requests"),
        rx.el.p(
            "The audit keeps that it was done, by whom, and the numbers. The file "
            "itself can be brought in again.",
            class_name="soft mt-3",
        ),
    )


def _in_the_way() -> rx.Component:
    return rx.cond(
        _view.button == "",
        section(
            "What stands in the way",
            notice(
                "Somebody has worked with requests of this list since, so it stays. Requests that "
                "never were are closed as withdrawn on their pages, with a word on why.",
                tone="amber",
                sign="warning",
            ),
            table(
                "Requests in the way",
                (Column("Request", width="w-1/3"), Column("Why")),
                _view.touched,
                lambda line: (link(our_numbers(line.number), line.address), line.why),
            ),
            rx.cond(
                _view.more_touched != "",
                rx.el.p(_view.more_touched, class_name="soft small mt-2"),
            ),
        ),
    )


def _buttons() -> rx.Component:
    return rx.el.div(
        rx.cond(
            _view.button != "",
            button(_view.button, on_click=TakeBackState.take_it_back, kind="danger"),
        ),
        link_button("Keep it", IMPORT, kind="quiet"),
        class_name="row mt-6",
    )
