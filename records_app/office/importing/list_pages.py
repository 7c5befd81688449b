"""Puts the pages of an import together from a sheet, a plan and what the database knows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence

from records_app.office.agency_words import place_words
from records_app.office.importing.agency_names import distinct
from records_app.office.importing.columns import DAYS, FIELD_OF, FIELDS, headings, samples
from records_app.office.importing.days import DayOrder
from records_app.office.importing.list_views import (
    AgencyLine,
    Choice,
    ColumnsView,
    FieldLine,
    ListHead,
    WordGroup,
    WordLine,
    WordsView,
)
from records_app.office.importing.plan import MOST_WORDS, NEW_AGENCY, Plan, words_of
from records_app.office.importing.preparing import (
    Desk,
    agency_choice,
    person_choice,
)
from records_app.office.importing.rows import tidy_text
from records_app.office.importing.sheet import Sheet
from records_app.office.importing.words import CHOICES, WAYS
from records_app.store.tables_agencies import Agency

_MOST_NAMES = 150
_WORD_FIELDS = ("answer", "outcome", "how")


def columns_view(head: ListHead, sheet: Sheet, plan: Plan) -> ColumnsView:
    """The step of the columns."""
    names = headings(sheet, plan.heading)
    rows = plan.rows(sheet)
    columns = []
    for column, name in enumerate(names):
        shown = ", ".join(samples(rows, column))
        columns.append(Choice(str(column), f"{name}: {shown}" if shown else name))
    places = [
        Choice(str(place), f"Row {sheet.rows[place].line}: {_start_of(sheet, place)}")
        for place in range(min(len(sheet.rows) - 1, 15))
    ]
    fields = [
        FieldLine(one.name, one.label, one.hint, one.needed, _column_text(plan, one.name))
        for one in FIELDS
    ]
    return ColumnsView(head, str(plan.heading), tuple(places), tuple(columns), tuple(fields))


def _column_text(plan: Plan, name: str) -> str:
    column = plan.columns.get(name)
    return "" if column is None else str(column)


def _start_of(sheet: Sheet, place: int) -> str:
    texts = [" ".join(tidy_text(cell.text).split()) for cell in sheet.rows[place].cells]
    start = ", ".join(text for text in texts if text)
    return start if len(start) <= 70 else f"{start[:69]}…"


def words_view(head: ListHead, sheet: Sheet, plan: Plan, desk: Desk) -> WordsView:
    """The step of the words."""
    shown = plan.order_shown(sheet)
    names = agency_names(plan, sheet)
    unsure = unsure_names(plan, sheet, desk)
    sure = len(names) - len([key for key in names if key in unsure])
    return WordsView(
        head=head,
        shape=shape_of(plan),
        order=plan.order or DayOrder.MONTH_FIRST.value,
        order_asked=shown is None,
        order_example=_order_example(plan, sheet),
        groups=tuple(_groups(plan, sheet)),
        agencies=tuple(
            _agency_line(place, entry, plan, desk) for place, entry in enumerate(unsure.items())
        ),
        agencies_sure=_sure_words(sure),
        people=tuple(_people(plan, sheet, desk)),
        way=plan.way,
        ways=_choices(WAYS),
        mine=plan.mine,
        may_add=desk.may_add_agencies,
    )


def shape_of(plan: Plan) -> str:
    """Stands for what the names of the controls depend on: another choice of columns."""
    raw = json.dumps([plan.heading, sorted(plan.columns.items())])
    return hashlib.sha256(raw.encode()).hexdigest()[:16]


def agency_names(plan: Plan, sheet: Sheet) -> dict[str, tuple[str, int]]:
    """The different names of agencies: key to first spelling and count."""
    column = plan.columns.get("agency")
    if column is None:
        return {}
    texts = (" ".join(tidy_text(row.cell(column).text).split()) for row in plan.rows(sheet))
    return distinct([text for text in texts if text])


def unsure_names(plan: Plan, sheet: Sheet, desk: Desk) -> dict[str, tuple[str, int]]:
    """Those of them that are not the very name of one agency, the first ones."""
    found = {
        key: entry
        for key, entry in agency_names(plan, sheet).items()
        if not desk.names.match(entry[0]).sure
    }
    return dict(list(found.items())[:_MOST_NAMES])


def word_lines(plan: Plan, sheet: Sheet, field: str) -> dict[str, tuple[str, int]]:
    """The words of a column that are asked about; none when it is free text."""
    words = words_of(plan, sheet, field)
    return words if len(words) <= MOST_WORDS else dict(list(words.items())[:MOST_WORDS])


def people_names(plan: Plan, sheet: Sheet) -> dict[str, tuple[str, int]]:
    """The different names in the column of people, the first ones."""
    column = plan.columns.get("person")
    if column is None:
        return {}
    texts = (" ".join(tidy_text(row.cell(column).text).split()) for row in plan.rows(sheet))
    return dict(list(distinct([text for text in texts if text]).items())[:_MOST_NAMES])


def word_fields(plan: Plan) -> tuple[str, ...]:
    """The fields whose words are asked about."""
    return tuple(field for field in _WORD_FIELDS if field in plan.columns)


def _groups(plan: Plan, sheet: Sheet) -> Iterator[WordGroup]:
    for field in word_fields(plan):
        lines = tuple(
            WordLine(
                f"{field}-{place}",
                text[:80],
                _rows(count),
                plan.meaning(field, text),
                _choices(CHOICES[field]),
            )
            for place, (text, count) in enumerate(word_lines(plan, sheet, field).values())
        )
        if lines:
            yield WordGroup(field, FIELD_OF[field].label, lines)


def _people(plan: Plan, sheet: Sheet, desk: Desk) -> Iterator[WordLine]:
    choices = tuple(Choice(str(number), name) for number, name, _ in desk.people)
    for place, (text, count) in enumerate(people_names(plan, sheet).values()):
        value = str(person_choice(plan, desk, text) or "")
        yield WordLine(f"person-{place}", text[:80], _rows(count), value, choices)


def _agency_line(
    place: int, entry: tuple[str, tuple[str, int]], plan: Plan, desk: Desk
) -> AgencyLine:
    key, (text, count) = entry
    called = plan.called.get(key, "")
    value = agency_choice(plan, desk, text)
    offered = list(desk.names.match(text).offered)
    if called:
        offered = [*desk.names.match(called).offered, *offered]
    if value.isdecimal():
        offered.append(int(value))
    choices = [_agency(desk.agencies[number]) for number in dict.fromkeys(offered)]
    if desk.may_add_agencies:
        choices.append(Choice(NEW_AGENCY, "Add it as a new agency"))
    return AgencyLine(
        f"agency-{place}", f"called-{place}", text, _rows(count), value, called, tuple(choices)
    )


def _agency(agency: Agency) -> Choice:
    place = place_words(agency.city, agency.county, agency.state)
    return Choice(str(agency.id), f"{agency.name} ({place})")


def _order_example(plan: Plan, sheet: Sheet) -> str:
    for row in plan.rows(sheet):
        for field in DAYS:
            if field in plan.columns:
                text = row.cell(plan.columns[field]).text
                if text.count("/") == 2 or text.count(".") == 2:
                    return " ".join(text.split())[:20]
    return ""


def _sure_words(sure: int) -> str:
    if not sure:
        return ""
    return (
        "1 name was found in the directory."
        if sure == 1
        else (f"{sure:,} names were found in the directory.")
    )


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _choices(words: Sequence[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label) for value, label in words)
