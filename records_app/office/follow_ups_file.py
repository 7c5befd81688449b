"""What a letter after the request can build on: the request, its log and both sides' addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from sqlmodel import Session

from records_app.casework.corrections import effective
from records_app.casework.events import (
    Approved,
    Entry,
    Evidence,
    FollowUp,
    Imported,
    Received,
    Sent,
)
from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may_record
from records_app.casework.standing import Standing, standing_of
from records_app.casework.subjects import Subject
from records_app.law.agency_days import AgencyDays
from records_app.law.explanations import explain
from records_app.letters.day_lines import counted
from records_app.letters.follow_up import RequestSoFar
from records_app.letters.follow_up_form import Context
from records_app.letters.follow_up_kinds import FollowUpKind, kinds_for
from records_app.office.correspondents import addressee_of, sender_of, ways_to_send
from records_app.office.missouri_time import missouri_day
from records_app.office.refusals import NotAllowed, NotFound
from records_app.office.wording_paper import Paper, paper_of
from records_app.store.database import Store
from records_app.store.letters import LetterOf, letters_of
from records_app.store.log import entries_of
from records_app.store.requests import (
    AgencyFile,
    agency_file,
    days_of_agency,
    find_request,
    name_of,
    office_row,
    subjects_of,
)
from records_app.store.tables_people import Office
from records_app.store.tables_requests import Request

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything about one request that its letters speak of. ``entries`` have no wrong lines.

    ``number`` is that of the request, ``version`` the newest, ``changed_by`` whose it is.
    ``form`` is what was typed into the request and into letters that are not finished.
    """

    id: int
    law: str
    number: str
    version: int
    author_id: int
    changed_by: str
    changed_at: datetime
    form: dict[str, Any] = field(repr=False)
    agency: AgencyFile = field(repr=False)
    office: Office = field(repr=False)
    entries: tuple[Entry, ...] = field(repr=False)
    subjects: tuple[Subject, ...]
    days: AgencyDays = field(repr=False)
    standing: Standing = field(repr=False)
    letters: tuple[LetterOf, ...] = field(repr=False)
    paper: Paper = field(repr=False)

    def last(self, kind: type[Kind]) -> Kind | None:
        """The last line of this kind in the log: it corrects the others."""
        found = (entry.event for entry in reversed(self.entries))
        return next((event for event in found if isinstance(event, kind)), None)


def open_file(store: Store, actor: Actor, request_id: int) -> CaseFile:
    """Read everything about a request that went out or may go out; the actor must look after it.

    Raises ``NotFound``, also for a draft, and ``NotAllowed``.
    """
    with store.reading() as session:
        row = request_to_write_about(session, actor, request_id)
        agency = agency_file(session, row.agency_id)
        if agency is None:
            raise NotFound("request")
        entries = entries_of(session, request_id)
        days = days_of_agency(session, row.agency_id)
        subjects = subjects_of(session, (request_id,)).get(request_id, ())
        office = office_row(session)
        return CaseFile(
            id=request_id,
            law=row.law,
            number=row.number or "",
            version=row.version,
            author_id=row.author_id,
            changed_by=name_of(session, row.updated_by_id),
            changed_at=row.updated_at,
            form=dict(row.form),
            agency=agency,
            office=office,
            entries=effective(entries),
            subjects=tuple(Subject(subject) for subject in subjects),
            days=days,
            standing=standing_of(
                entries, law_code=row.law, agency=days, chaser_days=office.chaser_days
            ),
            letters=letters_of(session, request_id),
            paper=paper_of(session, row.law),
        )


def request_to_write_about(
    session: Session, actor: Actor, request_id: int, *, row: Request | None = None
) -> Request:
    """The request, if this person may write letters about it. ``row`` is one that is locked."""
    row = find_request(session, actor, request_id) if row is None else row
    if row is None:
        raise NotFound("request")
    if not may_record(actor, row.author_id, row.assigned_id):
        raise NotAllowed(Permission.RECORD.value)
    if row.stage == "draft" or row.number is None:
        raise NotFound("request")
    return row


def kinds_of_letters(file: CaseFile) -> dict[str, FollowUpKind]:
    """The kinds of letters under the law of the request that the log can tell of."""
    known = set(FollowUp)
    return {name: kind for name, kind in kinds_for(file.law).items() if name in known}


def kind_of_letter(file: CaseFile, kind: str) -> FollowUpKind:
    """The kind of this name under the law of the request. Raises ``NotFound``."""
    found = kinds_of_letters(file).get(kind)
    if found is None:
        raise NotFound("letter")
    return found


def context_of(file: CaseFile, actor: Actor, today: date) -> Context:
    """What the record knows before anybody writes. Raises ``NotFound`` if nothing was approved."""
    ways = ways_to_send(file.agency)
    return Context(
        to=addressee_of(file.agency),
        sender=sender_of(file.office, actor.name),
        dated=today,
        request=_so_far(file),
        delivery=ways[0] if ways else "post",
        law=file.law,
    )


def today_in(now: datetime) -> date:
    """The day that a letter written now bears."""
    return missouri_day(now)


def _so_far(file: CaseFile) -> RequestSoFar:
    written, sent = file.last(Approved) or file.last(Imported), file.last(Sent)
    if written is None:
        raise NotFound("request")
    received, known = file.last(Received), file.standing.received_on
    recorded = received is not None and received.on == known
    imported = isinstance(written, Imported)
    request = RequestSoFar(
        number=file.number,
        dated=sent.on if imported and sent is not None else written.on,
        subjects=file.subjects,
        sent_on=sent.on if sent else None,
        sent_how=sent.channel.value if sent else "email",
        sent_reference=sent.reference if sent else "",
        received_on=known,
        received_how=received.evidence if received is not None and recorded else Evidence.REPLY,
        answered_by_then=known is not None and not recorded,
    )
    if known is None:
        return request
    at = received.at if received is not None and recorded else None
    return counted(request, explain(file.law, "", known, at=at, agency=file.days))
