from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import calendar_of
from records_app.law.deadlines import deadline
from records_app.law.errors import DayRefused, UnknownLaw
from records_app.law.explanations import Explanation, explain

FRIDAY_OFF = AgencyDays(closed=((date(2026, 11, 27), "Friday after Thanksgiving"),))


def response(start: date, **more) -> Explanation:
    return explain("us-mo", "response", start, **more)


def why(explained: Explanation, day: date) -> str:
    return next(step.why for step in explained.steps if step.on == day)


def test_day_strip_of_the_week_of_thanksgiving():
    explained = response(date(2026, 11, 24), agency=FRIDAY_OFF)
    assert [(step.on.day, step.counts, step.label) for step in explained.steps] == [
        (24, False, "received"),
        (25, True, "day 1"),
        (26, False, "Thanksgiving"),
        (27, True, "day 2, or closed"),
        (28, False, "weekend"),
        (29, False, "weekend"),
        (30, True, "day 3 · due"),
        (1, False, "safe"),
    ]
    assert explained.citation == "§ 610.023.3, RSMo"
    assert "third business day" in explained.rule
    assert explained.doubts == (
        "on Fri Nov 27 the agency is closed (Friday after Thanksgiving), "
        "and the law does not say if that day counts",
    )
    assert explained.calendar == (
        "Missouri public holidays (§ 9.010, RSMo); "
        "the State's observed holidays for 2026 (published); this agency's closures"
    )


def test_lincoln_day_in_a_volunteers_words():
    explained = response(date(2026, 2, 10))
    assert why(explained, date(2026, 2, 12)) == "Thu Feb 12: not counted, Lincoln Day"
    assert why(explained, date(2026, 2, 14)) == "Sat Feb 14: not counted, weekend"
    assert why(explained, date(2026, 2, 16)) == "Mon Feb 16: not counted, Washington's Birthday"
    assert why(explained, date(2026, 2, 17)) == (
        "Tue Feb 17: day 3, an answer is due by the end of this day"
    )
    assert explained.doubts == ()
    assert explained.steps[-1].on == explained.deadline.due == explained.deadline.safe


def test_moved_holidays_say_from_where():
    sunday = response(date(2027, 7, 1))
    assert why(sunday, date(2027, 7, 5)) == (
        "Mon Jul 5: not counted, Independence Day (moved from Sunday)"
    )
    saturday = response(date(2026, 7, 1))
    assert why(saturday, date(2026, 7, 3)) == (
        "Fri Jul 3: day 2, unless the day does not count: "
        "the State keeps Independence Day (moved from Saturday)"
    )
    assert "published" not in why(saturday, date(2026, 7, 3))


def test_a_list_not_published_yet_is_said():
    explained = response(date(2027, 12, 22))
    assert "expected, not published" in why(explained, date(2027, 12, 24))
    assert "for 2027 (expected, not published)" in explained.calendar
    turn = response(date(2027, 12, 30))
    assert "for 2027 and 2028 (expected, not published)" in turn.calendar
    assert "for 2024 (by rule)" in response(date(2024, 3, 5)).calendar
    assert "for 2026 and 2027 (expected, not published)" in response(date(2026, 12, 30)).calendar


@pytest.mark.parametrize(
    ("start", "at", "words"),
    [
        (
            date(2026, 10, 17),
            None,
            "received on a Saturday, may count as received only on Mon Oct 19",
        ),
        (
            date(2026, 10, 18),
            None,
            "received on a Sunday, may count as received only on Mon Oct 19",
        ),
        (
            date(2026, 10, 16),
            time(21, 0),
            "received at 9:00 PM, after the office closed at 5:00 PM, "
            "may count as received only on Mon Oct 19",
        ),
        (
            date(2026, 2, 12),
            None,
            "received on a day when it is Lincoln Day, may count as received only on Fri Feb 13",
        ),
        (
            date(2026, 10, 16),
            time(9),
            "received, not counted, counting starts on the next business day",
        ),
    ],
)
def test_receipt_in_words(start, at, words):
    assert response(start, at=at).steps[0].why.endswith(f": {words}")


def test_doubt_about_receipt_is_said_once():
    explained = response(date(2026, 10, 17))
    assert explained.doubts == (
        "the request came in on a Saturday, and the law does not say whether it counts as "
        "received then or on Mon Oct 19",
    )


