"""How a person wants a list to be read: which column is what, and what its words mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from records_app.casework.events import Channel
from records_app.directory.search_keys import search_key
from records_app.office.importing.columns import (
    DAYS,
    FIELD_OF,
    guessed_columns,
    heading_row,
    headings,
)
from records_app.office.importing.days import DayOrder, order_in
from records_app.office.importing.sheet import Sheet, SheetRow
from records_app.office.importing.words import CHOICES, guessed_meaning

NEW_AGENCY = "new"
MOST_WORDS = 60
"""More different words than this in one column are no list of answers but free text."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Every choice. ``meanings`` and ``agencies`` hold only what the person chose by hand.

    ``heading`` is the place of the headings in the rows of the sheet; ``columns`` a column for a
    field; ``agencies`` an id or ``new`` for the key of a name; ``called`` what the person typed to
    find the agency of a name; ``people`` an id for the key of a name, 0 for nobody.
    """

    heading: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)
    order: str = ""
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    way: str = Channel.EMAIL.value
    mine: bool = True
    anyway: bool = False
    leave_out: bool = False
    chosen: bool = False

    def rows(self, sheet: Sheet) -> tuple[SheetRow, ...]:
        """The rows below the headings."""
        return sheet.rows[self.heading + 1 :]

    def day_order(self, sheet: Sheet) -> DayOrder:
        """The order of days: what the list shows by itself, else what was chosen."""
        shown = self.order_shown(sheet)
        return shown or (DayOrder(self.order) if self.order else DayOrder.MONTH_FIRST)

    def order_shown(self, sheet: Sheet) -> DayOrder | None:
        """The order that the list shows by itself; None when the person must say."""
        mapped = [self.columns[name] for name in DAYS if name in self.columns]
        return order_in(row.cell(column) for row in self.rows(sheet) for column in mapped)

    def meaning(self, name: str, text: str) -> str:
        """What a word in a column of answers, outcomes or ways means; "" when nobody knows."""
        chosen = self.meanings.get(name, {}).get(word_key(text), "")
        return chosen or guessed_meaning(name, text)


def first_plan(sheet: Sheet) -> Plan:
    """The plan that the headings suggest."""
    place = heading_row(sheet)
    return Plan(heading=place, columns=guessed_columns(headings(sheet, place)))


def word_key(text: str) -> str:
    """One spelling under which the meaning of a word is kept."""
    return search_key(text)[:120] or text.strip()[:120]


def words_of(plan: Plan, sheet: Sheet, name: str) -> dict[str, tuple[str, int]]:
    """The different words in the column of a field: key to first spelling and count."""
    column = plan.columns.get(name)
    found: dict[str, tuple[str, int]] = {}
    if column is None:
        return found
    for row in plan.rows(sheet):
        text = " ".join(row.cell(column).text.split())
        if text:
            key = word_key(text)
            first, count = found.get(key, (text, 0))
            found[key] = (first, count + 1)
    return found


def to_json(plan: Plan) -> dict[str, Any]:
    """The plan as plain values."""
    return {
        "heading": plan.heading,
        "columns": dict(plan.columns),
        "order": plan.order,
        "meanings": {name: dict(words) for name, words in plan.meanings.items()},
        "agencies": dict(plan.agencies),
        "called": dict(plan.called),
        "people": dict(plan.people),
        "way": plan.way,
        "mine": plan.mine,
        "anyway": plan.anyway,
        "leave_out": plan.leave_out,
        "chosen": plan.chosen,
    }


def from_json(raw: Mapping[str, Any]) -> Plan:
    """The plan that ``to_json`` wrote."""
    return Plan(**raw)


def with_columns(plan: Plan, sheet: Sheet, heading: int, columns: Mapping[str, int]) -> Plan:
    """The plan with other columns. What was chosen for the words of the others stays."""
    width, last = sheet.width, len(sheet.rows) - 2
    kept = {n: c for n, c in columns.items() if n in FIELD_OF and 0 <= c < width}
    return replace(plan, heading=max(0, min(heading, last)), columns=kept, chosen=True)


def known_choice(name: str, value: str) -> str:
    """The value, if it is one of the choices of a field; else ""."""
    return value if value in {choice for choice, _ in CHOICES[name]} else ""
