"""Record what happened to a request: sent, received, answered, noted, closed, reopened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple, Protocol

from sqlmodel import Session

from records_app.casework.events import Entry, Event
from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may_record
from records_app.casework.problems import problems_of
from records_app.law.errors import LawError
from records_app.letters.request_form import FieldError
from records_app.office.changed_elsewhere import changed_elsewhere
from records_app.office.correcting import read_correction
from records_app.office.event_fields import label_of
from records_app.office.event_forms import (
    Reader,
    read_answer,
    read_closing,
    read_contact,
    read_decision,
    read_escalation,
    read_follow_up_received,
    read_follow_up_sent,
    read_note,
    read_payment,
    read_received,
    read_reopening,
    read_sent,
)
from records_app.office.missouri_time import missouri_day
from records_app.office.refresh import derive
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.log import append_event, entries_of
from records_app.store.requests import lock_request
from records_app.store.tables_requests import Request

Raw = Mapping[str, object]


class Recorded(NamedTuple):
    """The version after the event, its place in the log, and the new badge words."""

    version: int
    seq: int
    label: str


class Record(Protocol):
    """Records one thing that happened, as somebody typed it, onto the version they saw.

    It raises ``Refused`` (every error by field), ``ChangedElsewhere`` when ``version`` is not the
    newest, ``NotAllowed`` and ``NotFound``. A later record of sending or receipt corrects an
    earlier one; both stay in the log.
    """

    def __call__(
        self, store: Store, actor: Actor, request_id: int, version: int, raw: Raw, *, now: datetime
    ) -> Recorded: ...


def _recorder(read: Callable[[Raw, tuple[Entry, ...], date], Event]) -> Record:
    def record(
        store: Store, actor: Actor, request_id: int, version: int, raw: Raw, *, now: datetime
    ) -> Recorded:
        today = missouri_day(now)
        with store.transaction() as session:
            row = _row_to_write(session, actor, request_id, version)
            entries = entries_of(session, request_id)
            event = read(raw, entries, today)
            _refuse_problems(problems_of(event, entries, today, law_code=row.law))
            entry = append_event(session, request_id, event, actor, now)
            row.version += 1
            row.updated_at = now
            row.updated_by_id = actor.id
            try:
                standing = derive(session, row)
            except LawError as error:
                raise Refused((FieldError("on", label_of("on"), f"{error}."),)) from error
            return Recorded(row.version, entry.seq, standing.label)

    return record


def _recorder_of(read: Reader) -> Record:
    return _recorder(lambda raw, _entries, today: read(raw, today))


def _row_to_write(session: Session, actor: Actor, request_id: int, version: int) -> Request:
    row = lock_request(session, actor, request_id)
    if row is None:
        raise NotFound("request")
    if not may_record(actor, row.author_id, row.assigned_id):
        raise NotAllowed(Permission.RECORD.value)
    if row.stage == "draft":
        raise NotFound("request")
    if row.version != version:
        raise changed_elsewhere(session, row, actor)
    return row


def _refuse_problems(problems: tuple[tuple[str, str], ...]) -> None:
    if problems:
        raise Refused(tuple(FieldError(field, label_of(field), why) for field, why in problems))


record_sent = _recorder_of(read_sent)
"""Record how and when the letter was sent: on, at, channel, reference, to."""

record_received = _recorder_of(read_received)
"""Record when the custodian received it and how we know: on, at, evidence, detail."""

record_answer = _recorder_of(read_answer)
"""Record what they answered: on, kind, promised_on, fee, exception, detail."""

record_follow_up_sent = _recorder_of(read_follow_up_sent)
"""Record that a letter after the request left: letter, number, on, at, channel, reference, to.

``letter`` is the kind, such as reminder; ``number`` is empty for a letter written elsewhere.
"""

record_follow_up_received = _recorder_of(read_follow_up_received)
"""Record when the custodian received a demand for grounds: on, at, evidence, detail."""

record_payment = _recorder_of(read_payment)
"""Record that we paid the fee: on, amount, reference."""

add_note = _recorder_of(read_note)
"""Add a note: text, and on if it was not today."""

close_request = _recorder_of(read_closing)
"""Close a request: outcome, detail, and on if it was not today."""

reopen_request = _recorder_of(read_reopening)
"""Open a closed request again: detail, and on if it was not today."""

record_contact = _recorder_of(read_contact)
"""Record a call, a visit or a message: on, at, how, who, detail."""

record_escalation = _recorder_of(read_escalation)
"""Record a step outside, such as a complaint or a suit: on, step, to, reference, detail."""

record_decision = _recorder_of(read_decision)
"""Record how a step outside ended: on, step, ruling, detail."""

correct_line = _recorder(read_correction)
"""Correct a line of the log: line, why, and the fields of its form, or strike for none of them.

The line stays in the log. Raises also when the line cannot be corrected, or when the log with the
correction is one that would not have been allowed.
"""