def test_waiting_days_between_due_and_safe():
    agency = AgencyDays(closed=((date(2026, 10, 21), "fair"), (date(2026, 10, 22), "")))
    explained = response(date(2026, 10, 16), at=time(20), agency=agency)
    assert [(step.on.day, step.counts, step.label) for step in explained.steps[-5:]] == [
        (22, False, "closed"),
        (23, False, "we wait"),
        (24, False, "weekend"),
        (25, False, "weekend"),
        (26, False, "safe"),
    ]
    assert why(explained, date(2026, 10, 22)) == "Thu Oct 22: not counted, the agency is closed"
    assert why(explained, date(2026, 10, 21)).endswith(
        "unless the day does not count: the agency is closed (fair)"
    )
    assert len(explained.doubts) == 3


def test_an_office_open_on_a_holiday():
    open_days = ((date(2026, 2, 12), ""), (date(2026, 2, 14), "market"))
    explained = response(date(2026, 2, 10), agency=AgencyDays(open=open_days))
    assert why(explained, date(2026, 2, 12)) == (
        "Thu Feb 12: day 2, unless the day does not count: "
        "it is Lincoln Day, though the agency is open"
    )
    assert why(explained, date(2026, 2, 14)) == (
        "Sat Feb 14: not counted, weekend, not a business day though the office is open"
    )
    assert explained.calendar.endswith("; this agency's openings")


def test_every_reading_is_listed_once_earliest_first():
    explained = response(date(2026, 7, 1))
    assert [(reading.name, reading.due) for reading in explained.readings] == [
        ("Holidays of § 9.010", date(2026, 7, 6)),
        ("State list", date(2026, 7, 7)),
    ]
    saturday = response(date(2026, 10, 17)).readings
    assert [reading.name for reading in saturday] == [
        "Holidays of § 9.010, received that day",
        "State list, received that day",
        "Holidays of § 9.010, received the next open day",
        "State list, received the next open day",
    ]


def test_closures_far_away_make_no_reading():
    agency = AgencyDays(closed=((date(2027, 3, 1), ""), (date(2026, 10, 17), "Saturday")))
    assert response(date(2026, 10, 16), agency=agency).readings == (
        response(date(2026, 10, 16)).readings
    )
    assert response(date(2026, 10, 16), agency=agency).calendar.endswith("(published)")


starts = st.dates(date(2020, 1, 1), date(2150, 1, 1))
nearby = st.lists(st.integers(0, 12), max_size=5, unique=True)


@given(starts, nearby, nearby, st.none() | st.times())
def test_steps_add_up_again(start, closed, opened, at):
    agency = AgencyDays(
        closed=tuple((start + timedelta(days=n), "closed") for n in closed),
        open=tuple((start + timedelta(days=n), "open") for n in opened),
    )
    explained = response(start, at=at, agency=agency)
    found = explained.deadline
    assert found == deadline("us-mo", "response", start, at=at, agency=agency)
    days = [step.on for step in explained.steps]
    assert days == [start + timedelta(days=n) for n in range((found.safe - start).days + 1)]
    counted = [step.on for step in explained.steps if step.counts]
    assert len(counted) == 3
    assert counted[-1] == found.due
    statute = calendar_of("us-mo", "statute")
    open_days = {day for day, _ in agency.open}
    assert all(statute.is_open(day, opened=open_days) for day in counted)
    assert explained.steps[0].label == "received"
    assert ("safe" in explained.steps[-1].label) == (found.due != found.safe)
    assert bool(explained.doubts) == (found.due != found.safe)
    dates = [reading.due for reading in explained.readings]
    assert (min(dates), max(dates)) == (found.due, found.safe)
    assert dates == sorted(dates)
    assert len({reading.name for reading in explained.readings}) == len(dates)
    for step in explained.steps:
        assert step.why.strip().count("\n") == 0
        assert len(step.label) <= 18


def test_wrong_input_as_for_a_deadline():
    with pytest.raises(DayRefused):
        response(date(1999, 1, 1))
    with pytest.raises(UnknownLaw):
        explain("us-ca", "response", date(2026, 1, 5))
