"""Two presses in the same moment, and two people who bring in lists in the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.checking import differences_in
from records_app.office.importing import lists
from records_app.office.importing.list_views import DoneView
from records_app.office.importing.preparing import Task, prepare, still_holds
from records_app.store.database import Store
from records_app.store.tables import Closure, Request
from records_app.store.tables_files import ImportRun
from tests.office.cast import NOW, make_office
from tests.office.made_lists import ROWS, TODAY, chosen, csv_list, rows_of


def at_once(store: Store, folder: Path, *presses: tuple[Actor, str]) -> list[DoneView]:
    def press(one: tuple[Actor, str]) -> DoneView:
        return lists.import_list(store, one[0], folder, one[1], now=NOW, today=TODAY)

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))


def test_two_presses_at_once_bring_it_in_once(store: Store, tmp_path: Path) -> None:
    cast = make_office(store)
    token = chosen(store, cast.alice, tmp_path, csv_list(*ROWS))
    done = at_once(store, tmp_path, *[(cast.alice, token)] * 3)
    assert sorted(one.again for one in done) == [False, True, True]
    assert rows_of(store, Request, ImportRun) == [4, 1]


def test_two_people_at_once_get_different_numbers(store: Store, tmp_path: Path) -> None:
    cast = make_office(store)
    first = chosen(store, cast.alice, tmp_path, csv_list(*ROWS[:2]))
    second = chosen(store, cast.bob, tmp_path, csv_list(*ROWS[2:]))
    at_once(store, tmp_path, (cast.alice, first), (cast.bob, second))
    with store.reading() as session:
        numbers = session.exec(select(Request.number).order_by(Request.number)).all()
    assert numbers == [f"OLD-2025-000{place}" for place in (1, 2, 3, 4)]
    assert list(differences_in(store)) == []


def test_what_the_rows_rest_on_is_looked_at_again(store: Store, tmp_path: Path) -> None:
    cast = make_office(store)
    token = chosen(store, cast.alice, tmp_path, csv_list(*ROWS))
    opened = lists._Opened(cast.alice, tmp_path, token, NOW)
    task = Task(cast.alice, opened.sheet, opened.plan, NOW, TODAY)
    with store.reading() as session:
        ground = prepare(session, task).rests_on
        assert still_holds(session, cast.alice, ground)
    with store.transaction() as session:
        session.add(Closure(agency_id=cast.fenwick, on=TODAY, reason="A quiet day", added_at=NOW))
    with store.reading() as session:
        assert not still_holds(session, cast.alice, ground)
