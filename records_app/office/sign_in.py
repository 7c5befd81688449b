"""Sign in, sign out, and who it is that comes with a token."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from records_app.casework.people import Actor, Role
from records_app.letters.request_form import FieldError
from records_app.office.addresses import tidy_email
from records_app.office.attempts import Attempts
from records_app.office.passwords import verify_password
from records_app.office.refusals import Refused
from records_app.office.tokens import hash_of, new_token
from records_app.store import people
from records_app.store.acting import Acting, acting_as, acting_now
from records_app.store.database import Store
from records_app.store.tables_people import SignIn

SEEN_EVERY = timedelta(minutes=5)
WRONG = "The e-mail address or the password is not right."


def sign_in(
    store: Store,
    attempts: Attempts,
    *,
    email: object,
    password: object,
    address: str,
    session_days: int,
    now: datetime,
) -> str:
    """Check a password and start a session; returns its token, which is always a new one.

    ``address`` is the network address it comes from. Raises ``Refused`` with one and the same
    message whatever is wrong, and ``TooManyAttempts``.
    """
    account = tidy_email(email)[:254]
    attempts.refuse_if_too_many(address, account)
    with store.reading() as session:
        person = people.person_by_email(session, account)
    stored = person.password_hash if person else None
    typed = password if isinstance(password, str) else ""
    right, fresh = verify_password(typed, stored)
    if person is None or person.id is None or not right or person.disabled_at is not None:
        attempts.failed(address, account)
        raise Refused((FieldError("password", "Password", WRONG),))
    them = Acting(person.id, person.name, acting_now().place)
    with acting_as(them), store.transaction() as session:
        # Looked up again: somebody may have disabled them or changed the password meanwhile.
        current = people.person_by_email(session, account)
        if (
            current is None
            or current.disabled_at is not None
            or current.password_hash != person.password_hash
        ):
            raise Refused((FieldError("password", "Password", WRONG),))
        if fresh is not None:
            current.password_hash = fresh
        people.purge_sessions(session, now)
        token = start_session(session, person.id, session_days=session_days, now=now)
    attempts.succeeded(address, account)
    return token


def start_session(session: Session, person_id: int, *, session_days: int, now: datetime) -> str:
    """Add a session to the transaction under way; returns its token."""
    token = new_token()
    session.add(
        SignIn(
            token_hash=hash_of(token),
            person_id=person_id,
            created_at=now,
            last_seen_at=now,
            expires_at=now + timedelta(days=session_days),
        )
    )
    return token


def actor_of(store: Store, token: str, now: datetime) -> Actor | None:
    """Who comes with this token; None when it is unknown, has ended, or they are disabled.

    One query by a unique index: this is asked before every event.
    """
    if not token:
        return None
    with store.reading() as session:
        found = people.live_session(session, hash_of(token), now)
    if found is None:
        return None
    if now - found.last_seen_at >= SEEN_EVERY:
        # When something else writes for very long, that is no reason to send anybody away.
        with suppress(OperationalError), store.transaction() as session:
            people.note_seen(session, found.id, now, now - SEEN_EVERY)
    return Actor(id=found.person_id, name=found.name, email=found.email, role=Role(found.role))


def sign_out(store: Store, token: str) -> None:
    """End the session with this token. An unknown one is no error."""
    if token:
        with store.transaction() as session:
            people.end_session(session, hash_of(token))
