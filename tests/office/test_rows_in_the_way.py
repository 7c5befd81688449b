"""Rows that are wrong or double: all or nothing, every error by row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from records_app.office.importing import lists
from records_app.office.refusals import Refused
from records_app.store.database import Store
from records_app.store.tables import Request
from records_app.store.tables_files import ImportRun
from records_app.store.tables_requests import EventRow
from tests.office.cast import NOW, make_office
from tests.office.made_lists import (
    HEADINGS,
    ROWS,
    TODAY,
    chosen,
    csv_list,
    preview,
    rows_of,
    xlsx_list,
)

WRONG = {
    "no agency": (",3/4/2025,x,Pending,,,", "Agency", "The agency is missing."),
    "no day": ("Riverbend PD,,x,Pending,,,", "Date sent", "The day it was sent is missing."),
    "no such day": ("Riverbend PD,2/30/2025,x,,,,", "Date sent", "not a day on the calendar"),
    "future": ("Riverbend PD,3/4/2030,x,,,,", "Date sent", "in the future"),
    "before the law": ("Riverbend PD,3/4/1950,x,,,,", "Date sent", "Check the year"),
    "answered before": (
        "Riverbend PD,3/4/2025,x,Denied,3/1/2025,,",
        "Date of reply",
        "It was sent only on",
    ),
    "no day of answer": (
        "Riverbend PD,3/4/2025,x,Denied,,,",
        "Date of reply",
        "the day is missing",
    ),
    "no amount": ("Riverbend PD,3/4/2025,x,,,lots,", "Fee", "not an amount"),
}


@pytest.mark.parametrize("name", WRONG)
def test_one_wrong_row_keeps_all_out_until_it_is_left_out(
    sqlite_store: Store, tmp_path: Path, name: str
) -> None:
    cast = make_office(sqlite_store)
    row, column, words = WRONG[name]
    token = chosen(sqlite_store, cast.alice, tmp_path, csv_list(*ROWS, row))
    page = preview(sqlite_store, cast.alice, tmp_path, token)
    assert [(one.row, one.column) for one in page.errors] == [("Row 6", column)]
    assert words in page.errors[0].words
    with pytest.raises(Refused):
        lists.import_list(sqlite_store, cast.alice, tmp_path, token, now=NOW, today=TODAY)
    assert rows_of(sqlite_store, Request, EventRow, ImportRun) == [0, 0, 0]
    lists.choose_ticks(sqlite_store, cast.alice, tmp_path, token, {"leave_out": "on"}, now=NOW)
    lists.import_list(sqlite_store, cast.alice, tmp_path, token, now=NOW, today=TODAY)
    assert rows_of(sqlite_store, Request) == [4]


def test_rows_that_are_double_wait_for_a_word(store: Store, tmp_path: Path) -> None:
    cast = make_office(store)
    token = chosen(store, cast.alice, tmp_path, csv_list(ROWS[0], ROWS[0], ROWS[1]))
    page = preview(store, cast.alice, tmp_path, token)
    assert [one.words for one in page.twins] == ["This looks like row 2 of the same list."]
    assert page.ready == 0


def test_an_error_in_a_workbook_is_an_error_of_its_row(sqlite_store: Store, tmp_path: Path) -> None:
    cast = make_office(sqlite_store)
    content = xlsx_list(
        [["List of B"], HEADINGS.split(","), ["Riverbend PD", "#REF!", "x", "", "", "", ""]]
    )
    token = chosen(sqlite_store, cast.alice, tmp_path, content)
    page = preview(sqlite_store, cast.alice, tmp_path, token)
    assert [(one.row, one.words) for one in page.errors] == [("Row 3", "The cell holds #REF!.")]
