"""Calendars: which days are open, which are holidays, and counting open days.

A calendar holds for the years 1900 to 2200. An open day is Monday to Friday and no holiday.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from records_app.law.agency_days import STANDARD_DAYS, AgencyDays
from records_app.law.errors import DayRefused, LawError, shown
from records_app.law.holidays import SATURDAY, SUNDAY, Holiday, HolidayRule
from records_app.law.rules import CalendarRule
from records_app.law.statute import law

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
_FIRST, _LAST = FIRST_DAY.toordinal(), LAST_DAY.toordinal()
_DAY = timedelta(days=1)
_NO_DAYS: frozenset[date] = frozenset()


class Calendar:
    """One list of holidays, worked out for all years, with a table for counting fast."""

    def __init__(self, rule: CalendarRule, holidays: tuple[HolidayRule, ...]) -> None:
        self.rule = rule
        found = (
            holiday
            for year in range(FIRST_DAY.year, LAST_DAY.year + 2)
            for holiday in _holidays_of(rule, holidays, year)
        )
        self.holidays = MappingProxyType({holiday.on: holiday for holiday in found})
        closed = {day.toordinal() for day in self.holidays}
        self._open_days: list[date] = []
        # For each ordinal from _FIRST on: how many open days there are up to and including it,
        # which is also the place in _open_days of the first open day after it.
        self._open_until: list[int] = []
        for ordinal in range(_FIRST, _LAST + 1):
            if ordinal % 7 not in (6, 0) and ordinal not in closed:
                self._open_days.append(date.fromordinal(ordinal))
            self._open_until.append(len(self._open_days))

    def holiday_on(self, day: date) -> Holiday | None:
        return self.holidays.get(day)

    def holidays_in(self, year: int) -> tuple[Holiday, ...]:
        """The days of that year on which this calendar is closed, in order of the days."""
        return tuple(self.holidays[day] for day in sorted(self.holidays) if day.year == year)

    def is_open(
        self, day: date, closed: AbstractSet[date] = _NO_DAYS, opened: AbstractSet[date] = _NO_DAYS
    ) -> bool:
        """Whether the day counts; `closed` days never do, `opened` ones unless on a weekend."""
        if is_weekend(day) or day in closed:
            return False
        return day in opened or day not in self.holidays

    def count(
        self,
        start: date,
        n: int,
        closed: AbstractSet[date] = _NO_DAYS,
        opened: AbstractSet[date] = _NO_DAYS,
    ) -> date:
        """The `n`-th open day after `start` (n >= 1). Raises DayRefused at the calendar's end."""
        try:
            if start < FIRST_DAY:
                raise IndexError
            before = self._open_until[start.toordinal() - _FIRST]
            if not closed and not opened:
                return self._open_days[before + n - 1]
            if opened:
                return self._walk(start, n, closed, opened)
            # Each closed day met on the way asks for one open day more: the first end that
            # agrees with what was met is the end.
            extra = 0
            while True:
                end = self._open_days[before + n - 1 + extra]
                met = sum([self.is_open(day) for day in closed if start < day <= end])
                if met == extra:
                    return end
                extra = met
        except IndexError:
            raise DayRefused("day", _outside(start)) from None

    def _walk(
        self, start: date, n: int, closed: AbstractSet[date], opened: AbstractSet[date]
    ) -> date:
        day = start
        while n:
            day += _DAY
            n -= self.is_open(_checked(day), closed, opened)
        return day

    def last_open_day(self, day: date, after: date, closed: AbstractSet[date] = _NO_DAYS) -> date:
        """The last open day on or before `day` that is after `after`; `after` if there is none."""
        while day > after and not self.is_open(_checked(day), closed):
            day -= _DAY
        return day

    def open_days_between(self, start: date, end: date) -> int:
        """How many open days there are after `start`, up to and including `end`; 0 if none."""
        until = self._open_until
        first, last = (_checked(day).toordinal() - _FIRST for day in (start, end))
        return max(0, until[last] - until[first])


