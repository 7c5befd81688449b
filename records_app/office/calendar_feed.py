"""What a calendar program gets at a secret address."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.exc import OperationalError

from records_app.casework.calendar_days import CalendarKind, calendar_days
from records_app.casework.people import Actor, Role
from records_app.casework.permissions import Permission, may
from records_app.office.attempts import CalendarReads
from records_app.office.calendar_addresses import OFFICE
from records_app.office.calendar_file import CalendarEvent, calendar_file
from records_app.office.desk_view import request_href
from records_app.office.missouri_time import missouri_day
from records_app.office.refusals import NotFound
from records_app.office.standing_in_row import standing_in
from records_app.office.tokens import hash_of
from records_app.store import calendars
from records_app.store.calendars import CalendarRecord, LiveAddress
from records_app.store.database import Store
from records_app.store.requests import office_row
from records_app.store.watching import DueReminder, every_reminder

MOST_REQUESTS = 2_000
MOST_REMINDERS = 500
READ_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Feed:
    """The file, and a mark that changes exactly when the file does."""

    content: bytes
    mark: str


def calendar_feed(
    store: Store, reads: CalendarReads, token: str, *, address: str, origin: str, now: datetime
) -> Feed:
    """The calendar at a secret address, read from the network address ``address``.

    Raises NotFound, in the same words, for an address that never was, was revoked, or whose person
    may not sign in any more; and TooManyAttempts.
    """
    reads.refuse_if_too_many_misses(address)
    with store.reading() as session:
        found = calendars.live_address(session, hash_of(token))
        if found is None or not _may_read(found):
            reads.missed(address)
            raise NotFound("calendar")
        reads.read(found.id)
        records = calendars.running_clocks(
            session,
            _actor(found),
            own_only=found.own_only,
            for_anybody=found.owner == OFFICE,
            limit=MOST_REQUESTS,
        )
        reminders: Sequence[DueReminder] = ()
        if found.owner != OFFICE:
            reminders = every_reminder(session, _actor(found), limit=MOST_REMINDERS)
        spacing = office_row(session).chaser_days
    if found.last_read_at is None or now - found.last_read_at >= READ_EVERY:
        # When something else writes for very long, the calendar is still worth giving.
        with suppress(OperationalError), store.transaction() as session:
            calendars.note_read(session, found.id, now, now - READ_EVERY)
    events = [
        event for record in records for event in _events(record, origin, spacing, missouri_day(now))
    ]
    events += [_reminder(one, origin) for one in reminders]
    content = calendar_file(_name(found), events)
    return Feed(content, hashlib.sha256(content).hexdigest())


def _may_read(found: LiveAddress) -> bool:
    needed = Permission.MANAGE_OFFICE if found.owner == OFFICE else Permission.SEE
    return may(_actor(found), needed)


def _actor(found: LiveAddress) -> Actor:
    return Actor(found.person_id, found.name, found.email, Role(found.role))


def _name(found: LiveAddress) -> str:
    if found.own_only:
        return "Sunshine Desk: my requests"
    return "Sunshine Desk: all requests"


def _reminder(one: DueReminder, origin: str) -> CalendarEvent:
    """A personal reminder, in the calendar of its person alone and without the note.

    A calendar is read on many screens and kept by other companies.
    """
    url = origin + request_href(one.request_id)
    return CalendarEvent(
        key=f"{url}#{CalendarKind.OWN}-{one.id}",
        on=one.on,
        kind=CalendarKind.OWN,
        summary=f"My reminder: {one.agency} ({one.number})",
        description=f"You asked to be reminded of this request.\n{url}",
        url=url,
        revision=0,
        changed_at=one.made_at,
    )


def _events(record: CalendarRecord, origin: str, spacing: int, today: date) -> list[CalendarEvent]:
    url = origin + request_href(record.id)
    about = f"{record.agency} ({record.number})"
    return [
        CalendarEvent(
            key=f"{url}#{day.kind}{day.about and f'-{day.about}'}",
            on=day.on,
            kind=day.kind,
            summary=f"{day.title}: {about}",
            description=f"{day.words}\n{url}",
            url=url,
            revision=record.seq,
            changed_at=record.changed_at,
        )
        for day in calendar_days(standing_in(record, spacing), today)
    ]
