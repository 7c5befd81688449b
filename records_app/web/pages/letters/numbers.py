"""Certified-mail numbers on the page of letters: one for each letter, or all off a list."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.office.mail_day_list import LIST_FIELD, LIST_LABEL
from records_app.web.components import button, check_box, more, text_area
from records_app.web.components.whole_input import text_on_screen
from records_app.web.pages.letters.state import LettersState


def number_field(line: Any, name: Any) -> rx.Component:
    """The certified-mail number of one letter, as it was typed so far."""
    wrong = LettersState.errors.contains(name)
    doubtful = LettersState.doubts.contains(name) & ~wrong
    doubt = rx.cond(doubtful, LettersState.doubts[name], "")
    return rx.fragment(
        rx.el.label(
            "Certified-mail number",
            rx.el.span(" of ", line.number, class_name="seen-by-ear"),
            rx.el.span(" (optional)", class_name="optional"),
            html_for=name,
        ),
        rx.el.p(
            rx.cond(wrong, LettersState.errors[name], ""), id=name + "-error", class_name="error"
        ),
        rx.el.input(
            id=name,
            name=name,
            type="text",
            default_value=rx.cond(
                LettersState.numbers.contains(name), LettersState.numbers[name], ""
            ),
            key=LettersState.filled,
            class_name="input num",
            auto_complete="off",
            spell_check=False,
            max_length=80,
            on_blur=lambda value: LettersState.look_at_number(line.id, value),
            custom_attrs={
                "data-number": "yes",
                "inputmode": "numeric",
                "aria-describedby": name + "-error " + name + "-doubt",
                "aria-invalid": rx.cond(wrong, "true", "false"),
            },
        ),
        rx.el.p(doubt, id=name + "-doubt", class_name="small mt-1", role="status"),
    )


def all_numbers() -> rx.Component:
    """Numbers off a list: the text stays as it was typed until its letters are recorded."""
    return rx.el.div(
        more(
            LIST_LABEL,
            text_area(
                LIST_FIELD,
                "The numbers, one a line",
                hint="In the order of the ticked letters, with a dash for a letter without a "
                "number; or with our number before each, such as MO-2026-0001.",
                error=LettersState.list_wrong,
                rows=6,
                spell_check=False,
                auto_complete="off",
            ),
            rx.el.div(
                button(
                    "Fill them in",
                    on_click=LettersState.fill_numbers(text_on_screen(LIST_FIELD)),
                    kind="quiet",
                    small=True,
                ),
                rx.el.span(LettersState.list_done, role="status"),
                class_name="row mt-3",
            ),
        ),
        key=f"list-{LettersState.done}",
        class_name="mt-5",
    )


def as_typed() -> rx.Component:
    """Once a number looks wrong: the receipt in the hand knows better than we do."""
    return rx.cond(
        LettersState.doubtful,
        rx.el.div(
            check_box(
                "as-typed",
                "The numbers stand like this on the receipts: record them as they are",
                id="as-typed",
                key=f"typed-{LettersState.done}",
            ),
            class_name="mt-4",
        ),
    )
