"""The desk's first page with 1,000 and with 100,000 requests, side by side, on SQLite.

Both databases hold the same mix: half the requests closed, the others spread over every standing.
Their letters and logs are left out: the desk does not read them.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from records_app.casework.people import Actor, Role
from records_app.office.desk import desk_page
from records_app.office.desk_view import DeskFilter
from records_app.store.database import Store, open_store
from records_app.store.migrate import upgrade
from records_app.store.tables import Agency, Person, Request, RequestSubject

SIZES = (1_000, 100_000)
ROUNDS = 40
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
ALICE = Actor(1, "Alice", "alice@office.example", Role.STAFF)

# stage, turn, label, clock, due in days, safe in days, receipt expected, next step
Kind = tuple[str, str, str, str | None, int, int, bool, str]
CLOSED: Kind = ("closed", "nobody", "Closed: records released", None, 0, 0, False, "reopen")
OPEN: tuple[Kind, ...] = (
    ("waiting", "them", "Waiting", "response", -4, -3, False, "log_answer"),
    ("waiting", "them", "Waiting", "response", 0, 1, False, "log_answer"),
    ("waiting", "them", "Waiting", "response", 2, 2, False, "log_answer"),
    ("sent", "them", "Receipt not known", "response", 6, 7, True, "confirm_receipt"),
    ("sent", "them", "Receipt not known", "response", -6, -5, True, "confirm_receipt"),
    ("answering", "them", "Promised Dec 20", "promised", 27, 28, False, "log_answer"),
    ("ours_to_act", "us", "Fee asked: $40.00", None, 0, 0, False, "review_answer"),
    ("ready", "us", "Letter ready", None, 0, 0, False, "send"),
    ("draft", "us", "Draft", None, 0, 0, False, "approve"),
)


def seed(store: Store, size: int) -> None:
    """Fill an empty database with ``size`` requests in one transaction."""
    with store.transaction() as session:
        people = [
            {"id": n, "email": f"p{n}@office.example", "name": f"Person {n}", "role": "staff"}
            | {"password_hash": "none", "created_at": NOW}
            for n in range(1, 13)
        ]
        session.execute(insert(Person), people)
        agencies = [
            {"id": n, "slug": f"agency-{n}", "name": f"Agency {n:03}", "kind": "police"}
            | {"law": "us-mo", "county": f"County {n % 115}", "city": f"City {n % 300}"}
            for n in range(1, 917)
        ]
        session.execute(insert(Agency), agencies)
        for start in range(1, size + 1, 5_000):
            numbers = range(start, min(start + 5_000, size + 1))
            session.execute(insert(Request), [_request(n) for n in numbers])
            subjects = [
                {"request_id": n, "subject": subject}
                for n in numbers
                for subject in (("funding", "vehicles") if n % 2 else ("training",))
            ]
            session.execute(insert(RequestSubject), subjects)


def _request(n: int) -> dict[str, object]:
    kind = CLOSED if n % 2 else OPEN[n // 2 % len(OPEN)]
    stage, turn, label, clock, due, safe, expected, step = kind
    changed = NOW - timedelta(minutes=n)
    return {
        "id": n,
        "number": None if stage == "draft" else f"MO-2026-{n:04}",
        "law": "us-mo",
        "agency_id": n * 7 % 916 + 1,
        "author_id": n // 36 % 12 + 1,
        "assigned_id": None if stage == "draft" or n % 28 == 4 else n // 36 % 12 + 1,
        "form": {},
        "created_at": changed,
        "updated_at": changed,
        "updated_by_id": 1,
        "stage": stage,
        "outcome": "released" if stage == "closed" else None,
        "turn": turn,
        "label": label,
        "clock": clock,
        "due_on": TODAY + timedelta(days=due) if clock else None,
        "safe_on": TODAY + timedelta(days=safe) if clock else None,
        "receipt_expected": expected,
        "step": step,
    }


def _opened(folder: Path) -> Iterator[Store]:
    for size in SIZES:
        store = open_store(f"sqlite:///{folder / f'{size}.sqlite3'}")
        upgrade(store)
        seed(store, size)
        yield store


def _milliseconds(store: Store) -> float:
    begun = time.perf_counter()
    desk = desk_page(store, ALICE, DeskFilter(), today=TODAY)
    spent = time.perf_counter() - begun
    if len(desk.sections) != 6:
        raise RuntimeError("the seeds no longer fill every section of the desk")
    return spent * 1000


def main() -> None:
    """Seed both, measure in turns so that a busy machine disturbs both alike, print the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        stores = list(_opened(Path(folder)))
        for store in stores * 3:
            _milliseconds(store)
        taken: list[list[float]] = [[], []]
        for _ in range(ROUNDS):
            for place, store in enumerate(stores):
                taken[place].append(_milliseconds(store))
        small, large = (statistics.median(times) for times in taken)
        for size, median in zip(SIZES, (small, large), strict=True):
            print(f"desk, first page, {size:>7,} requests: {median:6.1f} ms (median of {ROUNDS})")
        print(f"desk, ratio: {large / small:.2f} (at most 1.5)")
        for store in stores:
            store.close()


if __name__ == "__main__":
    main()
