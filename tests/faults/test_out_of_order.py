"""The database server goes away while people work; the clock of the machine is set back."""

from __future__ import annotations

import random
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from records_app.office.checking import differences_in
from records_app.office.files.folder import FileFolder
from records_app.office.files.leftovers import clear_leftovers, differences_in_files
from records_app.office.recording import add_note
from records_app.store.database import Store, open_store
from records_app.store.log import entries_of
from records_app.store.tables import Request
from tests.office.backed_up import empty
from tests.office.cast import NOW, Cast, make_office, ready_request
from tests.office.made_files import add

CUTS = 12
MOST_CUTS = 3_000
"""Far more than it takes; it ends a hang, and nothing else."""


def version_of(store: Store, request_id: int) -> int:
    with store.reading() as session:
        return session.get_one(Request, request_id).version


def notes_of(store: Store, request_id: int) -> list[str]:
    with store.reading() as session:
        found = [entry.event for entry in entries_of(session, request_id)]
    return [event.text for event in found if hasattr(event, "text")]


def cut_every_connection(url: str, felt: threading.Event, done: threading.Event) -> None:
    """What a restart of the server does to whoever works, until it was felt often enough."""
    moments = random.Random(610023)
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    for cut in range(MOST_CUTS):
        if cut >= CUTS and felt.is_set():
            break
        time.sleep(moments.uniform(0.02, 0.3))
        with engine.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE pid <> pg_backend_pid() AND datname = current_database()"
                )
            )
    engine.dispose()
    done.set()


def test_a_server_that_goes_away_again_and_again(
    postgresql_store: Store, postgresql_url: str, tmp_path: Path
) -> None:
    empty(postgresql_store)
    store, folder = open_store(postgresql_url), FileFolder(tmp_path / "files")
    cast = make_office(store)
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    felt, done = threading.Event(), threading.Event()
    confirmed, refused, place = [], 0, 0
    cutting = threading.Thread(target=cut_every_connection, args=(postgresql_url, felt, done))
    cutting.start()
    while not done.is_set():
        place += 1
        words = f"note {place} of many"
        try:
            version = version_of(store, request_id)
            add_note(store, cast.bob, request_id, version, {"text": words}, now=NOW)
            confirmed.append(words)
            add(store, cast.bob, request_id, folder, f"{place}.txt", words.encode())
        except DBAPIError:
            refused += 1
            felt.set()
    cutting.join()
    assert refused
    assert set(confirmed) <= set(notes_of(store, request_id))
    # Work goes on at once, with the connections that the pool makes anew.
    version = version_of(store, request_id)
    add_note(store, cast.bob, request_id, version, {"text": "Afterwards"}, now=NOW)
    clear_leftovers(store, folder, now=NOW + timedelta(days=36_500))
    assert [*differences_in(store), *differences_in_files(store, folder)] == []
    store.close()
    empty(postgresql_store)


@pytest.mark.parametrize("stored", [True, False], ids=["answer lost", "question lost"])
def test_a_connection_that_breaks_at_the_commit_leaves_file_and_row_together(
    postgresql_store: Store,
    postgresql_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stored: bool,
) -> None:
    empty(postgresql_store)
    store, folder = open_store(postgresql_url), FileFolder(tmp_path / "files")
    cast = make_office(store)
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)

    def commit(pooled: Any) -> None:
        connection = pooled.dbapi_connection
        if stored:
            connection.commit()
        connection.close()
        raise psycopg.OperationalError("the connection broke")

    with monkeypatch.context() as broken:
        broken.setattr(store.engine.dialect, "do_commit", commit)
        with pytest.raises(DBAPIError):
            add(store, cast.bob, request_id, folder, "reply.txt", b"As it came")
    clear_leftovers(store, folder, now=NOW + timedelta(days=36_500))
    assert len(list(folder.stored())) == stored
    assert list(folder.unfinished(float("inf"))) == []
    assert [*differences_in(store), *differences_in_files(store, folder)] == []
    store.close()
    empty(postgresql_store)


@pytest.fixture
def cast(store: Store) -> Cast:
    return make_office(store)


def test_a_clock_that_is_set_back_keeps_the_order_of_what_happened(
    store: Store, cast: Cast, tmp_path: Path
) -> None:
    folder = FileFolder(tmp_path / "files")
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    for place, days in enumerate((0, -40, 3, -400, 0)):
        now = NOW + timedelta(days=days)
        raw = {"text": f"Note {place}"}
        version = add_note(store, cast.bob, request_id, version, raw, now=now).version
        add(store, cast.bob, request_id, folder, f"{place}.txt", b"%d" % place)
    assert notes_of(store, request_id) == [f"Note {place}" for place in range(5)]
    assert [*differences_in(store), *differences_in_files(store, folder)] == []
