"""The fields of a request that a draft and the letter of a campaign have in common.

``filled`` gives what a field starts with and how it tells of changes, by its name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from records_app.letters.request_form import LABELS
from records_app.web.components import (
    care_note,
    date_field,
    group,
    radio,
    text_area,
    text_field,
)

Filled = Callable[[str], dict[str, Any]]
_FORMATS = (
    ("electronic", "As files, by e-mail or download"),
    ("paper", "On paper"),
    ("inspect", "We come and look at them"),
)


def period_part(filled: Filled, *, first_hint: str = "") -> rx.Component:
    """From when and until when the records are."""
    return rx.el.div(
        date_field(
            "period_from",
            LABELS["period_from"],
            hint=first_hint,
            short=False,
            **filled("period_from"),
        ),
        date_field(
            "period_to",
            LABELS["period_to"],
            hint="Empty: the day they search",
            short=False,
            **filled("period_to"),
        ),
        class_name="two",
    )


def words_and_fee_parts(filled: Filled, *, cap_hint: str) -> tuple[rx.Component, ...]:
    """What is asked in own words, and what it may cost."""
    return (
        text_area(
            "specifics",
            LABELS["specifics"],
            hint="One a line. Each becomes an item of its own at the end.",
            optional=True,
            **filled("specifics"),
        ),
        care_note(),
        text_field(
            "fee_cap",
            LABELS["fee_cap"],
            hint=cap_hint,
            short=True,
            input_mode="decimal",
            auto_complete="off",
            **filled("fee_cap"),
        ),
        text_area(
            "fee_waiver_reason",
            LABELS["fee_waiver_reason"],
            hint="The letter gives this as the reason to waive fees.",
            **filled("fee_waiver_reason"),
        ),
    )


def format_part(error: Any, chosen: Filled) -> rx.Component:
    """In which form the records are wanted; ``chosen`` is asked for each form."""
    ways = (radio("format", words, value=value, **chosen(value)) for value, words in _FORMATS)
    return group(LABELS["format"], *ways, id="format", error=error)
