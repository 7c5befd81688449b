"""A table that reads like a ledger, and becomes a stack of cards on a phone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from records_app.web.components.icons import Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``width`` is a Tailwind class such as "w-1/4"; a phone ignores it.

    On a phone ``named=True`` puts the heading in front of the value; leave it out where the value
    speaks for itself.
    """

    heading: Text
    width: str = ""
    named: bool = False
    number: bool = False


def table(
    caption: Text,
    columns: Sequence[Column],
    rows: Any,
    cells: Callable[[Any], Sequence[Any]],
    **props: Any,
) -> rx.Component:
    """Show ``rows`` (a state list or a plain one); ``cells(row)`` gives one thing per column.

    The first cell is the heading of its row. ``caption`` is heard, not seen.
    """
    heads = [
        rx.el.th(column.heading, scope="col", class_name=_classes(column), role="columnheader")
        for column in columns
    ]

    def draw(row: Any) -> rx.Component:
        return rx.el.tr(*_cells(columns, cells(row)), role="row")

    return rx.el.table(
        rx.el.caption(caption, class_name="seen-by-ear"),
        rx.el.thead(rx.el.tr(*heads, role="row"), role="rowgroup"),
        rx.el.tbody(rx.foreach(rows, draw), role="rowgroup"),
        class_name="ledger",
        # Roles are written out: browsers drop them from a table whose parts are laid out as blocks.
        role="table",
        **props,
    )


def two_lines(first: Any, second: Any) -> rx.Component:
    """A cell of two lines: what it is (text or a link), and the small print."""
    top = first if isinstance(first, rx.Component) else rx.el.span(first)
    return rx.el.div(top, rx.el.span(second), class_name="two-lines")


def _cells(columns: Sequence[Column], parts: Sequence[Any]) -> list[rx.Component]:
    first = rx.el.th(parts[0], scope="row", class_name=_classes(columns[0]), role="rowheader")
    rest = [
        rx.el.td(
            rx.el.div(part),
            class_name=_classes(column),
            role="cell",
            custom_attrs={"data-label": column.heading},
        )
        for column, part in zip(columns[1:], parts[1:], strict=True)
    ]
    return [first, *rest]


def _classes(column: Column) -> str:
    width = f"md:{column.width}" if column.width else ""
    flags = (width, "named" if column.named else "", "number" if column.number else "")
    return " ".join(flag for flag in flags if flag)
