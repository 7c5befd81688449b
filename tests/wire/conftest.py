"""The product as a process of its own, as strangers find it. The pages need not be built."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from records_app.store.database import Store, open_store
from records_app.store.tables import metadata
from tests.office.cast import Cast, make_office
from tests.office.signing_in import session_of
from tests.ports import free_port
from tests.wire.serving import PATIENCE_SECONDS, command_for, environment_for

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Desk:
    """A running server, its database seen from outside, and what it wrote to its log."""

    port: int
    store: Store
    cast: Cast
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def is_alive(self) -> bool:
        answer = httpx.get(f"{self.origin}/healthz", timeout=PATIENCE_SECONDS)
        return self.process.poll() is None and answer.json() == {"database": "up"}

    def session_of(self, actor: Any) -> str:
        return session_of(self.store, actor, datetime.now(UTC))

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table."""
        with self.store.reading() as session:
            return {
                table.name: sorted(
                    map(tuple, session.connection().execute(table.select())), key=repr
                )
                for table in metadata.sorted_tables
            }


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("wire")
    database = folder / "records.sqlite3"
    database.write_bytes(migrated_sqlite.read_bytes())
    store = open_store(f"sqlite:///{database}")
    cast = make_office(store)
    _add_a_draft(store, cast)
    port = free_port()
    log = folder / "log"
    environment = environment_for(port, folder, {"RECORDS_DATA_DIR": str(folder)})
    with log.open("wb") as out:
        process = subprocess.Popen(
            command_for(port), cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        running = Desk(port, store, cast, log, process)
        _wait_for(running)
        yield running
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)
        store.close()


def _wait_for(desk: Desk) -> None:
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        assert desk.process.poll() is None, desk.log.read_text()
        try:
            if desk.is_alive():
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    pytest.fail("The server did not start:\n" + desk.log.read_text())


def _add_a_draft(store: Store, cast: Cast) -> None:
    with store.transaction() as session:
        session.connection().execute(
            text(
                "INSERT INTO request (law, agency_id, author_id, form, version, created_at,"
                " updated_at, updated_by_id, stage, turn, label, receipt_expected, step)"
                " VALUES ('us-mo', :agency, :author, '{}', 1, :now, :now, :author, 'draft', 'us',"
                " 'Secret draft', 0, 'approve')"
            ),
            {"agency": cast.riverbend, "author": cast.bob.id, "now": datetime.now(UTC)},
        )
