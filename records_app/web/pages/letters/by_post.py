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
from records_app.web.components.typed_text import TypedText
from records_app.web.pages.letters.next_field import NextField, no_sending_by_enter
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
            rx.el.form(
                no_sending_by_enter(),
                _ticks(),
                rx.el.ul(rx.foreach(LettersState.post, _row)),
                _print(),
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
                rx.foreach(LettersState.kept, lambda one: rx.el.li(one.number, ": ", one.why))
            ),
            id="kept",
            tab_index=-1,
            class_name="summary mb-4",
            attempt=LettersState.pressed,
        ),
    )


def _ticks() -> rx.Component:
    return rx.el.div(
        rx.el.p("Tick what goes out today.", class_name="hint"),
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
                rx.fragment(rx.el.b(line.number, class_name="num"), " · ", line.agency),
                id="tick-" + key,
                hint=rx.fragment(line.what, ", ", line.pages_words, ", ", line.where),
                checked=goes,
                on_change=lambda ticked: LettersState.tick(line.id, ticked),
            ),
            rx.el.div(
                link("The letter (PDF)", line.pdf_href, outside=True),
                link("The request", line.href),
                rx.el.span(line.waits, ", ", line.care, class_name="soft"),
                class_name="row small pl-7.5",
            ),
            rx.cond(line.note != "", rx.el.p(line.note, class_name="small pl-7.5")),
            class_name="break-words min-w-0",
        ),
        rx.el.div(_number(line, "number-" + key), class_name=rx.cond(goes, "field", "hidden")),
        key=key,
        class_name=_ROW,
    )


def _number(line: Any, name: Any) -> rx.Component:
    wrong = LettersState.errors.contains(name)
    doubt = rx.cond(LettersState.doubts.contains(name), LettersState.doubts[name], "")
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
            rx.el.div(button(words, submit=True), class_name="row mt-4"),
            class_name="card mt-5",
        ),
        notice("No letter is ticked, so none goes out today.", sign="dot"),
    )
