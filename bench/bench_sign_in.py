"""A wrong password for somebody known, for nobody, and for others: side by side, on SQLite.

All ask for the same work (tests/office/test_equal_time.py); here is the time that it takes. The
hashes are those that the product makes, and the questions go by turns, so that a busy machine is
busy for all of them.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from bench.run import Line, shown
from records_app.casework.people import Role
from records_app.office.attempts import Attempts
from records_app.office.devices import CameFrom
from records_app.office.passwords import hash_password
from records_app.office.refusals import Refused
from records_app.office.sign_in import sign_in
from records_app.store.database import Store, open_store
from records_app.store.migrate import upgrade
from records_app.store.tables import Person, SecondFactor

ROUNDS = 25
NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
KNOWN = "wrong password"
OTHERS = {
    "nobody": "unknown address",
    "disabled": "disabled person",
    "second": "second factor",
    "without": "no password yet",
}


def measure() -> Iterable[Line]:
    """Time refused sign-ins: the median of the usual one, and the others against it."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'people.sqlite3'}")
        upgrade(store)
        seed(store)
        taken: dict[str, list[float]] = {name: [] for name in ("known", *OTHERS)}
        for name in taken:  # what is only ever done once
            seconds_of(store, name)
        for _ in range(ROUNDS):
            for name, times in taken.items():
                times.append(seconds_of(store, name))
        store.close()
    medians = {name: statistics.median(times) for name, times in taken.items()}
    yield Line(f"sign-in, {KNOWN}", shown(medians["known"]))
    for name, words in OTHERS.items():
        ratio = medians[name] / medians["known"]
        yield Line(f"sign-in, {words} ÷ {KNOWN}", f"{ratio:.2f}", "1")


def seed(store: Store) -> None:
    """One person of each kind, with hashes as the product makes them; nobody is left out."""
    with store.transaction() as session:
        for id_, name in enumerate(("known", "disabled", "second", "without"), 1):
            has_password, disabled = name != "without", name == "disabled"
            person = Person(
                id=id_,
                email=_email(name),
                name=name,
                role=Role.ADVOCATE.value,
                password_hash=hash_password("correct horse battery") if has_password else "",
                disabled_at=NOW if disabled else None,
                created_at=NOW,
            )
            session.add(person)
        session.flush()
        session.add(SecondFactor(person_id=3, secret="J" * 32, confirmed_at=NOW))


def seconds_of(store: Store, name: str) -> float:
    """How long one wrong password takes. The counts of failures are fresh, or it would be none."""
    attempts, came = Attempts(), CameFrom("192.0.2.1")
    started = time.perf_counter()
    try:
        sign_in(
            store,
            attempts,
            email=_email(name),
            password="wrong horse battery",
            came=came,
            session_days=14,
            now=NOW,
        )
    except Refused:
        return time.perf_counter() - started
    raise AssertionError("a wrong password let somebody in")


def _email(name: str) -> str:
    return f"{name}@office.example"
