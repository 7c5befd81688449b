"""Every clock of every law against plain loops, over every day from 2025 to 2030."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from records_app.law.calendars import calendar_of
from records_app.law.course import Course
from records_app.law.deadlines import deadline, deadlines, following, hand_in_by, warnings
from records_app.law.errors import DayRefused, LawError
from records_app.law.explanations import explain
from records_app.law.rules import Side
from records_app.law.statute import known_laws, law
from tests.law.plain_clocks import PLAIN

CLOCKS = [(code, clock) for code in known_laws() for clock in law(code).clocks]
LAST = date(2030, 12, 31)


def days_from(first: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((LAST - first).days + 1)]


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_the_clocks_are_those_of_the_terminal():
    assert {code: list(law(code).clocks) for code in known_laws()} == {
        "us-mo": ["response", "promised", "grounds", "fee", "clarification", "refile", "suit"],
        "us-ks": ["response", "grounds", "cost-contact"],
        "us-il": ["response", "extension", "review"],
        "us-fed": ["determination", "extension", "expedite", "appeal", "appeal-decision"],
    }
    assert all(law(code).default_clock == next(iter(law(code).clocks)) for code in known_laws())


@pytest.mark.parametrize(("code", "clock"), CLOCKS)
def test_agrees_with_plain_loops_on_every_day(code, clock):
    first, plain = PLAIN[code, clock]
    for start in days_from(first):
        found = deadline(code, clock, start)
        assert (found.due, found.safe) == plain(start), start


@pytest.mark.parametrize(("code", "clock"), CLOCKS)
def test_a_batch_equals_one_by_one(code, clock):
    starts = days_from(PLAIN[code, clock][0])[::7]
    assert deadlines(code, clock, starts) == [deadline(code, clock, start) for start in starts]
    late = Course(starts_by=LAST)
    assert deadlines(code, clock, starts[:9], course=late) == [
        deadline(code, clock, start, course=late) for start in starts[:9]
    ]


@pytest.mark.parametrize(("code", "clock"), CLOCKS)
def test_steps_and_readings_add_up_again(code, clock):
    first = PLAIN[code, clock][0]
    ours = law(code).clock(clock).side is Side.US
    for start in days_from(first)[:: 97 if clock != "response" else 11]:
        for at in (None, time(20)):
            explained = explain(code, clock, start, at=at)
            found, steps = explained.deadline, explained.steps
            assert found == deadline(code, clock, start, at=at)
            assert [step.on for step in steps] == [
                start + timedelta(days=n) for n in range(len(steps))
            ]
            assert steps[-1].on == max(found.due, found.safe)
            assert [step.on for step in steps if step.counts][-1] == found.due
            ends = [reading.due for reading in explained.readings]
            assert ends == sorted(ends)
            assert len({reading.name for reading in explained.readings}) == len(ends)
            if ours:
                calendar = calendar_of(code, law(code).clock(clock).latest)
                assert found.due == max(ends)
                assert found.safe == calendar.last_open_day(min(ends), start)
                assert found.safe <= found.due
                assert calendar.is_open(found.safe) or found.safe == start
            else:
                assert (found.due, found.safe) == (min(ends), max(ends))
            assert bool(explained.doubts) == (found.due != found.safe)
            runs = explained.runs()
            assert sum(run.days for run in runs) == len(steps)
            assert sum(run.counted for run in runs) == sum(step.counts for step in steps)
            assert (runs[0].first, runs[-1].last) == (start, steps[-1].on)
            assert all(len(step.label) <= 24 and "\n" not in step.why for step in steps)


@pytest.mark.parametrize(
    ("code", "clock", "start", "due", "safe"),
    [
        pytest.param(
            "us-mo", "fee", "2026-11-02", "2027-02-01", "2027-01-29",
            id="610.026.2(2) and 1.040: 90 days end on Sunday 2027-01-31, pay by Friday",
        ),
        pytest.param(
            "us-mo", "clarification", "2026-11-02", "2027-02-01", "2027-01-29",
            id="610.026.2(2): 90 days from sending the question",
        ),
        pytest.param(
            "us-mo", "fee", "2025-08-27", "2026-01-01", "2025-12-31",
            id="610.026.2(2): pending on 2025-08-28, unpaid by 2026-01-01",
        ),
        pytest.param(
            "us-mo", "fee", "2025-08-28", "2025-11-26", "2025-11-26",
            id="610.026.2(2): first day of the new rule",
        ),
        pytest.param(
            "us-mo", "grounds", "2026-10-16", "2026-10-21", "2026-10-21",
            id="610.023.4: three business days from receipt of the demand",
        ),
        pytest.param(
            "us-mo", "suit", "2026-10-22", "2027-10-22", "2027-10-22",
            id="610.027.5: one year from when it could be known",
        ),
        pytest.param(
            "us-fed", "determination", "2026-10-05", "2026-11-03", "2026-11-03",
            id="5 USC 552(a)(6)(A)(i): 20 working days from Mon 2026-10-05",
        ),
        pytest.param(
            "us-fed", "extension", "2026-10-05", "2026-11-18", "2026-11-18",
            id="5 USC 552(a)(6)(B)(i): ten working days more",
        ),
        pytest.param(
            "us-fed", "determination", "2026-11-04", "2026-12-04", "2026-12-04",
            id="5 USC 552(a)(6)(A)(i): 20 working days from Wed 2026-11-04",
        ),
        pytest.param(
            "us-fed", "appeal", "2026-10-05", "2027-02-17", "2026-12-31",
            id="6 CFR 5.8(a)(1): 90 working days, and 90 calendar days to be safe",
        ),
        pytest.param(
            "us-fed", "expedite", "2026-10-05", "2026-10-15", "2026-10-15",
            id="5 USC 552(a)(6)(E)(ii)(I): 10 calendar days",
        ),
        pytest.param(
            "us-il", "response", "2026-10-17", "2026-10-26", "2026-10-26",
            id="5 ILCS 140/3(d) and PAC: weekend mail is received on Monday",
        ),
        pytest.param(
            "us-il", "review", "2026-10-05", "2026-12-04", "2026-12-04",
            id="5 ILCS 140/9.5(a): 60 calendar days after the denial",
        ),
        pytest.param(
            "us-ks", "response", "2026-10-16", "2026-10-21", "2026-10-21",
            id="KSA 45-218(d): third business day following receipt",
        ),
        pytest.param(
            "us-ks", "cost-contact", "2026-10-16", "2026-10-21", "2026-10-21",
            id="KSA 45-219(e): reply by the end of the third business day",
        ),
    ],
)  # fmt: skip
def test_worked_examples(code, clock, start, due, safe):
    found = deadline(code, clock, day(start))
    assert (found.due, found.safe) == (day(due), day(safe))


@pytest.mark.parametrize(
    ("fee", "due"),
    [
        pytest.param("1000.00", "2027-02-01", id="610.026.2(2): $1,000 is not greater than $1,000"),
        pytest.param("1000.01", "2027-04-01", id="610.026.2(2): more than $1,000, 150 days"),
        pytest.param("0", "2027-02-01", id="610.026.2(2): nothing asked"),
    ],
)
def test_a_large_fee_has_more_time(fee, due):
    found = deadline("us-mo", "fee", date(2026, 11, 2), course=Course(fee=Decimal(fee)))
    assert found.due == day(due)


def test_a_request_older_than_the_fee_rule_has_both_days_to_watch():
    older = Course(asked_on=date(2025, 8, 1))
    found = deadline("us-mo", "fee", date(2025, 12, 1), course=older)
    assert (found.due, found.safe) == (date(2026, 3, 2), date(2025, 12, 31))
    after = deadline("us-mo", "fee", date(2026, 2, 2), course=older)
    assert after == deadline("us-mo", "fee", date(2026, 2, 2))
    same_day = Course(asked_on=date(2025, 8, 28))
    assert deadline("us-mo", "fee", date(2025, 12, 1), course=same_day).safe == date(2026, 2, 27)


def test_fee_rules_of_the_day():
    rule = explain("us-mo", "fee", date(2025, 8, 27)).clock
    assert rule.basis.effective_until == date(2025, 8, 27)
    assert "January 1, 2026" in rule.rule
    assert "90 days" in explain("us-mo", "fee", date(2025, 8, 28)).rule


def test_the_second_limit_of_a_suit():
    def suit(violated: str):
        course = Course(violated_on=day(violated))
        return deadline("us-mo", "suit", date(2026, 10, 22), course=course)

    assert suit("2026-10-22").due == date(2027, 10, 22)
    assert suit("2025-10-22").due == date(2027, 10, 22)
    assert suit("2025-03-10").due == date(2027, 3, 10)
    sunday = suit("2025-03-14")
    assert (sunday.due, sunday.safe) == (date(2027, 3, 15), date(2027, 3, 12))
    assert warnings(suit("2026-10-22")) == (date(2027, 7, 22), date(2027, 9, 22))
    assert warnings(deadline("us-mo", "response", date(2026, 10, 22))) == ()


def test_a_missed_answer_starts_the_suit_clock():
    missed = deadline("us-mo", "response", date(2026, 7, 1))
    suit = following("us-mo", "response", date(2026, 7, 1), "suit")
    assert (missed.due, missed.safe) == (date(2026, 7, 6), date(2026, 7, 7))
    assert (suit.start, suit.due, suit.safe) == (missed.due, date(2027, 7, 7), date(2027, 7, 6))


def test_a_broken_promise_starts_the_suit_clock():
    promise = Course(promised_on=date(2026, 7, 4))
    suit = following("us-mo", "promised", date(2026, 7, 1), "suit", course=promise)
    # A year after Saturday July 4 is a Sunday; after Monday July 6 a Tuesday. July 2 is open.
    assert (suit.start, suit.due, suit.safe) == (
        date(2026, 7, 4),
        date(2027, 7, 6),
        date(2027, 7, 2),
    )


def test_a_withdrawn_request_may_be_asked_again_after_six_months():
    again = following("us-mo", "fee", date(2026, 11, 2), "refile")
    assert (again.start, again.due, again.safe) == (
        date(2027, 1, 31),
        date(2027, 7, 31),
        date(2027, 8, 2),
    )


def test_silence_in_illinois_is_a_denial_that_starts_the_review_clock():
    review = following("us-il", "response", date(2026, 2, 10), "review")
    assert (review.start, review.due, review.safe) == (
        date(2026, 2, 18),
        date(2026, 4, 20),
        date(2026, 4, 17),
    )
    with pytest.raises(LawError, match=r"then: 'suit' does not follow response of us-il \(review"):
        following("us-il", "response", date(2026, 2, 10), "suit")


@pytest.mark.parametrize("code", known_laws())
def test_handing_in_backwards(code):
    for wanted in days_from(date(2026, 9, 1))[:120:7]:
        start = hand_in_by(code, "", wanted)
        assert deadline(code, "", start).safe <= wanted
        calendar = calendar_of(code, law(code).clock("").latest)
        assert calendar.is_open(start)
        assert deadline(code, "", calendar.count(start, 1)).safe > wanted


def test_handing_in_backwards_has_limits():
    with pytest.raises(LawError, match="clock: 'fee' runs against us"):
        hand_in_by("us-mo", "fee", date(2026, 9, 1))
    with pytest.raises(DayRefused, match="wanted: 2004-08-29 is too early"):
        hand_in_by("us-mo", "", date(2004, 8, 29))
    with pytest.raises(DayRefused, match="wanted: 'x' is not a day"):
        hand_in_by("us-mo", "", "x")


@pytest.mark.parametrize(("code", "clock"), CLOCKS)
def test_the_ends_of_time_are_an_answer_or_a_clear_refusal(code, clock):
    rule = law(code).clock(clock)
    assert deadline(code, clock, rule.first_day).start == rule.first_day
    with pytest.raises(DayRefused, match=r"start: .* is before"):
        deadline(code, clock, rule.first_day - timedelta(days=1))
    last = 2197 if rule.outer else 2199
    for year in range(rule.first_day.year + 1, last + 1):
        found = deadline(code, clock, date(year, 3, 1))
        assert found.due.year - year <= (26 if rule.before else 2)
    with pytest.raises(DayRefused, match=r"start: .* is after"):
        deadline(code, clock, date(last + 1, 1, 1))
