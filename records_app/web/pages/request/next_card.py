"""The card of the next step: one black button, quiet others, or the form that is open."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import link, why
from records_app.web.components.messages import FocusingSection
from records_app.web.pages.request.forms import open_form
from records_app.web.pages.request.letter import letter_to_take
from records_app.web.pages.request.state import RequestState

_view = RequestState.view


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
    first = _view.steps[0]
    return rx.fragment(
        rx.el.h2(RequestState.next_step),
        why(first.why),
        rx.cond(_view.may_record & _view.to_send, letter_to_take(_view.to_send.letter)),
        rx.foreach(_view.steps, _later),
        rx.cond(
            _view.may_record,
            rx.el.div(rx.foreach(_view.steps, _step), class_name="row no-print"),
            rx.el.p(
                "Only ",
                _view.author,
                ", whoever has it in their care, and staff record what happens here.",
                class_name="small",
            ),
        ),
        rx.cond(_view.may_record, _small_things()),
    )


def _small_things() -> rx.Component:
    """Notes at any time, and corrections of what was recorded."""
    return rx.el.p(
        _small("note", "note", "Write a note"),
        _small("contact", "contact", "Record a call or a visit"),
        _small("outside", "outside", "Record a step outside"),
        rx.cond(
            _view.records.contains("follow_up"),
            rx.fragment(
                link("Write another letter", RequestState.address + "letter/"),
                link("Record a letter written elsewhere", RequestState.address + "?step=letter"),
            ),
        ),
        rx.cond(
            _view.stage == "sent", "", _small("received", "confirm_receipt", "Correct the receipt")
        ),
        rx.cond(_view.stage == "ready", "", _small("sent", "send", "Correct the sending")),
        class_name="row small mt-3 no-print",
    )


def _small(record: str, step: str, words: str) -> rx.Component:
    return rx.cond(
        _view.records.contains(record), link(words, RequestState.address + "?step=" + step)
    )


def _later(step: Any, index: Any) -> rx.Component:
    """Why a step that comes later is there already."""
    return rx.cond(
        (index > 0) & (step.not_before != ""),
        why(rx.el.b(step.label, ", not before ", step.not_before), ". ", step.why),
    )


def _step(step: Any, index: Any) -> rx.Component:
    return rx.cond(
        step.allowed,
        link(
            step.label,
            RequestState.address
            + rx.cond(step.letter != "", "letter/" + step.letter + "/", "?step=" + step.action),
            class_name=rx.cond((index == 0) & (_view.stage != "closed"), "btn", "btn quiet"),
        ),
    )
