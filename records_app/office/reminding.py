"""Remind me of a request on a date, whatever its standing. Reminders are personal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.law.day_words import full_day
from records_app.letters.request_form import FieldError
from records_app.office.addresses import read_line, read_row_id
from records_app.office.missouri_time import missouri_day
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.requests import lock_request
from records_app.store.tables_watching import RemindMe
from records_app.store.watching import lock_reminder, open_reminders

MOST_NOTE = 200
MOST_OPEN = 20
FARTHEST = timedelta(days=3 * 366)
"""No clock of any law runs longer than a year; three of them are far enough for a reminder."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def remind_me(
    store: Store, actor: Actor, request_id: int, raw: Mapping[str, object], *, now: datetime
) -> int:
    """Remind the actor of a request on ``remind_on``, with ``remind_note``; gives its number.

    Today is allowed: it then stands on the desk at once. Raises ``Refused``, and ``NotFound`` also
    for a draft. No version moves, and nobody else sees it.
    """
    if not may(actor, Permission.SEE):
        raise NotAllowed(Permission.SEE.value)
    errors: list[FieldError] = []
    on = _read_day(raw.get("remind_on"), missouri_day(now), errors)
    note = read_line(
        raw.get("remind_note", ""),
        errors,
        field="remind_note",
        label="Note",
        max_length=MOST_NOTE,
        required=False,
    )
    if errors or on is None:
        raise Refused(tuple(errors))
    with store.transaction() as session:
        row = lock_request(session, actor, request_id)
        if row is None or row.stage == "draft":
            raise NotFound("request")
        if len(open_reminders(session, actor.id, request_id)) >= MOST_OPEN:
            why = f"You have {MOST_OPEN} reminders on this request. Take one away first."
            raise Refused((FieldError("remind_on", "Day", why),))
        reminder = RemindMe(
            request_id=request_id, person_id=actor.id, on=on, note=note, made_at=now
        )
        session.add(reminder)
        session.flush()
        assert reminder.id is not None  # noqa: S101 - a stored row has an id
        return reminder.id


def done_with_reminder(store: Store, actor: Actor, reminder_id: object, *, now: datetime) -> None:
    """Take one of the actor's own reminders away; twice is once. Raises ``NotFound``."""
    if not may(actor, Permission.SEE):
        raise NotAllowed(Permission.SEE.value)
    number = read_row_id(reminder_id)
    if number is None:
        raise NotFound("reminder")
    with store.transaction() as session:
        found = lock_reminder(session, actor.id, number)
        if found is None:
            raise NotFound("reminder")
        found.done_at = found.done_at or now


def _read_day(value: object, today: date, errors: list[FieldError]) -> date | None:
    day, why = None, ""
    try:
        text = value if isinstance(value, str) else ""
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        why = "There is no such day."
    if not why and day is None:
        why = "Choose the day."
    elif day is not None and day < today:
        why = f"{full_day(day)} has passed. Choose today or a later day."
    elif day is not None and day > today + FARTHEST:
        why = f"Choose a day before {full_day(today + FARTHEST)}."
    if why:
        errors.append(FieldError("remind_on", "Day", why))
    return day
