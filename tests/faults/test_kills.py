"""A process that is killed at any moment loses nothing it confirmed and leaves nothing half-made.

`make faults` does the same 240 times and prints the figures.
"""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from records_app.office.checking import differences_in
from records_app.office.files.adding import Arrived, CameWith, add_file
from records_app.office.files.folder import FileFolder
from records_app.office.files.leftovers import differences_in_files
from records_app.office.recording import add_note
from records_app.store.database import Store, open_store
from records_app.store.tables import Request
from tests.faults.home import Home
from tests.faults.kills import make_home, run
from tests.office.backed_up import empty
from tests.office.cast import NOW

SEED = 610023


def test_kills_on_sqlite(tmp_path: Path) -> None:
    home = make_home(f"sqlite:///{tmp_path / 'records.sqlite3'}", tmp_path / "files")
    figures = run(home, 30, SEED)
    assert figures.kills == 30
    assert sum(figures.confirmed.values()) > 15
    assert (figures.lost, figures.differences) == ([], [])


def test_kills_on_postgresql(postgresql_store: Store, postgresql_url: str, tmp_path: Path) -> None:
    empty(postgresql_store)
    home = make_home(postgresql_url, tmp_path / "files")
    figures = run(home, 12, SEED)
    empty(postgresql_store)
    assert sum(figures.confirmed.values()) > 5
    assert (figures.lost, figures.differences) == ([], [])


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_home(f"sqlite:///{tmp_path / 'records.sqlite3'}", tmp_path / "files")


def _in_a_child(work: Callable[[], None]) -> int:
    """Run this in a process of its own; 0 if it went well."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_disk_that_is_full_refuses_and_keeps_all_that_was(home: Home) -> None:
    def work() -> None:
        store, folder = open_store(home.url), FileFolder(home.files)
        add_note(store, home.actor, 1, _version(store, 1), {"text": "Before"}, now=NOW)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        incoming = folder.incoming()
        refused = 0
        try:
            incoming.write(b"a reply " * 20_000)
            add_file(store, home.actor, 1, folder, Arrived(incoming, "a.txt", CameWith()), now=NOW)
        except OSError:
            incoming.discard()
            refused += 1
        try:
            for place in range(200):
                text = f"{place} " * 900
                add_note(store, home.actor, 1, _version(store, 1), {"text": text}, now=NOW)
        except OperationalError:
            refused += 1
        assert refused == 2

    assert _in_a_child(work) == 0
    store, folder = open_store(home.url), FileFolder(home.files)
    assert list(differences_in(store)) == []
    assert list(differences_in_files(store, folder)) == []
    assert list(folder.stored()) == []
    assert list(folder.unfinished(float("inf"))) == []
    add_note(store, home.actor, 1, _version(store, 1), {"text": "After"}, now=NOW)
    store.close()


def test_a_database_that_stays_locked_refuses_and_works_again_later(home: Home) -> None:
    store = open_store(home.url)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=200")
    path = home.url.removeprefix("sqlite:///")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    version = _version(store, 1)
    with pytest.raises(OperationalError, match="locked"):
        add_note(store, home.actor, 1, version, {"text": "Not now"}, now=NOW)
    other.execute("ROLLBACK")
    other.close()
    add_note(store, home.actor, 1, version, {"text": "Now"}, now=NOW)
    assert list(differences_in(store)) == []
    store.close()


def _version(store: Store, request_id: int) -> int:
    with store.reading() as session:
        return session.get_one(Request, request_id).version
