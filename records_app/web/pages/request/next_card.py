"""The card of the next step: one black button, two quiet ones, the rest folded, or the form."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import link, more, why
from records_app.web.components.messages import FocusingSection
from records_app.web.pages.request.forms import open_form
from records_app.web.pages.request.letter import letter_to_take
from records_app.web.pages.request.state import RequestState

_view = RequestState.view
_offers = RequestState.offers


def next_card() -> rx.Component:
    """Takes the focus after something was recorded, so that the new step is read out."""
    return FocusingSection.create(
        rx.cond(RequestState.form != "", open_form(), _steps()),
        id="next-step",
        tab_index=-1,
        attempt=RequestState.done,
        class_name="card next",
        custom_attrs={"aria-label": "Next step"},
    )


def _steps() -> rx.Component:
    return rx.fragment(
        rx.el.h2(RequestState.next_step),
        why(_view.steps[0].why),
        rx.cond(_view.may_record & _view.to_send, letter_to_take(_view.to_send.letter)),
        rx.cond(
            _view.may_record,
            rx.fragment(
                rx.foreach(_offers.beside, _later),
                rx.el.div(
                    rx.cond(_offers.first, _act(_offers.first, _first_look())),
                    rx.foreach(_offers.beside, lambda one: _act(one, "btn quiet")),
                    class_name="row no-print",
                ),
                rx.cond(_offers.more.length() > 0, _more()),
            ),
            rx.el.p(
                "Only ",
                _view.author,
                ", whoever has it in their care, and staff record what happens here.",
                class_name="small",
            ),
        ),
    )


def _first_look() -> Any:
    """Black, but for a closed request: there nothing more needs to be done."""
    return rx.cond(_view.stage == "closed", "btn quiet", "btn")


def _act(offer: Any, look: Any) -> rx.Component:
    return link(offer.label, offer.href, class_name=look)


def _later(offer: Any) -> rx.Component:
    """Why a step that comes later is there already."""
    return rx.cond(
        offer.not_before != "",
        why(rx.el.b(offer.label, ", not before ", offer.not_before), ". ", offer.why),
    )


def _more() -> rx.Component:
    """The rest, each with what it is for."""
    return rx.el.div(
        more("More steps", rx.el.ul(rx.foreach(_offers.more, _one_more), class_name="choices")),
        class_name="mt-3 no-print",
    )


def _one_more(offer: Any) -> rx.Component:
    return rx.el.li(
        link(offer.label, offer.href),
        rx.el.span(
            rx.cond(offer.not_before != "", rx.el.b("Not before ", offer.not_before, ". ")),
            offer.why,
            class_name="hint block",
        ),
    )
