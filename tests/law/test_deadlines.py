from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records_app.law.agency_days import STANDARD_DAYS, AgencyDays
from records_app.law.calendars import calendar_of
from records_app.law.deadlines import deadline
from records_app.law.errors import DayRefused, LawError, UnknownClock, UnknownLaw
from tests.law.plain_count import due_and_safe

FRIDAY_OFF = AgencyDays(closed=((date(2026, 11, 27), "Friday after Thanksgiving"),))
LINCOLN_OPEN = AgencyDays(open=((date(2026, 2, 12), "City hall stays open"),))
HARRYS_DAY_OFF = AgencyDays(closed=((date(2026, 10, 21), ""),))


def response(start, **more):
    found = deadline("us-mo", "response", start, **more)
    assert (found.law, found.clock, found.start) == ("us-mo", "response", start)
    return found.due, found.safe


def days(*texts):
    return tuple(date.fromisoformat(text) for text in texts)


@pytest.mark.parametrize(
    ("start", "due", "safe"),
    [
        pytest.param(
            "2026-10-16", "2026-10-21", "2026-10-21",
            id="610.023.3: AG training, received Friday, until close of business on Wednesday",
        ),
        pytest.param(
            "2026-02-10", "2026-02-17", "2026-02-17",
            id="610.023.3 and 9.010: Lincoln Day and Washington's Birthday in one count",
        ),
        pytest.param(
            "2026-07-01", "2026-07-06", "2026-07-07",
            id="610.023.3 and 9.010: Saturday July 4 is not moved, the State keeps Friday",
        ),
        pytest.param(
            "2026-11-25", "2026-12-01", "2026-12-01",
            id="610.023.3 and 9.010: Thanksgiving",
        ),
        pytest.param(
            "2027-05-05", "2027-05-10", "2027-05-11",
            id="9.010 and State practice: Truman Day 2027 is a Saturday, expected Friday May 7",
        ),
        pytest.param(
            "2027-06-16", "2027-06-21", "2027-06-22",
            id="9.010 and State practice: Juneteenth 2027 is a Saturday, expected Friday June 18",
        ),
        pytest.param(
            "2027-07-01", "2027-07-07", "2027-07-07",
            id="9.010: Sunday July 4, 2027 moves to Monday",
        ),
        pytest.param(
            "2027-12-22", "2027-12-27", "2027-12-28",
            id="9.010 and State practice: Christmas 2027 is a Saturday, expected Friday Dec 24",
        ),
        pytest.param(
            "2027-12-29", "2028-01-03", "2028-01-04",
            id="9.010 and State practice: New Year 2028 is a Saturday, expected Friday Dec 31",
        ),
        pytest.param(
            "2026-11-21", "2026-11-25", "2026-11-27",
            id="610.023.3: received Saturday, that day or Monday, with Thanksgiving behind it",
        ),
        pytest.param(
            "2026-10-17", "2026-10-21", "2026-10-22",
            id="610.023.3: received Saturday, Wednesday or Thursday",
        ),
        pytest.param(
            "2026-10-18", "2026-10-21", "2026-10-22",
            id="610.023.3: received Sunday, Wednesday or Thursday",
        ),
        pytest.param(
            "2026-07-03", "2026-07-08", "2026-07-09",
            id="610.023.3: received on a day only the State keeps",
        ),
        pytest.param(
            "2026-02-12", "2026-02-18", "2026-02-19",
            id="610.023.3 and 9.010: received on Lincoln Day",
        ),
        pytest.param(
            "2004-08-30", "2004-09-02", "2004-09-02",
            id="610.023.3: first Monday of the rule in force",
        ),
    ],
)  # fmt: skip
def test_worked_examples(start, due, safe):
    assert response(date.fromisoformat(start)) == days(due, safe)


def test_friday_closing_moves_only_the_safe_day():
    assert response(date(2026, 11, 25), agency=FRIDAY_OFF) == days("2026-12-01", "2026-12-02")
    assert response(date(2026, 11, 24), agency=FRIDAY_OFF) == days("2026-11-30", "2026-12-01")


def test_staying_open_on_a_holiday_moves_only_the_due_day():
    assert response(date(2026, 2, 10), agency=LINCOLN_OPEN) == days("2026-02-13", "2026-02-17")


def test_open_and_closed_on_the_same_day_is_a_doubt_both_ways():
    day = date(2026, 2, 12)
    agency = AgencyDays(closed=((day, ""),), open=((day, ""),))
    assert response(date(2026, 2, 10), agency=agency) == days("2026-02-13", "2026-02-17")


def test_an_office_open_on_a_weekend_changes_nothing():
    agency = AgencyDays(open=((date(2026, 10, 17), "market"), (date(2026, 10, 18), "market")))
    assert response(date(2026, 10, 16), agency=agency) == days("2026-10-21", "2026-10-21")


def test_received_on_a_day_the_agency_closes():
    assert response(date(2026, 10, 21), agency=HARRYS_DAY_OFF) == days("2026-10-26", "2026-10-27")


@pytest.mark.parametrize(
    ("at", "safe"),
    [
        (None, "2026-10-21"),
        (time(0, 0), "2026-10-21"),
        (time(8, 59), "2026-10-21"),
        (time(17, 0), "2026-10-21"),
        (time(17, 1), "2026-10-22"),
        (time(21, 0), "2026-10-22"),
        (time(23, 59), "2026-10-22"),
    ],
)
def test_receipt_after_the_office_closed_is_a_doubt(at, safe):
    assert response(date(2026, 10, 16), at=at) == days("2026-10-21", safe)


