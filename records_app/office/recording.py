"""Record what happened to a request: sent, received, answered, noted, closed, reopened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from records_app.casework.events import Entry, Event
from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may_record
from records_app.casework.problems import problems_of
from records_app.law.errors import LawError
from records_app.letters.request_form import FieldError
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
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.log import append_event, entries_of
from records_app.store.requests import lock_request, name_of

Raw = Mapping[str, object]


class Recorded(NamedTuple):
    """The version after the event, its place in the log, and the new badge words."""

    version: int
    seq: int
    label: str


def record_sent(
    store: Store, actor: Actor, request_id: int, version: int, raw: Raw, *, now: datetime
) -> Recorded:
    """Record how and when the letter was sent: on, at, channel, reference, to.

    This and the functions below raise ``Refused`` (every error by field), ``ChangedElsewhere``
    when ``version`` is not the newest, ``NotAllowed`` and ``NotFound``. A later record of sending
    or receipt corrects an earlier one; both stay in the log.
    """
    return _record(store, actor, request_id, _Typed(version, raw, read_sent), now=now)


def record_received(
    store: Store, actor: Actor, request_id: int, version: int, raw: Raw, *, now: datetime
) -> Recorded:
    """Record when the custodian received it and how we know: on, at, evidence, detail."""
    return _record(store, actor, request_id, _Typed(version, raw, read_received), now=now)


def record_answer(
    store: Store, actor: Actor, request_id: int, version: int, raw: Raw, *, now: datetime
) -> Recorded:
    """Record what they answered: on, kind, promised_on, fee, exception, detail."""
    return _record(store, actor, request_id, _Typed(version, raw, read_answer), now=now)


def record_follow_up_sent(
    store: Store, actor: Actor, request_id: int, version: int, raw: Raw, *, now: datetime
) -> Recorded:
    """Record that a letter after the request left: letter, number, on, at, channel, reference, to.

    ``letter`` is the kind, such as reminder; ``number`` is empty for a letter written elsewhere.
    """
    return _record(store, actor, request_id, _Typed(version, raw, read_follow_up_sent), now=now)


def record_follow_up_received(
    store: Store, actor: Actor, request_id: int, version: int, raw: Raw, *, now: datetime
) -> Recorded:
    """Record when the custodian received a demand for grounds: on, at, evidence, detail."""
    typed = _Typed(version, raw, read_follow_up_received)
    return _record(store, actor, request_id, typed, now=now)


def record_payment(
    store: Store, actor: Actor, request_id: int, version: int, raw: Raw, *, now: datetime
) -> Recorded:
    """Record that we paid the fee: on, amount, reference."""
    return _record(store, actor, request_id, _Typed(version, raw, read_payment), now=now)


def add_note(
    store: Store, actor: Actor, request_id: int, version: int, raw: Raw, *, now: datetime
) -> Recorded:
    """Add a note: text, and on if it was not today."""
    return _record(store, actor, request_id, _Typed(version, raw, read_note), now=now)


def close_request(
    store: Store, actor: Actor, request_id: int, version: int, raw: Raw, *, now: datetime
) -> Recorded:
    """Close a request: outcome, detail, and on if it was not today."""
    return _record(store, actor, request_id, _Typed(version, raw, read_closing), now=now)


def reopen_request(
    store: Store, actor: Actor, request_id: int, version: int, raw: Raw, *, now: datetime
) -> Recorded:
    """Open a closed request again: detail, and on if it was not today."""
    return _record(store, actor, request_id, _Typed(version, raw, read_reopening), now=now)


def record_contact(
    store: Store, actor: Actor, request_id: int, version: int, raw: Raw, *, now: datetime
) -> Recorded:
    """Record a call, a visit or a message: on, at, how, who, detail."""
    return _record(store, actor, request_id, _Typed(version, raw, read_contact), now=now)


def record_escalation(
    store: Store, actor: Actor, request_id: int, version: int, raw: Raw, *, now: datetime
) -> Recorded:
    """Record a step outside, such as a complaint or a suit: on, step, to, reference, detail."""
    return _record(store, actor, request_id, _Typed(version, raw, read_escalation), now=now)


def record_decision(
    store: Store, actor: Actor, request_id: int, version: int, raw: Raw, *, now: datetime
) -> Recorded:
    """Record how a step outside ended: on, step, ruling, detail."""
    return _record(store, actor, request_id, _Typed(version, raw, read_decision), now=now)


def correct_line(
    store: Store, actor: Actor, request_id: int, version: int, raw: Raw, *, now: datetime
) -> Recorded:
    """Correct a line of the log: line, why, and the fields of its form, or strike for none of them.

    The line stays in the log. Raises also when the line cannot be corrected, or when the log with
    the correction is one that would not have been allowed.
    """

    def correction(entries: tuple[Entry, ...], today: date) -> Event:
        return read_correction(raw, entries, today)

    return _record(store, actor, request_id, _Typed(version, raw, None, correction), now=now)


class _Typed(NamedTuple):
    """What somebody typed, onto which version, and how to read it, if need be with the log."""

    version: int
    raw: Raw
    read: Reader | None
    with_log: Callable[[tuple[Entry, ...], date], Event] | None = None

    def event(self, entries: tuple[Entry, ...], today: date) -> Event:
        if self.with_log is not None:
            return self.with_log(entries, today)
        assert self.read is not None  # noqa: S101 - one of the two is always given
        return self.read(self.raw, today)


def _record(
    store: Store, actor: Actor, request_id: int, typed: _Typed, *, now: datetime
) -> Recorded:
    today = missouri_day(now)
    with store.transaction() as session:
        row = lock_request(session, actor, request_id)
        if row is None:
            raise NotFound("request")
        if not may_record(actor, row.author_id, row.assigned_id):
            raise NotAllowed(Permission.RECORD.value)
        if row.stage == "draft":
            raise NotFound("request")
        if row.version != typed.version:
            raise ChangedElsewhere(name_of(session, row.updated_by_id), row.updated_at)
        entries = entries_of(session, request_id)
        event = typed.event(entries, today)
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


def _refuse_problems(problems: tuple[tuple[str, str], ...]) -> None:
    if problems:
        raise Refused(tuple(FieldError(field, label_of(field), why) for field, why in problems))