def is_weekend(day: date) -> bool:
    """Whether it is a Saturday or a Sunday."""
    return day.weekday() in (SATURDAY, SUNDAY)


@cache
def calendar_of(law_code: str, name: str) -> Calendar:
    """A calendar of a law by its name: `statute` or `state` for us-mo."""
    found = law(law_code)
    if name not in found.calendars:
        known = ", ".join(found.calendars)
        raise LawError("calendar", f"{shown(name)} is not a calendar of {law_code} ({known})")
    return Calendar(found.calendars[name], found.holidays)


def is_open(day: date, reading: str = "state", law_code: str = "us-mo") -> bool:
    """Whether a day is open on one calendar of the law, agency closures aside."""
    return calendar_of(law_code, reading).is_open(_checked(day))


def holidays_in(year: int, reading: str = "state", law_code: str = "us-mo") -> tuple[Holiday, ...]:
    """The holidays of a year on one calendar of the law, with their names."""
    return calendar_of(law_code, reading).holidays_in(year)


# The functions below are for our own spacing, not for the law's dates. They use the State's
# calendar and the agency's closures, so that they wait rather than press.


def add_open_days(
    day: date, n: int, agency: AgencyDays = STANDARD_DAYS, law_code: str = "us-mo"
) -> date:
    """The `n`-th open day after `day`; `day` itself when n is 0."""
    if n < 0:
        raise LawError("n", f"{n} is less than 0")
    return _spacing(law_code).count(day, n, _closed(agency)) if n else _checked(day)


def next_open_day(day: date, agency: AgencyDays = STANDARD_DAYS, law_code: str = "us-mo") -> date:
    """The first open day after `day`."""
    return add_open_days(day, 1, agency, law_code)


def open_day_from(day: date, agency: AgencyDays = STANDARD_DAYS, law_code: str = "us-mo") -> date:
    """`day` itself when it is open, else the first open day after it."""
    if _spacing(law_code).is_open(_checked(day), _closed(agency)):
        return day
    return next_open_day(day, agency, law_code)


def third_open_day_from(today: date, law_code: str = "us-mo") -> date:
    """The last day that still counts as "due in three business days"."""
    return add_open_days(today, 3, law_code=law_code)


def business_days_late(
    safe: date, today: date, agency: AgencyDays = STANDARD_DAYS, law_code: str = "us-mo"
) -> int:
    """Open days after `safe` up to and including `today`; 0 when not late or only by a weekend."""
    between = _spacing(law_code).open_days_between(safe, today)
    closed = {d for d in _closed(agency) if safe < d <= today and is_open(d, law_code=law_code)}
    return between - len(closed)


def _spacing(law_code: str) -> Calendar:
    return calendar_of(law_code, law(law_code).spacing_calendar)


def _closed(agency: AgencyDays) -> frozenset[date]:
    return frozenset(day for day, _ in agency.closed)


def _checked(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DayRefused("day", _outside(day))
    return day


def _outside(day: date) -> str:
    return f"{day.isoformat()} is too near or past the ends of the calendar, 1900 and 2200"


def _holidays_of(
    rule: CalendarRule, holidays: tuple[HolidayRule, ...], year: int
) -> Iterator[Holiday]:
    """The closed days that the holidays of one year give, on the days they are kept."""
    for holiday in holidays:
        day = holiday.day_in(year)
        if day is None or (holiday.only_on and rule.name not in holiday.only_on):
            continue
        note = ""
        if day.weekday() == SUNDAY and rule.sunday_to_monday:
            day, note = day + _DAY, "moved from Sunday"
        elif day.weekday() == SATURDAY and rule.saturday_to_friday:
            day -= _DAY
            note = "moved from Saturday"
            if rule.published_years and day.year > max(rule.published_years):
                note += "; expected, not published"
        yield Holiday(day, holiday.name, holiday.short, note)
