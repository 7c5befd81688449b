"""Ways for tests to be signed in without waiting for a costly hash each time."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from records_app.casework.people import Actor
from records_app.office.devices import CameFrom
from records_app.office.invites import accept_invite
from records_app.office.passwords import hash_password
from records_app.office.sign_in import start_session
from records_app.store.database import Store
from records_app.store.tables_people import Person
from tests.office.cast import NOW

PASSWORD = "correct horse battery"
LONG = 36_500
DORA = "dora@opendoors.example"


def session_of(store: Store, actor: Actor, now: datetime = NOW, days: int = LONG) -> str:
    """Start a session for somebody, which lasts for ever; gives its token."""
    with store.transaction() as session:
        return start_session(session, actor.id, session_days=days, now=now)


def give_password(store: Store, actor: Actor) -> None:
    """Let somebody sign in with ``PASSWORD``."""
    with store.transaction() as session:
        person = session.get(Person, actor.id)
        assert person is not None
        person.password_hash = _hashed()


def accept(
    store: Store,
    token: str,
    *,
    name: object = "Dora",
    email: object = DORA,
    password: object = PASSWORD,
    now: datetime = NOW,
) -> str:
    """Take up a one-time link, as Dora where nothing else is said; gives the session's token."""
    return accept_invite(
        store,
        token,
        name=name,
        email=email,
        password=password,
        came=CameFrom("192.0.2.1"),
        session_days=14,
        now=now,
    ).token


@cache
def _hashed() -> str:
    return hash_password(PASSWORD)
