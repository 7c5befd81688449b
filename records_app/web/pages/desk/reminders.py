"""The reminders of the person who looks: first on the desk once their day has come."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import Column, button, link, section, table, two_lines
from records_app.web.components.our_numbers import our_numbers
from records_app.web.pages.desk.state import DeskState


def reminders() -> rx.Component:
    """A section like the others, or nothing."""
    desk = DeskState.desk
    return rx.cond(
        desk.reminders.length() > 0,
        section(
            "My reminders",
            table(
                "My reminders",
                (
                    Column("Agency", "w-[35%]"),
                    Column("Your note", "w-[36%]"),
                    Column("For", "w-[15%]", named=True),
                    Column("Done"),
                ),
                desk.reminders,
                _cells,
            ),
            rx.cond(
                desk.more_reminders,
                rx.el.p("There are more. They follow as these are done.", class_name="soft small"),
            ),
            note="for today or before, only you see them",
        ),
    )


def _cells(row: Any) -> tuple[Any, ...]:
    return (
        two_lines(link(row.agency, row.href), our_numbers(row.number)),
        rx.el.span(row.note),
        rx.el.span(row.day, class_name="num"),
        button(
            rx.fragment(
                "Done",
                rx.el.span(
                    " with the reminder of ", row.agency, " ", row.number, class_name="seen-by-ear"
                ),
            ),
            on_click=DeskState.done(row.id),
            kind="quiet",
            small=True,
        ),
    )
