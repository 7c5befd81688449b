"""Events as an iCalendar file (RFC 5545), the way calendar programs read it.

The library's objects for whole events are too slow for a calendar of 500 requests, so only what
needs escaping and the alarms, of which there are few different ones, go through it. A test reads
every file back with the library and compares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, vText

from records_app.casework.calendar_days import CalendarKind
from records_app.law.calendars import is_open

PRODUCT = "-//Sunshine Desk//Deadlines//EN"
MORNING = timedelta(hours=9)
_DAY = timedelta(days=1)
_END = b"\r\n"
_WIDTH = 75
# A calendar must hold something (RFC 5545, 3.4): without events, the zone we live in.
_ZONE = _END.join(
    (
        b"BEGIN:VTIMEZONE\r\nTZID:America/Chicago",
        b"BEGIN:DAYLIGHT\r\nDTSTART:20070311T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        b"TZNAME:CDT\r\nTZOFFSETFROM:-0600\r\nTZOFFSETTO:-0500\r\nEND:DAYLIGHT",
        b"BEGIN:STANDARD\r\nDTSTART:20071104T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        b"TZNAME:CST\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0600\r\nEND:STANDARD",
        b"END:VTIMEZONE",
    )
)
_SPOKEN = {
    CalendarKind.DUE: "An answer is due",
    CalendarKind.CONFIRM_RECEIPT: "Confirm that they received it",
    CalendarKind.REMIND: "Has an answer come?",
    CalendarKind.ACT: "Act by this day",
    CalendarKind.LAWYER: "Ask a lawyer",
    CalendarKind.OWN: "Your reminder",
}


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One whole day. ``key`` tells it apart forever; ``revision`` grows when anything changes."""

    key: str
    on: date
    kind: CalendarKind
    summary: str
    description: str
    url: str
    revision: int
    changed_at: datetime


def calendar_file(name: str, events: Sequence[CalendarEvent]) -> bytes:
    """The whole file in UTF-8, with CRLF, lines folded after 75 bytes."""
    parts = [
        b"BEGIN:VCALENDAR",
        b"VERSION:2.0",
        _text("PRODID", PRODUCT),
        b"CALSCALE:GREGORIAN",
        _text("NAME", name),
        _text("X-WR-CALNAME", name),
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        b"X-PUBLISHED-TTL:PT1H",
    ]
    parts += [_event(event) for event in events] or [_ZONE]
    parts.append(b"END:VCALENDAR")
    return _END.join(parts) + _END


def _event(event: CalendarEvent) -> bytes:
    changed = event.changed_at.astimezone(UTC)
    stamp = f"{changed:%Y%m%dT%H%M%SZ}"
    lines = (
        b"BEGIN:VEVENT",
        f"UID:{uuid5(NAMESPACE_URL, event.key)}".encode(),
        # Nothing is published as a message here, so the stamp is that of the last change.
        f"DTSTAMP:{stamp}\r\nLAST-MODIFIED:{stamp}\r\nSEQUENCE:{event.revision}".encode(),
        f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}".encode(),
        f"DTEND;VALUE=DATE:{event.on + _DAY:%Y%m%d}".encode(),
        _text("SUMMARY", event.summary),
        _text("DESCRIPTION", event.description),
        _folded(f"URL:{_printable(event.url)}".encode()),
        b"TRANSP:TRANSPARENT\r\nCLASS:PRIVATE",
        *(_alarm(trigger, _SPOKEN[event.kind]) for trigger in _triggers(event.kind, event.on)),
        b"END:VEVENT",
    )
    return _END.join(lines)


def _triggers(kind: CalendarKind, on: date) -> tuple[timedelta, ...]:
    """When to speak, counted from midnight of the day: that morning, and the open day before."""
    if kind is CalendarKind.REMIND:
        return (MORNING,)
    return MORNING, MORNING - _since_open_day(on)


@lru_cache(maxsize=4096)
def _since_open_day(on: date) -> timedelta:
    before = on - _DAY
    while not is_open(before):
        before -= _DAY
    return on - before


@lru_cache(maxsize=256)
def _alarm(trigger: timedelta, words: str) -> bytes:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", trigger)
    written: bytes = alarm.to_ical()
    return written.removesuffix(_END)


def _text(name: str, text: str) -> bytes:
    escaped: bytes = vText(_printable(text)).to_ical()
    return _folded(name.encode() + b":" + escaped)


def _folded(line: bytes) -> bytes:
    """At most 75 bytes a line (RFC 5545, 3.1), and no letter torn apart."""
    if len(line) <= _WIDTH:
        return line
    pieces, start, room = [], 0, _WIDTH
    while len(line) - start > room:
        end = start + room
        while line[end] & 0xC0 == 0x80:  # inside of a letter of several bytes
            end -= 1
        pieces.append(line[start:end])
        start, room = end, _WIDTH - 1  # the space that marks the fold counts too
    return b"\r\n ".join((*pieces, line[start:]))


def _printable(text: str) -> str:
    """Control characters and the like have no place in the format; lines stay lines."""
    if text.replace("\n", "").isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)
