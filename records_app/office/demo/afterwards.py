"""What the people of the demo did besides: hand over, watch, remind themselves, write again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import select

from records_app.casework.events import Channel, Sent
from records_app.casework.people import Actor
from records_app.office.assigning import NOBODY, assign
from records_app.office.demo.days import open_day_on
from records_app.office.event_values import values_of
from records_app.office.follow_ups import follow_up_form
from records_app.office.follow_ups_approving import approve_follow_up
from records_app.office.missouri_time import missouri_day
from records_app.office.recording import correct_line, record_follow_up_sent
from records_app.office.reminding import remind_me
from records_app.office.watching import watch
from records_app.store.database import Store
from records_app.store.log import entries_of
from records_app.store.tables_requests import Request

_request: Any = Request


@dataclass(frozen=True, slots=True)
class _Found:
    """The requests that something more happens to, by what they are good for."""

    late: tuple[Request, ...]
    promised: tuple[Request, ...]
    posted: tuple[Request, ...]
    ready: tuple[Request, ...]
    closed: tuple[Request, ...]


def tell_what_followed(store: Store, actors: Mapping[str, Actor], *, now: datetime) -> None:
    """All of it happened today, but for the reminders, which were made some days ago."""
    today = missouri_day(now)
    found = _find(store, today)
    by_id = {actor.id: actor for actor in actors.values()}
    _remind_the_body(store, by_id, found.late[3], now)
    _correct_a_number(store, by_id, found.posted[0], now)
    _move_care(store, actors, found, now)
    watch(store, actors["viewer"], _id(found.late[0]))
    watch(store, actors["staff"], _id(found.promised[0]))
    watch(store, actors["staff"], _id(found.promised[1]))
    _remind_people(store, actors, found, now)


def _find(store: Store, today: date) -> _Found:
    with store.reading() as session:
        query = select(Request).where(_request.stage != "draft").order_by(_request.id)
        rows = session.exec(query).all()
        posted = [row for row in rows if _is_posted(entries_of(session, row.id or 0))]
    theirs = [row for row in rows if row.turn == "them" and not row.receipt_expected]
    return _Found(
        late=tuple(row for row in theirs if row.safe_on and row.safe_on < today),
        promised=tuple(row for row in theirs if row.clock == "promised" and _is_ahead(row, today)),
        posted=tuple(row for row in posted if row.stage == "sent"),
        ready=tuple(row for row in rows if row.stage == "ready"),
        closed=tuple(row for row in rows if row.stage == "closed" and row.outcome == "released"),
    )


def _is_ahead(row: Request, today: date) -> bool:
    return row.due_on is not None and row.due_on > today


def _is_posted(entries: Any) -> bool:
    """Whether the letter went by certified mail."""
    sent = [entry.event for entry in entries if isinstance(entry.event, Sent)]
    return any(event.channel is Channel.POST and event.reference for event in sent)


def _id(row: Request) -> int:
    return row.id or 0


def _version(store: Store, row: Request) -> int:
    with store.reading() as session:
        return session.get_one(Request, row.id).version


def _remind_the_body(store: Store, by_id: Mapping[int, Actor], row: Request, now: datetime) -> None:
    """A reminder with its own letter, approved and sent by e-mail."""
    author = by_id[row.author_id]
    form = follow_up_form(store, author, _id(row), "reminder", now=now)
    letter = approve_follow_up(
        store, author, _id(row), "reminder", form.values, version=form.version, now=now
    )
    raw = {
        "on": missouri_day(now).isoformat(),
        "letter": "reminder",
        "number": letter.number,
        "channel": "email",
    }
    record_follow_up_sent(store, author, _id(row), _version(store, row), raw, now=now)


def _correct_a_number(
    store: Store, by_id: Mapping[int, Actor], row: Request, now: datetime
) -> None:
    """Somebody misread the receipt of the post office."""
    with store.reading() as session:
        line = next(one for one in entries_of(session, _id(row)) if isinstance(one.event, Sent))
    raw = {
        **values_of(line.event),
        "line": str(line.seq),
        "reference": "9400 1000 0000 0000 0000 10",
        "why": "The last two digits of the tracking number were swapped.",
    }
    author = by_id[row.author_id]
    correct_line(store, author, _id(row), _version(store, row), raw, now=now)


def _move_care(store: Store, actors: Mapping[str, Actor], found: _Found, now: datetime) -> None:
    """Somebody is away: one request goes to a colleague, three are nobody's for now."""
    moves = (
        (found.late[1], str(actors["staff"].id), "away until next week"),
        (found.promised[2], str(actors["advocate"].id), "knows the people there"),
        (found.late[2], NOBODY, ""),
        (found.ready[0], NOBODY, "waits for somebody with time this week"),
        (found.promised[3], NOBODY, ""),
    )
    for row, to, why in moves:
        if str(row.assigned_id) != to:
            raw = {"care_to": to, "care_why": why}
            assign(store, actors["admin"], _id(row), _version(store, row), raw, now=now)


def _remind_people(store: Store, actors: Mapping[str, Actor], found: _Found, now: datetime) -> None:
    today = missouri_day(now)
    wanted = (
        ("advocate", found.promised[0], today, "Call before noon and ask how far they are"),
        ("staff", found.closed[0], today, "Ask the board whether to publish these"),
        ("staff", found.late[0], today - timedelta(days=2), "Look into the local paper"),
        ("admin", found.promised[1], today, "Tell the board what this one cost so far"),
        ("viewer", found.closed[1], open_day_on(today, 9), "Use it in the yearly report"),
    )
    for who, row, day, note in wanted:
        raw = {"remind_on": day.isoformat(), "remind_note": note}
        remind_me(store, actors[who], _id(row), raw, now=now - timedelta(days=4))
