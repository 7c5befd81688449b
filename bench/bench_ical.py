"""The calendar of an office with 500 running clocks, on SQLite: queries included."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from bench.run import Line, median_seconds, shown
from records_app.casework.people import Actor, Role
from records_app.office.attempts import CalendarReads
from records_app.office.calendar_addresses import make_address
from records_app.office.calendar_feed import calendar_feed
from records_app.store.database import Store, open_store
from records_app.store.migrate import upgrade
from records_app.store.tables import Agency, EventRow, Person, Request

REQUESTS = 500
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
ADA = Actor(1, "Ada", "ada@office.example", Role.ADMIN)


def seed(store: Store) -> None:
    """One admin, 50 agencies, 500 open requests with three events each and as many closed ones."""
    with store.transaction() as session:
        person = {"id": 1, "email": ADA.email, "name": ADA.name, "role": "admin"}
        session.execute(insert(Person), [{**person, "password_hash": "none", "created_at": NOW}])
        agencies = [
            {"id": n, "slug": f"agency-{n}", "name": f"Agency {n:03}, Police; Records Division"}
            | {"kind": "police", "law": "us-mo"}
            for n in range(1, 51)
        ]
        session.execute(insert(Agency), agencies)
        session.execute(insert(Request), [_request(n) for n in range(1, 2 * REQUESTS + 1)])
        events = [
            {"request_id": n, "seq": seq, "kind": "noted", "happened_on": TODAY}
            | {"details": {}, "recorded_at": NOW, "recorded_by_id": 1}
            for n in range(1, 2 * REQUESTS + 1)
            for seq in (1, 2, 3)
        ]
        session.execute(insert(EventRow), events)


def _request(n: int) -> dict[str, object]:
    is_open, expected = n <= REQUESTS, n % 3 == 0
    due = TODAY + timedelta(days=n % 40)
    return {
        "id": n,
        "number": f"MO-2026-{n:04}",
        "agency_id": n % 50 + 1,
        "author_id": 1,
        "form": {},
        "created_at": NOW,
        "updated_at": NOW,
        "updated_by_id": 1,
        "stage": ("sent" if expected else "waiting") if is_open else "closed",
        "turn": "them" if is_open else "nobody",
        "clock": "response" if is_open else None,
        "due_on": due if is_open else None,
        "safe_on": due + timedelta(days=1) if is_open else None,
        "receipt_expected": is_open and expected,
        "step": "confirm_receipt" if expected else "log_answer",
    }


def measure() -> Iterable[Line]:
    """Time one reading of the calendar as a program does it."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'calendar.sqlite3'}")
        upgrade(store)
        seed(store)
        token = make_address(store, ADA, for_office=True, own_only=False, now=NOW)

        def read() -> bytes:
            reads = CalendarReads()  # a fresh count: 60 a minute are allowed
            found = calendar_feed(
                store, reads, token, address="here", origin="https://desk.example.org", now=NOW
            )
            return found.content

        size = len(read())
        yield Line(f"iCal, {REQUESTS} requests", shown(median_seconds(read, runs=15)), "0.1 s")
        yield Line(f"iCal, {REQUESTS} requests, size", f"{size / 1024:.0f} KiB")
        store.close()
