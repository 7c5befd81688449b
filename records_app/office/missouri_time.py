"""Which day and hour it is in Missouri, in the words that the screens use."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from records_app.law.day_words import clock_time, full_day

MISSOURI = ZoneInfo("America/Chicago")
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def missouri_day(now: datetime) -> date:
    """The date in Missouri at the instant ``now``, which must carry a time zone."""
    return now.astimezone(MISSOURI).date()


def day_begins(day: date) -> datetime:
    """The instant at which a day begins in Missouri."""
    return datetime.combine(day, time(), MISSOURI)


def day_and_time(at: datetime) -> str:
    """``Mon, Nov 23, 2026, 10:42 AM`` in Missouri."""
    local = at.astimezone(MISSOURI)
    return f"{full_day(local.date())}, {clock_time(local.time())}"


def time_words(at: datetime) -> str:
    """``10:42 AM`` in Missouri."""
    return clock_time(at.astimezone(MISSOURI).time())


def near_day(day: date) -> str:
    """``Mon, Nov 23``: for days that are close enough to leave the year out."""
    return full_day(day).rsplit(",", 1)[0]


def whole_day(day: date) -> str:
    """``Monday, November 23, 2026``: for a heading."""
    return f"{_DAY_NAMES[day.weekday()]}, {day:%B} {day.day}, {day.year}"
