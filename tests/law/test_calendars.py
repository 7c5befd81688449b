from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import (
    FIRST_DAY,
    LAST_DAY,
    add_open_days,
    business_days_late,
    calendar_of,
    holidays_in,
    is_open,
    next_open_day,
    open_day_from,
    third_open_day_from,
)
from records_app.law.errors import DayRefused, LawError, UnknownLaw
from records_app.law.statute import known_laws, law
from tests.law.plain_clocks import open_federal, open_in_illinois_for_sure, open_with_sunday_rule
from tests.law.plain_count import open_under_state_list, open_under_statute

PUBLISHED = Path(__file__).parent / "data" / "mo_state_holidays_published_2025_2026.csv"


def published():
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return [(row["observed_date"], row["holiday"]) for row in csv.DictReader(file)]


def test_state_list_is_exactly_the_published_one():
    ours = [day for year in (2025, 2026) for day in holidays_in(year, "state")]
    assert [day.on.isoformat() for day in ours] == [on for on, _ in published()]
    for day, (_, name) in zip(ours, published(), strict=True):
        assert day.short.startswith(name)


def test_statute_has_no_friday_for_a_saturday_holiday():
    statute = {day.on for day in holidays_in(2026, "statute")}
    state = {day.on for day in holidays_in(2026, "state")}
    assert statute - state == {date(2026, 7, 4)}
    assert state - statute == {date(2026, 7, 3)}


def test_2027_by_statute_and_the_fridays_the_state_may_keep():
    weekdays = [day.on for day in holidays_in(2027, "statute") if day.on.weekday() < 5]
    assert weekdays == [
        date(2027, *day)
        for day in (
            (1, 1), (1, 18), (2, 12), (2, 15), (5, 31), (7, 5), (9, 6), (10, 11),
            (11, 11), (11, 25),
        )
    ]  # fmt: skip
    expected = [day for day in holidays_in(2027, "state") if "expected" in day.note]
    assert [(day.on, day.short) for day in expected] == [
        (date(2027, 5, 7), "Truman Day"),
        (date(2027, 6, 18), "Juneteenth"),
        (date(2027, 12, 24), "Christmas"),
        (date(2027, 12, 31), "New Year's Day"),
    ]


def test_sunday_holiday_moves_to_monday_and_says_so():
    moved = calendar_of("us-mo", "statute").holiday_on(date(2027, 7, 5))
    assert moved is not None
    assert (moved.name, moved.note) == ("Independence Day", "moved from Sunday")
    assert calendar_of("us-mo", "statute").holiday_on(date(2027, 7, 6)) is None


def test_new_year_on_a_saturday_is_kept_in_the_year_before():
    assert not is_open(date(2021, 12, 31), "state")
    assert is_open(date(2021, 12, 31), "statute")


def test_juneteenth_only_since_2022():
    assert is_open(date(2020, 6, 19))
    assert not is_open(date(2023, 6, 19))
    assert len(holidays_in(2021)) == 13  # twelve, and the New Year of 2022
    assert len(holidays_in(2025)) == 13


CALENDARS = [(code, name) for code in known_laws() for name in law(code).calendars]


@pytest.mark.parametrize(("code", "reading"), CALENDARS)
def test_every_year_from_1900_to_2200_has_its_holidays(code, reading):
    for year in range(1900, 2201):
        days = holidays_in(year, reading, code)
        assert 9 <= len(days) <= 15
        assert len({day.on for day in days}) == len(days)
        assert all(day.on.year == year and day.name and day.short for day in days)


def test_open_days_agree_with_looking_at_each_day():
    day = date(2022, 7, 1)
    while day < date(2062, 1, 1):
        assert is_open(day, "statute") == open_under_statute(day), day
        assert is_open(day, "state") == open_under_state_list(day), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("code", "reading", "by_looking"),
    [
        ("us-fed", "federal", open_federal),
        ("us-il", "common", open_with_sunday_rule),
        ("us-il", "cautious", open_in_illinois_for_sure),
        ("us-ks", "congress", open_with_sunday_rule),
        ("us-ks", "cautious", open_federal),
    ],
)
def test_open_days_of_the_other_laws_agree_with_looking(code, reading, by_looking):
    day = date(2022, 1, 3)
    while day < date(2062, 1, 1):
        assert is_open(day, reading, code) == by_looking(day), day
        day += timedelta(days=1)


def test_the_federal_fourth_of_july_of_2026_is_kept_on_friday():
    moved = calendar_of("us-fed", "federal").holiday_on(date(2026, 7, 3))
    assert moved is not None
    assert moved.note == "moved from Saturday"
    assert is_open(date(2026, 2, 12), "federal", "us-fed")
    assert is_open(date(2026, 5, 8), "federal", "us-fed")


