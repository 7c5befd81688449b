"""Approve a draft: the letter becomes final, gets its number, and is stored as bytes."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from records_app.casework.events import Approved as ApprovedEvent
from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.law.statute import law
from records_app.letters.compose import Letter
from records_app.letters.facts import LetterFacts
from records_app.letters.pdf import Pdf, render_pdf
from records_app.letters.request_form import FieldError
from records_app.office.draft_form import bounded
from records_app.office.draft_view import Approved
from records_app.office.drafting import changeable, preview_of
from records_app.office.missouri_time import missouri_day
from records_app.office.refresh import derive
from records_app.office.refusals import NotAllowed, Refused
from records_app.office.wording_paper import paper_of
from records_app.store.database import Store
from records_app.store.groups import limit_of_request
from records_app.store.log import append_event
from records_app.store.requests import (
    agency_file,
    find_request,
    last_number,
    lock_request,
    office_row,
    replace_subjects,
    take_number,
)
from records_app.store.tables_requests import LetterRow, Request
from records_app.store.watching import carer
from records_app.store.wording import add_made_with

_ATTEMPTS = 12
_log = logging.getLogger(__name__)


class _NumberTaken(Exception):
    """Another letter got the number between rendering and storing."""


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for: this person approves this version of this draft, now."""

    actor: Actor
    draft_id: int
    version: int
    now: datetime


@dataclass(frozen=True, slots=True)
class _Finished:
    """A letter with its number on it, rendered and not yet stored."""

    series: str
    next: int
    number: str
    facts: LetterFacts
    letter: Letter
    pdf: Pdf
    wording_version_id: int | None
    besides: tuple[int, ...]


def approve(store: Store, actor: Actor, draft_id: int, version: int, *, now: datetime) -> Approved:
    """Make the letter of a draft final and give it the next number of its series.

    The letter is rendered before the transaction, with the number that is next by then. The
    transaction checks that it still is; otherwise everything is done again with the new number.
    Approving twice the same version gives the same answer again. Raises ``Refused`` with every
    error of the form, ``ChangedElsewhere``, ``NotFound``, ``NotAllowed``.
    """
    if not may(actor, Permission.DRAFT):
        raise NotAllowed(Permission.DRAFT.value)
    order = _Order(actor, draft_id, version, now)
    for _attempt in range(_ATTEMPTS):
        finished = _finish(store, order)
        if isinstance(finished, Approved):
            return finished
        try:
            return _keep(store, order, finished)
        except _NumberTaken:
            continue
    busy = "Many letters are being approved at this moment. Please try again."
    raise Refused((FieldError("number", "Number", busy),))


def _finish(store: Store, order: _Order) -> _Finished | Approved:
    with store.reading() as session:
        row = find_request(session, order.actor, order.draft_id)
        if (done := _done_before(row, order)) is not None:
            return done
        row = changeable(session, row, order.actor, order.version)
        prefix = law(row.law).number_prefix
        series = f"{prefix}-{missouri_day(order.now).year}"
        following = last_number(session, series) + 1
        file = agency_file(session, row.agency_id)
        office = office_row(session)
        paper = paper_of(session, row.law)
    number = f"{series}-{following:04d}"
    form = bounded(row.form)
    preview = preview_of(form, file, office, order.actor, order.now, number=number, paper=paper)
    if preview.errors or preview.facts is None or preview.letter is None:
        raise Refused(preview.errors)
    pdf = render_pdf(preview.letter)
    facts, letter, version_id = preview.facts, preview.letter, paper.version_of(preview.facts.kind)
    besides = paper.besides(facts)
    return _Finished(series, following, number, facts, letter, pdf, version_id, besides)


def _keep(store: Store, order: _Order, finished: _Finished) -> Approved:
    try:
        with store.transaction() as session:
            row = lock_request(session, order.actor, order.draft_id)
            if (done := _done_before(row, order)) is not None:
                return done
            row = changeable(session, row, order.actor, order.version)
            if not take_number(session, finished.series, finished.next):
                raise _NumberTaken
            _store_letter(session, row, order, finished)
    except IntegrityError as error:
        # Two first letters of a year meet in the primary key of the counter.
        _log.info("letter %s was not stored, trying again: %s", finished.number, error.orig)
        raise _NumberTaken from error
    return Approved(order.draft_id, finished.number)


def _store_letter(session: Session, row: Request, order: _Order, finished: _Finished) -> None:
    actor, now, pdf, letter = order.actor, order.now, finished.pdf, finished.letter
    row.number = finished.number
    row.assigned_id = _cares(session, row, actor)
    row.version += 1
    row.updated_at = now
    row.updated_by_id = actor.id
    kept = LetterRow(
        request_id=order.draft_id,
        name=f"{finished.number}.pdf",
        pdf=pdf.content,
        sha256=pdf.sha256,
        pages=pdf.pages,
        text=letter.text,
        html=letter.html,
        facts=json.loads(letter.facts_json),
        approved_at=now,
        approved_by_id=actor.id,
        wording_version_id=finished.wording_version_id,
    )
    session.add(kept)
    session.flush()
    add_made_with(session, kept.id or 0, finished.besides)
    replace_subjects(session, order.draft_id, finished.facts.subjects)
    event = ApprovedEvent(missouri_day(now), finished.number, pdf.sha256, pdf.pages)
    append_event(session, order.draft_id, event, actor, now)
    derive(session, row)


def _cares(session: Session, row: Request, actor: Actor) -> int:
    """The author looks after the request; whoever approved it does, if the author cannot."""
    author = row.author_id
    limit = limit_of_request(session, row.id or 0, row.agency_id)
    can = carer(session, author) is not None and (limit is None or limit.lets(author))
    return author if can else actor.id


def _done_before(row: Request | None, order: _Order) -> Approved | None:
    """The answer of an earlier approval of this very version, as a second click asks for it."""
    if row is None or row.number is None or row.updated_by_id != order.actor.id:
        return None
    return Approved(order.draft_id, row.number) if row.version == order.version + 1 else None
