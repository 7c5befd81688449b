"""Every statement of the desk follows an index, whoever's requests it shows (SQLite's plans)."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from records_app.office.desk_view import DeskFilter
from records_app.store.database import Store
from tests.office.cast import make_office
from tests.office.desks import desk_of, one_of_each

ASKED = [
    *(DeskFilter(whose=whose) for whose in ("", "mine", "nobodys", "watched")),
    DeskFilter(campaign_id=1),
]


@pytest.mark.parametrize("wanted", ASKED, ids=["all", "mine", "nobodys", "watched", "campaign"])
def test_no_statement_reads_the_whole_table(sqlite_store: Store, wanted: DeskFilter) -> None:
    cast = make_office(sqlite_store)
    one_of_each(sqlite_store, cast)
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, words: str, values: Any, *_more: object) -> None:
        asked.append((words, values))

    event.listen(sqlite_store.engine, "before_cursor_execute", note)
    desk_of(sqlite_store, cast.bob, wanted)
    event.remove(sqlite_store.engine, "before_cursor_execute", note)
    selects = [one for one in asked if one[0].startswith("SELECT")]
    plans = [(words, _plan_of(sqlite_store, words, values)) for words, values in selects]
    assert len(plans) > 5
    # Only whether there is anything at all is asked along the table; it stops at the first row.
    assert sum(line == "SCAN request" for _, plan in plans for line in plan) <= 1
    counting = [
        line
        for words, plan in plans
        if "count(" in words
        for line in plan
        if line.startswith("SEARCH request ") and "PRIMARY KEY" not in line
    ]
    assert counting
    assert [line for line in counting if "COVERING INDEX" not in line] == []


def _plan_of(store: Store, words: str, values: Any) -> list[str]:
    with store.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)
        return [str(row[3]) for row in plan]
