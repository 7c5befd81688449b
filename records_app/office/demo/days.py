"""Finds the days on which the demo's story must have happened, counted back from today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from records_app.law.calendars import (
    add_open_days,
    business_days_late,
    is_open,
    third_open_day_from,
)
from records_app.law.deadlines import Deadline, deadline

_AFTER_HOURS = time(18, 40)
_FARTHEST = 90


@dataclass(frozen=True, slots=True)
class Receipt:
    """A day of receipt, and a time if it was after hours."""

    on: date
    at: time | None


def open_day_back(today: date, n: int) -> date:
    """The ``n``-th open day before ``today``."""
    day = today
    while n:
        day -= timedelta(days=1)
        n -= is_open(day)
    return day


def open_day_on(today: date, n: int) -> date:
    """The ``n``-th open day after ``today``."""
    return add_open_days(today, n)


def late_by(today: date, days: int) -> Receipt:
    """A receipt that makes an answer so many business days late."""
    return next(
        receipt
        for receipt, clock in _receipts(today)
        if clock.safe < today and business_days_late(clock.safe, today) == days
    )


def due_now(today: date) -> list[Receipt]:
    """Receipts after which an answer is due today, or may be."""
    return [receipt for receipt, clock in _receipts(today) if clock.due <= today <= clock.safe]


def due_soon(today: date) -> list[Receipt]:
    """Receipts after which an answer is due in the next three business days."""
    soon = third_open_day_from(today)
    return [receipt for receipt, clock in _receipts(today) if today < clock.due <= soon]


def _receipts(today: date) -> Iterator[tuple[Receipt, Deadline]]:
    """Every receipt on a past open day, the latest first, in and after office hours."""
    for back in range(_FARTHEST):
        day = today - timedelta(days=back)
        for at in (None, _AFTER_HOURS):
            if is_open(day) and not (back == 0 and at):
                yield Receipt(day, at), deadline("us-mo", "response", day, at=at)
