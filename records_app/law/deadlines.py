"""When an answer is due: the earliest day (`due`) and the day nobody can dispute (`safe`).

Where a law can be read in two ways every reading counts. For the Missouri response clock
(§ 610.023.3, RSMo) the doubts are: receipt outside business hours (received that day, or on the
next open day); holidays of § 9.010 only, or the State's observed list; and the days on which the
agency closes or stays open of its own accord. `due` is the earliest date over all readings,
`safe` the latest. More open days never give a later date, so two counts are enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import cache

from records_app.law.agency_days import STANDARD_DAYS, AgencyDays
from records_app.law.calendars import LAST_DAY, Calendar, calendar_of
from records_app.law.day_words import full_day
from records_app.law.errors import DayRefused, shown
from records_app.law.rules import ClockRule
from records_app.law.statute import law

# Room at the end of the calendar for the days between a start and its safe date.
_LAST_START = date(LAST_DAY.year - 1, 12, 31)
_NO_DAYS: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Deadline:
    """`clock` started on `start`; an answer may be expected by the end of `due`.

    Only after `safe` is it late under every reading of the law.
    """

    law: str
    clock: str
    start: date
    due: date
    safe: date


@dataclass(frozen=True, slots=True)
class Counting:
    """A clock made ready to count with: its rule and the two calendars of its readings."""

    rule: ClockRule
    earliest: Calendar
    latest: Calendar
    first_start: date
    length: int


def deadline(
    law_code: str,
    clock: str,
    start: date,
    *,
    at: time | None = None,
    agency: AgencyDays = STANDARD_DAYS,
) -> Deadline:
    """The deadline of a clock that starts on `start`, at local time `at` where that is known.

    The empty clock name means the law's default. Raises LawError; its `field` is law, clock or
    start.
    """
    counting = counting_of(law_code, clock)
    if type(start) is not date or not counting.first_start <= start <= _LAST_START:
        raise _refused(counting, start)
    closed = days_of(agency.closed)
    opened = days_of(agency.open)
    latest, n = counting.latest, counting.length
    late_start = start
    if not latest.is_open(start, closed) or after_hours(at, agency):
        late_start = latest.count(start, 1, closed)
    return Deadline(
        law_code,
        counting.rule.name,
        start,
        counting.earliest.count(start, n, _NO_DAYS, opened),
        latest.count(late_start, n, closed),
    )


@cache
def counting_of(law_code: str, clock: str) -> Counting:
    """What `deadline` counts with. Raises UnknownLaw, UnknownClock or UnverifiedRule."""
    rule = law(law_code).clock(clock)
    return Counting(
        rule,
        calendar_of(law_code, rule.earliest),
        calendar_of(law_code, rule.latest),
        rule.basis.effective_from,
        rule.length,
    )


def after_hours(at: time | None, agency: AgencyDays) -> bool:
    """Whether something that came in at this time came after the office closed."""
    return at is not None and at > agency.closes_at


def days_of(named_days: tuple[tuple[date, str], ...]) -> frozenset[date]:
    """The days alone, without their reasons."""
    return frozenset([day for day, _ in named_days]) if named_days else _NO_DAYS


def _refused(counting: Counting, start: object) -> DayRefused:
    if type(start) is not date:
        return DayRefused("start", f"{shown(start)} is not a date")
    if start > _LAST_START:
        return DayRefused("start", f"{start.isoformat()} is after {_LAST_START.isoformat()}")
    first, citation = counting.first_start, counting.rule.citation
    return DayRefused(
        "start", f"{start.isoformat()} is before {full_day(first)}, when {citation} took effect"
    )
