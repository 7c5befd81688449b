"""What the office asked the agencies of a campaign before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.store.campaigns import in_parts
from records_app.store.tables_requests import EventRow, Request, RequestSubject
from records_app.store.visibility import is_visible_to

_request: Any = Request
_event: Any = EventRow
_subject: Any = RequestSubject


class Asked(NamedTuple):
    """A request of ours to an agency: the day it was sent, or approved if it was not sent yet.

    ``seen`` says whether the actor may see it: it counts either way, but only then has a name.
    """

    agency_id: int
    number: str
    seen: bool
    on: date
    subjects: frozenset[str]


def asked_since(
    session: Session, actor: Actor, agency_ids: Sequence[int], since: date
) -> list[Asked]:
    """What the office asked these agencies on this day or later, whoever wrote it."""
    found: list[Asked] = []
    for part in in_parts(agency_ids):
        query = (
            select(
                *(_request.id, _request.agency_id, _request.number, is_visible_to(actor)),
                *(_event.kind, _event.happened_on),
            )
            .join(EventRow, _event.request_id == _request.id)
            .where(
                _request.agency_id.in_(part),
                _request.stage != "draft",
                _request.discarded_at.is_(None),
                _event.kind.in_(("approved", "imported", "sent")),
            )
            .order_by(_request.id, _event.seq)
        )
        days: dict[int, tuple[int, str, bool, date]] = {}
        sent: set[int] = set()
        for request_id, agency_id, number, seen, kind, on in session.execute(query):
            if request_id not in sent:
                days[request_id] = (agency_id, number or "", bool(seen), on)
            if kind == "sent":
                sent.add(request_id)
        recent = {key: one for key, one in days.items() if one[3] >= since}
        subjects = _subjects(session, list(recent))
        found += [Asked(*one, frozenset(subjects.get(key, ()))) for key, one in recent.items()]
    return found


def _subjects(session: Session, request_ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for part in in_parts(request_ids):
        query = select(_subject.request_id, _subject.subject).where(_subject.request_id.in_(part))
        for request_id, subject in session.execute(query):
            found.setdefault(request_id, []).append(subject)
    return found
