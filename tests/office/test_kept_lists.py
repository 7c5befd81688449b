"""What is uploaded is kept for one person and one day, under names of ours."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from records_app.office.importing import lists
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store
from tests.office.cast import NOW, make_office
from tests.office.made_lists import ROWS, TODAY, chosen, csv_list


def test_an_upload_is_for_nobody_else_and_for_one_day(sqlite_store: Store, tmp_path: Path) -> None:
    cast = make_office(sqlite_store)
    token = chosen(sqlite_store, cast.bob, tmp_path, csv_list(*ROWS))
    for actor in (cast.alice, cast.ada, cast.carl):
        with pytest.raises(NotFound):
            lists.list_head(sqlite_store, actor, tmp_path, token, now=NOW)
        with pytest.raises(NotFound):
            lists.import_list(sqlite_store, actor, tmp_path, token, now=NOW, today=TODAY)
    with pytest.raises(NotAllowed):
        lists.list_head(sqlite_store, cast.vera, tmp_path, token, now=NOW)
    with pytest.raises(NotAllowed):
        lists.keep_list(sqlite_store, cast.vera, tmp_path, "a.csv", b"a,b", now=NOW)
    foreign = tmp_path / "of somebody else.txt"
    foreign.write_text("x")
    later = NOW + timedelta(hours=25)
    with pytest.raises(NotFound):
        lists.list_head(sqlite_store, cast.bob, tmp_path, token, now=later)
    lists.keep_list(sqlite_store, cast.carl, tmp_path, "b.csv", csv_list(*ROWS), now=later)
    assert not list(tmp_path.glob(f"{token}.*"))
    assert foreign.exists()


@pytest.mark.parametrize("token", ["", "x", "../records", "a" * 32, "\0" * 32, "é" * 32])
def test_an_address_that_leads_nowhere(sqlite_store: Store, tmp_path: Path, token: str) -> None:
    cast = make_office(sqlite_store)
    with pytest.raises(NotFound):
        lists.list_head(sqlite_store, cast.alice, tmp_path, token, now=NOW)


def test_a_full_disk_leaves_nothing(sqlite_store: Store, tmp_path: Path) -> None:
    cast = make_office(sqlite_store)
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    with pytest.raises(Refused, match="no room"):
        lists.keep_list(sqlite_store, cast.alice, blocked, "a.csv", csv_list(*ROWS), now=NOW)


def test_a_hostile_name_of_a_file_is_made_harmless(sqlite_store: Store, tmp_path: Path) -> None:
    cast = make_office(sqlite_store)
    folder = tmp_path / "imports"
    name = "../../etc/\u202egpj.exe" + "x" * 300 + ".csv"
    token = lists.keep_list(sqlite_store, cast.alice, folder, name, csv_list(*ROWS), now=NOW)
    head = lists.list_head(sqlite_store, cast.alice, folder, token, now=NOW)
    assert "/" not in head.name
    assert "\u202e" not in head.name
    assert len(head.name.encode()) <= 255
    assert {path.name.split(".")[0] for path in folder.iterdir()} == {token}


def test_one_person_cannot_fill_the_folder(sqlite_store: Store, tmp_path: Path) -> None:
    cast = make_office(sqlite_store)
    for minute in range(30):
        at = NOW + timedelta(minutes=minute)
        lists.keep_list(sqlite_store, cast.alice, tmp_path, "a.csv", csv_list(*ROWS), now=at)
    assert len(list(tmp_path.glob("*.json"))) == 20


def test_another_row_of_headings_asks_again(sqlite_store: Store, tmp_path: Path) -> None:
    cast = make_office(sqlite_store)
    content = csv_list(*ROWS)
    token = lists.keep_list(sqlite_store, cast.alice, tmp_path, "a.csv", content, now=NOW)
    with pytest.raises(Refused, match="another row"):
        lists.choose_columns(sqlite_store, cast.alice, tmp_path, token, {"heading": "1"}, now=NOW)
    page = lists.columns_page(sqlite_store, cast.alice, tmp_path, token, now=NOW)
    assert page.heading == "1"
    assert page.head.rows == 3
    with pytest.raises(Refused, match="Choose its column"):
        lists.choose_columns(sqlite_store, cast.alice, tmp_path, token, {"heading": "1"}, now=NOW)


def test_words_for_other_columns_are_not_taken(sqlite_store: Store, tmp_path: Path) -> None:
    cast = make_office(sqlite_store)
    with pytest.raises(Refused, match="another window"):
        chosen(sqlite_store, cast.alice, tmp_path, csv_list(*ROWS), shape="old")
