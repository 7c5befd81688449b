"""Two processes of one office on PostgreSQL and Valkey: what must be shared is, and nothing twice.

The real servers, the real app; one process is killed, and Valkey as well.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from records_app.casework.people import Actor
from records_app.office.checking import differences_in
from records_app.store.database import Store
from tests.load.tab import LiveTab, TabFailed
from tests.office.backed_up import empty
from tests.office.campaign_cast import campaign_of, letters_of, many_agencies, requests_of, start
from tests.office.cast import Cast, make_office
from tests.office.signing_in import PASSWORD, give_password, session_of
from tests.ports import free_port
from tests.wire.serving import PATIENCE_SECONDS, command_for, environment_for

ROOT = Path(__file__).resolve().parents[2]
LETTERS, AFTER = 12, 3
GATE = 610_023


@dataclass
class Process:
    """One server of the office."""

    port: int
    log: Path
    running: subprocess.Popen[bytes]

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def get(self, path: str, cookie: str = "") -> httpx.Response:
        headers = {"Cookie": f"sid={cookie}"} if cookie else {}
        return httpx.get(self.origin + path, headers=headers, timeout=PATIENCE_SECONDS)

    def post(self, path: str, cookie: str = "", **form: str) -> httpx.Response:
        headers = {"Origin": self.origin, **({"Cookie": f"sid={cookie}"} if cookie else {})}
        return httpx.post(self.origin + path, data=form, headers=headers, timeout=PATIENCE_SECONDS)

    def fails_to_sign_in(self, actor: Actor) -> int:
        """The status of one try with a wrong password."""
        return self.post("/login/", email=actor.email, password="not this one").status_code

    def said(self, words: str) -> int:
        """How often the log holds these words."""
        return self.log.read_text("utf-8", "replace").count(words)

    def kill(self) -> None:
        """End the server and its worker as a power cut would."""
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait(PATIENCE_SECONDS)


@dataclass
class Office:
    """The office of both processes, seen from outside."""

    store: Store
    cast: Cast
    valkey: Any
    folder: Path
    campaign: int
    settings: dict[str, str]
    processes: list[Process] = field(default_factory=list)

    def serve(self) -> Process:
        """Start one more process. It may get visitors when it is ``ready``."""
        port = free_port()
        log = self.folder / f"{port}.log"
        environment = environment_for(port, self.folder, self.settings)
        with log.open("wb") as out:
            running = subprocess.Popen(
                command_for(port, "tests.wire.patient_app:app"),
                cwd=ROOT,
                env=environment,
                stdout=out,
                stderr=out,
                process_group=0,
            )
        made = Process(port, log, running)
        self.processes.append(made)
        return made

    def working_on_the_campaign(self) -> Process:
        """The process that holds the lock for approving, once the first letters are made."""
        until(lambda: len(letters_of(self.store)) == AFTER)
        inode = f":{(self.folder / 'data' / '.campaigns.lock').stat().st_ino} "
        locks = Path("/proc/locks").read_text("utf-8").splitlines()
        groups = {os.getpgid(int(line.split()[4])) for line in locks if inode in line}
        (found,) = (one for one in self.processes if one.running.pid in groups)
        return found

    def backups(self) -> list[str]:
        """The names of the backups that are whole."""
        return [path.name for path in (self.folder / "backups").glob("*.backup")]


def ready(process: Process) -> Process:
    """The process, once it may get visitors."""

    def answers() -> bool:
        assert process.running.poll() is None, process.log.read_text("utf-8", "replace")
        try:
            return process.get("/readyz").status_code == 200
        except httpx.HTTPError:
            return False

    until(answers, process.log.read_text)
    return process


def until(true: Any, told: Any = lambda: "") -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline, f"It did not happen. {told()}"
        time.sleep(0.1)


@pytest.fixture
def office(
    postgresql_store: Store, postgresql_url: str, valkey: Any, tmp_path: Path
) -> Iterator[Office]:
    empty(postgresql_store)
    cast = make_office(postgresql_store)
    give_password(postgresql_store, cast.bob)
    give_password(postgresql_store, cast.vera)
    agencies = many_agencies(postgresql_store, LETTERS)
    campaign = campaign_of(postgresql_store, cast.bob, agencies)
    settings = {
        "RECORDS_DATA_DIR": str(tmp_path / "data"),
        "RECORDS_DATABASE_URL": postgresql_url,
        "RECORDS_REDIS_URL": f"{valkey.connection_url}/0",
        "RECORDS_BACKUP_DIR": str(tmp_path / "backups"),
    }
    made = Office(postgresql_store, cast, valkey, tmp_path, campaign, settings)
    try:
        yield made
    finally:
        for process in made.processes:
            if process.running.poll() is None:
                process.kill()
        empty(postgresql_store)


@contextmanager
def held_back(store: Store, after: int) -> Iterator[Callable[[], None]]:
    """Let nobody make more than so many letters until what this gives is called."""
    with store.engine.connect() as asked:
        held = asked.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql
        held(f"SELECT pg_advisory_lock({GATE})")
        held(
            "CREATE FUNCTION at_the_gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF (SELECT count(*) FROM letter) >= {after} THEN"
            f" PERFORM pg_advisory_xact_lock({GATE}); END IF; RETURN NEW; END $$"
        )
        held(
            "CREATE TRIGGER gate BEFORE INSERT ON letter"
            " FOR EACH ROW EXECUTE FUNCTION at_the_gate()"
        )
        try:
            yield lambda: held(f"SELECT pg_advisory_unlock({GATE})").close()
        finally:
            held("SELECT pg_advisory_unlock_all()")
            held("DROP FUNCTION at_the_gate CASCADE")


async def test_one_office_in_two_processes(office: Office) -> None:
    with held_back(office.store, AFTER) as let_through:
        await work_in_both(office, let_through)


async def work_in_both(office: Office, let_through: Callable[[], None]) -> None:
    store, cast = office.store, office.cast
    both = office.serve(), office.serve()
    one, other = map(ready, both)
    start(store, cast.bob, office.campaign)
    assert one.get("/readyz").json()["amiss"] == []

    # A session of one is a session of the other, and its end as well: also under an open tab.
    signed_in = one.post("/login/", email=cast.vera.email, password=PASSWORD)
    assert signed_in.status_code == 303
    session = signed_in.cookies["sid"]
    assert other.get("/account/", session).status_code == 200
    async with LiveTab(other.port, session) as tab:
        await tab.open("agencies", "/agencies/")
        assert one.post("/logout/", session).status_code == 303
        with pytest.raises(TabFailed):
            await tab.go("agencies", "/agencies/")
    assert other.get("/account/", session).status_code == 303

    # Failures are counted together: eight of one account, wherever they happen.
    tries = [process.fails_to_sign_in(cast.bob) for process in (one, other) * 5]
    assert tries == [400] * 8 + [429] * 2

    # One process dies in the middle of a campaign. The other makes the rest, each letter once.
    one = office.working_on_the_campaign()
    assert len(letters_of(store)) == AFTER
    one.kill()
    let_through()
    (other,) = (process for process in both if process is not one)
    again = session_of(store, cast.vera, datetime.now(UTC))
    async with LiveTab(other.port, again) as tab:
        await tab.open("agencies", "/agencies/")
        third = ready(office.serve())
        assert third.fails_to_sign_in(cast.bob) == 429  # what was counted is still there
        await tab.go("desk", "/desk/")
    until(lambda: len(letters_of(store)) == LETTERS, other.log.read_text)
    made = requests_of(store)
    assert len({row.agency_id for row in made}) == len(made) == LETTERS
    assert len({row.number for row in made}) == LETTERS
    assert list(differences_in(store)) == []

    # The clock of all three wrote one backup, and no other time has come.
    until(lambda: len(office.backups()) == 1)

    # Valkey dies while people work: nobody sees an error, and each process counts for itself.
    office.valkey._process.kill()
    office.valkey._process.wait()
    for process in (other, third):
        assert [process.fails_to_sign_in(cast.vera) for _ in range(10)] == [400] * 8 + [429] * 2
        assert process.get("/account/", again).status_code == 200
        health = process.get("/readyz")
        assert (health.status_code, health.json()["ready"]) == (200, True)
        assert "RECORDS_REDIS_URL" in health.json()["amiss"][0]
    assert len(office.backups()) == 1
    for process in office.processes:
        assert process.said("Traceback") == 0, process.log.read_text()
    assert [process.said("does not answer") for process in (other, third)] == [1, 1]
