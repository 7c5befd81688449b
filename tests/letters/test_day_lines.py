"""The days of the response clock as a letter lists them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records_app.law.agency_days import STANDARD_DAYS, AgencyDays
from records_app.law.explanations import explain
from records_app.letters.day_lines import counted, day_lines
from records_app.letters.facts import day_and_date
from records_app.letters.follow_up import RequestSoFar

AFTER_THANKSGIVING = AgencyDays(closed=((date(2026, 11, 27), ""),))


def lines(start: date, at: time | None = None, agency: AgencyDays = STANDARD_DAYS) -> list[str]:
    return list(day_lines(explain("us-mo", "response", start, at=at, agency=agency)))


def test_a_plain_week() -> None:
    assert lines(date(2026, 11, 20)) == [
        "Friday, November 20: received",
        "Saturday, November 21 and Sunday, November 22: not counted, weekend",
        "Monday, November 23: business day 1",
        "Tuesday, November 24: business day 2",
        "Wednesday, November 25: business day 3",
    ]


def test_a_doubtful_holiday_is_given_to_the_agency() -> None:
    assert lines(date(2026, 11, 23), agency=AFTER_THANKSGIVING)[3:] == [
        "Thursday, November 26: not counted, Thanksgiving",
        "Friday, November 27: not counted, it may not be a business day",
        "Saturday, November 28 and Sunday, November 29: not counted, weekend",
        "Monday, November 30: business day 3",
    ]


def test_a_doubtful_receipt_is_given_to_the_agency() -> None:
    assert lines(date(2026, 7, 1), time(19, 0)) == [
        "Wednesday, July 1: received",
        "Thursday, July 2: not counted, the request may count as received on this day",
        "Friday, July 3: not counted, it may not be a business day",
        "Saturday, July 4 and Sunday, July 5: not counted, weekend",
        "Monday, July 6: business day 1",
        "Tuesday, July 7: business day 2",
        "Wednesday, July 8: business day 3",
    ]


@given(
    start=st.dates(date(2025, 1, 1), date(2028, 12, 31)),
    at=st.none() | st.times(),
    closed=st.sets(st.integers(1, 9), max_size=3),
    opened=st.sets(st.integers(1, 9), max_size=2),
)
def test_the_three_days_end_on_the_safe_day(
    start: date, at: time | None, closed: set[int], opened: set[int]
) -> None:
    agency = AgencyDays(
        closed=tuple((start + timedelta(n), "") for n in sorted(closed - opened)),
        open=tuple((start + timedelta(n), "") for n in sorted(opened)),
    )
    found = explain("us-mo", "response", start, at=at, agency=agency)
    said = day_lines(found)
    safe = day_and_date(found.deadline.safe)
    assert said[0] == f"{day_and_date(start)}: received"
    assert said[-1] == f"{safe}: business day 3"
    assert [line.partition("business day ")[2] for line in said if ": business day" in line] == [
        *("1", "2", "3")
    ]
    if not any("came in" in doubt for doubt in found.doubts):
        assert not any("may count as received" in line for line in said)


def test_the_count_goes_into_the_facts() -> None:
    request = RequestSoFar("MO-2026-0001", date(2026, 11, 23), received_on=date(2026, 11, 23))
    found = explain("us-mo", "response", date(2026, 11, 23), agency=AFTER_THANKSGIVING)
    after = counted(request, found)
    assert (after.due, after.safe) == (date(2026, 11, 27), date(2026, 11, 30))
    assert after.days == day_lines(found)
    assert (request.due, request.days) == (None, ())
    answered = counted(replace(request, answered_by_then=True), found)
    assert answered.days[0] == "Monday, November 23: received by this day"
    assert answered.days[1:] == after.days[1:]


@pytest.mark.parametrize("day", [date(2026, 1, 5), date(2026, 10, 7)])
def test_receipt_in_office_hours_leaves_no_doubt_about_receipt(day: date) -> None:
    for n in range(60):
        start = day + timedelta(n)
        if start.weekday() < 5 and not explain("us-mo", "response", start, at=time(9)).doubts:
            assert not any("may " in line for line in lines(start, time(9)))
