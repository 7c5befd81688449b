"""Every way in which the law can be read for one start, each with the date it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from itertools import product

from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import Calendar, is_weekend
from records_app.law.deadlines import Deadline, after_hours, counting_of, days_of


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the law: its name, the day it gives, and what it takes for granted."""

    name: str
    due: date
    why: str


_NONE: frozenset[date] = frozenset()


def readings_of(found: Deadline, at: time | None, agency: AgencyDays) -> tuple[Reading, ...]:
    """The readings for this deadline, earliest date first; doubts that do not arise are left out.

    The earliest of them is `due` and the latest is `safe`.
    """
    counting = counting_of(found.law, found.clock)
    closures = _within(found, days_of(agency.closed))
    openings = _within(found, days_of(agency.open))
    late = after_hours(at, agency)
    readings = [
        reading
        for calendar, closed, opened in product(
            dict.fromkeys((counting.earliest, counting.latest)),
            dict.fromkeys((_NONE, closures)),
            dict.fromkeys((_NONE, openings)),
        )
        for reading in _of_one_calendar(
            calendar, found.start, counting.length, late=late, closed=closed, opened=opened
        )
    ]
    return tuple(sorted(readings, key=lambda reading: reading.due))


def _of_one_calendar(
    calendar: Calendar,
    start: date,
    length: int,
    *,
    late: bool,
    closed: frozenset[date],
    opened: frozenset[date],
) -> Iterator[Reading]:
    name = calendar.rule.short
    why = f"Holidays: {calendar.rule.title}."
    if closed:
        name += ", agency closures"
        why += " The days the agency closes do not count."
    if opened:
        name += ", agency openings"
        why += " The days the agency stays open count."
    doubtful = late or not calendar.is_open(start, closed, opened)
    starts = {"received that day": start} if doubtful else {"": start}
    if doubtful:
        starts["received the next open day"] = calendar.count(start, 1, closed, opened)
    for receipt, day in starts.items():
        due = calendar.count(day, length, closed, opened)
        said = f" Taken as {receipt}." if receipt else ""
        yield Reading(f"{name}, {receipt}" if receipt else name, due, why + said)


def _within(found: Deadline, days: frozenset[date]) -> frozenset[date]:
    """The weekdays among them that fall between start and safe."""
    return frozenset(
        day for day in days if found.start <= day <= found.safe and not is_weekend(day)
    )
