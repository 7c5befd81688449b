"""Dates and times in words, the same on every machine whatever its locale."""

from __future__ import annotations

from datetime import date, time

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


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
