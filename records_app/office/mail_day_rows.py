"""Letters that are approved and did not go out yet, from the rows and the logs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from records_app.casework.corrections import effective
from records_app.casework.events import FOLLOW_UP_WORDS, Channel, Entry, FollowUp, FollowUpSent
from records_app.casework.people import Actor
from records_app.casework.permissions import may_record
from records_app.casework.problems import problems_of
from records_app.store.log import entries_of_many
from records_app.store.requests import AgencyFile
from records_app.store.tables_agencies import Agency, Contact
from records_app.store.tables_people import Person
from records_app.store.tables_requests import EventRow, LetterRow, Request
from records_app.store.visibility import is_visible_to

REQUEST = "request"
_letter: Any = LetterRow
_request: Any = Request
_event: Any = EventRow
_contact: Any = Contact
_agency: Any = Agency
_author: Any = aliased(Person)
_carer: Any = aliased(Person)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One letter that waits, with what its request says of it. ``in_care_of`` is a name."""

    id: int
    request_id: int
    version: int
    law: str
    agency_id: int
    kind: str
    number: str
    pages: int
    approved_at: datetime
    in_care_of: str
    facts: dict[str, Any] = field(repr=False)


def waiting_letters(
    session: Session, actor: Actor, *, today: date, ids: Collection[int] | None = None
) -> tuple[Waiting, ...]:
    """The letters whose sending the actor may record, oldest first; of ``ids`` only, if given.

    A letter after the request waits while nobody recorded that it left and its sending could be
    recorded today: a reminder of a closed request does not wait.
    """
    query = (
        select(
            _letter.id,
            _letter.request_id,
            _request.version,
            _request.law,
            _request.agency_id,
            _letter.kind,
            _letter.name,
            _letter.pages,
            _letter.approved_at,
            func.coalesce(_carer.name, _author.name),
            _letter.facts,
            _request.author_id,
            _request.assigned_id,
        )
        .join(Request, _request.id == _letter.request_id)
        .join(_author, _author.id == _request.author_id)
        .outerjoin(_carer, _carer.id == _request.assigned_id)
        .where(is_visible_to(actor), _request.agency_id.is_not(None), _may_wait())
        .order_by(_letter.approved_at, _letter.id)
    )
    if ids is not None:
        query = query.where(_letter.id.in_(ids))
    found = [
        _waiting(row)
        for row in session.execute(query)
        if may_record(actor, row.author_id, row.assigned_id)
    ]
    after = {one.request_id for one in found if one.kind != REQUEST}
    logs = entries_of_many(session, after) if after else {}
    return tuple(
        one
        for one in found
        if one.kind == REQUEST or _waits(one, logs.get(one.request_id, ()), today)
    )


def agency_files(session: Session, agency_ids: Collection[int]) -> dict[int, AgencyFile]:
    """Agencies with the contacts that hold now, by id; their agreements are left out."""
    agencies = session.execute(select(Agency).where(_agency.id.in_(agency_ids))).scalars()
    rows = session.execute(
        select(Contact)
        .where(_contact.agency_id.in_(agency_ids), _contact.removed_at.is_(None))
        .order_by(_contact.id)
    ).scalars()
    contacts: dict[int, list[Contact]] = {}
    for row in rows:
        contacts.setdefault(row.agency_id, []).append(row)
    return {
        each.id: AgencyFile(each, tuple(contacts.get(each.id, ())), ())
        for each in agencies
        if each.id is not None
    }


def requests_with_reference(
    session: Session, actor: Actor, references: Collection[str]
) -> dict[str, str]:
    """Which of these tracking numbers is in a log already, with words for its request."""
    # Not limited to what a person may see: a tracking number is used up, whoever used it.
    if not references:
        return {}
    plain = func.replace(_event.details["reference"].as_string(), " ", "")
    rows = session.execute(
        select(plain, _request.number, is_visible_to(actor))
        .join(Request, _request.id == _event.request_id)
        .where(_event.kind.in_(("sent", "follow_up_sent")), plain.in_(references))
    )
    return {
        reference: number if number and is_seen else "another request"
        for reference, number, is_seen in rows
    }


def words_of(kind: str) -> str:
    """What a letter is, for a list: Request, or such as Demand for written grounds."""
    words = REQUEST if kind == REQUEST else FOLLOW_UP_WORDS[FollowUp(kind)]
    return words[0].upper() + words[1:]


def _waiting(row: Any) -> Waiting:
    """What the query selects, without whose request it is."""
    letter, request, version, law, agency, kind, name, pages, approved, care, facts, *_ = row
    number = name.removesuffix(".pdf")
    return Waiting(
        letter, request, version, law, agency, kind, number, pages, approved, care, facts
    )


def _may_wait() -> ColumnElement[bool]:
    """What the rows can tell: the log decides about letters after the request."""
    own = _event.request_id == _letter.request_id
    gone = exists().where(
        own,
        _event.kind == "follow_up_sent",
        _event.details["number"].as_string() + ".pdf" == _letter.name,
    )
    corrected = exists().where(own, _event.kind == "corrected")
    return or_(
        and_(_letter.kind == REQUEST, _request.stage == "ready"),
        and_(
            _letter.kind != REQUEST,
            _request.stage.not_in(("draft", "ready")),
            or_(~gone, corrected),
        ),
    )


def _waits(one: Waiting, entries: Iterable[Entry], today: date) -> bool:
    entries = tuple(entries)
    log = [entry.event for entry in effective(entries)]
    if any(isinstance(event, FollowUpSent) and event.number == one.number for event in log):
        return False
    leaving = FollowUpSent(today, None, FollowUp(one.kind), one.number, Channel.POST, "", "")
    return not problems_of(leaving, entries, today, law_code=one.law)