def test_election_day_in_even_years_may_be_kept_in_illinois():
    names = {day.on: day.name for day in holidays_in(2026, "cautious", "us-il")}
    assert names[date(2026, 11, 3)] == "Election Day"
    assert names[date(2026, 3, 2)] == "Pulaski Day"
    assert "Election Day" not in [d.name for d in holidays_in(2027, "cautious", "us-il")]
    assert len(holidays_in(2026, "common", "us-il")) == 11


@given(
    st.dates(date(2020, 1, 1), date(2150, 1, 1)),
    st.integers(1, 60),
    st.sets(st.integers(-3, 90), max_size=40),
)
def test_counting_past_closures_agrees_with_walking(start, n, closed):
    calendar = calendar_of("us-mo", "state")
    shut = frozenset(start + timedelta(days=offset) for offset in closed)
    day, left = start, n
    while left:
        day += timedelta(days=1)
        left -= calendar.is_open(day, shut)
    assert calendar.count(start, n, shut) == day


def test_counting_at_the_ends_of_the_calendar():
    calendar = calendar_of("us-mo", "state")
    assert calendar.count(FIRST_DAY, 1) == date(1900, 1, 2)
    assert next_open_day(date(2200, 12, 30)) == LAST_DAY
    for day in (date(1, 1, 1), date(1899, 12, 31), LAST_DAY, date(9999, 12, 31)):
        for closed in (frozenset(), {date(2026, 1, 2)}):
            with pytest.raises(DayRefused, match=day.isoformat() if not closed else "calendar"):
                calendar.count(day, 1, closed)
    with pytest.raises(DayRefused):
        is_open(date(2201, 1, 1))


CLOSED_FRIDAY = AgencyDays(closed=((date(2026, 11, 27), "Friday after Thanksgiving"),))


def test_spacing_waits_for_closures():
    assert add_open_days(date(2026, 11, 25), 0) == date(2026, 11, 25)
    assert add_open_days(date(2026, 11, 25), 3) == date(2026, 12, 1)
    assert add_open_days(date(2026, 11, 25), 3, CLOSED_FRIDAY) == date(2026, 12, 2)
    assert next_open_day(date(2026, 11, 25)) == date(2026, 11, 27)
    assert next_open_day(date(2026, 11, 25), CLOSED_FRIDAY) == date(2026, 11, 30)
    with pytest.raises(LawError, match="n: -1"):
        add_open_days(date(2026, 11, 25), -1)


def test_open_day_from_keeps_an_open_day():
    assert open_day_from(date(2026, 11, 27)) == date(2026, 11, 27)
    assert open_day_from(date(2026, 11, 27), CLOSED_FRIDAY) == date(2026, 11, 30)
    assert open_day_from(date(2026, 11, 28)) == date(2026, 11, 30)
    assert open_day_from(date(2026, 7, 3)) == date(2026, 7, 6)


def test_third_open_day_of_the_desk():
    assert third_open_day_from(date(2026, 11, 23)) == date(2026, 11, 27)
    assert third_open_day_from(date(2026, 11, 21)) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("safe", "today", "late"),
    [
        (date(2026, 11, 19), date(2026, 11, 23), 2),
        (date(2026, 11, 19), date(2026, 11, 19), 0),
        (date(2026, 11, 19), date(2026, 11, 18), 0),
        (date(2026, 11, 20), date(2026, 11, 22), 0),
        (date(2026, 11, 25), date(2026, 11, 30), 2),
        (date(2025, 11, 19), date(2026, 11, 19), 248),
    ],
)
def test_business_days_late(safe, today, late):
    assert business_days_late(safe, today) == late
    day, counted = safe, 0
    while day < today:
        day += timedelta(days=1)
        counted += open_under_state_list(day)
    assert counted == late


def test_a_closure_is_no_business_day_late():
    assert business_days_late(date(2026, 11, 25), date(2026, 11, 30), CLOSED_FRIDAY) == 1
    closed_on_a_holiday = AgencyDays(closed=((date(2026, 11, 26), ""), (date(2026, 12, 2), "")))
    assert business_days_late(date(2026, 11, 25), date(2026, 11, 30), closed_on_a_holiday) == 2


def test_unknown_calendar_and_law_are_named():
    with pytest.raises(LawError, match="'city' is not a calendar of us-mo"):
        is_open(date(2026, 1, 2), "city")
    with pytest.raises(UnknownLaw):
        holidays_in(2026, law_code="us-xx")
