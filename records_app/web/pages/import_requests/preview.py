"""The step before it is done: what becomes of the rows, and what is in the way."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    Column,
    badge,
    button,
    check_box,
    error_summary,
    lead,
    link_button,
    notice,
    section,
    table,
    two_lines,
)
from records_app.web.components.our_numbers import our_numbers
from records_app.web.pages.import_requests.address import IMPORT
from records_app.web.pages.import_requests.columns_form import file_note
from records_app.web.pages.import_requests.state import ImportState

_view = ImportState.preview


def preview() -> rx.Component:
    """Counts, errors, rows that look double, the first rows, and the button."""
    return rx.fragment(
        lead("Nothing is stored yet. This is what the list becomes."),
        file_note(_view.head),
        rx.cond(
            ImportState.attempt > 0,
            error_summary(ImportState.problems, attempt=ImportState.attempt),
        ),
        rx.el.ul(
            rx.foreach(_view.counts, rx.el.li),
            class_name="list-disc pl-5 num",
            id="rows",
            tab_index=-1,
        ),
        rx.cond(
            _view.left != "",
            rx.el.p("Not brought in: the columns ", _view.left, ".", class_name="soft mt-2"),
        ),
        rx.cond(_view.known_file != "", notice(_view.known_file, tone="amber", sign="warning")),
        rx.cond(_view.errors.length() > 0, _errors()),
        rx.cond(_view.twins.length() > 0, _twins()),
        rx.cond(_asks(), _ticks()),
        rx.cond(_view.lines.length() > 0, _rows()),
        _buttons(),
    )


def _asks() -> Any:
    return (_view.errors.length() > 0) | (_view.twins.length() > 0) | (_view.known_file != "")


def _errors() -> rx.Component:
    return section("What is wrong", _lines("Errors", _view.errors), _more(_view.more_errors))


def _twins() -> rx.Component:
    return section(
        "Rows that look like another", _lines("Doubles", _view.twins), _more(_view.more_twins)
    )


def _lines(caption: str, lines: Any) -> rx.Component:
    return table(
        caption,
        (Column("Row", width="w-24"), Column("Column", width="w-48"), Column("Why")),
        lines,
        lambda line: (line.row, line.column, line.words),
    )


def _more(words: Any) -> rx.Component:
    return rx.cond(words != "", rx.el.p(words, class_name="soft small mt-2"))


def _ticks() -> rx.Component:
    return rx.el.form(
        rx.cond(
            _view.leave_out_words != "",
            check_box("leave_out", _view.leave_out_words, checked=_view.leave_out),
        ),
        rx.cond(
            (_view.twins.length() > 0) | (_view.known_file != ""),
            check_box(
                "anyway",
                "Bring in anyway what looks like something we have",
                checked=_view.anyway,
            ),
        ),
        rx.el.div(button("Look again", submit=True, kind="quiet"), class_name="row mt-3"),
        on_submit=ImportState.save_ticks,
        class_name="card my-5",
        key=_view.leave_out_words,
        custom_attrs={"aria-label": "Rows in the way"},
    )


def _rows() -> rx.Component:
    return section(
        "The first requests",
        table(
            "Requests as they become",
            (
                Column("Request", width="w-1/3"),
                Column("Asks about", named=True),
                Column("Sent", named=True),
                Column("Standing"),
            ),
            _view.lines,
            lambda line: (
                two_lines(
                    line.agency,
                    our_numbers("Row " + line.row.to(str) + " · " + line.number.to(str)),
                ),
                rx.cond(line.subjects != "", line.subjects, "Not recognized"),
                rx.el.span(line.sent, class_name="num"),
                badge(line.label, line.tone, line.icon),
            ),
        ),
        _more(_view.more),
    )


def _buttons() -> rx.Component:
    return rx.el.div(
        rx.cond(
            ImportState.working,
            rx.el.p(
                "Bringing the requests in … Thousands of rows take some seconds.", class_name="lead"
            ),
            rx.cond(
                _view.ready > 0,
                button(_view.button, on_click=ImportState.bring_in),
                rx.el.p(
                    "Something is in the way: mend the file and upload it again, change a choice, "
                    "or tick above what shall happen."
                ),
            ),
        ),
        link_button(
            "Back to the words",
            IMPORT + "?list=" + _view.head.token + "&step=words",
            kind="quiet",
        ),
        class_name="row mt-6",
        role="status",
    )
