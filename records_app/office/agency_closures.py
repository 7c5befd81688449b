"""The days on which one agency departs from the calendar of its law, and its closing time."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlmodel import Session, select

from records_app.casework.events import DayChangeKind
from records_app.casework.people import Actor
from records_app.law.agency_days import AgencyDays
from records_app.law.day_words import clock_time, full_day
from records_app.law.deadlines import deadline
from records_app.law.errors import LawError
from records_app.letters.request_form import FieldError
from records_app.office.addresses import read_line
from records_app.office.agency_contacts import must_care
from records_app.office.moved_deadlines import Change, follow
from records_app.office.refusals import ChangedElsewhere, NotFound, Refused
from records_app.store.agencies import last_closing_change, lock_agency
from records_app.store.database import Store
from records_app.store.requests import days_of_agency
from records_app.store.tables_agencies import Agency, Closure

_MOST_REASON = 200
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
# An office that closes before this is a slip of the keyboard: 4:30 for 16:30.
_EARLIEST_CLOSING = time(10, 0)
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

    The deadlines of its open requests are worked out again in the same transaction, and the log
    of each that moves says so. Raises NotAllowed, NotFound, and Refused with the fields `on` or
    `reason`.
    """
    must_care(actor)
    errors: list[FieldError] = []
    day = _read_day(on, errors)
    why = _read_reason(reason, errors)
    if errors or day is None:
        raise Refused(tuple(errors))
    with store.transaction() as session:
        agency = _locked(session, agency_id)
        before = days_of_agency(session, agency_id)
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
        _refuse_a_closed_year(session, agency, day)
        kind = DayChangeKind.OPEN if is_open else DayChangeKind.CLOSED
        _follow(session, actor, agency_id, Change(kind, why, day), before=before, now=now)
        assert closure.id is not None  # noqa: S101 - it was flushed
        return closure.id


def remove_closure(
    store: Store, actor: Actor, *, agency_id: int, closure_id: int, reason: object, now: datetime
) -> None:
    """Take a closure back; the deadlines of the agency's open requests follow at once.

    Raises NotAllowed, NotFound, and Refused with the field `reason`.
    """
    must_care(actor)
    errors: list[FieldError] = []
    why = _read_reason(reason, errors)
    if errors:
        raise Refused(tuple(errors))
    with store.transaction() as session:
        _locked(session, agency_id)
        before = days_of_agency(session, agency_id)
        closure = session.get(Closure, closure_id) if 0 < closure_id < 2**31 else None
        if closure is None or closure.agency_id != agency_id:
            raise NotFound("closure")
        was_open = closure.is_open
        session.delete(closure)
        session.flush()
        kind = DayChangeKind.OPEN_REMOVED if was_open else DayChangeKind.CLOSED_REMOVED
        _follow(session, actor, agency_id, Change(kind, why, closure.on), before=before, now=now)


def change_closing_time(
    store: Store,
    actor: Actor,
    *,
    agency_id: int,
    closes_at: object,
    closed_at: object,
    reason: object,
    now: datetime,
) -> None:
    """Enter when the agency's office closes; what arrives later may count from the next open day.

    `closes_at` and `closed_at`, the time that was on the screen, are written HH:MM. Raises
    NotAllowed, NotFound, ChangedElsewhere when the time is another one by now, and Refused with
    the fields `closes_at` or `reason`.
    """
    must_care(actor)
    errors: list[FieldError] = []
    closing = _read_time(closes_at, errors)
    why = _read_reason(reason, errors)
    if errors or closing is None:
        raise Refused(tuple(errors))
    with store.transaction() as session:
        agency = _locked(session, agency_id)
        old = agency.closes_at
        if closed_at != f"{old:%H:%M}":
            last = last_closing_change(session, agency_id)
            raise ChangedElsewhere(*(last or ("Somebody", now)))
        if closing == old:
            message = f"It is {clock_time(old)} already."
            raise Refused((FieldError("closes_at", "Closing time", message),))
        before = days_of_agency(session, agency_id)
        agency.closes_at = closing
        session.flush()
        change = Change(DayChangeKind.CLOSING_TIME, why, closing_before=old, closing=closing)
        _follow(session, actor, agency_id, change, before=before, now=now)


def _refuse_a_closed_year(session: Session, agency: Agency, day: date) -> None:
    """No deadline can be computed for an office that never opens: somebody erred before this."""
    assert agency.id is not None  # noqa: S101 - it came from the database
    try:
        deadline(agency.law, "", day, agency=days_of_agency(session, agency.id))
    except LawError as refused:
        if refused.field != "closed":
            raise
        message = "With this day the agency would be closed for a whole year. Check its other days."
        raise Refused((FieldError("on", "Day", message),)) from None


def _locked(session: Session, agency_id: int) -> Agency:
    agency = lock_agency(session, agency_id)
    if agency is None:
        raise NotFound("agency")
    return agency


def _follow(
    session: Session,
    actor: Actor,
    agency_id: int,
    change: Change,
    *,
    before: AgencyDays,
    now: datetime,
) -> None:
    try:
        follow(session, actor, agency_id, change, before=before, now=now)
    except LawError as error:
        message = f"With it, a deadline could not be computed any more ({error})."
        raise Refused((FieldError("on", "Day", message),)) from error


def _read_reason(reason: object, errors: list[FieldError]) -> str:
    return read_line(reason, errors, field="reason", label="Reason", max_length=_MOST_REASON)


def _read_time(text: object, errors: list[FieldError]) -> time | None:
    label = "Closing time"
    try:
        at = time.fromisoformat(text.strip()) if isinstance(text, str) else None
    except ValueError:
        at = None
    if at is None or at != at.replace(second=0, microsecond=0, tzinfo=None):
        message = "Write a time of day, such as 16:30."
        errors.append(FieldError("closes_at", label, message))
        return None
    if at < _EARLIEST_CLOSING:
        message = "Choose a time from 10:00 AM on. The afternoon is written like 16:30."
        errors.append(FieldError("closes_at", label, message))
        return None
    return at


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
