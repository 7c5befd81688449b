"""How the page of one request looks."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    badge,
    card,
    day_strip,
    link,
    link_button,
    more,
    page,
    pairs_of,
    section,
    timeline,
    why,
)
from records_app.web.components.our_numbers import our_numbers
from records_app.web.pages.request.beside import beside
from records_app.web.pages.request.bundle import bundle_section
from records_app.web.pages.request.closed import closed_section
from records_app.web.pages.request.fees import fees_section
from records_app.web.pages.request.files import files_section
from records_app.web.pages.request.letter import letter_section
from records_app.web.pages.request.next_card import next_card
from records_app.web.pages.request.state import RequestState
from records_app.web.pages.request.take_along import take_along
from records_app.web.session_state import SessionState

_view = RequestState.view


def _opening() -> rx.Component:
    words = rx.el.p("Opening the request …", class_name="lead")
    return rx.cond(SessionState.sign_in_href == "", words, "")


def request_page() -> rx.Component:
    """The page at ``/requests/[request_id]/``."""
    here = _is_wanted()
    return page(
        rx.cond(here, _view.agency, "Request"),
        rx.cond(here, _content(), _opening()),
        above=rx.cond(here, our_numbers(RequestState.above), "…"),
        beside=rx.cond(here, badge(RequestState.standing, _view.tone, _view.icon)),
        action=rx.cond(
            here & _view.letter,
            link_button("Letter (PDF)", _view.letter.href, kind="quiet", outside=True),
        ),
    )


def page_title() -> rx.Var[str]:
    """The title of the browser's tab."""
    return rx.cond(_is_wanted(), _view.number + " · " + _view.agency, "Request")


def _is_wanted() -> Any:
    """Whether what was loaded is the request in the address, as the browser has it right now.

    Without this, going from one request to another would show the first under the address of the
    second until the server has answered.
    """
    wanted = rx.Var(
        "wantedRequest",
        _var_type=str,
        _var_data=rx.vars.VarData(
            imports={"react-router": "useParams"},
            hooks={"const { request_id: wantedRequest } = useParams();": None},
        ),
    )
    return _view.id.to_string() == wanted


def _content() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.cond(_view.deadline, _deadline()),
            next_card(),
            fees_section(),
            closed_section(),
            section("What happened", timeline(RequestState.happened, _happened)),
            files_section(),
            rx.cond(_view.letter, letter_section()),
            rx.cond(_view.letter, take_along()),
            bundle_section(),
            class_name="stack",
        ),
        beside(),
        class_name="columns mt-6",
    )


def _deadline() -> rx.Component:
    deadline = _view.deadline
    return card(
        rx.el.h2(deadline.title),
        # The sign and its number stay on one line.
        why(deadline.why.replace("§ ", "§\u00a0")),
        rx.cond(deadline.days.length() > 0, day_strip(deadline.days)),
        rx.cond(deadline.expected_words != "", rx.el.p(deadline.expected_words, class_name="mb-3")),
        why("Computed, not legal advice. Calendar: ", deadline.calendar, "."),
        rx.el.div(
            more("Every day and every reading", _reasons(), _readings()),
            class_name="mt-2 small no-print",
        ),
    )


def _reasons() -> rx.Component:
    return rx.fragment(
        rx.el.p(_view.deadline.rule),
        rx.el.div(
            pairs_of(RequestState.reasons, lambda one: one.day, lambda one: one.why),
            class_name="num mt-3",
        ),
    )


def _readings() -> rx.Component:
    lines = rx.fragment(
        rx.el.h3("How the law can be read", class_name="mt-4"),
        rx.el.dl(
            rx.foreach(
                _view.deadline.readings,
                lambda one: rx.fragment(
                    rx.el.dt(one.due), rx.el.dd(rx.el.b(one.name), rx.el.br(), one.why)
                ),
            ),
            class_name="pairs mt-2",
        ),
    )
    return rx.cond(_view.deadline.readings.length() > 0, lines)


def _happened(entry: Any) -> rx.Component:
    return rx.el.div(
        rx.el.span(
            rx.el.b(entry.first),
            rx.el.span(our_numbers(entry.rest), class_name="whitespace-pre-line"),
            class_name=rx.cond(entry.mark != "", "struck", ""),
        ),
        rx.el.div(
            rx.el.span(entry.by, title=entry.recorded),
            rx.cond(entry.correct != "", _correct_line("Correct this", entry.correct, entry.day)),
            class_name="by num flex flex-wrap gap-x-4 items-baseline",
        ),
        rx.cond(entry.mark != "", rx.el.span(rx.el.b(entry.mark), class_name="by num")),
        rx.cond(entry.undo != "", _correct_line("Take the correction back", entry.undo, entry.day)),
    )


def _correct_line(words: str, line: Any, day: Any) -> rx.Component:
    """A quiet way to the form of one line; the day tells a listener which."""
    return link(
        rx.fragment(words, rx.el.span(" line of ", day, class_name="seen-by-ear")),
        RequestState.address + "?step=correct&line=" + line,
        class_name="act small no-print",
    )
