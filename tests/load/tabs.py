"""Hundreds of signed-in tabs on one process, first alone, then while bad sign-ins pour in.

``python -m tests.load.tabs [SECONDS] [TABS] [PAUSE]`` builds the made-up office, serves it on this
machine and prints the figures of both, and their ratio. It fails when a tab meets an error.
PAUSE is the mean of the seconds that a person looks at a page: 2 if nothing is said, as somebody
who never reads; people who work take 10 and more.
"""

from __future__ import annotations

import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

from sqlmodel import select

from records_app.casework.people import Actor, Role
from records_app.office.sign_in import start_session
from records_app.store.database import Store, open_store
from records_app.store.tables import Agency, Person, Request
from tests.e2e.running import ROOT, running_app
from tests.load.working import Figures, Office, percentile, work_through

FLOODERS = 2


def office_on(store: Store, port: int, sessions: int, pause: float = 2) -> Office:
    """Sessions of the people of a database, and what they may look at."""
    now = datetime.now(UTC)
    with store.reading() as session:
        people = session.exec(select(Person)).all()
        requests = [row.id for row in session.exec(select(Request)) if row.stage != "draft"]
        counties = sorted({row.county for row in session.exec(select(Agency)) if row.county})
    actors = [Actor(one.id or 0, one.name, one.email, Role(one.role)) for one in people]
    with store.transaction() as session:
        tokens = [
            start_session(session, actors[n % len(actors)].id, session_days=1, now=now)
            for n in range(sessions)
        ]
    ids = [number for number in requests if number is not None]
    some = [quote(county) for county in counties[:10]]
    return Office(port, tokens, ids, some, (pause / 2, pause * 3 / 2))


@contextmanager
def flood(port: int) -> Iterator[list[str]]:
    """Bad sign-ins from several processes until the block ends; then what they were told."""
    command = [sys.executable, "-m", "tests.load.flood", str(port)]
    processes = [
        subprocess.Popen([*command, str(2 + n)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for n in range(FLOODERS)
    ]
    told: list[str] = []
    try:
        yield told
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
            told.append(process.communicate(timeout=60)[0].strip())


def main() -> int:
    """Measure both and print them side by side."""
    seconds = float(sys.argv[1]) if sys.argv[1:] else 120
    tabs = int(sys.argv[2]) if sys.argv[2:] else 200
    with (
        tempfile.TemporaryDirectory(prefix="desk-load-") as folder,
        running_app(Path(folder) / "data", "--demo") as app,
    ):
        store = open_store(f"sqlite:///{app.data_dir / 'demo' / 'records.sqlite3'}")
        pause = float(sys.argv[3]) if sys.argv[3:] else 2
        office = office_on(store, urlsplit(app.url).port or 0, tabs, pause)
        server = app.process.pid
        print(f"{tabs} tabs, {seconds:g} seconds each, {pause:g} seconds between", flush=True)
        calm = work_through(office, tabs, seconds, server)
        with flood(office.port) as told:
            flooded = work_through(office, tabs, seconds, server)
        store.close()
    _print(calm, flooded)
    print("answers to bad sign-ins, by status: " + " and ".join(told))
    return 1 if calm.errors or flooded.errors else 0


def _print(calm: Figures, flooded: Figures) -> None:
    print(f"{'':24}{'alone':>12}{'flood':>12}{'ratio':>8}")
    _line("round trips", len(calm.all), len(flooded.all), "")
    _line("errors", len(calm.errors), len(flooded.errors), "")
    for kind in ["", *calm.took]:
        one, other = _of(calm, kind), _of(flooded, kind)
        name = kind or "everything"
        _line(f"{name}, p50", statistics.median(one), statistics.median(other), " s")
        _line(f"{name}, p95", percentile(one, 0.95), percentile(other, 0.95), " s")
    _line("memory at most", calm.memory, flooded.memory, " MiB")
    for error in {*calm.errors, *flooded.errors}:
        print(f"  {error}")


def _of(figures: Figures, kind: str) -> list[float]:
    return (figures.took.get(kind) if kind else figures.all) or [0.0]


def _line(what: str, one: float, other: float, unit: str) -> None:
    form = "{:.3f}" if unit == " s" else "{:.0f}"
    ratio = f"{other / one:.2f}" if one and unit else ""
    cells = [form.format(value) + unit for value in (one, other)]
    print(f"{what:24}{cells[0]:>12}{cells[1]:>12}{ratio:>8}")


if __name__ == "__main__":
    sys.exit(main())
