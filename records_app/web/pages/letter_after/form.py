"""The fields of a letter after the request, and the questions at their end."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    ask,
    button,
    care_note,
    field,
    group,
    link_button,
    plain_button,
    text_area,
    text_field,
)
from records_app.web.components.typed_text import TypedText
from records_app.web.components.whole_input import UNFINISHED
from records_app.web.pages.letter_after.state import LetterAfterState

_MORE_LINES = 40


def letter_form() -> rx.Component:
    """Every field, in the order of the kind of letter."""
    return rx.el.form(
        rx.foreach(LetterAfterState.fields, _question),
        care_note(),
        TypedText.create(id="typed", form="letter", autosaved=True),
        _end(),
        class_name="stack",
        custom_attrs={"aria-label": "Letter", "autocomplete": "off", "noValidate": True},
    )


def _question(one: Any) -> rx.Component:
    return rx.match(one.shape, ("fee lines", _fee_lines(one)), _field(one))


def _field(one: Any) -> rx.Component:
    return rx.match(
        one.shape,
        ("text", text_area(one.name, _label(one), rows=4, **_live(one))),
        ("day", text_field(one.name, _label(one), type="date", short=True, **_live_day(one))),
        (
            "amount",
            text_field(
                one.name,
                _label(one),
                short=True,
                input_mode="decimal",
                auto_complete="off",
                **_live(one),
            ),
        ),
        ("choice", _choice(one)),
        text_field(one.name, _label(one), **_live(one)),
    )


def _label(one: Any) -> rx.Component:
    optional = rx.el.span(" (optional)", class_name="optional")
    return rx.fragment(one.label, rx.cond(one.optional, optional))


def _live(one: Any) -> dict[str, Any]:
    return {
        "value": one.value,
        "hint": one.hint,
        "error": LetterAfterState.wrong[one.name],
        "on_change": lambda text: LetterAfterState.typed(one.name, text),
        "live": True,
    }


def _live_day(one: Any) -> dict[str, Any]:
    # A browser calls February 30 empty and tells nobody; leaving the field says what stands there.
    control = f"document.getElementById({one.name!s})"
    here = rx.Var(
        f"({control}.validity.badInput ? '{UNFINISHED}' : {control}.value)",
        _var_type=str,
        _var_data=one.name._get_all_var_data(),
    )
    return {**_live(one), "on_blur": LetterAfterState.typed(one.name, here)}


def _choice(one: Any) -> rx.Component:
    """The list turns at once and tells us afterwards, as the other fields do."""
    options = rx.foreach(one.choices, lambda each: rx.el.option(each.label, value=each.value))
    control = rx.el.select(
        options,
        name=one.name,
        id=one.name,
        class_name="input",
        default_value=one.value,
        on_change=lambda value: LetterAfterState.typed(one.name, value),
        custom_attrs={
            "aria-describedby": one.name + "-hint " + one.name + "-error",
            "aria-invalid": rx.cond(LetterAfterState.wrong[one.name], "true", "false"),
        },
    )
    return field(
        _label(one),
        control,
        id=one.name,
        hint=one.hint,
        error=LetterAfterState.wrong[one.name],
    )


def _fee_lines(one: Any) -> rx.Component:
    return group(
        one.label,
        rx.el.div(
            rx.foreach(LetterAfterState.rows, _fee_line),
            rx.cond(
                LetterAfterState.rows.length() < _MORE_LINES,
                plain_button("Add a line", on_click=LetterAfterState.add_line),
            ),
            class_name="stack",
        ),
        id="lines",
        hint="Only lines that the law does not allow. Leave empty what they do not say.",
        error=LetterAfterState.wrong["lines"],
    )


def _fee_line(row: Any) -> rx.Component:
    first, *_ = (row.fields[0],)
    return rx.el.div(
        rx.el.p(row.title, class_name="label soft small"),
        _field(first),
        rx.el.div(
            rx.foreach(row.fields, lambda one, at: rx.cond((at > 0) & (at < 4), _field(one))),
            class_name="two mt-3",
        ),
        rx.el.div(_field(row.fields[4]), class_name="mt-3"),
        class_name="card",
        role="group",
        custom_attrs={"aria-label": row.title},
    )


def _end() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            button("Approve the letter", on_click=LetterAfterState.ask_to_approve),
            link_button("Keep it for later", LetterAfterState.back, kind="quiet"),
            plain_button("Start again", on_click=LetterAfterState.ask_to_restart),
            class_name="row",
        ),
        ask(
            LetterAfterState.asked,
            "Is the letter right?",
            "It becomes final and gets its number. You cannot change it afterwards. "
            "Nothing is sent yet.",
            button("Yes, approve it", on_click=LetterAfterState.approve),
            button("Keep editing", on_click=LetterAfterState.keep_editing, kind="quiet"),
            id="approving",
        ),
        ask(
            LetterAfterState.asked_to_restart,
            "Start again?",
            "What you typed is thrown away. The fields hold what the record says now.",
            button("Yes, start again", on_click=LetterAfterState.restart, kind="danger"),
            button("Keep it", on_click=LetterAfterState.keep_editing, kind="quiet"),
            id="restarting",
            danger=True,
        ),
        class_name="pt-2",
    )
