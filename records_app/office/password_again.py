"""Ask for the password again before something that cannot easily be made undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from records_app.casework.people import Actor
from records_app.letters.request_form import FieldError
from records_app.office.attempts import AGAIN, Attempts
from records_app.office.passwords import verify_password
from records_app.office.refusals import Refused
from records_app.store import sign_ins
from records_app.store.database import Store
from records_app.store.tables_people import Person

COUNTS_FOR = timedelta(minutes=10)
FIELD = "again"
LABEL = "Your password again"
PLEASE = "Type your password once more, then press the button again."
WRONG = "That is not your password."


def is_fresh(actor: Actor, now: datetime) -> bool:
    """Whether the actor gave their password in this browser in the last ten minutes.

    A moment that has not come yet does not count: then the clock was set back.
    """
    given = actor.confirmed_at
    return given is not None and timedelta(0) <= now - given < COUNTS_FOR


def demand_fresh(actor: Actor, now: datetime) -> None:
    """Raise ``Refused`` at the field for the password unless it was given just now."""
    if not is_fresh(actor, now):
        raise Refused((FieldError(FIELD, LABEL, PLEASE),))


def confirm(
    store: Store,
    actor: Actor,
    password: object,
    *,
    attempts: Attempts,
    address: str,
    now: datetime,
) -> Actor:
    """Check the actor's own password; gives the actor as somebody who just gave it.

    It counts for this browser only. Raises ``Refused`` and ``TooManyAttempts``.
    """
    check_own(store, actor, password, attempts=attempts, address=address, field=FIELD, label=LABEL)
    with store.transaction() as session:
        sign_ins.note_confirmed(session, actor.session_id, now)
    return replace(actor, confirmed_at=now)


def check_own(
    store: Store,
    actor: Actor,
    password: object,
    *,
    attempts: Attempts,
    address: str,
    field: str,
    label: str,
) -> None:
    """Check the actor's own password and change nothing. Guesses are counted, but not those of
    strangers at the sign-in page: they keep nobody who is inside from working.
    """
    attempts = attempts.at(AGAIN)
    attempts.refuse_if_too_many(address, actor.email)
    with store.reading() as session:
        person = session.get(Person, actor.id)
        stored = person.password_hash if person else None
    right, _ = verify_password(password if isinstance(password, str) else "", stored)
    if not right:
        attempts.failed(address, actor.email)
        raise Refused((FieldError(field, label, WRONG),))
