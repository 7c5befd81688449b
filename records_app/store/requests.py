"""Selecting requests and what belongs to them. Requests are only ever selected by visibility."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import delete, func, update
from sqlalchemy import select as sql_select
from sqlmodel import Session, select

from records_app.casework.people import Actor
from records_app.law.agency_days import STANDARD_DAYS, AgencyDays
from records_app.store.groups import Limit, limit_of
from records_app.store.tables_agencies import Agency, Agreement, Closure, Contact
from records_app.store.tables_people import Office, Person
from records_app.store.tables_requests import (
    LetterRow,
    NumberCounter,
    Request,
    RequestSubject,
)
from records_app.store.visibility import visible_to

_LARGEST_ID = 2**31 - 1
_request: Any = Request
_agency: Any = Agency
_subject: Any = RequestSubject
_closure: Any = Closure
_contact: Any = Contact
_agreement: Any = Agreement
_letter: Any = LetterRow
_counter: Any = NumberCounter


def is_id(number: int | None) -> bool:
    """Whether a number can be the id of a row: addresses may hold any number."""
    return number is not None and 0 < number <= _LARGEST_ID


def find_request(session: Session, actor: Actor, request_id: int) -> Request | None:
    """The request, if the actor may see it."""
    if not is_id(request_id):
        return None
    return session.exec(visible_to(actor).where(_request.id == request_id)).first()


def lock_request(session: Session, actor: Actor, request_id: int) -> Request | None:
    """The request, if the actor may see it, held so that nobody else changes it meanwhile."""
    if not is_id(request_id):
        return None
    query = visible_to(actor).where(_request.id == request_id).with_for_update()
    return session.exec(query).first()


def name_of(session: Session, person_id: int) -> str:
    """The name of a person."""
    return session.exec(select(Person.name).where(Person.id == person_id)).one()


def subjects_of(session: Session, request_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The subjects of each request by its id, in alphabetical order."""
    rows = session.execute(
        sql_select(_subject.request_id, _subject.subject)
        .where(_subject.request_id.in_(request_ids))
        .order_by(_subject.request_id, _subject.subject)
    )
    found: dict[int, list[str]] = {}
    for request_id, subject in rows:
        found.setdefault(request_id, []).append(subject)
    return {request_id: tuple(subjects) for request_id, subjects in found.items()}


def replace_subjects(session: Session, request_id: int, subjects: Iterable[str]) -> None:
    """Make these the subjects of a request."""
    session.exec(delete(RequestSubject).where(_subject.request_id == request_id))
    session.add_all(
        RequestSubject(request_id=request_id, subject=subject) for subject in sorted(set(subjects))
    )


def days_of_agency(session: Session, agency_id: int | None) -> AgencyDays:
    """The days on which an agency departs from the holidays of its law, and its closing time."""
    if agency_id is None:
        return STANDARD_DAYS
    return days_of_agencies(session, (agency_id,)).get(agency_id, STANDARD_DAYS)


def days_of_agencies(session: Session, agency_ids: Collection[int]) -> dict[int, AgencyDays]:
    """The same for several agencies by id; those that depart from nothing are left out."""
    if not agency_ids:
        return {}
    query = (
        sql_select(_agency.id, _agency.closes_at, _closure.on, _closure.is_open, _closure.reason)
        .outerjoin(Closure, _closure.agency_id == _agency.id)
        .where(_agency.id.in_(agency_ids))
        .order_by(_closure.on)
    )
    hours: dict[int, time] = {}
    days: dict[tuple[int, bool], list[tuple[date, str]]] = {}
    for agency_id, closes_at, on, is_open, reason in session.execute(query):
        hours[agency_id] = closes_at
        if on is not None:
            days.setdefault((agency_id, is_open), []).append((on, reason))
    found = {
        agency_id: AgencyDays(
            closed=tuple(days.get((agency_id, False), ())),
            open=tuple(days.get((agency_id, True), ())),
            closes_at=closes_at,
        )
        for agency_id, closes_at in hours.items()
    }
    return {agency_id: own for agency_id, own in found.items() if own != STANDARD_DAYS}


@dataclass(frozen=True, slots=True)
class AgencyFile:
    """An agency with the contacts and agreements that hold now, and whom its requests are for."""

    agency: Agency
    contacts: tuple[Contact, ...]
    agreements: tuple[Agreement, ...]
    limit: Limit | None = None


def agency_file(session: Session, agency_id: int | None) -> AgencyFile | None:
    """An agency with its contacts and agreements, or None if there is no such agency."""
    agency = session.get(Agency, agency_id) if is_id(agency_id) else None
    if agency is None:
        return None
    contacts = session.exec(
        select(Contact)
        .where(_contact.agency_id == agency_id, _contact.removed_at.is_(None))
        .order_by(_contact.id)
    ).all()
    agreements = session.exec(
        select(Agreement)
        .where(_agreement.agency_id == agency_id)
        .order_by(_agreement.signed_on, _agreement.id)
    ).all()
    limit = limit_of(session, agency.id or 0)
    return AgencyFile(agency, tuple(contacts), tuple(agreements), limit)


def office_row(session: Session) -> Office:
    """The office's letterhead; empty as long as nobody has filled it in."""
    return session.get(Office, 1) or Office()


def letter_of(session: Session, request_id: int) -> LetterRow | None:
    """The request letter of a request, with its bytes."""
    query = select(LetterRow).where(_letter.request_id == request_id, _letter.kind == "request")
    return session.exec(query).first()


def last_number(session: Session, series: str) -> int:
    """The last number given in a series; 0 before the first."""
    row = session.get(NumberCounter, series)
    return 0 if row is None else row.last


def take_number(session: Session, series: str, number: int) -> bool:
    """Take ``number`` if it is the next one of its series; False if another was faster.

    The first number of a series is a new row, so two takers at once meet in its primary key:
    the later one gets an ``IntegrityError`` from the database.
    """
    if number == 1 and session.get(NumberCounter, series) is None:
        session.add(NumberCounter(series=series, last=1))
        session.flush()
        return True
    taken = session.exec(
        update(NumberCounter)
        .where(_counter.series == series, _counter.last == number - 1)
        .values(last=number)
    )
    return bool(taken.rowcount == 1)


def open_ids_of_agency(session: Session, agency_id: int) -> tuple[int, ...]:
    """The ids of an agency's requests whose clocks may still move: approved and not closed."""
    # Not limited to what a person may see: derived columns are the same for everybody.
    rows = session.exec(
        select(_request.id)
        .where(_request.agency_id == agency_id, _request.stage.not_in(("draft", "closed")))
        .order_by(_request.id)
    )
    return tuple(rows)


def count_of_agency(
    session: Session, actor: Actor, agency_id: int
) -> dict[tuple[str, str | None], int]:
    """How many approved requests an agency has, by stage and outcome."""
    seen = (
        visible_to(actor)
        .where(_request.agency_id == agency_id, _request.stage != "draft")
        .subquery()
    )
    rows = session.execute(
        sql_select(seen.c.stage, seen.c.outcome, func.count()).group_by(
            seen.c.stage, seen.c.outcome
        )
    )
    return {(stage, outcome): count for stage, outcome, count in rows}
