"""The server writes backups by the clock, one at a time, and keeps the newest."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

import pytest

from records_app.office.backup.schedule import Plan
from records_app.office.backup.writing import read_back
from records_app.office.files.folder import FileFolder
from records_app.settings import Settings
from records_app.store.database import open_store
from records_app.store.migrate import upgrade
from records_app.web.backup_task import backups_by_the_clock, write_if_due
from records_app.web.house import clock
from tests.office.backed_up import lived_in
from tests.web.waiting import until


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    office = tmp_path / "office"
    monkeypatch.setenv("RECORDS_DATA_DIR", str(office))
    monkeypatch.delenv("RECORDS_DATABASE_URL", raising=False)
    store = open_store(f"sqlite:///{office / 'records.sqlite3'}")
    upgrade(store)
    lived_in(store, FileFolder(office / "files"))
    store.close()
    return Plan(tmp_path / "backups", hours=24, keep=2)


async def test_one_is_written_when_due_and_not_again(plan: Plan) -> None:
    assert await write_if_due(plan)
    assert not await write_if_due(plan)
    (_, path), *rest = plan.written()
    assert rest == []
    assert read_back(path).rows_in("letter") == 2


async def test_two_processes_at_once_write_one(plan: Plan) -> None:
    assert sorted(await asyncio.gather(write_if_due(plan), write_if_due(plan))) == [False, True]
    assert len(plan.written()) == 1


async def test_old_ones_go_only_after_a_new_one_is_there(
    plan: Plan, caplog: pytest.LogCaptureFixture
) -> None:
    plan.folder.mkdir()
    now = clock()[0]
    old = [plan.next_name(now - timedelta(days=days)) for days in (2, 3, 4)]
    for path in old:
        path.write_bytes(b"")
    gone = FileFolder(plan.folder.parent / "office" / "files")
    name = next(iter(gone.stored()))
    kept = gone.place_of(name).read_bytes()
    gone.place_of(name).unlink()
    with caplog.at_level(logging.ERROR):
        assert not await write_if_due(plan)
    assert "is missing from the folder of files" in caplog.text
    assert all(path.exists() for path in old)
    gone.place_of(name).write_bytes(kept)
    assert await write_if_due(plan)
    assert [path for path in old if path.exists()] == old[:1]
    assert len(plan.written()) == 2


async def test_it_runs_with_the_server_only_if_a_folder_is_set(plan: Plan) -> None:
    async with backups_by_the_clock(Settings()):
        await asyncio.sleep(0)
    assert plan.written() == ()

    async def is_written() -> bool:
        return plan.written() != ()

    async with backups_by_the_clock(Settings(backup_dir=str(plan.folder))):
        await until(is_written)
    assert len(plan.written()) == 1
