"""A question to the engine, checked: a clock, its start, and all that happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache, lru_cache

from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import FIRST_DAY, LAST_DAY, Calendar, calendar_of, is_weekend
from records_app.law.counting import Way, plain_end
from records_app.law.course import Course, Pause
from records_app.law.course_checks import check_course
from records_app.law.day_words import full_day
from records_app.law.errors import DayRefused, shown
from records_app.law.rules import ClockRule, Roll, Side, Span, Start, Unit
from records_app.law.statute import law

_NO_DAYS: frozenset[date] = frozenset()
_DAY = timedelta(days=1)
# Fewer closures than this cannot close an office for a year: it has 240 open days or more.
_FEW_CLOSURES = 240


@dataclass(frozen=True, slots=True)
class Counting:
    """A clock made ready to count with: its rule and the two calendars of its readings.

    `two_counts` says that open days counted once on each calendar give both dates.
    """

    code: str
    rule: ClockRule
    earliest: Calendar
    latest: Calendar
    first_start: date
    last_start: date
    length: int
    two_counts: bool


@cache
def counting_of(law_code: str, clock: str) -> Counting:
    """What a clock is counted with. Raises UnknownLaw, UnknownClock or UnverifiedRule."""
    found = law(law_code)
    rule = found.clock(clock)
    extended = found.clock(rule.extends).length if rule.extends else 0
    # Room at the end of the calendar for the days between a start and its last reading.
    longest = max((rule.span, rule.outer or rule.span), key=lambda s: plain_end(FIRST_DAY, s))
    years = longest.length if longest.unit is Unit.YEARS else 0
    return Counting(
        law_code,
        rule,
        calendar_of(law_code, rule.earliest),
        calendar_of(law_code, rule.latest),
        rule.first_day,
        date(LAST_DAY.year - 1 - years, 12, 31),
        extended + rule.length,
        rule.side is Side.THEM and rule.unit.counts_open_days and rule.start is not Start.AS_DATED,
    )


@dataclass(frozen=True, slots=True)
class Question:
    """One clock with everything known about it. Made by `asked`, which checks it."""

    counting: Counting
    rule: ClockRule
    start: date
    late: bool
    closed: frozenset[date]
    opened: frozenset[date]
    course: Course
    spans: tuple[Span | date, ...]
    granted: tuple[Pause, ...]
    pauses: tuple[Pause, ...]

    def earliest_ways(self) -> list[Way]:
        return [
            Way(
                self.start,
                span,
                self.counting.earliest,
                opened=self.opened,
                paused=self.granted,
                waits=self.rule.start is Start.NEXT_OPEN_DAY,
                outer=self.outer(self.start),
            )
            for span in self.spans
        ]

    def latest_ways(self) -> list[Way]:
        return [
            Way(
                self.latest_start,
                span,
                self.counting.latest,
                closed=self.closed,
                paused=self.pauses,
                waits=self.rule.start is not Start.AS_DATED,
                late=self.late,
                roll=self.rule.roll,
                outer=self.outer(self.latest_start),
            )
            for span in self.spans
        ]

    @property
    def latest_start(self) -> date:
        return self.course.starts_by or self.start

    @property
    def calendar_matters(self) -> bool:
        """Whether holidays and closures can change the end."""
        return (
            any(isinstance(span, Span) and span.unit.counts_open_days for span in self.spans)
            or self.rule.roll is Roll.OPEN_DAY
            or self.rule.start is not Start.AS_DATED
        )

    def outer(self, start: date) -> date | None:
        """The day of the second limit."""
        if self.rule.outer is None:
            return None
        return plain_end(self.course.violated_on or start, self.rule.outer)

    def earliest_way(self) -> Way:
        return min(self.earliest_ways(), key=Way.end)

    def latest_way(self) -> Way:
        return max(self.latest_ways(), key=Way.end)


def asked(
    law_code: str, clock: str, start: date, *, at: time | None, agency: AgencyDays, course: Course
) -> Question:
    """The question, checked. Raises LawError that names the field and the value."""
    counting = counting_of(law_code, clock)
    check_start(counting, start)
    closed = checked_closures(agency, counting)
    rule = counting.rule.on(start)
    check_course(course, rule, f"the clock {rule.name} of {counting.code}", start)
    pauses = tuple(sorted(course.pauses, key=lambda pause: pause.first))
    return Question(
        counting=counting,
        rule=rule,
        start=start,
        late=after_hours(at, agency),
        closed=closed,
        opened=days_of(agency.open),
        course=course,
        spans=_spans(counting, rule, start, course),
        granted=_granted(rule, pauses),
        pauses=pauses,
    )


def checked_closures(agency: AgencyDays, counting: Counting) -> frozenset[date]:
    """The days the agency closes. Raises DayRefused when they leave no open day for a year."""
    closed = days_of(agency.closed)
    if len(closed) >= _FEW_CLOSURES:
        _check_closures(closed, counting.latest)
    return closed


def check_start(counting: Counting, start: object) -> None:
    """Raises DayRefused unless it is a date for which the clock holds."""
    if type(start) is not date:
        raise DayRefused("start", f"{shown(start)} is not a date")
    if start > counting.last_start:
        last = counting.last_start.isoformat()
        raise DayRefused("start", f"{start.isoformat()} is after {last}")
    first, citation = counting.first_start, counting.rule.citation
    if start < first:
        message = f"{start.isoformat()} is before {full_day(first)}, when {citation} took effect"
        raise DayRefused("start", message)


def after_hours(at: time | None, agency: AgencyDays) -> bool:
    """Whether something that came in at this time came after the office closed."""
    return at is not None and at > agency.closes_at


def days_of(named_days: tuple[tuple[date, str], ...]) -> frozenset[date]:
    """The days alone, without their reasons."""
    return frozenset([day for day, _ in named_days]) if named_days else _NO_DAYS


def _spans(
    counting: Counting, rule: ClockRule, start: date, course: Course
) -> tuple[Span | date, ...]:
    """The lengths in which the rule can be read."""
    if rule.unit is Unit.GIVEN_DAY:
        return (course.promised_on or rule.until or start,)
    length = rule.length
    if course.fee is not None and course.fee > rule.long_above:
        length = rule.long_length
    if rule.extends:
        taken = rule.extension_most if course.extension is None else course.extension
        length = counting.length - rule.length + taken
    elif course.extension is not None:
        length += course.extension
    others: list[Span | date] = [] if rule.short_reading is None else [rule.short_reading]
    if course.asked_on is not None and rule.before is not None and rule.before.until is not None:
        # A request older than this version: the day that the change of the law set for it.
        older = course.asked_on < rule.basis.effective_from and start <= rule.before.until
        others += [rule.before.until] if older else []
    return (*others, Span(length, rule.unit))


def _granted(rule: ClockRule, pauses: tuple[Pause, ...]) -> tuple[Pause, ...]:
    """The pauses that the law itself grants; those beyond its number are left out."""
    left = {pause.kind: pause.most or len(pauses) for pause in rule.pauses}
    granted = []
    for pause in pauses:
        if left.get(pause.kind, 0) > 0:
            left[pause.kind] -= 1
            granted.append(pause)
    return tuple(granted)


@lru_cache(maxsize=256)
def _check_closures(closed: frozenset[date], calendar: Calendar) -> None:
    """Refuses closures that leave no open day for a year: nothing could ever be due."""
    first, run = min(closed), 0
    for n in range((max(closed) - first).days + 1):
        day = first + _DAY * n
        shut = is_weekend(day) or day in closed or calendar.holiday_on(day) is not None
        run = run + 1 if shut else 0
        if run >= 365:
            begun = day - _DAY * (run - 1)
            raise DayRefused("closed", f"{begun} to {day} leaves no open day in a whole year")
