"""Days on which one agency closes, or stays open, against the calendar of its law."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import select

from records_app.casework.people import Actor
from records_app.law.day_words import full_day
from records_app.letters.request_form import FieldError
from records_app.office.addresses import read_line
from records_app.office.agency_contacts import must_care
from records_app.office.refresh import refresh_requests_of_agency
from records_app.office.refusals import NotFound, Refused
from records_app.store.agencies import lock_agency
from records_app.store.database import Store
from records_app.store.tables_agencies import Closure

_MOST_REASON = 200
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_closure: Any = Closure


def add_closure(
    store: Store,
    actor: Actor,
    *,
    agency_id: int,
    on: date | str,
    is_open: bool,
    reason: object,
    now: datetime,
) -> int:
    """Enter that an agency is closed on a day, or open on a holiday; gives the id.

    The deadlines of its open requests are worked out again in the same transaction. Raises
    NotAllowed, NotFound, and Refused with the fields `on` or `reason`.
    """
    must_care(actor)
    errors: list[FieldError] = []
    day = _read_day(on, errors)
    why = read_line(reason, errors, field="reason", label="Reason", max_length=_MOST_REASON)
    if errors or day is None:
        raise Refused(tuple(errors))
    with store.transaction() as session:
        if lock_agency(session, agency_id) is None:
            raise NotFound("agency")
        known = select(Closure).where(_closure.agency_id == agency_id, _closure.on == day)
        if session.exec(known).first() is not None:
            message = f"{full_day(day)} is entered already. Remove it first to change it."
            raise Refused((FieldError("on", "Day", message),))
        closure = Closure(
            agency_id=agency_id,
            on=day,
            is_open=is_open,
            reason=why,
            added_at=now,
            added_by_id=actor.id,
        )
        session.add(closure)
        session.flush()
        refresh_requests_of_agency(session, agency_id)
        assert closure.id is not None  # noqa: S101 - it was flushed
        return closure.id


def remove_closure(
    store: Store, actor: Actor, *, agency_id: int, closure_id: int, now: datetime
) -> None:
    """Take a closure back; the deadlines of the agency's open requests follow at once."""
    must_care(actor)
    with store.transaction() as session:
        if lock_agency(session, agency_id) is None:
            raise NotFound("agency")
        closure = session.get(Closure, closure_id) if 0 < closure_id < 2**31 else None
        if closure is None or closure.agency_id != agency_id:
            raise NotFound("closure")
        session.delete(closure)
        session.flush()
        refresh_requests_of_agency(session, agency_id)


def _read_day(on: date | str, errors: list[FieldError]) -> date | None:
    try:
        day = on if isinstance(on, date) else date.fromisoformat(on.strip())
    except ValueError:
        errors.append(FieldError("on", "Day", "Write a day of the calendar, such as 2026-11-27."))
        return None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        message = f"Choose a day from {_FIRST_YEAR} to {_LAST_YEAR}."
        errors.append(FieldError("on", "Day", message))
        return None
    return day
