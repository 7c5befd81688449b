"""Queries behind the addresses that calendar programs read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.store.kept_standing import KEPT_STANDING, KeptStanding
from records_app.store.tables_agencies import Agency
from records_app.store.tables_people import CalendarAddress, Person
from records_app.store.tables_requests import EventRow, Request
from records_app.store.visibility import is_limited_to_nobody, is_visible_to

_address: Any = CalendarAddress
_person: Any = Person
_request: Any = Request
_agency: Any = Agency


@dataclass(frozen=True, slots=True)
class LiveAddress:
    """An address that works, with the person whose eyes it has."""

    id: int
    owner: str
    own_only: bool
    last_read_at: datetime | None
    person_id: int
    name: str
    email: str
    role: str


@dataclass(frozen=True, slots=True)
class CalendarRecord(KeptStanding):
    """One request with a running clock. ``seq`` and ``changed_at`` are of its newest event."""

    id: int
    number: str
    agency: str
    seq: int
    changed_at: datetime


def live_address(session: Session, token_hash: str) -> LiveAddress | None:
    """The address with this hash, unless its person is disabled."""
    found = session.execute(
        select(
            _address.id,
            _address.owner,
            _address.own_only,
            _address.last_read_at,
            _person.id,
            _person.name,
            _person.email,
            _person.role,
        )
        .join_from(CalendarAddress, Person, _address.person_id == _person.id)
        .where(_address.token_hash == token_hash, _person.disabled_at.is_(None))
    ).first()
    return LiveAddress(*found) if found else None


def running_clocks(
    session: Session, actor: Actor, *, own_only: bool, for_anybody: bool = False, limit: int
) -> Sequence[CalendarRecord]:
    """The requests the actor may see whose clock runs, those due last first.

    ``own_only``: those the actor wrote or has in their care. ``for_anybody``: none that is limited
    to a group; an address that goes from hand to hand shows no such thing.
    """
    newest: Any = aliased(EventRow)
    other: Any = aliased(EventRow)
    last_seq = select(func.max(other.seq)).where(other.request_id == _request.id).scalar_subquery()
    query = (
        select(
            *KEPT_STANDING,
            _request.id,
            _request.number,
            _agency.name,
            newest.seq,
            newest.recorded_at,
        )
        .select_from(Request)
        .join(Agency, _agency.id == _request.agency_id)
        .join(newest, (newest.request_id == _request.id) & (newest.seq == last_seq))
        .where(
            is_visible_to(actor),
            or_(_request.due_on.is_not(None), _request.court_on.is_not(None)),
        )
        .order_by(func.coalesce(_request.due_on, _request.court_on).desc(), _request.id.desc())
        .limit(limit)
    )
    if own_only:
        query = query.where(or_(_request.author_id == actor.id, _request.assigned_id == actor.id))
    if for_anybody:
        query = query.where(is_limited_to_nobody())
    return [CalendarRecord(*row) for row in session.execute(query)]


def note_read(session: Session, address_id: int, now: datetime, before: datetime) -> None:
    """Remember that an address was read, unless that was noted since ``before``."""
    session.execute(
        update(_address)
        .where(
            _address.id == address_id,
            or_(_address.last_read_at.is_(None), _address.last_read_at <= before),
        )
        .values(last_read_at=now)
    )


def address_of(session: Session, owner: str) -> tuple[CalendarAddress, str] | None:
    """The address of an owner, with the name of whoever made it."""
    row = session.execute(
        select(CalendarAddress, _person.name)
        .join(Person, _address.person_id == _person.id)
        .where(_address.owner == owner)
    ).first()
    return None if row is None else (row[0], row[1])


def lock_person(session: Session, person_id: int) -> None:
    """Hold a person's row, so that two tabs of theirs change their address one by one."""
    session.execute(select(_person.id).where(_person.id == person_id).with_for_update())


def end_address(session: Session, owner: str) -> bool:
    """End the address of an owner. False when there is none."""
    done: Any = session.execute(delete(_address).where(_address.owner == owner))
    return bool(done.rowcount == 1)


def end_addresses_of(session: Session, person_id: int) -> None:
    """End every address that shows what this person may see."""
    session.execute(delete(_address).where(_address.person_id == person_id))
