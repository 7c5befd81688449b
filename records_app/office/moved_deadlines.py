"""Open deadlines follow the days and hours of their agency, and each log says why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlmodel import Session, select

from records_app.casework.clocks import OpenDeadline
from records_app.casework.events import DayChangeKind, DeadlineMoved, Entry
from records_app.casework.people import Actor
from records_app.casework.standing import standing_of
from records_app.law.agency_days import AgencyDays
from records_app.office.missouri_time import missouri_day
from records_app.office.refresh import derived_of, stored_in, write
from records_app.store.log import append_event, entries_of_many
from records_app.store.requests import days_of_agency, office_row, open_ids_of_agency
from records_app.store.tables_agencies import DayChange
from records_app.store.tables_requests import Request

_request: Any = Request


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an agency's days or hours: a day, or a closing time before and after."""

    kind: DayChangeKind
    reason: str
    day: date | None = None
    closing_before: time | None = None
    closing: time | None = None


def follow(
    session: Session,
    actor: Actor,
    agency_id: int,
    change: Change,
    *,
    before: AgencyDays,
    now: datetime,
) -> int:
    """Keep a change in the agency's history and move the open deadlines that it touches.

    Runs in the caller's transaction, which has stored the change; ``before`` are the agency's days
    without it. Every request whose dates move gets a line in its log. Gives how many there are.
    No version moves: nobody's unsaved text becomes stale because a closure was entered. Raises
    LawError when a deadline cannot be computed with the new days.
    """
    _remember(session, actor, agency_id, change, now)
    days = days_of_agency(session, agency_id)
    ids = open_ids_of_agency(session, agency_id)
    # Not limited to what a person may see: derived columns are the same for everybody.
    rows = session.exec(select(Request).where(_request.id.in_(ids)).with_for_update()).all()
    # Read after the rows are held: whoever held one before may have added to its log.
    logs = entries_of_many(session, ids)
    moved = 0
    for row in rows:
        log = logs.get(row.id or 0, ())
        if _move(session, row, log, change, days=(before, days), actor=actor, now=now):
            moved += 1
    session.flush()
    return moved


def _move(
    session: Session,
    row: Request,
    log: tuple[Entry, ...],
    change: Change,
    *,
    days: tuple[AgencyDays, AgencyDays],
    actor: Actor,
    now: datetime,
) -> bool:
    """Bring one request from the agency's old days to the new; True when its dates moved."""
    spacing = office_row(session).chaser_days
    old = standing_of(log, law_code=row.law, agency=days[0], chaser_days=spacing).deadline
    standing = standing_of(log, law_code=row.law, agency=days[1], chaser_days=spacing)
    derived = derived_of(standing)
    if derived != stored_in(row):
        write(row, derived)
    new = standing.deadline
    # Both are worked out here, so that a move is only ever blamed on what caused it.
    if old is None or new is None or (old.due, old.safe) == (new.due, new.safe):
        return False
    assert row.id is not None  # noqa: S101 - only stored requests have a log
    append_event(session, row.id, _event(old, new, change, missouri_day(now)), actor, now)
    return True


def _event(old: OpenDeadline, new: OpenDeadline, change: Change, today: date) -> DeadlineMoved:
    return DeadlineMoved(
        on=today,
        clock=new.clock,
        due_before=old.due,
        safe_before=old.safe,
        due=new.due,
        safe=new.safe,
        change=change.kind,
        agency_day=change.day,
        closing_before=change.closing_before,
        closing=change.closing,
        reason=change.reason,
    )


def _remember(
    session: Session, actor: Actor, agency_id: int, change: Change, now: datetime
) -> None:
    session.add(
        DayChange(
            agency_id=agency_id,
            kind=change.kind.value,
            on=change.day,
            closing_before=change.closing_before,
            closing=change.closing,
            reason=change.reason,
            changed_at=now,
            changed_by_id=actor.id,
        )
    )
    session.flush()
