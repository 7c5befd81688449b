"""Every clock of every law once more, as plain loops over days, to check the engine against.

Written from the statutes' words and shared with nothing in the product.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from tests.law.plain_count import (
    DAY,
    FRIDAY,
    MONDAY,
    SUNDAY,
    due_and_safe,
    is_weekday_holiday,
    open_under_state_list,
    open_under_statute,
)

NATIONAL = {(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)}
TUESDAY = 1


def national_day(day):
    return (day.month, day.day) in NATIONAL or is_weekday_holiday(day)


@cache
def open_with_sunday_rule(day):
    if day.weekday() > FRIDAY or national_day(day):
        return False
    return not (day.weekday() == MONDAY and (day - DAY).timetuple()[1:3] in NATIONAL)


@cache
def open_federal(day):
    if not open_with_sunday_rule(day):
        return False
    return not (day.weekday() == FRIDAY and (day + DAY).timetuple()[1:3] in NATIONAL)


@cache
def open_in_illinois_for_sure(day):
    if not open_federal(day) or (day.month, day.day) == (2, 12):
        return False
    if day.weekday() == FRIDAY and (day.month, day.day) == (2, 11):
        return False
    if day.weekday() == MONDAY and (day.month, day.day) == (2, 13):
        return False
    if day.month == 3 and day.weekday() == MONDAY and day.day <= 7:
        return False
    election = day.month == 11 and day.weekday() == TUESDAY and 2 <= day.day <= 8
    return not (election and day.year % 2 == 0)


state_open = cache(open_under_state_list)
statute_open = cache(open_under_statute)


def nth_open(start, n, is_open):
    day = start
    while n:
        day += DAY
        if is_open(day):
            n -= 1
    return day


def from_open(day, is_open):
    while not is_open(day):
        day += DAY
    return day


def back_to_open(day, is_open, after):
    while day > after and not is_open(day):
        day -= DAY
    return day


def off_sunday(day):
    return day + DAY if day.weekday() == SUNDAY else day


def months_later(day, months):
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError(day)


def them(start, n, *, earliest, latest, closed_day_waits=False):
    """An agency that has n open days: all readings of the start and of the holidays."""
    ends = []
    for is_open in (earliest, latest):
        if is_open(start) or not closed_day_waits:
            ends.append(nth_open(start, n, is_open))
        if not is_open(start):
            ends.append(nth_open(from_open(start, is_open), n, is_open))
    return min(ends), max(ends)


def missouri_withdrawal(start, days=90):
    end = start + timedelta(days=days)
    return off_sunday(end), back_to_open(end, state_open, start)


def missouri_fee(start):
    if start < date(2025, 8, 28):
        return date(2026, 1, 1), date(2025, 12, 31)
    return missouri_withdrawal(start)


def missouri_promise(start):
    return start, max(start, from_open(start, state_open))


def missouri_refile(start):
    end = months_later(start, 6)
    return end, off_sunday(end)


def missouri_suit(start):
    end = months_later(start, 12)
    return off_sunday(end), back_to_open(end, state_open, start)


def kansas(start):
    return them(start, 3, earliest=open_with_sunday_rule, latest=open_federal)


def kansas_cost(start):
    first, last = kansas(start)
    return last, back_to_open(first, open_federal, start)


def illinois(start, n):
    return them(
        start,
        n,
        earliest=open_with_sunday_rule,
        latest=open_in_illinois_for_sure,
        closed_day_waits=True,
    )


def illinois_review(start):
    end = start + timedelta(days=60)
    return end, back_to_open(end, open_in_illinois_for_sure, start)


def federal(start, n):
    return them(start, n, earliest=open_federal, latest=open_federal)


def federal_expedite(start):
    end = start + timedelta(days=10)
    return end, from_open(end, open_federal)


def federal_appeal(start):
    safe = back_to_open(start + timedelta(days=90), open_federal, start)
    return nth_open(start, 90, open_federal), safe


PLAIN = {
    ("us-mo", "response"): (date(2025, 1, 1), due_and_safe),
    ("us-mo", "grounds"): (date(2025, 1, 1), due_and_safe),
    ("us-mo", "promised"): (date(2025, 1, 1), missouri_promise),
    ("us-mo", "fee"): (date(2025, 1, 1), missouri_fee),
    ("us-mo", "clarification"): (date(2025, 8, 28), missouri_withdrawal),
    ("us-mo", "refile"): (date(2025, 8, 28), missouri_refile),
    ("us-mo", "suit"): (date(2025, 1, 1), missouri_suit),
    ("us-ks", "response"): (date(2025, 1, 1), kansas),
    ("us-ks", "grounds"): (date(2025, 1, 1), kansas),
    ("us-ks", "cost-contact"): (date(2025, 7, 1), kansas_cost),
    ("us-il", "response"): (date(2025, 1, 1), lambda start: illinois(start, 5)),
    ("us-il", "extension"): (date(2025, 1, 1), lambda start: illinois(start, 10)),
    ("us-il", "review"): (date(2025, 1, 1), illinois_review),
    ("us-fed", "determination"): (date(2025, 1, 1), lambda start: federal(start, 20)),
    ("us-fed", "extension"): (date(2025, 1, 1), lambda start: federal(start, 30)),
    ("us-fed", "expedite"): (date(2025, 1, 1), federal_expedite),
    ("us-fed", "appeal"): (date(2025, 1, 1), federal_appeal),
    ("us-fed", "appeal-decision"): (date(2025, 1, 1), lambda start: federal(start, 20)),
}
