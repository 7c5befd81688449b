"""Pauses, extensions and closures on every clock: what always holds, and what is refused."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import calendar_of
from records_app.law.course import Course, Pause, PauseKind
from records_app.law.deadlines import deadline, following
from records_app.law.errors import DayRefused, LawError
from records_app.law.explanations import explain
from records_app.law.questions import asked
from records_app.law.rules import Side, Unit
from records_app.law.statute import known_laws, law

CLOCKS = [(code, clock) for code in known_laws() for clock in law(code).clocks]
THEIRS = [c for c in CLOCKS if law(c[0]).clocks[c[1]].side is Side.THEM]
OURS = [c for c in CLOCKS if law(c[0]).clocks[c[1]].side is Side.US]
COUNTED = [c for c in CLOCKS if law(c[0]).clocks[c[1]].unit.counts_open_days]
NOT_GIVEN = [c for c in THEIRS if law(c[0]).clocks[c[1]].unit is not Unit.GIVEN_DAY]

starts = st.dates(date(2026, 1, 1), date(2150, 1, 1))
times = st.none() | st.times()
nearby = st.lists(st.integers(0, 40), max_size=6, unique=True)
gaps = st.lists(st.tuples(st.integers(1, 20), st.integers(0, 15)), max_size=3)
kinds = st.sampled_from(list(PauseKind))


def agency_of(start, closed=(), opened=()):
    return AgencyDays(
        closed=tuple((start + timedelta(days=n), "closed") for n in closed),
        open=tuple((start + timedelta(days=n), "open") for n in opened),
    )


def pauses_of(start, gaps, kind=PauseKind.OTHER):
    found, day = [], start
    for gap, length in gaps:
        first = day + timedelta(days=gap)
        day = first + timedelta(days=length)
        found.append(Pause(first, day, kind))
    return tuple(found)


@given(st.sampled_from(CLOCKS), starts, nearby, nearby, times, gaps, kinds)
def test_due_before_safe_against_them_and_after_it_against_us(
    clock, start, closed, opened, at, gaps, kind
):
    agency = agency_of(start, closed, opened)
    course = Course(pauses=pauses_of(start, gaps, kind))
    found = deadline(*clock, start, at=at, agency=agency, course=course)
    assert (found.law, found.clock, found.start) == (*clock, start)
    if clock in THEIRS:
        assert start <= found.due <= found.safe
    else:
        assert start <= found.safe <= found.due
    explained = explain(*clock, start, at=at, agency=agency, course=course)
    assert explained.deadline == found
    ends = [reading.due for reading in explained.readings]
    assert max(ends) == max(found.due, found.safe)
    assert min(ends) == found.due if clock in THEIRS else min(ends) >= found.safe


@given(st.sampled_from(COUNTED), starts, nearby, times, gaps, kinds)
def test_open_days_are_counted_exactly(clock, start, closed, at, gaps, kind):
    rule = law(clock[0]).clocks[clock[1]]
    length = rule.length + (law(clock[0]).clocks[rule.extends].length if rule.extends else 0)
    course = Course(pauses=pauses_of(start, gaps, kind))
    explained = explain(*clock, start, at=at, agency=agency_of(start, closed), course=course)
    counted = [step.on for step in explained.steps if step.counts]
    assert len(counted) == length
    assert counted[-1] == explained.deadline.due
    earliest = calendar_of(clock[0], rule.earliest)
    assert all(earliest.is_open(day) for day in counted)
    granted = {pause.kind for pause in rule.pauses}
    for pause in course.pauses[:1]:
        if pause.kind in granted:
            assert not [day for day in counted if pause.first <= day <= pause.last]


@given(st.sampled_from(OURS), starts, nearby)
def test_what_we_send_by_safe_goes_out_on_an_open_day(clock, start, closed):
    agency = agency_of(start, closed)
    safe = deadline(*clock, start, agency=agency).safe
    calendar = calendar_of(clock[0], law(clock[0]).clocks[clock[1]].latest)
    assert safe == start or calendar.is_open(safe, {day for day, _ in agency.closed})


@given(st.sampled_from(NOT_GIVEN), starts, nearby, times, gaps, kinds)
def test_pauses_and_closures_never_help_the_other_way(clock, start, closed, at, gaps, kind):
    plain = deadline(*clock, start, at=at)
    paused = Course(pauses=pauses_of(start, gaps, kind))
    for found in (
        deadline(*clock, start, at=at, course=paused),
        deadline(*clock, start, at=at, agency=agency_of(start, closed)),
    ):
        assert found.due >= plain.due
        assert found.safe >= plain.safe


@given(st.sampled_from(THEIRS), starts, nearby, nearby, st.booleans())
def test_the_short_way_to_count_agrees_with_the_long_one(clock, start, closed, opened, late):
    agency = agency_of(start, closed, opened)
    at = time(22) if late else None
    found = deadline(*clock, start, at=at, agency=agency)
    question = asked(*clock, start, at=at, agency=agency, course=Course())
    assert found.due == min(way.end() for way in question.earliest_ways())
    assert found.safe == max(way.end() for way in question.latest_ways())


def fed(**course) -> tuple[date, date]:
    found = deadline("us-fed", "determination", date(2026, 10, 5), course=Course(**course))
    return found.due, found.safe


ASKED = Pause(date(2026, 10, 13), date(2026, 10, 20), PauseKind.CLARIFICATION)


def test_a_pause_that_the_law_grants_moves_both_dates():
    assert fed(pauses=(ASKED,)) == (date(2026, 11, 12), date(2026, 11, 12))


def test_a_second_question_is_a_doubt_because_the_law_grants_one():
    second = Pause(date(2026, 10, 26), date(2026, 10, 27), PauseKind.CLARIFICATION)
    assert fed(pauses=(second, ASKED)) == (date(2026, 11, 12), date(2026, 11, 16))


def test_in_missouri_no_pause_is_granted_so_it_moves_only_safe():
    pause = Pause(date(2026, 10, 19), date(2026, 10, 20))
    explained = explain("us-mo", "", date(2026, 10, 16), course=Course(pauses=(pause,)))
    assert explained.deadline.due == date(2026, 10, 21)
    assert explained.deadline.safe == date(2026, 10, 23)
    assert explained.doubts == (
        "the law does not say whether the clock stands still from Mon Oct 19 to Tue Oct 20",
    )


def test_extensions_up_to_the_legal_maximum():
    assert fed(extension=10) == (date(2026, 11, 18), date(2026, 11, 18))
    whole = deadline("us-fed", "extension", date(2026, 10, 5))
    assert (whole.due, whole.safe) == fed(extension=10)
    part = deadline("us-fed", "extension", date(2026, 10, 5), course=Course(extension=3))
    assert (part.due, part.safe) == fed(extension=3) == (date(2026, 11, 6), date(2026, 11, 6))


def test_a_promise_waits_for_an_open_day():
    promise = Course(promised_on=date(2026, 11, 27))
    closed = AgencyDays(closed=((date(2026, 11, 27), "Friday after Thanksgiving"),))
    found = deadline("us-mo", "promised", date(2026, 11, 2), agency=closed, course=promise)
    assert (found.start, found.due, found.safe) == (
        date(2026, 11, 2),
        date(2026, 11, 27),
        date(2026, 11, 30),
    )


def test_a_closure_brings_our_own_day_forward():
    friday = AgencyDays(closed=((date(2027, 1, 29), ""),))
    found = deadline("us-mo", "fee", date(2026, 11, 2), agency=friday)
    assert (found.due, found.safe) == (date(2027, 2, 1), date(2027, 1, 28))


def test_a_leap_day_has_no_birthday_in_a_common_year():
    found = deadline("us-mo", "suit", date(2028, 2, 29))
    assert (found.due, found.safe) == (date(2029, 2, 28), date(2029, 2, 28))
    end_of_month = deadline("us-mo", "refile", date(2026, 8, 31))
    assert (end_of_month.due, end_of_month.safe) == (date(2027, 2, 28), date(2027, 3, 1))


YEAR_OFF = AgencyDays(closed=tuple((date(2026, 1, 1) + timedelta(days=n), "") for n in range(365)))
WEEK_OFF = Pause(date(2026, 10, 7), date(2026, 10, 14))


@pytest.mark.parametrize(
    ("law_code", "clock", "course", "message"),
    [
        ("us-mo", "", {"pauses": (Pause(date(2026, 10, 9), date(2026, 10, 8)),)},
         "pauses: 2026-10-09 to 2026-10-08 ends before it starts"),
        ("us-mo", "", {"pauses": (WEEK_OFF, Pause(date(2026, 10, 14), date(2026, 10, 15)))},
         "pauses: 2026-10-14 to 2026-10-15 overlaps 2026-10-07 to 2026-10-14"),
        ("us-mo", "", {"pauses": (Pause(date(2026, 10, 5), date(2026, 10, 8)),)},
         "pauses: 2026-10-05 to 2026-10-08 begins before the clock has run a day (2026-10-05)"),
        ("us-mo", "", {"pauses": (Pause("x", date(2026, 10, 8)),)}, "pauses: 'x' is not a date"),
        ("us-mo", "", {"pauses": (Pause(date(2026, 10, 6), date(9999, 1, 1)),)},
         "pauses: 9999-01-01 is outside the calendar"),
        ("us-fed", "", {"extension": 11},
         "extension: 11 is more than the law allows, 10 working days"),
        ("us-il", "extension", {"extension": 6},
         "extension: 6 is more than the law allows, 5 business days"),
        ("us-il", "", {"extension": 0}, "extension: 0 is not a whole number of days above 0"),
        ("us-il", "", {"extension": -1}, "extension: -1 is not a whole number"),
        ("us-il", "", {"extension": True}, "extension: True is not a whole number"),
        ("us-mo", "", {"extension": 1},
         "extension: 1: the clock response of us-mo cannot be extended"),
        ("us-mo", "promised", {"promised_on": date(2026, 10, 2)},
         "promised_on: 2026-10-02 is before 2026-10-05, the day it was promised"),
        ("us-mo", "promised", {"promised_on": date(9999, 10, 2)},
         "promised_on: 9999-10-02 is outside the calendar"),
        ("us-mo", "", {"promised_on": date(2026, 10, 8)},
         "promised_on: 2026-10-08: the clock response of us-mo knows no promise"),
        ("us-mo", "fee", {"fee": Decimal(-1)}, "fee: Decimal('-1') is not an amount in dollars"),
        ("us-mo", "fee", {"fee": Decimal("NaN")}, "fee: Decimal('NaN') is not an amount"),
        ("us-mo", "fee", {"fee": 40.5}, "fee: 40.5 is not an amount in dollars"),
        ("us-mo", "", {"fee": Decimal(1)},
         "fee: 1: the clock response of us-mo does not depend on the fee"),
        ("us-mo", "suit", {"violated_on": date(2026, 10, 6)},
         "violated_on: 2026-10-06 is after 2026-10-05, the day it could be known"),
        ("us-mo", "suit", {"violated_on": date(2024, 10, 5)},
         "violated_on: 2024-10-05 is 2 years or more before 2026-10-05: the time had run out"),
        ("us-mo", "", {"violated_on": date(2026, 10, 5)},
         "violated_on: 2026-10-05: the clock response of us-mo has no limit from a violation"),
        ("us-mo", "fee", {"asked_on": date(2026, 10, 6)},
         "asked_on: 2026-10-06 is after the start, 2026-10-05"),
        ("us-mo", "", {"starts_by": date(2026, 10, 4)},
         "starts_by: 2026-10-04 is before the start, 2026-10-05"),
        ("us-mo", "", {"starts_by": datetime(2026, 10, 6)}, "starts_by: datetime.datetime"),
    ],
)  # fmt: skip
def test_wrong_courses_name_field_and_value(law_code, clock, course, message):
    with pytest.raises(LawError) as caught:
        deadline(law_code, clock, date(2026, 10, 5), course=Course(**course))
    assert str(caught.value).startswith(message)
    assert caught.value.field == message.split(":")[0]
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("law_code", "clock"), CLOCKS)
def test_an_office_that_never_opens_is_refused(law_code, clock):
    with pytest.raises(DayRefused) as caught:
        deadline(law_code, clock, date(2026, 1, 5), agency=YEAR_OFF)
    assert str(caught.value).startswith("closed: 2026-01-01 to 2026-12-31 leaves no open day")


def test_many_closures_with_an_open_day_in_each_year_are_fine():
    half = AgencyDays(closed=YEAR_OFF.closed[:180] + YEAR_OFF.closed[181:])
    found = deadline("us-mo", "", date(2025, 12, 30), agency=half)
    assert (found.due, found.safe) == (date(2026, 1, 5), date(2027, 1, 4))


@pytest.mark.parametrize(
    ("law_code", "clock", "first"),
    [
        ("us-mo", "clarification", date(2025, 8, 28)),
        ("us-mo", "refile", date(2025, 8, 28)),
        ("us-ks", "cost-contact", date(2025, 7, 1)),
    ],
)
def test_a_clock_does_not_start_before_its_law(law_code, clock, first):
    assert deadline(law_code, clock, first).start == first
    with pytest.raises(DayRefused, match=r"start: .* is before .*, when .* took effect"):
        deadline(law_code, clock, first - timedelta(days=1))


def test_chains_start_on_a_day_of_doubt():
    explained = explain(
        "us-mo",
        "suit",
        date(2026, 7, 6),
        course=Course(starts_by=date(2026, 7, 7)),
    )
    chained = following("us-mo", "response", date(2026, 7, 1), "suit")
    assert explained.deadline == chained
    assert explained.doubts == ("it started between Mon Jul 6 and Tue Jul 7",)
    assert [reading.name for reading in explained.readings] == [
        "1 year, from Mon Jul 6",
        "1 year, from Tue Jul 7",
    ]
