"""What bringing in earlier requests asks of the store, many rows at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlmodel import Session

from records_app.casework.events import Entry, to_json
from records_app.casework.people import Actor
from records_app.store.requests import subjects_of
from records_app.store.tables_agencies import Agency, Contact
from records_app.store.tables_files import ImportRun
from records_app.store.tables_people import Person
from records_app.store.tables_requests import EventRow, NumberCounter, Request, RequestSubject
from records_app.store.visibility import is_visible_to

_request: Any = Request
_event: Any = EventRow
_person: Any = Person
_agency: Any = Agency
_contact: Any = Contact
_run: Any = ImportRun
_counter: Any = NumberCounter
_BATCH = 500


@dataclass(frozen=True, slots=True)
class SentBefore:
    """A stored request as far as it shows that a row of a list is the same one."""

    agency_id: int
    sent_on: date
    subjects: frozenset[str]
    number: str


def people_there_are(session: Session) -> Sequence[tuple[int, str, str]]:
    """Id, name and e-mail address of everybody who may sign in and record, by name."""
    query = (
        select(_person.id, _person.name, _person.email)
        .where(_person.disabled_at.is_(None), _person.role != "viewer")
        .order_by(_person.name, _person.id)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def laws_of(session: Session, agency_ids: Collection[int]) -> dict[int, str]:
    """The law of each of these agencies."""
    query = select(_agency.id, _agency.law)
    return {row[0]: row[1] for row in session.execute(query) if row[0] in agency_ids}


def numbers_taken(session: Session, numbers: Collection[str]) -> set[str]:
    """Which of these numbers belong to a request already."""
    # Not limited to what a person may see: a number is taken whoever has it.
    taken: set[str] = set()
    wanted = sorted(numbers)
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        taken.update(
            session.execute(select(_request.number).where(_request.number.in_(part))).scalars()
        )
    return taken


def sent_before(session: Session, actor: Actor, agency_ids: Collection[int]) -> list[SentBefore]:
    """The requests to these agencies that the actor may see, with every day of sending."""
    found: list[SentBefore] = []
    wanted = sorted(agency_ids)
    for start in range(0, len(wanted), _BATCH):
        query = (
            select(_request.id, _request.agency_id, _event.happened_on, _request.number)
            .join(EventRow, _event.request_id == _request.id)
            .where(
                _request.agency_id.in_(wanted[start : start + _BATCH]),
                _event.kind == "sent",
                is_visible_to(actor),
            )
            .order_by(_event.id)
        )
        rows = list(session.execute(query))
        subjects = _subjects(session, [row[0] for row in rows])
        found += [
            SentBefore(row[1], row[2], frozenset(subjects.get(row[0], ())), row[3] or "")
            for row in rows
        ]
    return found


def _subjects(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for start in range(0, len(ids), _BATCH):
        found |= subjects_of(session, ids[start : start + _BATCH])
    return found


def last_run(session: Session, sha256: str, by: int | None = None) -> tuple[ImportRun, str] | None:
    """The newest import of a file with these bytes, by one person or anybody, with their name."""
    query = (
        select(ImportRun, _person.name)
        .join(Person, _run.imported_by_id == _person.id)
        .where(_run.sha256 == sha256)
        .order_by(_run.id.desc())
    )
    if by is not None:
        query = query.where(_run.imported_by_id == by)
    row = session.execute(query).first()
    return (row[0], row[1]) if row else None


def hold_person(session: Session, person_id: int) -> None:
    """Let nobody else do what this person does twice at once, until the transaction ends."""
    session.execute(select(_person.id).where(_person.id == person_id).with_for_update())


def take_numbers(session: Session, series: str, count: int, at_least: int = 0) -> int:
    """Take ``count`` numbers of a series in a row; gives the first of them.

    With ``at_least`` the counter stands there afterwards if it was lower. Two takers of a new
    series meet in its primary key: the later one gets an ``IntegrityError``.
    """
    query = select(NumberCounter).where(_counter.series == series).with_for_update()
    row = session.execute(query).scalars().first()
    if row is None:
        row = NumberCounter(series=series, last=0)
        session.add(row)
    first = row.last + 1
    row.last = max(row.last + count, at_least)
    session.flush()
    return first


def add_subjects(session: Session, subjects: Iterable[tuple[int, str]]) -> None:
    """Write the subjects of new requests: pairs of request id and subject."""
    rows = [{"request_id": number, "subject": subject} for number, subject in subjects]
    if rows:
        session.execute(insert(RequestSubject), rows)


def add_logs(
    session: Session, logs: Iterable[tuple[int, Sequence[Entry]]], actor: Actor, now: datetime
) -> None:
    """Write the whole logs of new requests, which nobody else can know of yet."""
    rows: list[dict[str, Any]] = []
    for request_id, entries in logs:
        for entry in entries:
            kind, details = to_json(entry.event)
            rows.append(
                {
                    "request_id": request_id,
                    "seq": entry.seq,
                    "kind": kind,
                    "happened_on": entry.event.on,
                    "details": details,
                    "recorded_at": now,
                    "recorded_by_id": actor.id,
                }
            )
    if rows:
        session.execute(insert(EventRow), rows)


def agencies_by_email(session: Session) -> dict[str, int]:
    """Which agency an e-mail address belongs to; an address of several is left out."""
    query = select(func.lower(_contact.value), _contact.agency_id).where(
        _contact.kind == "email", _contact.removed_at.is_(None)
    )
    found: dict[str, set[int]] = {}
    for value, agency_id in session.execute(query):
        found.setdefault(value, set()).add(agency_id)
    return {value: ids.pop() for value, ids in found.items() if len(ids) == 1}


@dataclass(frozen=True, slots=True)
class FoundRequest:
    """A request that a mail may belong to."""

    id: int
    number: str
    agency: str
    label: str


def requests_for_mail(
    session: Session, actor: Actor, numbers: Collection[str], agency_ids: Collection[int], most: int
) -> list[FoundRequest]:
    """The requests with these numbers, then the newest to these agencies; no drafts."""
    query = (
        select(_request.id, _request.number, _agency.name, _request.label)
        .join(Agency, _request.agency_id == _agency.id)
        .where(is_visible_to(actor), _request.stage != "draft", _request.number.is_not(None))
        .order_by(_request.id.desc())
        .limit(most)
    )
    found: dict[int, FoundRequest] = {}
    for condition in (
        _request.number.in_(sorted(numbers)[:50]),
        _request.agency_id.in_(sorted(agency_ids)[:50]),
    ):
        for row in session.execute(query.where(condition)):
            found.setdefault(row[0], FoundRequest(*row))
    return list(found.values())[:most]
