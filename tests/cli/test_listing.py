"""`requests`, `check`, `prepare` and `demo` as other programs call them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from records_app.__main__ import main
from records_app.office import demo_office
from records_app.office.demo.story import tales
from records_app.office.drafting import new_draft
from records_app.office.recording import record_received, record_sent
from records_app.store.database import Store, open_store
from records_app.store.tables import LetterRow, Person, Request
from tests.office.cast import make_office, ready_request


@pytest.fixture
def folder(migrated_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of our own with an empty database in it."""
    (tmp_path / "records.sqlite3").write_bytes(migrated_sqlite.read_bytes())
    monkeypatch.setenv("RECORDS_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("RECORDS_DATABASE_URL", raising=False)
    monkeypatch.delenv("RECORDS_DEMO_PASSWORD", raising=False)
    return tmp_path


def opened(folder: Path) -> Store:
    return open_store(f"sqlite:///{folder / 'records.sqlite3'}")


@pytest.fixture
def office(folder: Path) -> Path:
    """One request that has been overdue for weeks, one letter ready, one draft."""
    store = opened(folder)
    cast = make_office(store)
    now = datetime.now(UTC) - timedelta(days=30)
    request_id, version = ready_request(store, cast.bob, cast.riverbend, now=now)
    day = {"on": (now + timedelta(days=1)).date().isoformat()}
    later = now + timedelta(days=2)
    sent = record_sent(store, cast.bob, request_id, version, {**day, "channel": "email"}, now=later)
    raw = {**day, "evidence": "reply"}
    record_received(store, cast.bob, request_id, sent.version, raw, now=later)
    ready_request(store, cast.alice, cast.fenwick, subjects=("training",), now=now)
    new_draft(store, cast.bob, now=now)
    store.close()
    return folder


def test_the_list(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["requests"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert "Riverbend Police Department | funding, vehicles | No answer | due " in lines[0]
    assert lines[0].endswith("| OVERDUE")
    assert lines[1].endswith("Fenwick County Sheriff's Office | training | Letter ready")


def test_the_list_as_json(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["requests", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["overdue"] for one in found] == [True, False]
    first = found[0]
    assert first["subjects"] == ["funding", "vehicles"]
    assert first["stage"] == "waiting"
    assert datetime.fromisoformat(first["safe"]) >= datetime.fromisoformat(first["due"])
    assert (first["turn"], first["next_step"], first["author"]) == ("them", "remind", "Bob")


def test_only_what_is_overdue(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["requests", "--overdue", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["agency"] for one in found] == ["Riverbend Police Department"]


def test_an_empty_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["requests"]) == 0
    assert main(["requests", "--overdue"]) == 0
    assert main(["requests", "--json"]) == 0
    assert capsys.readouterr().out == "No requests yet.\nNothing is overdue.\n[]\n"


def test_check_says_all_is_well(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("All is well")


def test_check_ends_with_one_on_a_difference(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = opened(office)
    with store.transaction() as session:
        session.get_one(Request, 1).label = "Waiting for godot"
        session.get_one(LetterRow, 2).pdf = b"other bytes"
    store.close()
    assert main(["check"]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2
    assert said.err == "2 differences.\n"


def test_prepare_loads_the_directory_and_prints_the_first_link(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prepare"]) == 0
    first = capsys.readouterr().out
    assert "agencies added" in first
    assert "/invite/" in first
    assert main(["prepare"]) == 0
    assert "agencies added" not in capsys.readouterr().out
    store = opened(folder)
    make_office(store)
    store.close()
    assert main(["prepare"]) == 0
    assert capsys.readouterr().out == ""


def test_prepare_makes_a_database_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RECORDS_DATA_DIR", str(tmp_path / "new"))
    assert main(["prepare"]) == 0
    assert (tmp_path / "new" / "records.sqlite3").exists()


def test_the_demo_has_a_database_of_its_own(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # The whole story has its own tests and takes many seconds; three requests do here.
    monkeypatch.setattr(demo_office, "tales", lambda today: tales(today)[:3])
    monkeypatch.setattr(demo_office, "tell_what_followed", lambda *_, **__: None)
    monkeypatch.setenv("RECORDS_DEMO_PASSWORD", "a long demo password")
    left_over = office / "demo" / "building.sqlite3"
    left_over.parent.mkdir()
    left_over.write_bytes(b"stopped half-way")
    assert main(["demo"]) == 0
    said = capsys.readouterr().out
    for name in ("viewer", "advocate", "staff", "admin"):
        assert f"{name}@example.org ({name})" in said
    assert "password: a long demo password (from RECORDS_DEMO_PASSWORD)" in said
    assert not left_over.exists()
    store = opened(office)
    with store.reading() as session:
        assert session.get_one(Person, 1).email.endswith("@opendoors.example")
    store.close()

    monkeypatch.delenv("RECORDS_DEMO_PASSWORD")
    monkeypatch.setenv("RECORDS_DATA_DIR", str(office / "demo"))
    assert main(["demo"]) == 0
    again = capsys.readouterr().out
    assert "Building" not in again
    assert "a long demo password" not in again
    assert main(["check"]) == 0


def test_a_database_with_other_people_is_refused(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "demo").mkdir()
    store = opened(office)
    store.close()
    (office / "demo" / "records.sqlite3").write_bytes((office / "records.sqlite3").read_bytes())
    assert main(["demo"]) == 2
    assert "holds an office already" in capsys.readouterr().err
