"""Hundreds of signed-in tabs on one process, first alone, then while bad sign-ins pour in.

``python -m tests.load.tabs [SECONDS] [TABS] [PAUSE]`` builds the made-up office, adds a thousand
requests to it, serves it on this machine and prints the figures of both, and their ratio. It
fails when a tab meets an error. PAUSE is the mean of the seconds that a person looks at a page.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import insert
from sqlmodel import select

from records_app.casework.people import Actor, Role
from records_app.office.desk import desk_page
from records_app.office.desk_view import DeskFilter
from records_app.office.missouri_time import missouri_day
from records_app.office.sign_in import start_session
from records_app.store.database import Store, open_store
from records_app.store.tables import Agency, Person, Request, RequestSubject
from tests.e2e.running import running_app
from tests.load.flood import flood
from tests.load.working import Figures, Office, come_at_once, percentile, work_through

SECONDS, TABS, PAUSE = 120.0, 200, 5.0
REQUESTS = 1_000
_ADDED = "MO-2020-"


def office_on(store: Store, port: int, sessions: int, pause: float) -> Office:
    """Sessions of the people of a database, and what they may look at."""
    now = datetime.now(UTC)
    with store.reading() as session:
        people = session.exec(select(Person)).all()
        rows = session.exec(select(Request)).all()
        places = {row.id: row.county for row in session.exec(select(Agency))}
    actors = [Actor(one.id or 0, one.name, one.email, Role(one.role)) for one in people]
    with store.transaction() as session:
        tokens = [
            start_session(session, actors[n % len(actors)].id, session_days=1, now=now)
            for n in range(sessions)
        ]
    desk = desk_page(store, actors[0], DeskFilter(), today=missouri_day(now))
    # Their pages are opened: requests that were only added to the lists have no log.
    whole = [row for row in rows if row.number and not row.number.startswith(_ADDED)]
    return Office(
        port,
        tokens,
        [row.id or 0 for row in whole],
        sorted({places[row.agency_id] for row in rows if row.agency_id} - {""}),
        [one.urgency.value for one in desk.sections if one.has_next] or ["overdue"],
        pause,
    )


def add_requests(store: Store, count: int) -> None:
    """More requests like those that are there, for lists that are long: only their columns."""
    with store.transaction() as session:
        likes = [
            row.model_dump(exclude={"id", "number"})
            for row in session.exec(select(Request))
            if row.stage not in ("draft", "ready")
        ]
        first = max(session.exec(select(Request.id)).all(), default=0) or 0
        ids = range(first + 1, first + 1 + count)
        session.connection().execute(
            insert(Request),
            [{"id": n, "number": f"{_ADDED}{n}", **likes[n % len(likes)]} for n in ids],
        )
        session.connection().execute(
            insert(RequestSubject), [{"request_id": n, "subject": "funding"} for n in ids]
        )


def main() -> int:
    """Measure both and print them side by side."""
    seconds = float(sys.argv[1]) if sys.argv[1:] else SECONDS
    tabs = int(sys.argv[2]) if sys.argv[2:] else TABS
    pause = float(sys.argv[3]) if sys.argv[3:] else PAUSE
    with (
        tempfile.TemporaryDirectory(prefix="desk-load-") as folder,
        running_app(Path(folder) / "data", "--demo") as app,
    ):
        store = open_store(f"sqlite:///{app.data_dir / 'demo' / 'records.sqlite3'}")
        add_requests(store, REQUESTS)
        office = office_on(store, urlsplit(app.url).port or 0, tabs, pause)
        server = app.process.pid
        print(f"{tabs} tabs, {seconds:g} seconds each, {pause:g} seconds between", flush=True)
        alone = (
            come_at_once(office, tabs, server),
            work_through(office, tabs, server, seconds=seconds),
        )
        with flood(office.port) as told:
            flooded = (
                come_at_once(office, tabs, server),
                work_through(office, tabs, server, seconds=seconds),
            )
        store.close()
    return report(alone, flooded, told)


def report(
    alone: tuple[Figures, Figures], flooded: tuple[Figures, Figures], told: list[str]
) -> int:
    """Print what everybody at once and the work gave, alone and in the flood; 1 for errors."""
    print(f"{'':32}{'alone':>12}{'flood':>12}{'ratio':>8}")
    (storm, calm), (storm_flooded, busy) = alone, flooded
    _line("all at once, in after", storm.seconds, storm_flooded.seconds, " s")
    _line("acts", len(calm.all), len(busy.all), "")
    _line("acts in a second", calm.in_a_second, busy.in_a_second, " /s")
    _line("everything, p50", statistics.median(calm.all), statistics.median(busy.all), " s")
    for kind in ["", *calm.took]:
        one, other = _of(calm, kind), _of(busy, kind)
        name = kind or "everything"
        _line(f"{name}, p95", percentile(one, 0.95), percentile(other, 0.95), " s")
    _line("longest wait", max(calm.all), max(busy.all), " s")
    _line("memory at most", calm.memory, busy.memory, " MiB")
    _line("processor, server", calm.server / calm.seconds, busy.server / busy.seconds, " of 1")
    _line("processor, these tabs", calm.tabs / calm.seconds, busy.tabs / busy.seconds, " of 1")
    errors = [one.errors for one in (storm, calm, storm_flooded, busy)]
    _line("errors", len(errors[0] + errors[1]), len(errors[2] + errors[3]), "")
    for error in sorted({text for texts in errors for text in texts}):
        print(f"  {error}")
    print("answers to bad sign-ins, by status: " + " and ".join(told))
    return 1 if any(errors) else 0


def _of(figures: Figures, kind: str) -> list[float]:
    return (figures.took.get(kind) if kind else figures.all) or [0.0]


def _line(what: str, one: float, other: float, unit: str) -> None:
    form = "{:.3f}" if unit == " s" else "{:.2f}" if unit == " of 1" else "{:.0f}"
    ratio = f"{other / one:.2f}" if one and unit else ""
    cells = [form.format(value) + unit for value in (one, other)]
    print(f"{what:32}{cells[0]:>12}{cells[1]:>12}{ratio:>8}")


if __name__ == "__main__":
    sys.exit(main())
