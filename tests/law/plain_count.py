"""The Missouri rule once more, written as plainly as possible, to check the real one against.

Nothing here is shared with the product: holidays are recognised by looking at the day itself.
"""

from __future__ import annotations

from datetime import date, timedelta

DAY = timedelta(days=1)
MONDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = 0, 3, 4, 5, 6
FIXED = {(1, 1), (2, 12), (5, 8), (6, 19), (7, 4), (11, 11), (12, 25)}


def is_fixed_holiday(day: date) -> bool:
    return (day.month, day.day) in FIXED


def is_weekday_holiday(day: date) -> bool:
    if day.weekday() == THURSDAY:
        return day.month == 11 and 22 <= day.day <= 28
    if day.weekday() != MONDAY:
        return False
    weeks = {1: range(15, 22), 2: range(15, 22), 5: range(25, 32), 9: range(1, 8)}
    weeks[10] = range(8, 15)
    return day.day in weeks.get(day.month, ())


def open_under_statute(day: date) -> bool:
    if day.weekday() in (SATURDAY, SUNDAY) or is_fixed_holiday(day) or is_weekday_holiday(day):
        return False
    return not (day.weekday() == MONDAY and is_fixed_holiday(day - DAY))


def open_under_state_list(day: date) -> bool:
    if not open_under_statute(day):
        return False
    return not (day.weekday() == FRIDAY and is_fixed_holiday(day + DAY))


def third_open_day(start, is_open):
    day, counted = start, 0
    while counted < 3:
        day += DAY
        counted += is_open(day)
    return day


def next_open_day(start, is_open):
    day = start + DAY
    while not is_open(day):
        day += DAY
    return day


def due_and_safe(start, *, late=False, closed=(), opened=()):
    """The earliest and the latest date over all sixteen readings, each counted by itself."""
    found = []
    for is_listed in (open_under_statute, open_under_state_list):
        for no in ((), closed):
            for yes in ((), opened):

                def is_open(day, is_listed=is_listed, no=no, yes=yes):
                    if day.weekday() in (SATURDAY, SUNDAY) or day in no:
                        return False
                    return day in yes or is_listed(day)

                found.append(third_open_day(start, is_open))
                if late or not is_open(start):
                    found.append(third_open_day(next_open_day(start, is_open), is_open))
    return min(found), max(found)
