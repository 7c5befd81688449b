"""How many open days the office lets pass between two letters of ours: a choice, no law."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from records_app.casework.clocks import ASK_AGAIN
from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.casework.standing import standing_of
from records_app.law.agency_days import STANDARD_DAYS
from records_app.letters.request_form import FieldError
from records_app.office.refresh import derived_of, stored_in, write
from records_app.office.refusals import ChangedElsewhere, NotAllowed, Refused
from records_app.store.database import Store
from records_app.store.log import entries_of_many
from records_app.store.people import office_row
from records_app.store.requests import days_of_agencies
from records_app.store.tables_people import Office
from records_app.store.tables_requests import Request

FEWEST = 3
"""Fewer would be nagging: somebody has to find the time to answer."""
MOST = 30
"""More, and a request is forgotten."""

_BATCH = 200
_DAYS = re.compile(r"[0-9]{1,3}")
_request: Any = Request


@dataclass(frozen=True, slots=True)
class Spacing:
    """The days that pass, and how many dates to ask again moved with the last change."""

    days: int
    moved: int = 0


def chaser_spacing(store: Store, actor: Actor) -> Spacing:
    """Read the spacing."""
    if not may(actor, Permission.SEE):
        raise NotAllowed(Permission.SEE.value)
    with store.reading() as session:
        return Spacing(office_row(session).chaser_days)


def change_spacing(
    store: Store, actor: Actor, raw: Mapping[str, object], *, was: object, now: datetime
) -> Spacing:
    """Let ``chaser_days`` open days pass from now on; every open request follows at once.

    ``was`` is the number that was on the screen. No version moves and nothing goes into a log:
    only our own dates to ask again change, and nobody's unsaved text becomes stale. Raises
    ``Refused``, ``ChangedElsewhere``, ``NotAllowed``.
    """
    if not may(actor, Permission.CHOOSE_SPACING):
        raise NotAllowed(Permission.CHOOSE_SPACING.value)
    days = _read_days(raw.get("chaser_days"))
    with store.transaction() as session:
        row = session.get(Office, 1, with_for_update=True) or Office(id=1)
        if row.chaser_days != was:
            raise ChangedElsewhere("Somebody", now)
        if days == was:
            return Spacing(days)
        row.chaser_days = days
        session.add(row)
        session.flush()
        return Spacing(days, sum(_follow(session, rows, days) for rows in _open(session)))


def _read_days(value: object) -> int:
    text = value.strip() if isinstance(value, str) else ""
    days = int(text) if _DAYS.fullmatch(text) else None
    if days is None or not FEWEST <= days <= MOST:
        why = f"Choose a whole number from {FEWEST} to {MOST}."
        raise Refused((FieldError("chaser_days", "Open days between two letters", why),))
    return days


def _open(session: Session) -> Iterator[Sequence[Request]]:
    """The open requests with a date to ask again, in batches, held until all is done.

    No other derived column depends on the spacing: reminders that the law calls for are worked out
    on the day itself. What is worked through leaves the memory.
    """
    last = 0
    # Not limited to what a person may see: derived columns are the same for everybody.
    query = (
        select(Request)
        .where(_request.stage.not_in(("draft", "closed")), _request.clock == ASK_AGAIN)
        .order_by(_request.id)
        .limit(_BATCH)
        .with_for_update()
    )
    while rows := session.exec(query.where(_request.id > last)).all():
        yield rows
        last = rows[-1].id or 0
        session.flush()
        for row in rows:
            session.expunge(row)


def _follow(session: Session, rows: Sequence[Request], chaser_days: int) -> int:
    """Derive a batch anew; gives how many of their dates moved."""
    # Read after the rows are held: whoever held one before may have added to its log.
    logs = entries_of_many(session, [row.id or 0 for row in rows])
    days = days_of_agencies(session, {row.agency_id for row in rows if row.agency_id})
    moved = 0
    for row in rows:
        standing = standing_of(
            logs.get(row.id or 0, ()),
            law_code=row.law,
            agency=days.get(row.agency_id or 0, STANDARD_DAYS),
            chaser_days=chaser_days,
        )
        derived = derived_of(standing)
        if derived != stored_in(row):
            write(row, derived)
            moved += 1
    return moved
