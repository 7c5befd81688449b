"""Queries of who cares for a request, who watches it, and who wants to be reminded of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlmodel import Session
from sqlmodel import select as select_rows

from records_app.casework.people import Actor, Role
from records_app.store.requests import is_id
from records_app.store.tables_agencies import Agency
from records_app.store.tables_people import Person
from records_app.store.tables_requests import Request
from records_app.store.tables_watching import RemindMe, Watch
from records_app.store.visibility import is_visible_to

_person: Any = Person
_request: Any = Request
_agency: Any = Agency
_watch: Any = Watch
_reminder: Any = RemindMe


@dataclass(frozen=True, slots=True)
class Carer:
    """Somebody whom a request can be given to."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A reminder whose day has come, with the request it is about."""

    id: int
    on: date
    note: str
    request_id: int
    number: str | None
    agency: str | None
    made_at: datetime


def can_care(person: Any = _person) -> ColumnElement[bool]:
    """The condition on a person: not disabled, and may record."""
    return and_(person.disabled_at.is_(None), person.role != Role.VIEWER.value)


def carer(session: Session, person_id: int | None) -> Carer | None:
    """This person, if requests can be in their care now."""
    if not is_id(person_id):
        return None
    query = select(_person.id, _person.name).where(_person.id == person_id, can_care())
    found = session.execute(query).first()
    return None if found is None else Carer(*found)


def carers(session: Session) -> Sequence[Carer]:
    """Everybody whom a request can be given to, by name."""
    order = (func.lower(_person.name), _person.id)
    query = select(_person.id, _person.name).where(can_care()).order_by(*order)
    return [Carer(*row) for row in session.execute(query)]


def watchers(session: Session, request_id: int) -> tuple[Carer, ...]:
    """Who watches a request, by name; those who are disabled are left out."""
    query = (
        select(_person.id, _person.name)
        .join(Watch, _watch.person_id == _person.id)
        .where(_watch.request_id == request_id, _person.disabled_at.is_(None))
        .order_by(func.lower(_person.name), _person.id)
    )
    return tuple(Carer(*row) for row in session.execute(query))


def start_watching(session: Session, request_id: int, person_id: int) -> None:
    """Watch a request. The caller holds its row, so that two tabs cannot both add it."""
    if session.get(Watch, (request_id, person_id)) is None:
        session.add(Watch(request_id=request_id, person_id=person_id))


def stop_watching(session: Session, request_id: int, person_id: int) -> None:
    """Do not watch it any more."""
    session.execute(
        delete(Watch).where(_watch.request_id == request_id, _watch.person_id == person_id)
    )


def open_reminders(session: Session, person_id: int, request_id: int) -> Sequence[RemindMe]:
    """What one person wants to be reminded of on a request, the earliest first."""
    query = (
        select_rows(RemindMe)
        .where(
            _reminder.request_id == request_id,
            _reminder.person_id == person_id,
            _reminder.done_at.is_(None),
        )
        .order_by(_reminder.on, _reminder.id)
    )
    return session.exec(query).all()


def lock_reminder(session: Session, person_id: int, reminder_id: int) -> RemindMe | None:
    """A reminder of this person, done or not."""
    query = select_rows(RemindMe).where(
        _reminder.id == reminder_id, _reminder.person_id == person_id
    )
    return session.exec(query.with_for_update()).first()


def due_reminders(
    actor: Actor, conditions: Sequence[ColumnElement[bool]], *, today: date, limit: int
) -> Any:
    """The statement of the actor's reminders for today or before, the oldest first.

    Only of requests that the actor may see and that fulfill the ``conditions``.
    """
    query = _reminders_of(actor).where(_reminder.on <= today, *conditions)
    return query.order_by(_reminder.on, _reminder.id).limit(limit)


def every_reminder(session: Session, actor: Actor, *, limit: int) -> Sequence[DueReminder]:
    """The actor's open reminders for any day, the earliest first."""
    query = _reminders_of(actor).order_by(_reminder.on, _reminder.id).limit(limit)
    return [DueReminder(*row) for row in session.execute(query)]


def _reminders_of(actor: Actor) -> Any:
    return (
        select(
            _reminder.id,
            _reminder.on,
            _reminder.note,
            _request.id,
            _request.number,
            _agency.name,
            _reminder.made_at,
        )
        .select_from(RemindMe)
        .join(Request, _request.id == _reminder.request_id)
        .outerjoin(Agency, _agency.id == _request.agency_id)
        .where(
            _reminder.person_id == actor.id,
            _reminder.done_at.is_(None),
            is_visible_to(actor),
        )
    )
