"""Letters by post: which go today, the two PDFs to print, and the numbers typed or scanned back."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    button,
    check_box,
    date_field,
    error_summary,
    link,
    link_button,
    notice,
    plain_button,
    section,
    select_field,
)
from records_app.web.components.messages import FocusingSection
from records_app.web.components.our_numbers import our_numbers
from records_app.web.components.typed_text import TypedText
from records_app.web.pages.letters.next_field import NextField, no_sending_by_enter
from records_app.web.pages.letters.numbers import all_numbers, as_typed, number_field
from records_app.web.pages.letters.state import LettersState

_ROW = (
    "grid gap-x-6 gap-y-2 py-3 border-t border-[var(--hair)] first:border-t-0 "
    "md:grid-cols-[minmax(0,1fr)_minmax(0,18rem)]"
)
# In a tab of its own: going to a download in this one would close its connection for a moment.
_BESIDE = {"target": "_blank", "rel": "noopener"}
_PLACES = tuple((str(place), str(place)) for place in range(1, 31))


def by_post() -> rx.Component:
    """The whole section, while there is anything to post."""
    return rx.cond(
        LettersState.post.length() > 0,
        section(
            rx.el.span("By post", id="by-post", tab_index=-1),
            _kept(),
            error_summary(
                rx.cond(LettersState.wrong == "mail", LettersState.problems, []),
                attempt=LettersState.pressed,
                id="mail-errors",
            ),
            _piles(),
            rx.el.form(
                no_sending_by_enter(),
                _ticks(),
                rx.el.ul(rx.foreach(LettersState.post, _row)),
                _print(),
                all_numbers(),
                _record(),
                NextField.create(id="next-field"),
                TypedText.create(id="typed-mail", form="mail"),
                on_submit=LettersState.record_mail,
                no_validate=True,
                custom_attrs={"aria-label": "Letters by post"},
            ),
        ),
    )


def _kept() -> rx.Component:
    return rx.cond(
        LettersState.kept.length() > 0,
        FocusingSection.create(
            rx.el.h3("These are not recorded"),
            rx.el.ul(
                rx.foreach(
                    LettersState.kept, lambda one: rx.el.li(our_numbers(one.number), ": ", one.why)
                )
            ),
            id="kept",
            tab_index=-1,
            class_name="summary mb-4",
            attempt=LettersState.pressed,
        ),
    )


def _piles() -> rx.Component:
    """Which pile is shown, and the way to the others; nothing while one holds every letter."""
    at = LettersState.pile
    return rx.cond(
        LettersState.piles > 1,
        rx.el.nav(
            rx.el.p(LettersState.pile_words),
            rx.el.div(
                rx.cond(
                    at > 1,
                    button(
                        "Previous pile",
                        on_click=LettersState.open_pile(at - 1),
                        kind="quiet",
                        small=True,
                    ),
                ),
                rx.cond(
                    at < LettersState.piles,
                    button(
                        "Next pile",
                        on_click=LettersState.open_pile(at + 1),
                        kind="quiet",
                        small=True,
                    ),
                ),
                class_name="row mt-2",
            ),
            class_name="mb-4",
            custom_attrs={"aria-label": "Piles"},
        ),
    )


def _ticks() -> rx.Component:
    return rx.el.div(
        rx.el.p("Tick what goes out today.", class_name="hint mb-0"),
        plain_button("Tick all", on_click=LettersState.tick_all(True)),
        plain_button("Tick none", on_click=LettersState.tick_all(False)),
        class_name="row mb-2",
    )


def _row(line: Any) -> rx.Component:
    key = line.id.to(str)
    goes = ~LettersState.off.contains(line.id)
    return rx.el.li(
        rx.el.div(
            check_box(
                "tick-" + key,
                rx.fragment(rx.el.b(our_numbers(line.number)), " · ", line.agency),
                id="tick-" + key,
                hint=rx.fragment(line.what, ", ", line.pages_words, ", ", line.postal),
                checked=goes,
                on_change=lambda ticked: LettersState.tick(line.id, ticked),
            ),
            rx.el.div(
                link("The letter (PDF)", line.pdf_href, outside=True),
                link("The request", line.href),
                rx.cond(
                    line.way != "post",
                    plain_button(
                        rx.fragment(
                            "Not by post after all",
                            rx.el.span(" ", line.number, class_name="seen-by-ear"),
                        ),
                        on_click=LettersState.not_by_post(line.id),
                    ),
                ),
                rx.el.span(line.waits, ", in the care of ", line.care, class_name="soft"),
                class_name="row small pl-7.5",
            ),
            rx.cond(line.note != "", rx.el.p(line.note, class_name="small pl-7.5")),
            class_name="break-words min-w-0",
        ),
        rx.el.div(number_field(line, "number-" + key), class_name=rx.cond(goes, "field", "hidden")),
        key=key,
        class_name=_ROW,
    )


def _print() -> rx.Component:
    query = LettersState.print_query
    return rx.cond(
        LettersState.going > 0,
        rx.el.div(
            rx.el.h3("Print", class_name="mb-2"),
            rx.el.p(
                "One PDF: a checklist, then each letter on sheets of its own, ready for printing "
                "on both sides. Labels are for Avery 5160, 30 on a sheet; print them at 100 %.",
                class_name="hint",
            ),
            rx.el.div(
                link_button(
                    "Letters (PDF)", "/mail-day/letters.pdf" + query, outside=True, **_BESIDE
                ),
                link_button(
                    "Labels (PDF)",
                    "/mail-day/labels.pdf" + query + "&start=" + LettersState.start,
                    outside=True,
                    kind="quiet",
                    **_BESIDE,
                ),
                rx.el.div(
                    select_field(
                        "start",
                        "First free label",
                        _PLACES,
                        value=LettersState.start,
                        on_change=LettersState.choose_start,
                    ),
                    class_name="w-36",
                ),
                class_name="row items-end mt-2",
            ),
            class_name="card mt-5",
        ),
    )


def _record() -> rx.Component:
    count = LettersState.going
    words = rx.cond(count == 1, "Record 1 letter as mailed", f"Record {count} letters as mailed")
    wrong = LettersState.errors.contains("on")
    return rx.cond(
        count > 0,
        rx.el.div(
            rx.el.h3("After mailing", class_name="mb-2"),
            date_field(
                "mailed-on",
                "Day of mailing",
                id="on",
                value=LettersState.today,
                max=LettersState.today,
                error=rx.cond(wrong, LettersState.errors["on"], ""),
            ),
            as_typed(),
            rx.el.div(button(words, submit=True), class_name="row mt-4"),
            class_name="card mt-5",
        ),
        notice("No letter is ticked, so none goes out today.", sign="dot"),
    )
