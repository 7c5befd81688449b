"""Dates and times in words, the same on every machine whatever its locale."""

from __future__ import annotations

import re
from datetime import date, time

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ISO_DAY = re.compile(r"(?<![\w/.=-])\d{4}-\d{2}-\d{2}(?![\w/=-])")


def short_day(day: date) -> str:
    """`Thu Feb 12`: for lists of days."""
    return f"{_WEEKDAYS[day.weekday()]} {_MONTHS[day.month - 1]} {day.day}"


def full_day(day: date) -> str:
    """`Thu, Feb 12, 2026`: for sentences."""
    return f"{_WEEKDAYS[day.weekday()]}, {_MONTHS[day.month - 1]} {day.day}, {day.year}"


def clock_time(at: time) -> str:
    """`9:05 PM`."""
    return f"{at.hour % 12 or 12}:{at.minute:02} {'AM' if at.hour < 12 else 'PM'}"


def month_day(day: date) -> str:
    """`Feb 12`: where the weekday would be too long."""
    return f"{_MONTHS[day.month - 1]} {day.day}"


def with_days_written_out(text: str) -> str:
    """`in force since 2004-08-28` as `in force since Aug 28, 2004`; addresses stay as they are."""
    return _ISO_DAY.sub(_written_out, text)


def _written_out(found: re.Match[str]) -> str:
    try:
        day = date.fromisoformat(found[0])
    except ValueError:
        return found[0]
    return f"{month_day(day)}, {day.year}"
