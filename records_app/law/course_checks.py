"""Whether a course can belong to a clock: each refusal names the field and the value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from records_app.law.calendars import FIRST_DAY, LAST_DAY
from records_app.law.counting import plain_end
from records_app.law.course import Course, Pause
from records_app.law.errors import DayRefused, LawError, shown
from records_app.law.rules import ClockRule, Unit


def check_course(course: Course, rule: ClockRule, name: str, start: date) -> None:
    """Raises LawError, naming field and value, for a course that cannot belong to the clock."""
    _check_days(course)
    _check_pauses(course.pauses, start)
    _check_extension(course.extension, rule, name)
    _check_fee(course.fee, rule, name)
    if course.promised_on is not None:
        if rule.unit is not Unit.GIVEN_DAY or rule.until is not None:
            raise LawError("promised_on", f"{course.promised_on}: {name} knows no promise")
        if course.promised_on < start:
            message = f"{course.promised_on} is before {start}, the day it was promised"
            raise DayRefused("promised_on", message)
    if course.violated_on is not None:
        _check_violation(course.violated_on, rule, name, start)
    if course.asked_on is not None and course.asked_on > start:
        raise DayRefused("asked_on", f"{course.asked_on} is after the start, {start}")
    if course.starts_by is not None and course.starts_by < start:
        raise DayRefused("starts_by", f"{course.starts_by} is before the start, {start}")


def _check_days(course: Course) -> None:
    """Every date of the course must be one, within the years of the calendars."""
    days = [
        ("promised_on", course.promised_on),
        ("violated_on", course.violated_on),
        ("asked_on", course.asked_on),
        ("starts_by", course.starts_by),
        *(("pauses", day) for pause in course.pauses for day in (pause.first, pause.last)),
    ]
    for field, day in days:
        if day is None and field != "pauses":
            continue
        if type(day) is not date:
            raise DayRefused(field, f"{shown(day)} is not a date")
        if not FIRST_DAY <= day < LAST_DAY:
            message = f"{day.isoformat()} is outside the calendar, 1900 to 2200"
            raise DayRefused(field, message)


def _check_violation(day: date, rule: ClockRule, name: str, start: date) -> None:
    if rule.outer is None:
        raise LawError("violated_on", f"{day}: {name} has no limit from a violation")
    if day > start:
        raise DayRefused("violated_on", f"{day} is after {start}, the day it could be known")
    if plain_end(day, rule.outer) <= start:
        message = f"{day} is {rule.outer.words} or more before {start}: the time had run out"
        raise DayRefused("violated_on", message)


def _check_pauses(pauses: tuple[Pause, ...], start: date) -> None:
    last: Pause | None = None
    for pause in sorted(pauses, key=lambda pause: pause.first):
        words = f"{pause.first} to {pause.last}"
        if pause.last < pause.first:
            raise DayRefused("pauses", f"{words} ends before it starts")
        if pause.first <= start:
            raise DayRefused("pauses", f"{words} begins before the clock has run a day ({start})")
        if last is not None and pause.first <= last.last:
            message = f"{words} overlaps {last.first} to {last.last}"
            raise DayRefused("pauses", message)
        last = pause


def _check_extension(extension: int | None, rule: ClockRule, name: str) -> None:
    if extension is None:
        return
    if type(extension) is not int or extension < 1:
        raise LawError("extension", f"{shown(extension)} is not a whole number of days above 0")
    if not rule.extension_most:
        raise LawError("extension", f"{extension}: {name} cannot be extended")
    if extension > rule.extension_most:
        most = rule.unit.words(rule.extension_most)
        raise LawError("extension", f"{extension} is more than the law allows, {most}")


def _check_fee(fee: Decimal | None, rule: ClockRule, name: str) -> None:
    if fee is None:
        return
    if not isinstance(fee, Decimal) or not fee.is_finite() or fee < 0:
        raise LawError("fee", f"{shown(fee)} is not an amount in dollars")
    if not rule.long_length and rule.until is None:
        raise LawError("fee", f"{fee}: {name} does not depend on the fee")
