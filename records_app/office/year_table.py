"""The business days of a year on one page: every month, and each closed day with its reason."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from records_app.law.agency_days import STANDARD_DAYS, AgencyDays
from records_app.law.calendars import FIRST_DAY, LAST_DAY, Calendar, calendar_of, is_weekend
from records_app.law.statute import law
from records_app.office.missouri_time import near_day

FIRST_YEAR, LAST_YEAR = FIRST_DAY.year, LAST_DAY.year
_SUNDAY = 6
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class YearDay:
    """One cell. ``kind``: open, weekend, closed, doubt, or empty outside the month.

    ``spoken`` says why a weekday is closed or in doubt; empty on other days.
    """

    number: str
    kind: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month by weeks that begin on Sunday, as on a wall calendar."""

    name: str
    weeks: tuple[tuple[YearDay, ...], ...]
    count: str


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """One day that does not count, or may not. ``kind`` is closed, doubt, or open again."""

    day: str
    name: str
    source: str
    kind: str


@dataclass(frozen=True, slots=True)
class YearTable:
    """A whole year. ``years`` are the ones before and after, 0 at the ends of the calendar."""

    law: str
    law_name: str
    year: int
    title: str
    sentence: str
    months: tuple[Month, ...]
    closed: tuple[ClosedDay, ...]
    has_doubts: bool
    sources: tuple[str, ...]
    cautions: tuple[str, ...]
    previous: int
    following: int


def year_table(code: str, year: int, *, agency: AgencyDays = STANDARD_DAYS) -> YearTable:
    """The table of a law and a year from 1900 to 2200. Raises UnknownLaw and ValueError."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{year} is not a year from {FIRST_YEAR} to {LAST_YEAR}")
    found = law(code)
    calendars = tuple(calendar_of(code, name) for name in found.calendars)
    reasons = _reasons(calendars, year, agency)
    months = tuple(_month(year, number, reasons) for number in range(1, 13))
    weekdays = sum(not is_weekend(date.fromordinal(n)) for n in _ordinals(year))
    surely = sum(one.kind == "closed" for one in reasons.values())
    doubtful = sum(one.kind == "doubt" for one in reasons.values())
    return YearTable(
        law=code,
        law_name=found.name,
        year=year,
        title=f"Business days {year}",
        sentence=_sentence(weekdays - surely, doubtful),
        months=months,
        closed=tuple(reasons.values()),
        has_doubts=bool(doubtful),
        sources=tuple(
            f"{one.rule.short}: {one.rule.title}. Source: {one.rule.basis.source}"
            for one in calendars
        ),
        cautions=tuple(_cautions(calendars, year)),
        previous=year - 1 if year > FIRST_YEAR else 0,
        following=year + 1 if year < LAST_YEAR else 0,
    )


def _cautions(calendars: tuple[Calendar, ...], year: int) -> Iterator[str]:
    """What nobody has checked, or nobody can know yet."""
    for one in calendars:
        if one.rule.caution:
            yield one.rule.caution
        published = one.rule.published_years
        if published and year not in published:
            how = "expected, not published" if year > max(published) else "by rule, not published"
            known = " and ".join(str(known) for known in published)
            yield f"{one.rule.short} for {year}: {how}. The published lists we read are of {known}."


def _reasons(
    calendars: tuple[Calendar, ...], year: int, agency: AgencyDays
) -> dict[date, ClosedDay]:
    """Every weekday of the year that is closed, or may be, in order."""
    closed = {day: words for day, words in agency.closed if day.year == year}
    opened = {day: words for day, words in agency.open if day.year == year}
    holidays = {holiday.on for one in calendars for holiday in one.holidays_in(year)}
    days = sorted(day for day in holidays | closed.keys() if not is_weekend(day))
    return {day: _reason(day, calendars, closed, opened) for day in days}


def _reason(
    day: date, calendars: tuple[Calendar, ...], closed: dict[date, str], opened: dict[date, str]
) -> ClosedDay:
    kept = [(one, holiday) for one in calendars if (holiday := one.holiday_on(day)) is not None]
    if not kept:
        words = closed[day] or "Closed"
        return ClosedDay(near_day(day), words, "this agency; the law does not say so", "doubt")
    calendar, holiday = kept[-1]
    name = f"{holiday.name} ({holiday.note})" if holiday.note else holiday.name
    if day in opened:
        reason = f": {opened[day]}" if opened[day] else ""
        return ClosedDay(near_day(day), name, f"this agency is open{reason}", "doubt")
    if len(kept) < len(calendars):
        return ClosedDay(near_day(day), name, f"only in “{calendar.rule.short}”", "doubt")
    return ClosedDay(near_day(day), name, calendars[0].rule.basis.citation, "closed")


def _month(year: int, number: int, reasons: dict[date, ClosedDay]) -> Month:
    weeks = Weeks(_SUNDAY).monthdatescalendar(year, number)
    days = [day for week in weeks for day in week if day.month == number and not is_weekend(day)]
    surely = sum(day not in reasons for day in days)
    maybe = sum(day in reasons and reasons[day].kind == "doubt" for day in days)
    return Month(
        name=_MONTHS[number - 1],
        weeks=tuple(tuple(_cell(day, number, reasons) for day in week) for week in weeks),
        count=f"{surely} to {surely + maybe}" if maybe else str(surely),
    )


def _cell(day: date, month: int, reasons: dict[date, ClosedDay]) -> YearDay:
    if day.month != month:
        return YearDay("", "", "")
    if is_weekend(day):
        return YearDay(str(day.day), "weekend", "")
    reason = reasons.get(day)
    if reason is None:
        return YearDay(str(day.day), "open", "")
    said = "closed" if reason.kind == "closed" else "in doubt"
    return YearDay(str(day.day), reason.kind, f"{said}, {reason.name}")


def _ordinals(year: int) -> range:
    return range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)


def _sentence(most: int, doubtful: int) -> str:
    """``most`` counts the days in doubt as open."""
    if not doubtful:
        return f"{most} business days."
    noun = "day is" if doubtful == 1 else "days are"
    return f"{most - doubtful} business days for sure; {doubtful} more {noun} in doubt."