def test_the_agency_says_when_it_closes():
    early = AgencyDays(closes_at=time(16, 0))
    assert response(date(2026, 10, 16), at=time(16, 30), agency=early)[1] == date(2026, 10, 22)
    assert response(date(2026, 10, 16), at=time(16, 30))[1] == date(2026, 10, 21)


def test_a_weekend_receipt_has_one_doubt_not_two():
    day = date(2026, 10, 17)
    assert response(day, at=time(21, 0)) == response(day) == days("2026-10-21", "2026-10-22")


def test_empty_clock_is_the_first_one():
    assert deadline("us-mo", "", date(2026, 10, 16)).clock == "response"


def test_agrees_with_counting_by_hand_for_every_day_from_2025_to_2030():
    start = date(2025, 1, 1)
    while start <= date(2030, 12, 31):
        assert response(start) == due_and_safe(start), start
        assert response(start, at=time(18, 0)) == due_and_safe(start, late=True), start
        start += timedelta(days=1)


starts = st.dates(date(2023, 1, 1), date(2150, 1, 1))
nearby = st.lists(st.integers(0, 14), max_size=6, unique=True)
times = st.none() | st.times()


def agency_of(start, closed, opened):
    return AgencyDays(
        closed=tuple((start + timedelta(days=n), "closed") for n in closed),
        open=tuple((start + timedelta(days=n), "open") for n in opened),
    )


@given(starts, nearby, nearby, times)
def test_agrees_with_counting_by_hand_whatever_the_agency_does(start, closed, opened, at):
    agency = agency_of(start, closed, opened)
    by_hand = due_and_safe(
        start,
        late=at is not None and at > time(17, 0),
        closed={day for day, _ in agency.closed},
        opened={day for day, _ in agency.open},
    )
    assert response(start, at=at, agency=agency) == by_hand


@given(starts, nearby, nearby, times)
def test_due_before_safe_and_neither_on_a_weekend(start, closed, opened, at):
    due, safe = response(start, at=at, agency=agency_of(start, closed, opened))
    assert start < due <= safe
    assert due.weekday() < 5
    assert safe.weekday() < 5


@given(starts, nearby, nearby, times)
def test_closures_never_make_a_date_earlier_and_move_only_safe(start, closed, opened, at):
    before = response(start, at=at, agency=agency_of(start, (), opened))
    after = response(start, at=at, agency=agency_of(start, closed, opened))
    assert after[0] == before[0]
    assert after[1] >= before[1]


@given(starts, nearby, nearby, times)
def test_openings_never_make_a_date_later_and_move_only_due(start, closed, opened, at):
    before = response(start, at=at, agency=agency_of(start, closed, ()))
    after = response(start, at=at, agency=agency_of(start, closed, opened))
    assert after[0] <= before[0]
    assert after[1] == before[1]


@given(starts)
def test_exactly_three_open_days_are_counted(start):
    due, safe = response(start)
    assert calendar_of("us-mo", "statute").open_days_between(start, due) == 3
    state = calendar_of("us-mo", "state")
    received = start if state.is_open(start) else state.count(start, 1)
    assert state.open_days_between(received, safe) == 3


@given(starts)
def test_a_later_receipt_is_never_due_earlier(start):
    today, tomorrow = response(start), response(start + timedelta(days=1))
    assert today[0] <= tomorrow[0]
    assert today[1] <= tomorrow[1]


@pytest.mark.parametrize(
    ("law", "clock", "start", "kind", "field", "message"),
    [
        ("us-xx", "response", date(2026, 1, 5), UnknownLaw, "law", "law: 'us-xx' is not a law"),
        ("", "response", date(2026, 1, 5), UnknownLaw, "law", "law: '' is not a law"),
        ("../us-mo", "", date(2026, 1, 5), UnknownLaw, "law", "law: '../us-mo' is not a law"),
        ("us-mo", "review", date(2026, 1, 5), UnknownClock, "clock", "clock: 'review' is not"),
        ("us-mo", "", date(1, 1, 1), DayRefused, "start", "start: 0001-01-01 is before"),
        ("us-mo", "", date(2004, 8, 27), DayRefused, "start", "start: 2004-08-27 is before"),
        ("us-mo", "", date(2200, 1, 1), DayRefused, "start", "start: 2200-01-01 is after"),
        ("us-mo", "", date(9999, 12, 31), DayRefused, "start", "start: 9999-12-31 is after"),
        ("us-mo", "", "2026-01-05", DayRefused, "start", "start: '2026-01-05' is not a date"),
        ("us-mo", "", None, DayRefused, "start", "start: None is not a date"),
        ("us-mo", "", datetime(2026, 1, 5), DayRefused, "start", "start: datetime.datetime"),
    ],
)  # fmt: skip
def test_wrong_input_names_field_and_value(law, clock, start, kind, field, message):
    with pytest.raises(kind) as caught:
        deadline(law, clock, start)
    assert isinstance(caught.value, LawError)
    assert caught.value.field == field
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_the_first_and_last_days_of_the_rule_work():
    assert response(date(2004, 8, 28)) == days("2004-09-01", "2004-09-02")
    assert response(date(2199, 12, 31))[0].year == 2200


def test_standard_days_are_no_closures_and_five_o_clock():
    assert AgencyDays() == STANDARD_DAYS
    assert STANDARD_DAYS.closes_at == time(17, 0)
