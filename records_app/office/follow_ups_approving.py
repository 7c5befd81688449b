"""Approve a letter after the request: it becomes final, gets its number, is stored as bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from records_app.casework.events import FollowUp, FollowUpApproved
from records_app.casework.people import Actor
from records_app.casework.problems import problems_of
from records_app.letters.compose import Letter
from records_app.letters.pdf import Pdf, render_pdf
from records_app.letters.request_form import FieldError
from records_app.office.changed_elsewhere import changed_elsewhere
from records_app.office.follow_ups import composed
from records_app.office.follow_ups_drafts import bounded, drop
from records_app.office.follow_ups_file import (
    CaseFile,
    kind_of_letter,
    open_file,
    request_to_write_about,
)
from records_app.office.missouri_time import missouri_day
from records_app.office.refresh import derive
from records_app.office.refusals import ChangedElsewhere, Refused
from records_app.store.database import Store
from records_app.store.letters import newest_follow_up, next_number
from records_app.store.log import append_event
from records_app.store.requests import lock_request
from records_app.store.tables_requests import LetterRow, Request

Raw = Mapping[str, object]


class ApprovedLetter(NamedTuple):
    """A letter after the request became final: its request and its number."""

    request_id: int
    number: str


@dataclass(frozen=True, slots=True)
class _Order:
    """This person approves a letter of this kind onto this version of the request, now."""

    actor: Actor
    request_id: int
    version: int
    kind: FollowUp
    now: datetime


@dataclass(frozen=True, slots=True)
class _Finished:
    """A letter, rendered and not yet stored."""

    letter: Letter
    pdf: Pdf
    wording_version_id: int | None


def approve_follow_up(
    store: Store,
    actor: Actor,
    request_id: int,
    kind: str,
    raw: Raw,
    *,
    version: int,
    now: datetime,
) -> ApprovedLetter:
    """Make a letter final and give it the next number of its request, such as MO-2026-0047-2.

    ``version`` is that of the request when the person read the letter: whatever was recorded since
    may make it untrue. Approving the same letter twice on the same version gives the same answer
    again. Raises ``Refused`` with every error of the form, ``ChangedElsewhere``, ``NotFound``,
    ``NotAllowed``.
    """
    file = open_file(store, actor, request_id)
    chosen = kind_of_letter(file, kind)
    order = _Order(actor, request_id, version, FollowUp(chosen.name), now)
    letter, errors = composed(file, actor, chosen, bounded(chosen, raw), now)
    with store.reading() as session:
        if (done := _done_before(session, file.version, order, letter)) is not None:
            return done
    if file.version != version:
        raise ChangedElsewhere(file.changed_by, file.changed_at)
    errors = errors or _problems(file, order)
    if errors:
        raise Refused(errors)
    version_id = file.paper.version_of(chosen.name)
    return _keep(store, order, _Finished(letter, render_pdf(letter), version_id))


def _keep(store: Store, order: _Order, finished: _Finished) -> ApprovedLetter:
    with store.transaction() as session:
        row = lock_request(session, order.actor, order.request_id)
        row = request_to_write_about(session, order.actor, order.request_id, row=row)
        if (done := _done_before(session, row.version, order, finished.letter)) is not None:
            return done
        if row.version != order.version:
            raise changed_elsewhere(session, row, order.actor)
        number = next_number(session, order.request_id, row.number or "")
        _store_letter(session, row, order, finished, number)
    return ApprovedLetter(order.request_id, number)


def _store_letter(
    session: Session, row: Request, order: _Order, finished: _Finished, number: str
) -> None:
    letter, pdf = finished.letter, finished.pdf
    session.add(
        LetterRow(
            request_id=order.request_id,
            kind=order.kind.value,
            name=f"{number}.pdf",
            pdf=pdf.content,
            sha256=pdf.sha256,
            pages=pdf.pages,
            text=letter.text,
            html=letter.html,
            facts=json.loads(letter.facts_json),
            approved_at=order.now,
            approved_by_id=order.actor.id,
            wording_version_id=finished.wording_version_id,
        )
    )
    event = FollowUpApproved(missouri_day(order.now), order.kind, number, pdf.sha256, pdf.pages)
    append_event(session, order.request_id, event, order.actor, order.now)
    drop(row, order.actor, order.kind.value)
    row.version += 1
    row.updated_at = order.now
    row.updated_by_id = order.actor.id
    derive(session, row)


def _problems(file: CaseFile, order: _Order) -> tuple[FieldError, ...]:
    """What the log says against it. The version is checked again before it is stored."""
    today = missouri_day(order.now)
    event = FollowUpApproved(today, order.kind, "", "", 0)
    problems = problems_of(event, file.entries, today, law_code=file.law)
    return tuple(FieldError("request", "The request", why) for _, why in problems)


def _done_before(
    session: Session, version: int, order: _Order, letter: Letter
) -> ApprovedLetter | None:
    """The answer of an earlier approval of this very letter, as a second click asks for it."""
    if version != order.version + 1:
        return None
    newest = newest_follow_up(session, order.request_id)
    if newest is None or newest.kind != order.kind or newest.approved_by_id != order.actor.id:
        return None
    if newest.facts != json.loads(letter.facts_json):
        return None
    return ApprovedLetter(order.request_id, newest.name.removesuffix(".pdf"))
