"""`check`: works everything out again from the log and compares; names every difference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import chain
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, select

from records_app.casework.clocks import ASK_AGAIN
from records_app.casework.events import (
    Approved,
    DeadlineMoved,
    Entry,
    EventUnreadable,
    Imported,
    Noted,
)
from records_app.casework.problems import problems_of
from records_app.law.agency_days import STANDARD_DAYS
from records_app.law.errors import LawError
from records_app.office.checking_letters import differences_in_letters
from records_app.office.refresh import Derived, derived_from, stored_in
from records_app.store.audit_chain import broken_links, holds_seal, purged_numbers
from records_app.store.database import Store
from records_app.store.log import entries_of, entries_of_many
from records_app.store.requests import days_of_agencies, office_row
from records_app.store.tables_requests import NumberCounter, Request

_BATCH = 200
_OF_A_SERIES = re.compile(r"([A-Z]{2,3}-[0-9]{4})-([0-9]{4,})")
_request: Any = Request

Log = tuple[Entry, ...]


def differences_in(store: Store, seal: str = "") -> Iterator[str]:
    """Every difference in one line each; nothing when all is well. Changes nothing.

    Compared are: derived columns with the log, the moves of deadlines in the log with what they
    led to, letters with their hashes and with the event that approved them, numbers with their
    counters, the seals of the audit, and, on SQLite, the file with itself. ``seal`` was noted down
    elsewhere: without its row the end of the audit was cut off, or all of it was made anew.
    """
    with store.reading() as session:
        if store.is_sqlite:
            yield from _of_the_file(session)
        last = 0
        while rows := _next_rows(session, last):
            yield from _of_requests(session, rows)
            last = rows[-1].id or 0
            session.expunge_all()
        yield from differences_in_letters(session, _all_logs(session))
        yield from _of_counters(session)
        yield from broken_links(session)
        if seal and not holds_seal(session, seal):
            yield "audit: no row has the seal that was noted down; its end is cut off, or it is new"


def _next_rows(session: Session, after: int) -> Sequence[Request]:
    # Not limited to what a person may see: this looks after all of them, and shows no content.
    query = select(Request).where(_request.id > after).order_by(_request.id).limit(_BATCH)
    return session.exec(query).all()


def _of_the_file(session: Session) -> Iterator[str]:
    for (line,) in session.connection().execute(text("PRAGMA quick_check")):
        if line != "ok":
            yield f"database file: {line}"
    for table, row, parent, _ in session.connection().execute(text("PRAGMA foreign_key_check")):
        yield f"database file: row {row} of {table} points to a {parent} that is not there"


def _of_requests(session: Session, rows: Sequence[Request]) -> Iterator[str]:
    days = days_of_agencies(session, {row.agency_id for row in rows if row.agency_id})
    spacing = office_row(session).chaser_days
    for row, log in _with_logs(session, rows):
        name = _name(row)
        if isinstance(log, str):
            yield f"{name}: {log}"
            continue
        try:
            its_days = days.get(row.agency_id or 0, STANDARD_DAYS)
            derived = derived_from(log, row.law, its_days, spacing)
        except LawError as error:
            yield f"{name}: {error}"
            continue
        stored = stored_in(row)
        for field in fields(derived):
            kept, right = getattr(stored, field.name), getattr(derived, field.name)
            if kept != right:
                yield f"{name}: {field.name} is {kept}, the log says {right}"
        yield from _of_moves(row, log, derived)
        yield from _of_number(row, log)


def _with_logs(session: Session, rows: Sequence[Request]) -> Iterator[tuple[Request, Log | str]]:
    """Each request with its log, or with the words for why it cannot be read."""
    ids = [row.id or 0 for row in rows]
    try:
        logs = entries_of_many(session, ids)
    except EventUnreadable:
        yield from ((row, _one_log(session, row.id or 0)) for row in rows)
        return
    yield from ((row, logs.get(row.id or 0, ())) for row in rows)


def _one_log(session: Session, request_id: int) -> Log | str:
    try:
        return entries_of(session, request_id)
    except EventUnreadable as error:
        return f"an event cannot be read, {error}"


def _of_moves(row: Request, log: Log, derived: Derived) -> Iterator[str]:
    """A move must be possible where it stands; the last one must lead to the dates of now."""
    for place, entry in enumerate(log):
        event = entry.event
        if not isinstance(event, DeadlineMoved):
            continue
        for _, why in problems_of(event, log[:place], event.on, law_code=row.law):
            yield f"{_name(row)}: line {entry.seq} of the log moves the deadline. {why}"
    said = [entry for entry in log if not isinstance(entry.event, Noted)]
    last = said[-1].event if said else None
    # Our own date to ask again also follows the office's spacing, whose changes are no event.
    if not isinstance(last, DeadlineMoved) or last.clock == ASK_AGAIN:
        return
    for name, logged, now in (
        ("due", last.due, derived.due_on),
        ("safe", last.safe, derived.safe_on),
    ):
        if logged != now:
            yield f"{_name(row)}: the log moved the {name} day to {logged}, but it is {now}"


def _of_number(row: Request, log: Log) -> Iterator[str]:
    if [entry.seq for entry in log] != list(range(1, len(log) + 1)):
        yield f"{_name(row)}: the log has gaps"
    begun = [entry.event for entry in log if isinstance(entry.event, Approved | Imported)]
    numbers = {event.number for event in begun}
    if numbers != ({row.number} if row.number else set()):
        yield f"{_name(row)}: the number is {row.number}, the log says {sorted(numbers)}"


def _all_logs(session: Session) -> Iterator[tuple[int, Log]]:
    last = 0
    while rows := _next_rows(session, last):
        ids = [row.id or 0 for row in rows]
        logs = [log for _, log in _with_logs(session, rows)]
        yield from (
            (one, log) for one, log in zip(ids, logs, strict=True) if not isinstance(log, str)
        )
        last = ids[-1]
        session.expunge_all()


def _of_counters(session: Session) -> Iterator[str]:
    highest: dict[str, int] = {}
    given = select(_request.number).where(_request.number.is_not(None))
    # A purged request keeps its number: it is not given again.
    for number in chain(session.exec(given), purged_numbers(session)):
        # Other numbers came with a list of earlier requests: no counter of ours gave them.
        if match := _OF_A_SERIES.fullmatch(number):
            series, place = match.group(1), int(match.group(2))
            highest[series] = max(highest.get(series, 0), place)
    counters = {row.series: row.last for row in session.exec(select(NumberCounter))}
    for series in sorted(highest.keys() | counters.keys()):
        kept, right = counters.get(series, 0), highest.get(series, 0)
        if kept != right:
            yield f"series {series}: the counter is {kept}, the last number given is {right}"


def _name(row: Request) -> str:
    return row.number or f"draft {row.id}"
