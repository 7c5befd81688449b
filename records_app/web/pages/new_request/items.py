"""The items of the ticked subjects: each with a box, two buttons to move it, and its words."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.subjects import Subject
from records_app.web.components import (
    button,
    care_note,
    check_box,
    more,
    notice,
    plain_button,
    text_area,
)
from records_app.web.pages.new_request.live import FocusStays
from records_app.web.pages.new_request.state import DraftState

_NO_NAMES = (
    "The items about jail transfers ask for counts, times and policies, and for no person’s name. "
    "Please keep it so: names and A-numbers of detained people do not belong into a letter."
)
_GONE = "The office took this item out of its list. It stays in this letter until you untick it."


def items_part() -> rx.Component:
    """One list for each ticked subject, closed until somebody wants to look."""
    return rx.el.div(
        rx.foreach(DraftState.item_lists, _list),
        rx.el.p(DraftState.wrong["items"], id="items-error", class_name="error"),
        FocusStays.create(on=DraftState.focus_on, times=DraftState.focused, hidden=True),
        id="items",
        tab_index=-1,
        class_name="stack",
    )


def _list(one: Any) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(one.words, class_name="seen-by-ear"),
        rx.el.p(DraftState.wrong[one.id], id=one.id + "-error", class_name="error"),
        rx.cond(one.news != "", notice(one.news, tone="amber", sign="clock")),
        more(
            one.words,
            rx.cond(one.subject == Subject.TRANSFERS.value, rx.el.p(_NO_NAMES, class_name="care")),
            rx.el.ol(rx.foreach(one.lines, _item), class_name="asked"),
            care_note(),
        ),
        id=one.id,
        key=one.id,
        tab_index=-1,
        custom_attrs={"aria-describedby": one.id + "-error"},
    )


def _item(line: Any) -> rx.Component:
    tick = DraftState.tick_item
    return rx.el.li(
        check_box(
            "items",
            line.text,
            value=line.subject + "/" + line.key,
            id=line.id + "-on",
            hint="Why we ask: " + line.why,
            checked=line.on,
            live=True,
            on_change=lambda on: tick(line.subject, line.key, on),
        ),
        rx.cond(line.gone, rx.el.p(_GONE, class_name="hint pl-8")),
        rx.el.div(
            _mover("Up", line, -1, "up", line.first),
            _mover("Down", line, 1, "down", line.last),
            more(rx.cond(line.own, "Your own words", "Other words"), _words(line)),
            class_name="row mt-2",
        ),
        rx.el.p(
            DraftState.wrong[line.id], class_name="error", custom_attrs={"aria-hidden": "true"}
        ),
        key=line.id,
    )


def _mover(words: str, line: Any, step: int, where: str, at_the_end: Any) -> rx.Component:
    # Never disabled: a button that goes dead under somebody's finger loses the focus.
    return button(
        words,
        on_click=DraftState.move_item(line.subject, line.key, step),
        kind="quiet",
        small=True,
        id=line.id + f"-{where}",
        custom_attrs={
            "aria-label": f"Move {where}: " + line.short,
            "aria-disabled": rx.cond(at_the_end, "true", "false"),
        },
    )


def _words(line: Any) -> rx.Component:
    return rx.el.div(
        text_area(
            line.id,
            "Words of this item",
            value=DraftState.item_words[line.id],
            error=DraftState.wrong[line.id],
            on_change=lambda words: DraftState.reword_item(line.subject, line.key, words),
            live=True,
        ),
        plain_button(
            "Take the words of the list again",
            on_click=DraftState.restore_item(line.subject, line.key),
        ),
        key=line.id + "-" + DraftState.items_drawn.to_string(),
        class_name="stack mt-2",
    )
