"""What pages show on which a letter grows beside its form. ``state`` is a ``LetterBeside``."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import error_summary, icon
from records_app.web.letter_sheet.paper import letter_sheet


def whether_kept(state: type[Any], otherwise: str) -> rx.Component:
    """Whether all of it is saved; ``otherwise`` while nothing was ever saved."""
    return rx.el.span(
        rx.cond(
            state.unsaved,
            rx.el.span(icon("warning"), "Not saved", class_name="saved bad"),
            rx.cond(
                state.saved != "",
                rx.el.span(icon("check"), state.saved, class_name="saved"),
                rx.el.span(otherwise, class_name="saved"),
            ),
        ),
        role="status",
    )


def conflict_part(state: type[Any], *ways: rx.Component, if_lost: Any = "") -> rx.Component:
    """What came between, and the ways on; ``if_lost`` when it is for others now."""
    return rx.el.div(
        rx.cond(
            state.conflict != "",
            rx.el.div(
                rx.el.p(rx.el.b(state.conflict)),
                rx.cond(state.lost, if_lost, rx.el.div(*ways, class_name="row")),
                class_name="ask danger mb-4",
            ),
        ),
        role="alert",
    )


def to_check_first(state: type[Any]) -> rx.Component:
    """What is wrong, once somebody wanted the letter to be final."""
    return rx.cond(
        state.attempt > 0,
        error_summary(
            state.to_check,
            attempt=state.attempt,
            title="Before the letter can be final, please check these",
        ),
    )


def form_and_letter(state: type[Any], form: rx.Component, *, empty: str = "") -> rx.Component:
    """The form on the left, the letter on the right."""
    sheet = letter_sheet(
        state.lines,
        called="The letter so far",
        revision=state.revision,
        empty=empty,
    )
    return rx.el.div(
        rx.el.div(form, key=state.filled),
        rx.el.div(sheet, class_name="follows"),
        on_mount=state.mounted,
        class_name="split mt-3",
    )
