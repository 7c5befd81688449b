"""Queries about people, who comes with a session, and one-time links."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session
from sqlmodel import select as select_rows

from records_app.store.tables_people import Invite, Office, Person, SignIn

_invite: Any = Invite
_person: Any = Person
_sign_in: Any = SignIn
# SQLite takes so many values in one statement, and some to spare.
_AT_ONCE = 500
# Asked before every event of every tab; building it takes longer than running it.
_LIVE = (
    select(
        _sign_in.id,
        _sign_in.last_seen_at,
        _sign_in.confirmed_at,
        _person.id,
        _person.name,
        _person.email,
        _person.role,
    )
    .join_from(_sign_in, _person, _sign_in.person_id == _person.id)
    .where(
        _sign_in.token_hash == bindparam("token_hash"),
        _sign_in.expires_at > bindparam("now"),
        _person.disabled_at.is_(None),
    )
)


@dataclass(frozen=True, slots=True)
class LiveSession:
    """A session that has not ended, with the person it belongs to."""

    id: int
    last_seen_at: datetime
    confirmed_at: datetime | None
    person_id: int
    name: str
    email: str
    role: str


def live_session(session: Session, token_hash: str, now: datetime) -> LiveSession | None:
    """The session with this token hash, unless it ended or its person is disabled."""
    asked = {"token_hash": token_hash, "now": now}
    found = session.connection().execute(_LIVE, asked)
    row = found.first()
    return LiveSession(*row) if row else None


def live_among(session: Session, token_hashes: Collection[str], now: datetime) -> set[str]:
    """Those of some sessions, by the hash of their token, that did not end."""
    found: set[str] = set()
    wanted = sorted(token_hashes)
    for start in range(0, len(wanted), _AT_ONCE):
        query = (
            select(_sign_in.token_hash)
            .join_from(_sign_in, _person, _sign_in.person_id == _person.id)
            .where(
                _sign_in.token_hash.in_(wanted[start : start + _AT_ONCE]),
                _sign_in.expires_at > now,
                _person.disabled_at.is_(None),
            )
        )
        found.update(session.connection().execute(query).scalars())
    return found


def note_seen(session: Session, sign_in_id: int, now: datetime, before: datetime) -> None:
    """Remember that the session was used, unless that was noted since ``before``."""
    session.connection().execute(
        update(_sign_in)
        .where(_sign_in.id == sign_in_id, _sign_in.last_seen_at <= before)
        .values(last_seen_at=now)
    )


def person_by_email(session: Session, email: str) -> Person | None:
    """The person with this address (already in lower case)."""
    return session.exec(select_rows(Person).where(_person.email == email)).first()


def people(session: Session) -> list[Person]:
    """Everybody who was not deleted, by name."""
    query = select_rows(Person).where(_person.deleted_at.is_(None))
    return list(session.exec(query.order_by(func.lower(_person.name), _person.id)))


def locked_person(session: Session, person_id: int) -> Person | None:
    """This person, held until the transaction ends; None for whoever was deleted."""
    query = select_rows(Person).where(_person.id == person_id, _person.deleted_at.is_(None))
    return session.exec(query.with_for_update()).first()


def held_person(session: Session, person_id: int) -> Person | None:
    """This person as they are at this moment, and so they stay until the transaction ends.

    Whoever changes their password or disables them waits, or was waited for.
    """
    query = select_rows(Person).where(_person.id == person_id, _person.deleted_at.is_(None))
    return session.exec(query.with_for_update(key_share=True)).first()


def last_seen(session: Session) -> dict[int, datetime]:
    """When each person was last seen in a session that still exists."""
    rows = session.exec(select_rows(SignIn))
    seen: dict[int, datetime] = {}
    for row in rows:
        seen[row.person_id] = max(row.last_seen_at, seen.get(row.person_id, row.last_seen_at))
    return seen


def anybody_exists(session: Session) -> bool:
    """Whether there is a person at all."""
    return session.exec(select_rows(Person).limit(1)).first() is not None


def active_admins_locked(session: Session) -> list[Person]:
    """The admins who may sign in; locked, so that two of them cannot remove each other."""
    query = (
        select_rows(Person)
        .where(_person.role == "admin", _person.disabled_at.is_(None))
        .order_by(_person.id)
        .with_for_update()
    )
    return list(session.exec(query))


def open_invite(session: Session, token_hash: str, now: datetime) -> Invite | None:
    """The one-time link with this token hash, if it still works."""
    return session.exec(
        select_rows(Invite).where(_invite.token_hash == token_hash, *_still_works(now))
    ).first()


def open_invites(session: Session, now: datetime) -> list[Invite]:
    """Every one-time link that still works, the newest first."""
    query = select_rows(Invite).where(*_still_works(now)).order_by(_invite.id.desc())
    return list(session.exec(query))


def use_invite(session: Session, invite_id: int, now: datetime) -> bool:
    """Use up a one-time link. False when somebody else did so first."""
    done = session.connection().execute(
        update(_invite).where(_invite.id == invite_id, *_still_works(now)).values(used_at=now)
    )
    return bool(done.rowcount == 1)


def revoke_invites_for(session: Session, email: str, now: datetime) -> None:
    """Take back every open link for an address; "" means those for the first admin."""
    session.connection().execute(
        update(_invite).where(_invite.email == email, *_still_works(now)).values(revoked_at=now)
    )


def revoke_invites_by(session: Session, person_id: int, now: datetime) -> None:
    """Take back every open link that this person made: by one they would come back as somebody."""
    session.connection().execute(
        update(_invite)
        .where(_invite.invited_by_id == person_id, *_still_works(now))
        .values(revoked_at=now)
    )


def revoke_invite(session: Session, invite_id: int, now: datetime) -> bool:
    """Take back one link. False when it does not work any more."""
    done = session.connection().execute(
        update(_invite).where(_invite.id == invite_id, *_still_works(now)).values(revoked_at=now)
    )
    return bool(done.rowcount == 1)


def office_row(session: Session) -> Office:
    """The office; made on first use."""
    row = session.get(Office, 1)
    return row if row is not None else Office(id=1)


def office_row_locked(session: Session) -> Office:
    """The same, held until the transaction ends; add it to the session."""
    return session.get(Office, 1, with_for_update=True) or Office(id=1)


def _still_works(now: datetime) -> tuple[Any, ...]:
    return (_invite.used_at.is_(None), _invite.revoked_at.is_(None), _invite.expires_at > now)
