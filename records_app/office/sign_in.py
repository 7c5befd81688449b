"""Sign in, sign out, and who it is that comes with a token."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from records_app.casework.people import Actor, Role
from records_app.letters.request_form import FieldError
from records_app.office.addresses import tidy_email
from records_app.office.attempts import Attempts
from records_app.office.devices import CameFrom, browser_words, note_browser
from records_app.office.passwords import verify_password
from records_app.office.refusals import Refused
from records_app.office.tokens import hash_of, new_token
from records_app.store import people, second_factors, sign_ins
from records_app.store.acting import Acting, acting_as, acting_now
from records_app.store.database import Store
from records_app.store.tables_people import Person, SignIn
from records_app.store.tables_sign_in import HalfSignIn

SEEN_EVERY = timedelta(minutes=5)
HALF_LASTS = timedelta(minutes=10)
WRONG = "The e-mail address or the password is not right."


class Needs(StrEnum):
    """What is still missing when the password was right."""

    NOTHING = "nothing"
    CODE = "code"
    SETUP = "setup"


@dataclass(frozen=True, slots=True)
class Entered:
    """How far somebody came. ``token`` is that of a session only if ``needs`` is ``NOTHING``.

    ``known`` is the cookie by which the browser is known again; empty before there is a session.
    """

    token: str
    needs: Needs = Needs.NOTHING
    known: str = ""


def sign_in(
    store: Store,
    attempts: Attempts,
    *,
    email: object,
    password: object,
    came: CameFrom,
    session_days: int,
    now: datetime,
) -> Entered:
    """Check a password; start a session, or the half of one where a second factor is asked for.

    Tokens are always new ones. Raises ``Refused`` with one and the same message whatever is wrong,
    and ``TooManyAttempts``.
    """
    account = tidy_email(email)[:254]
    attempts.refuse_if_too_many(came.address, account)
    with store.reading() as session:
        person = people.person_by_email(session, account)
    stored = person.password_hash if person else None
    typed = password if isinstance(password, str) else ""
    right, fresh = verify_password(typed, stored)
    if person is None or person.id is None or not right or person.disabled_at is not None:
        attempts.failed(came.address, account)
        raise Refused((FieldError("password", "Password", WRONG),))
    them = Acting(person.id, person.name, acting_now().place)
    with acting_as(them), store.transaction() as session:
        # Looked up again: somebody may have disabled them or changed the password meanwhile.
        current = people.held_person(session, person.id)
        if (
            current is None
            or current.disabled_at is not None
            or current.password_hash != person.password_hash
        ):
            raise Refused((FieldError("password", "Password", WRONG),))
        if fresh is not None:
            current.password_hash = fresh
        entered = enter(session, current, came, session_days=session_days, now=now)
    if entered.needs is Needs.NOTHING:
        attempts.succeeded(came.address, account)
    return entered


def enter(
    session: Session, person: Person, came: CameFrom, *, session_days: int, now: datetime
) -> Entered:
    """Let somebody in whose password, old or new, was right: as far as that goes here."""
    person_id = person.id or 0
    sign_ins.purge_sessions(session, now)
    if second_factors.has_factor(session, person_id):
        needs = Needs.CODE
    elif people.office_row(session).second_factor_required:
        needs = Needs.SETUP
    else:
        return enter_fully(session, person_id, came, session_days=session_days, now=now)
    token = new_token()
    session.add(
        HalfSignIn(
            token_hash=hash_of(token),
            person_id=person_id,
            needs=needs.value,
            expires_at=now + HALF_LASTS,
        )
    )
    return Entered(token, needs)


def enter_fully(
    session: Session, person_id: int, came: CameFrom, *, session_days: int, now: datetime
) -> Entered:
    """Start the session of somebody who showed everything that is asked for."""
    browser_id, known = note_browser(session, person_id, came, now=now)
    token = start_session(
        session,
        person_id,
        session_days=session_days,
        now=now,
        came=came,
        browser_id=browser_id,
    )
    return Entered(token, Needs.NOTHING, known)


def start_session(
    session: Session,
    person_id: int,
    *,
    session_days: int,
    now: datetime,
    came: CameFrom | None = None,
    browser_id: int | None = None,
) -> str:
    """Add a session to the transaction under way; returns its token."""
    token = new_token()
    session.add(
        SignIn(
            token_hash=hash_of(token),
            person_id=person_id,
            created_at=now,
            last_seen_at=now,
            expires_at=now + timedelta(days=session_days),
            confirmed_at=now,
            address=came.address[:64] if came else "",
            browser=browser_words(came.agent) if came else "",
            browser_id=browser_id,
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
    return Actor(
        id=found.person_id,
        name=found.name,
        email=found.email,
        role=Role(found.role),
        session_id=found.id,
        confirmed_at=found.confirmed_at,
    )


def ended_sessions(store: Store, keys: Collection[str], now: datetime) -> set[str]:
    """Which of these sessions are over, each by its ``hash_of``: ended, expired, disabled."""
    with store.reading() as session:
        return set(keys) - people.live_among(session, keys, now)


def sign_out(store: Store, token: str) -> None:
    """End the session with this token. An unknown one is no error."""
    if token:
        with store.transaction() as session:
            sign_ins.end_session(session, hash_of(token))
