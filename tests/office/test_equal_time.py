"""Whether an address has an account cannot be told from the work that a wrong password makes.

What takes long is argon2, and how long follows from the parameters in the hash. So the same work
is the same time; `make bench` shows the time itself, as a ratio measured side by side.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import event
from sqlmodel import select

from records_app.office import passwords
from records_app.office.attempts import Attempts
from records_app.office.devices import CameFrom
from records_app.office.invites import invite
from records_app.office.passwords import hash_password
from records_app.office.refusals import Refused
from records_app.office.sign_in import WRONG, sign_in
from records_app.store.database import Store
from records_app.store.tables_people import Person
from records_app.store.tables_sign_in import SecondFactor
from tests.office.cast import NOW, make_office
from tests.office.signing_in import PASSWORD

OLD = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=2),))
Work = tuple[str, str, int]


class Recorded(Argon2Hasher):
    """The real one, which notes what it is asked: what to do, how costly, and on how much."""

    def __init__(self, **parameters: int) -> None:
        super().__init__(**parameters)
        self.work: list[Work] = []

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        made = super().hash(password, salt=salt)
        self.work.append(("hash", cost_of(made), len(password)))
        return made

    def verify(self, password: str | bytes, hash: str | bytes) -> bool:
        self.work.append(("verify", cost_of(str(hash)), len(password)))
        return super().verify(password, hash)


def cost_of(stored: str) -> str:
    """Kind, version and parameters: everything before the salt."""
    return stored.rpartition("$")[0].rpartition("$")[0]


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorded]:
    """What the product asks of argon2, which is as cheap as it can be."""
    hasher = Recorded(time_cost=1, memory_cost=8, parallelism=1)
    both = PasswordHash((hasher,))
    monkeypatch.setattr(passwords, "_hasher", lambda: both)
    passwords._nobodys_hash.cache_clear()
    yield hasher
    passwords._nobodys_hash.cache_clear()


def people(store: Store) -> dict[str, str]:
    """The addresses of people of every kind, and of nobody; passwords are hashed as ever."""
    cast = make_office(store)
    invite(store, cast.ada, "invited@opendoors.example", "Ina", "viewer", now=NOW)
    with store.transaction() as session:
        for actor in (cast.alice, cast.bob, cast.carl, cast.vera):
            session.get_one(Person, actor.id).password_hash = hash_password(PASSWORD)
        session.get_one(Person, cast.carl.id).disabled_at = NOW - timedelta(days=1)
        session.add(SecondFactor(person_id=cast.vera.id, secret="J" * 32, confirmed_at=NOW))
        session.get_one(Person, cast.ada.id).password_hash = ""
    return {
        "known": cast.bob.email,
        "nobody": "nobody@opendoors.example",
        "no address": "",
        "invited": "invited@opendoors.example",
        "disabled": cast.carl.email,
        "second factor": cast.vera.email,
        "without a password": cast.ada.email,
    }


def refuse(store: Store, email: str, password: object) -> None:
    with pytest.raises(Refused) as refused:
        sign_in(
            store,
            Attempts(),
            email=email,
            password=password,
            came=CameFrom("192.0.2.1"),
            session_days=14,
            now=NOW,
        )
    assert [(e.field, e.message) for e in refused.value.errors] == [("password", WRONG)]


def asked_of(store: Store, recorded: Recorded, email: str, password: object) -> object:
    """What one refused sign-in asks of argon2 and of the database."""
    statements: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        statements.append(statement)

    recorded.work.clear()
    event.listen(store.engine, "before_cursor_execute", note)
    refuse(store, email, password)
    event.remove(store.engine, "before_cursor_execute", note)
    return tuple(recorded.work), tuple(statements)


@pytest.mark.parametrize(
    ("password", "checks"),
    [
        ("wrong horse battery", 1),
        ("", 1),
        (None, 1),
        ("x" * passwords.LONGEST, 1),
        ("half \ud800 of a character", 1),
        # Nobody can have these, so that they tell nothing, and nobody can make argon2 work on them.
        ("x" * (passwords.LONGEST + 1), 0),
        ("x" * 100_000, 0),
    ],
)
def test_a_wrong_password_makes_the_same_work_whoever_is_meant(
    store: Store, recorded: Recorded, password: str | None, checks: int
) -> None:
    emails = people(store)
    usual = cost_of(hash_password(PASSWORD))
    refuse(store, emails["nobody"], PASSWORD)  # what is only ever done once
    asked = {name: asked_of(store, recorded, email, password) for name, email in emails.items()}
    work = (("verify", usual, len(password or "")),) * checks
    assert recorded.work == list(work)
    assert {name: done for name, (done, _) in asked.items()} == dict.fromkeys(emails, work)
    assert len({statements for _, statements in asked.values()}) == 1


def test_the_right_password_of_somebody_disabled_is_checked_like_a_wrong_one(
    store: Store, recorded: Recorded
) -> None:
    emails = people(store)
    asked = [
        asked_of(store, recorded, emails["disabled"], password)
        for password in (PASSWORD, "x" * len(PASSWORD))
    ]
    assert asked[0] == asked[1]


def test_a_hash_that_is_out_of_date_is_checked_once_and_not_made_anew_for_a_wrong_password(
    store: Store, recorded: Recorded
) -> None:
    emails = people(store)
    old = OLD.hash(PASSWORD)
    with store.transaction() as session:
        row = session.exec(select(Person).where(Person.email == emails["known"])).one()
        row.password_hash = old
    work, statements = asked_of(store, recorded, emails["known"], "wrong horse battery")
    assert work == (("verify", "$argon2id$v=19$m=64,t=1,p=2", 19),)
    refuse(store, emails["nobody"], PASSWORD)
    assert statements == asked_of(store, recorded, emails["nobody"], "wrong horse battery")[1]


@pytest.mark.usefixtures("costly_hashes")
def test_nobodys_hash_is_as_costly_as_those_that_the_product_stores() -> None:
    passwords._nobodys_hash.cache_clear()
    try:
        nobodys = passwords._nobodys_hash()
    finally:
        passwords._nobodys_hash.cache_clear()
    assert cost_of(nobodys) == cost_of(hash_password(PASSWORD))
    assert cost_of(nobodys).startswith("$argon2id$v=19$m=65536,")
