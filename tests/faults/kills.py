"""Kill a working process again and again, and count what was lost or left half-made.

``python -m tests.faults.kills [KILLS] [SEED]`` prints the figures.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from records_app.office.approving import approve
from records_app.office.campaigns.approving import under_way
from records_app.office.checking import differences_in
from records_app.office.drafting import new_draft, save_draft
from records_app.office.files.folder import FileFolder
from records_app.office.files.leftovers import clear_leftovers, differences_in_files
from records_app.store.database import Store, open_store
from records_app.store.migrate import upgrade
from records_app.store.tables import FileRow, Request
from tests.faults.home import Home
from tests.faults.larger_acts import backups_of, half_made, is_done
from tests.faults.worker import prepare, work_in_child
from tests.office.campaign_cast import many_agencies, to_the_end
from tests.office.cast import NOW, filled_form, make_office, ready_request

MOST_ACTS = 4
LONGEST_MOMENT_SECONDS = 0.4
PATIENCE_SECONDS = 300.0
"""Ends the wait for a child that hangs, and nothing else."""


@dataclass
class Figures:
    """What a run found. ``lost`` and ``differences`` must stay empty."""

    kills: int = 0
    confirmed: dict[str, int] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    leftovers: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        acts = ", ".join(f"{count} {act}" for act, count in sorted(self.confirmed.items()))
        return (
            f"{self.kills} kills in {self.seconds:.0f} s; {sum(self.confirmed.values())} acts "
            f"confirmed ({acts}); lost {len(self.lost)}; inconsistencies {len(self.differences)}; "
            f"{self.leftovers} cut-off uploads cleared away"
        )


def make_home(url: str, folder: Path) -> Home:
    """An office with six requests under way, in an empty database."""
    store = open_store(url)
    upgrade(store)
    cast = make_office(store)
    # The first letter of a process takes long: here it is paid once, before any child is made.
    draft = new_draft(store, cast.bob, now=NOW)
    saved = save_draft(store, cast.bob, draft, 1, filled_form(cast.riverbend), now=NOW)
    approve(store, cast.bob, draft, saved.version, now=NOW)
    prepare(store, cast.bob, lambda: ready_request(store, cast.bob, cast.riverbend))
    towns = many_agencies(store, 4)
    store.close()
    home = Home(url, folder, cast.bob, cast.ada, cast.riverbend, towns)
    backups_of(home).mkdir()
    return home


def run(
    home: Home,
    kills: int,
    seed: int,
    *,
    check_every: int = 10,
    longest: float = LONGEST_MOMENT_SECONDS,
) -> Figures:
    """Kill a child ``kills`` times at moments that the seed decides; check as we go.

    A child first confirms as many acts as the seed says; how many seconds it then lives on, at
    most ``longest``, decides in which moment of the next one it is killed. At the end the campaigns
    that were interrupted are gone on with.
    """
    figures, chance, started = Figures(), random.Random(seed), time.monotonic()
    told: list[dict[str, object]] = []
    for kill in range(1, kills + 1):
        told += _one_life(home, chance, longest)
        figures.kills = kill
        if kill % check_every == 0 or kill == kills:
            _check(home, told, figures)
            told = []
    store = open_store(home.url)
    for campaign_id in under_way(store):
        to_the_end(store, campaign_id)
    store.close()
    _check(home, [], figures)
    figures.seconds = time.monotonic() - started
    return figures


def _one_life(home: Home, chance: random.Random, longest: float) -> list[dict[str, object]]:
    reading, writing = os.pipe()
    seed, acts = chance.getrandbits(32), chance.randint(0, MOST_ACTS)
    moment = chance.uniform(0.0, longest)
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            work_in_child(home, seed, writing)
        except BaseException as error:
            os.write(writing, json.dumps({"act": "failed", "why": repr(error)}).encode() + b"\n")
        os._exit(3)
    os.close(writing)
    said = b""
    while said.count(b"\n") < acts:
        piece = _heard(reading, PATIENCE_SECONDS)
        assert piece, f"a child confirmed {said!r} and then nothing"
        said += piece
    dies_at = time.monotonic() + moment
    while (left := dies_at - time.monotonic()) > 0 and (piece := _heard(reading, left)):
        said += piece
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while piece := os.read(reading, 65536):
        said += piece
    os.close(reading)
    # A line without its end was cut by the kill: nobody was told.
    return [json.loads(line) for line in said.split(b"\n")[:-1]]


def _heard(pipe: int, seconds: float) -> bytes:
    """What comes through the pipe next; nothing if it ended or so many seconds went by."""
    return os.read(pipe, 65536) if select.select([pipe], [], [], seconds)[0] else b""


def _check(home: Home, told: list[dict[str, object]], figures: Figures) -> None:
    store, folder = open_store(home.url), FileFolder(home.files)
    later = datetime.now(UTC) + timedelta(hours=2)
    figures.leftovers += clear_leftovers(store, folder, now=later)
    figures.differences += [*differences_in(store), *differences_in_files(store, folder)]
    confirmed_backups = {act["name"] for act in told if act["act"] == "backup"}
    there = {path.name for path in backups_of(home).glob("*.backup")}
    figures.lost += sorted(f"backup {name}" for name in confirmed_backups - there)
    figures.differences += half_made(store, home)
    for act in told:
        name = str(act["act"])
        figures.confirmed[name] = figures.confirmed.get(name, 0) + 1
        if act["act"] != "backup" and not _is_there(store, home, folder, act):
            figures.lost.append(json.dumps(act))
    store.close()


def _is_there(store: Store, home: Home, folder: FileFolder, act: dict[str, object]) -> bool:
    with store.reading() as session:
        connection = session.connection()
        match act["act"]:
            case "note":
                found = connection.execute(
                    text("SELECT 1 FROM event WHERE request_id = :one AND details LIKE :words")
                    if store.is_sqlite
                    else text(
                        "SELECT 1 FROM event WHERE request_id = :one"
                        " AND CAST(details AS text) LIKE :words"
                    ),
                    {"one": act["request"], "words": f"%{act['words']}%"},
                )
                return found.first() is not None
            case "letter":
                found = connection.execute(
                    text("SELECT pdf, sha256 FROM letter WHERE name = :name"),
                    {"name": f"{act['number']}.pdf"},
                )
                row = found.first()
                return row is not None and hashlib.sha256(row[0]).hexdigest() == row[1]
            case "file":
                file = session.get(FileRow, act["id"])
                if file is None or file.sha256 != act["sha256"]:
                    return False
                content = folder.place_of(file.stored_as).read_bytes()
                return hashlib.sha256(content).hexdigest() == file.sha256
            case "version":
                row = session.get(Request, act["request"])
                return row is not None and row.version >= int(str(act["version"]))
    return is_done(store, home, act)


def main() -> int:
    """Run from the command line on a SQLite office of its own."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 240
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20261121
    with tempfile.TemporaryDirectory(prefix="desk-faults-") as place:
        home = make_home(f"sqlite:///{place}/records.sqlite3", Path(place) / "files")
        figures = run(home, kills, seed, longest=2.0)
    print(f"SQLite, seed {seed}: {figures}")
    for line in (*figures.lost, *figures.differences):
        print(f"  {line}")
    return 1 if figures.lost or figures.differences else 0


if __name__ == "__main__":
    sys.exit(main())
