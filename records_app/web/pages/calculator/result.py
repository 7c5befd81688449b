"""The answer: large days in words, the strip, and everything it rests on."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    badge,
    card,
    day_strip,
    link,
    more,
    notice,
    pairs,
    pairs_of,
    why,
)
from records_app.web.pages.calculator.state import CalculatorState

_shown = CalculatorState.shown
_result = _shown.result
_hint = _shown.hint


def answer() -> rx.Component:
    """The result, the hint for a State that is not computed, or how to get one."""
    return rx.el.div(
        rx.el.p(rx.cond(_result, _result.spoken, ""), role="status", class_name="seen-by-ear"),
        rx.foreach(_shown.remarks, lambda words: rx.el.div(notice(words), class_name="mb-4")),
        rx.cond(CalculatorState.ignored != "", _ignored()),
        rx.cond(
            _result,
            rx.fragment(_days(), _ground()),
            rx.cond(
                _hint,
                _hinted(),
                rx.el.p("Check what is marked, then work it out again.", class_name="soft"),
            ),
        ),
        id="answer",
        tab_index=-1,
        class_name="min-w-0 outline-none",
    )


def _ignored() -> rx.Component:
    return rx.el.div(
        notice(
            rx.el.p(
                CalculatorState.ignored,
                " ",
                link("Sign in", CalculatorState.sign_in, outside=True),
            )
        ),
        class_name="mb-4",
    )


def _days() -> rx.Component:
    return card(
        rx.el.p(_result.about, class_name="eyebrow"),
        rx.el.h2(_result.title),
        rx.el.ul(
            rx.foreach(_result.results, _large),
            class_name="grid gap-3 mt-4 sm:grid-cols-[repeat(auto-fit,minmax(14rem,1fr))]",
        ),
        rx.cond(_result.passed != "", rx.el.p(badge(_result.passed, "amber"), class_name="mt-3")),
        rx.cond(_result.doubts != "", _doubts()),
        rx.cond(
            _result.days.length() > 0,
            day_strip(_result.days, _result.strip_words),
            rx.el.ol(
                rx.foreach(_result.runs, _run),
                class_name="mt-4",
                custom_attrs={"aria-label": _result.strip_words},
            ),
        ),
        why("Computed, not legal advice."),
    )


def _doubts() -> rx.Component:
    return rx.el.div(why(rx.el.b("Why two dates: "), _result.doubts), class_name="mt-4")


def _large(one: Any) -> rx.Component:
    look = rx.cond(
        one.look == "end",
        "border-2 border-[var(--sun)] bg-[var(--sun-wash)]",
        "border-2 border-dashed border-[var(--sun)]",
    )
    return rx.el.li(
        rx.el.b(one.day, class_name="block font-[family-name:var(--serif)] text-2xl leading-tight"),
        rx.el.span(one.words, class_name="block mt-1 small"),
        class_name="rounded-lg px-4 py-3 " + look,
    )


def _run(words: Any) -> rx.Component:
    return rx.el.li(words, class_name="num py-2 border-t border-[var(--hair)] first:border-t-0")


def _ground() -> rx.Component:
    return rx.el.section(
        rx.el.h2("What it rests on"),
        rx.el.p(_result.rule, class_name="mt-2 max-w-[46rem]"),
        rx.el.div(
            pairs(
                ("Law", _result.citation),
                ("Source", _result.source),
                ("Checked", _result.checked),
                ("Calendar", _result.calendar),
                ("If it passes", _result.missed),
            ),
            class_name="mt-4",
        ),
        rx.foreach(_result.cautions, lambda words: rx.el.p(words, class_name="soft small mt-3")),
        rx.el.div(
            more(
                "Every reading of the law",
                pairs_of(
                    _result.readings,
                    lambda one: rx.el.b(one.due, class_name="font-medium num"),
                    lambda one: rx.fragment(
                        rx.el.span(one.name, class_name="block"),
                        rx.el.span(one.why, class_name="soft small block"),
                    ),
                ),
            ),
            class_name="mt-4",
        ),
        class_name="mt-7",
    )


def _hinted() -> rx.Component:
    return card(
        rx.el.h2(_hint.state),
        rx.el.div(
            notice("No date is computed for this State.", tone="amber", sign="warning"),
            class_name="mt-3",
        ),
        rx.el.p(_hint.sentence, class_name="mt-3 wrap-anywhere"),
        rx.el.div(
            pairs(
                ("Appeal", _hint.appeal),
                ("Residents only", _hint.residency),
                ("Confidence", _hint.confidence),
                ("Source", _hint.source),
            ),
            class_name="mt-4",
        ),
    )
