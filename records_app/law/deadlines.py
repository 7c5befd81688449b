"""When a clock runs out: `due` and `safe`, over every reading of the law.

Where a law can be read in two ways every reading counts. For the Missouri response clock
(§ 610.023.3, RSMo) the doubts are: receipt outside business hours (received that day, or on the
next open day); holidays of § 9.010 only, or the State's observed list; and the days on which the
agency closes or stays open of its own accord.

On a clock that runs against the agency `due` is the earliest end over all readings and `safe` the
latest: only after `safe` is it late. On a clock that runs against us it is turned round: `due` is
the latest end, and `safe` the last open day on or before the earliest one: act by `safe`. More
open days never give a later end, so the two outermost readings are enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cache

from records_app.law.agency_days import STANDARD_DAYS, AgencyDays
from records_app.law.calendars import FIRST_DAY
from records_app.law.counting import Way, plain_end
from records_app.law.course import PLAIN_COURSE, Course
from records_app.law.errors import DayRefused, LawError, shown
from records_app.law.questions import (
    Counting,
    Question,
    asked,
    check_start,
    checked_closures,
    counting_of,
    days_of,
)
from records_app.law.rules import Side, Span, Start, Unit
from records_app.law.statute import law

_DAY = timedelta(days=1)
_NO_DAYS: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A clock of a law that started on `start`.

    Against the agency: an answer may be expected by the end of `due`, and only after `safe` is it
    late under every reading. Against us: `due` is the last day under the latest reading, and what
    is done by `safe` is in time under every reading.
    """

    law: str
    clock: str
    start: date
    due: date
    safe: date


def deadline(
    law_code: str,
    clock: str,
    start: date,
    *,
    at: time | None = None,
    agency: AgencyDays = STANDARD_DAYS,
    course: Course = PLAIN_COURSE,
) -> Deadline:
    """The deadline of a clock that starts on `start`, at local time `at` where that is known.

    The empty clock name means the law's default. Raises LawError; its `field` is law, clock,
    start, closed, or a field of the course.
    """
    late = at is not None and at > agency.closes_at
    if course is PLAIN_COURSE and not agency.closed and not agency.open and not late:
        known = _plain_deadlines(law_code, clock)
        if type(start) is date and (found := known.get(start)) is not None:
            return found
        found = known[start] = _with_agency(counting_of(law_code, clock), start, False, agency)
        return found
    if course is PLAIN_COURSE:
        return _with_agency(counting_of(law_code, clock), start, late, agency)
    return _found(asked(law_code, clock, start, at=at, agency=agency, course=course))


def _with_agency(counting: Counting, start: date, late: bool, agency: AgencyDays) -> Deadline:
    """The deadline when nothing but the agency's days can change it."""
    rule = counting.rule
    if not counting.two_counts:
        at = time.max if late else None
        return _found(
            asked(counting.code, rule.name, start, at=at, agency=agency, course=PLAIN_COURSE)
        )
    check_start(counting, start)
    closed, opened = checked_closures(agency, counting), days_of(agency.open)
    earliest, latest = counting.earliest, counting.latest
    first = last = start
    if rule.start is Start.NEXT_OPEN_DAY and not earliest.is_open(start, _NO_DAYS, opened):
        first = earliest.count(start, 1, _NO_DAYS, opened)
    if late or not latest.is_open(start, closed):
        last = latest.count(start, 1, closed)
    return Deadline(
        counting.code,
        rule.name,
        start,
        earliest.count(first, counting.length, _NO_DAYS, opened),
        latest.count(last, counting.length, closed),
    )


@cache
def _plain_deadlines(law_code: str, clock: str) -> dict[date, Deadline]:
    """The deadlines already worked out; at most one for each day of the calendar."""
    counting_of(law_code, clock)
    return {}


def deadlines(
    law_code: str,
    clock: str,
    starts: Iterable[date],
    *,
    agency: AgencyDays = STANDARD_DAYS,
    course: Course = PLAIN_COURSE,
) -> list[Deadline]:
    """`deadline` for each start, in order; the same results and the same errors."""
    if course is not PLAIN_COURSE or agency.closed or agency.open:
        return [deadline(law_code, clock, day, agency=agency, course=course) for day in starts]
    known = _plain_deadlines(law_code, clock)
    found = []
    for start in starts:
        one = known.get(start) if type(start) is date else None
        found.append(deadline(law_code, clock, start) if one is None else one)
    return found


def following(
    law_code: str,
    clock: str,
    start: date,
    then: str,
    *,
    at: time | None = None,
    agency: AgencyDays = STANDARD_DAYS,
    course: Course = PLAIN_COURSE,
    then_course: Course = PLAIN_COURSE,
) -> Deadline:
    """The clock `then` that starts when `clock` has run out without what it was waiting for.

    Counted from the earliest and the latest end of the first clock. Raises LawError with the field
    `then` when the law has no such chain.
    """
    question = asked(law_code, clock, start, at=at, agency=agency, course=course)
    if then not in question.rule.then:
        known = ", ".join(question.rule.then) or "none"
        message = f"{shown(then)} does not follow {question.rule.name} of {law_code} ({known})"
        raise LawError("then", message)
    first, last = ends(question)
    return deadline(
        law_code, then, first, agency=agency, course=replace(then_course, starts_by=last)
    )


def hand_in_by(
    law_code: str,
    clock: str,
    wanted: date,
    *,
    agency: AgencyDays = STANDARD_DAYS,
) -> date:
    """The last open day to start a clock so that it has run out for sure by `wanted`.

    For a clock against the agency: what is handed in on that day within office hours must be
    answered by the end of `wanted` under every reading. Raises LawError.
    """
    counting = counting_of(law_code, clock)
    if type(wanted) is not date or not FIRST_DAY <= wanted <= counting.last_start:
        raise DayRefused("wanted", f"{shown(wanted)} is not a day of the calendar")
    if counting.rule.side is Side.US:
        raise LawError("clock", f"{shown(clock)} runs against us: nobody owes us an answer by it")
    closed = frozenset(day for day, _ in agency.closed)
    day = wanted
    while day >= counting.first_start:
        if counting.latest.is_open(day, closed):
            found = deadline(law_code, clock, day, agency=agency)
            if found.safe <= wanted:
                return day
        day -= _DAY
    raise DayRefused(
        "wanted", f"{wanted} is too early for any start under {counting.rule.citation}"
    )


def warnings(found: Deadline) -> tuple[date, ...]:
    """The days on which we remind ourselves of a long clock against us; our own practice."""
    rule = law(found.law).clock(found.clock)
    days = (plain_end(found.start, Span(months, Unit.MONTHS)) for months in rule.warn_months)
    return tuple(day for day in days if day < found.safe)


def ends(question: Question) -> tuple[date, date]:
    """The earliest and the latest end over all readings."""
    first = min(map(Way.end, question.earliest_ways()))
    return first, max(map(Way.end, question.latest_ways()))


def _found(question: Question) -> Deadline:
    first, last = ends(question)
    counting, start = question.counting, question.start
    if question.rule.side is Side.US:
        safe = counting.latest.last_open_day(first, start, question.closed)
        return Deadline(counting.code, counting.rule.name, start, last, safe)
    return Deadline(counting.code, counting.rule.name, start, first, last)
