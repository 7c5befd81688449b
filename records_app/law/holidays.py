"""Holidays as rules: on which day of a given year each one falls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


class HolidayKind(StrEnum):
    """What the date of a holiday hangs on."""

    FIXED = "fixed"
    NTH_WEEKDAY = "nth weekday"
    LAST_WEEKDAY = "last weekday"


@dataclass(frozen=True, slots=True)
class HolidayRule:
    """One holiday of a law. `weekday` counts from Monday = 0; `short` fits on a day strip.

    `day` is used by fixed holidays, `weekday` by the other two kinds, `nth` by nth weekday.
    `days_after` moves the day, `even_years` leaves out the odd years, and `only_on` names the
    calendars that keep it (empty: all of them).
    """

    name: str
    short: str
    kind: HolidayKind
    month: int
    day: int
    weekday: int
    nth: int
    from_year: int
    days_after: int = 0
    even_years: bool = False
    only_on: tuple[str, ...] = ()

    def day_in(self, year: int) -> date | None:
        """The day the law names in that year, before any move off a weekend."""
        if year < self.from_year or (self.even_years and year % 2):
            return None
        return self._named_day(year) + timedelta(days=self.days_after)

    def _named_day(self, year: int) -> date:
        if self.kind is HolidayKind.FIXED:
            return date(year, self.month, self.day)
        if self.kind is HolidayKind.NTH_WEEKDAY:
            first = date(year, self.month, 1)
            ahead = (self.weekday - first.weekday()) % 7
            return first + timedelta(days=ahead + 7 * (self.nth - 1))
        last = date(year + self.month // 12, self.month % 12 + 1, 1) - _DAY
        return last - timedelta(days=(last.weekday() - self.weekday) % 7)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which a calendar is closed. `note` says why it is on this day, if it was moved."""

    on: date
    name: str
    short: str
    note: str
