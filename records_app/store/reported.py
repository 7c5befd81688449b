"""The events that a report is made of, over all requests a person may see, in one query."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from records_app.casework.events import AnswerKind, Entry, FollowUp, from_json
from records_app.casework.people import Actor
from records_app.store.tables_agencies import Agency
from records_app.store.tables_requests import EventRow, Request
from records_app.store.visibility import is_visible_to

_request: Any = Request
_agency: Any = Agency
_event: Any = EventRow


@dataclass(frozen=True, slots=True)
class ReportedLog:
    """A request with those of its events that a report asks for, in the order of writing.

    ``fee_cap`` is what was typed into its form.
    """

    request_id: int
    number: str
    law: str
    agency_id: int | None
    agency: str
    fee_cap: str
    entries: tuple[Entry, ...]


def reported_logs(
    session: Session,
    actor: Actor,
    answers: Collection[AnswerKind],
    *,
    kinds: Collection[str] = (),
    letters: Collection[FollowUp] = (),
    agency_id: int | None = None,
) -> tuple[ReportedLog, ...]:
    """Requests that have one of these ``answers``, ``kinds`` of events or ``letters`` sent.

    A request with a correction brings its whole log: the correction may be of any line. Names of
    those who recorded are left out (``Entry.by`` is empty).
    """
    corrected: Any = aliased(EventRow)
    has_correction = select(corrected.request_id).where(corrected.kind == "corrected")
    told = _event.details["kind"].as_string()
    answered = and_(_event.kind == "answered", told.in_([kind.value for kind in answers]))
    wrote = and_(_event.kind == "follow_up_sent", told.in_([kind.value for kind in letters]))
    query: Any = (
        select(
            _event.request_id,
            _event.seq,
            _event.kind,
            _event.details,
            _event.recorded_at,
            _request.number,
            _request.law,
            _request.agency_id,
            _agency.name,
            _request.form["fee_cap"].as_string(),
        )
        .join(Request, _request.id == _event.request_id)
        .outerjoin(Agency, _agency.id == _request.agency_id)
        .where(
            is_visible_to(actor),
            or_(answered, wrote, _event.kind.in_(kinds), _event.request_id.in_(has_correction)),
        )
        .order_by(_event.request_id, _event.seq)
    )
    if agency_id is not None:
        query = query.where(_request.agency_id == agency_id)
    found: dict[int, tuple[tuple[Any, ...], list[Entry]]] = {}
    for request_id, seq, kind, details, recorded_at, *about in session.execute(query):
        entry = Entry(seq, recorded_at, "", from_json(kind, details))
        found.setdefault(request_id, (tuple(about), []))[1].append(entry)
    return tuple(
        ReportedLog(request_id, number or "", law, agency, name or "", cap or "", tuple(entries))
        for request_id, ((number, law, agency, name, cap), entries) in found.items()
    )
