"""Whether an address has an account cannot be told from how long a wrong password takes."""

from __future__ import annotations

from statistics import median
from time import perf_counter

import pytest

from records_app.office.attempts import Attempts
from records_app.office.devices import CameFrom
from records_app.office.refusals import Refused
from records_app.office.sign_in import sign_in
from records_app.store.database import Store
from records_app.store.tables_people import Person
from tests.office.cast import NOW, make_office
from tests.office.signing_in import give_password

ROUNDS = 9


def test_known_unknown_and_disabled_take_the_same_time(sqlite_store: Store) -> None:
    cast = make_office(sqlite_store)
    give_password(sqlite_store, cast.bob)
    give_password(sqlite_store, cast.carl)
    with sqlite_store.transaction() as session:
        session.get_one(Person, cast.carl.id).disabled_at = NOW
    emails = ("nobody@opendoors.example", cast.bob.email, cast.carl.email)
    for email in emails:  # what is only ever done once
        _seconds(sqlite_store, email)
    taken: dict[str, list[float]] = {email: [] for email in emails}
    for _ in range(ROUNDS):  # by turns, so that a busy machine is busy for all of them
        for email in emails:
            taken[email].append(_seconds(sqlite_store, email))
    wrong = median(taken[cast.bob.email])
    for email in (emails[0], emails[2]):
        assert 0.5 < median(taken[email]) / wrong < 2, (email, taken)


def _seconds(store: Store, email: str) -> float:
    start = perf_counter()
    with pytest.raises(Refused):
        sign_in(
            store,
            Attempts(),
            email=email,
            password="wrong horse battery",
            came=CameFrom("192.0.2.1"),
            session_days=14,
            now=NOW,
        )
    return perf_counter() - start
