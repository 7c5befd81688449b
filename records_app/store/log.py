"""The log of requests: reading it as entries, and adding to it. Nothing here changes a row."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, select

from records_app.casework.events import Entry, Event, from_json, to_json
from records_app.casework.people import Actor
from records_app.store.tables_people import Person
from records_app.store.tables_requests import EventRow

_event: Any = EventRow


def entries_of(session: Session, request_id: int) -> tuple[Entry, ...]:
    """The whole log of one request, in the order in which it was written."""
    return entries_of_many(session, (request_id,)).get(request_id, ())


def entries_of_many(session: Session, request_ids: Collection[int]) -> dict[int, tuple[Entry, ...]]:
    """The logs of several requests by request id; a request without events is left out."""
    rows = session.exec(
        select(EventRow, Person.name)
        .join(Person, _event.recorded_by_id == Person.id)
        .where(_event.request_id.in_(request_ids))
        .order_by(_event.request_id, _event.seq)
    )
    logs: dict[int, list[Entry]] = {}
    for row, name in rows:
        entry = Entry(row.seq, row.recorded_at, name, from_json(row.kind, row.details))
        logs.setdefault(row.request_id, []).append(entry)
    return {request_id: tuple(entries) for request_id, entries in logs.items()}


def append_event(
    session: Session, request_id: int, event: Event, actor: Actor, now: datetime
) -> Entry:
    """Add one event at the end of a request's log. The caller holds the request's lock."""
    last = session.exec(select(func.max(_event.seq)).where(_event.request_id == request_id)).one()
    seq = (last or 0) + 1
    kind, details = to_json(event)
    session.add(
        EventRow(
            request_id=request_id,
            seq=seq,
            kind=kind,
            happened_on=event.on,
            details=details,
            recorded_at=now,
            recorded_by_id=actor.id,
        )
    )
    session.flush()
    return Entry(seq, now, actor.name, event)
