"""Ways for tests to be signed in without waiting for a costly hash each time."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from records_app.casework.people import Actor
from records_app.office.passwords import hash_password
from records_app.office.sign_in import start_session
from records_app.store.database import Store
from records_app.store.tables_people import Person
from tests.office.cast import NOW

PASSWORD = "correct horse battery"
LONG = 36_500


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


@cache
def _hashed() -> str:
    return hash_password(PASSWORD)
