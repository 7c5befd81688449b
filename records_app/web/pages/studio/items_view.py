"""The page at ``/studio/lists/shared/funding/``: the items left, the sample letter right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from records_app.web.components import (
    badge,
    button,
    care_note,
    more,
    plain_button,
    section,
    text_area,
    text_field,
)
from records_app.web.components.fields import field
from records_app.web.pages.new_request.live import FocusStays
from records_app.web.pages.studio.editor import editor_form, editor_page
from records_app.web.pages.studio.items_state import ItemsState

_LOCKED = (
    "Word an item anew, add one, move it, or take it out. New requests and campaigns use the list "
    "from then on; a letter that is approved never changes. A draft that was begun before keeps "
    "what its writer ticked, and says that the list has changed."
)


def items_page() -> rx.Component:
    """The editor of the list of one subject."""
    return editor_page(
        ItemsState,
        otherwise="What we ask for",
        refused="Before the list can be saved, please check these",
        about=_LOCKED,
        form=_form,
    )


def _form() -> rx.Component:
    return editor_form(
        ItemsState,
        FocusStays.create(on=ItemsState.focus_on, times=ItemsState.focused, hidden=True),
        rx.el.ol(
            rx.foreach(ItemsState.asked_rows, _asked),
            id="list",
            tab_index=-1,
            class_name="stack",
            custom_attrs={"aria-label": "Items that letters ask for"},
        ),
        rx.el.p(ItemsState.wrong["list"], class_name="error"),
        rx.el.div(button("Add an item", on_click=ItemsState.add, kind="quiet"), class_name="row"),
        rx.cond(
            ItemsState.out_rows.length() > 0,
            section(
                "Not asked for",
                rx.el.p("These stay here, and letters do not ask for them.", class_name="why"),
                rx.el.ul(rx.foreach(ItemsState.out_rows, _out), class_name="stack mt-2"),
            ),
        ),
        called="Items",
        typed="typed-items",
        typed_form="items",
    )


def _asked(row: Any, at: Any) -> rx.Component:
    number = at + 1
    last = at == ItemsState.asked_rows.length() - 1
    return rx.el.li(
        rx.el.p(
            rx.el.b("Item ", number.to_string(), ". "),
            rx.cond(row.text != "", row.text, "A new item: write below what you ask for."),
        ),
        rx.cond(row.note != "", rx.el.p(row.note, class_name="hint")),
        rx.el.div(
            _mover("Up", row, -1, "up", at == 0),
            _mover("Down", row, 1, "down", last),
            button(
                "Take out",
                on_click=ItemsState.turn(row.key, False),
                kind="quiet",
                small=True,
                custom_attrs={"aria-label": "Take out: " + row.short},
            ),
            rx.cond(row.own, badge("Our own", tone="blue")),
            rx.cond(~row.own & (row.text != row.shipped), badge("Our own words", tone="blue")),
            class_name="row",
        ),
        _trouble(row),
        rx.cond(
            row.own,
            rx.el.div(_fields(row)),
            more("Change the words", _fields(row)),
        ),
        id="item-" + row.key,
        tab_index=-1,
        key=row.key,
        class_name="card list-none grid grid-cols-1 gap-2",
    )


def _trouble(row: Any) -> rx.Component:
    """What is wrong with an item, also while its fields are closed."""
    wrong = ItemsState.wrong
    told = rx.cond(row.own, "", wrong["text-" + row.key])
    return rx.el.p(told, class_name="error", custom_attrs={"aria-hidden": "true"})


def _mover(words: str, row: Any, step: int, where: str, at_the_end: Any) -> rx.Component:
    # Never disabled: a button that goes dead under somebody's finger loses the focus.
    return button(
        words,
        on_click=ItemsState.move(row.key, step),
        kind="quiet",
        small=True,
        id=where + "-" + row.key,
        custom_attrs={
            "aria-label": f"Move {where}: " + row.short,
            "aria-disabled": rx.cond(at_the_end, "true", "false"),
        },
    )


def _fields(row: Any) -> rx.Component:
    return rx.el.div(
        _typed(
            text_area, row, "text", "What we ask for", "One item of the letter, in one paragraph."
        ),
        _typed(
            text_field, row, "short", "In a few words", "For portals that take only a short text."
        ),
        _typed(
            text_area, row, "why", "Why we ask", "For our own people. The letter does not show it."
        ),
        rx.cond(
            row.own & (ItemsState.found.laws.length() > 0),
            _law(row),
        ),
        care_note(),
        rx.cond(
            ~row.own,
            plain_button(
                "Take the words that came with Sunshine Desk again",
                on_click=ItemsState.words_that_came(row.key),
            ),
        ),
        key=row.key + "-" + ItemsState.drawn.to_string(),
        class_name="stack mt-2",
    )


def _typed(
    write: Callable[..., rx.Component], row: Any, name: str, label: str, hint: str
) -> rx.Component:
    own_id = name + "-" + row.key
    return write(
        own_id,
        label,
        hint=hint,
        value=getattr(row, name),
        error=ItemsState.wrong[own_id],
        on_change=lambda text: ItemsState.typed(row.key, name, text),
        live=True,
    )


def _law(row: Any) -> rx.Component:
    own_id = "law-" + row.key
    control = rx.el.select(
        rx.foreach(ItemsState.found.laws, lambda law: rx.el.option(law.label, value=law.value)),
        name=own_id,
        id=own_id,
        class_name="input",
        default_value=row.law,
        on_change=lambda law: ItemsState.typed(row.key, "law", law),
    )
    hint = "An item that cites the law of one State belongs only there."
    return field("Asked under", control, id=own_id, hint=hint)


def _out(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.p(row.text, class_name="soft"),
        rx.cond(row.note != "", rx.el.p(row.note, class_name="hint")),
        rx.el.p(ItemsState.wrong["text-" + row.key], class_name="error"),
        button(
            "Ask for it",
            on_click=ItemsState.turn(row.key, True),
            kind="quiet",
            small=True,
            class_name="mt-2",
            custom_attrs={"aria-label": "Ask for it: " + row.short},
        ),
        id="item-" + row.key,
        tab_index=-1,
        key=row.key,
        class_name="card",
    )
