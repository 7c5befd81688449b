"""One way to count: from a start to the day on which one reading of a rule ends."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta

from records_app.law.calendars import Calendar
from records_app.law.course import Pause
from records_app.law.holidays import SUNDAY
from records_app.law.rules import Roll, Span, Unit

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Way:
    """One reading, ready to count.

    span: how long, or the day itself where the rule or a promise names one.
    waits: whether a start outside office hours counts as the next open day.
    late: whether it came after the office had closed.
    outer: a day after which the end never falls.
    """

    start: date
    span: Span | date
    calendar: Calendar
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()
    paused: tuple[Pause, ...] = ()
    waits: bool = False
    late: bool = False
    roll: Roll = Roll.STAYS
    outer: date | None = None

    def is_open(self, day: date) -> bool:
        return self.calendar.is_open(day, self.closed, self.opened)

    def begin(self) -> date:
        """The day that counts as the start."""
        if self.waits and (self.late or not self.is_open(self.start)):
            return self.calendar.count(self.start, 1, self.closed, self.opened)
        return self.start

    def last_day(self) -> date:
        """The last day before any move off a closed day."""
        if not isinstance(self.span, Span):
            return self.span
        begin, length, unit = self.begin(), self.span.length, self.span.unit
        if unit.counts_open_days:
            skipped = self.closed | self.paused_days() if self.paused else self.closed
            return self.calendar.count(begin, length, skipped, self.opened)
        end = _pushed(plain_end(begin, self.span), begin, self.paused)
        return end if self.outer is None else min(end, self.outer)

    def end(self) -> date:
        """The day on which this reading ends."""
        end = self.last_day()
        if self.roll is Roll.SUNDAY and end.weekday() == SUNDAY:
            return end + _DAY
        if self.roll is Roll.OPEN_DAY and not self.is_open(end):
            return self.calendar.count(end, 1, self.closed, self.opened)
        return end

    def paused_days(self) -> frozenset[date]:
        return frozenset(
            pause.first + _DAY * n
            for pause in self.paused
            for n in range((pause.last - pause.first).days + 1)
        )

    def counted_days(self) -> frozenset[date]:
        """The days that count towards the end: `length` of them where a length is counted.

        Days from a closed last day up to the day it moves to are left out, so that the last
        counted day is always the end.
        """
        end, last = self.end(), self.last_day()
        if not isinstance(self.span, Span):
            return frozenset((end,))
        begin, paused = self.begin(), self.paused_days()
        by_open_days = self.span.unit.counts_open_days
        before = (begin + _DAY * n for n in range(1, (end - begin).days))
        counted = (
            day
            for day in before
            if day not in paused and day < last and (not by_open_days or self.is_open(day))
        )
        return frozenset((*counted, end))


def plain_end(begin: date, span: Span) -> date:
    """The end of a span of calendar days, months or years; a day past a month's end is its last."""
    if span.unit is Unit.CALENDAR_DAYS:
        return begin + timedelta(days=span.length)
    count = span.length * (12 if span.unit is Unit.YEARS else 1)
    years, month = divmod(begin.month - 1 + count, 12)
    year = begin.year + years
    return date(year, month + 1, min(begin.day, months.monthrange(year, month + 1)[1]))


def _pushed(end: date, begin: date, pauses: tuple[Pause, ...]) -> date:
    """The end after the pauses, which come in order, that begin before it is reached."""
    for pause in pauses:
        if pause.first <= end:
            end += pause.last - max(pause.first, begin + _DAY) + _DAY
    return end
