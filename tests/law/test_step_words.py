"""What the steps of the other clocks say."""

from __future__ import annotations

from datetime import date

from records_app.law.course import Course, Pause, PauseKind
from records_app.law.explanations import explain

ASKED = Pause(date(2026, 10, 13), date(2026, 10, 20), PauseKind.CLARIFICATION)


def whys(*question, **more):
    explained = explain(*question, **more)
    return {step.on: step.why.split(": ", 1)[1] for step in explained.steps}


def test_weekend_mail_in_illinois_in_words():
    why = whys("us-il", "", date(2026, 10, 17))
    assert why[date(2026, 10, 17)] == "received on a Saturday, counts as received on Mon Oct 19"
    assert why[date(2026, 10, 19)] == "not counted, it counts as the day of receipt"


def test_a_question_of_cost_on_a_saturday_in_words():
    why = whys("us-ks", "cost-contact", date(2026, 10, 17))
    assert why[date(2026, 10, 19)] == "not counted, it may be the day on which the clock starts"
    assert why[date(2026, 10, 21)] == "day 2; reply by this day to be safe"


def test_a_pause_and_a_promise_in_words():
    why = whys("us-fed", "", date(2026, 10, 5), course=Course(pauses=(ASKED,)))
    assert why[date(2026, 10, 14)] == "not counted, the clock stands still"
    why = whys("us-mo", "promised", date(2026, 7, 1), course=Course(promised_on=date(2026, 7, 4)))
    assert why[date(2026, 7, 2)] == "not counted, before the day that counts"
    assert why[date(2026, 7, 4)] == "the day they promised"
    assert why[date(2026, 7, 6)] == "safe, the promise is broken only after this day"


def test_readings_of_a_fee_between_two_rules():
    older = Course(asked_on=date(2025, 8, 1))
    explained = explain("us-mo", "fee", date(2025, 12, 1), course=older)
    assert [reading.name for reading in explained.readings] == [
        "Thu, Jan 1, 2026",
        "90 calendar days",
        "90 calendar days, a Sunday at the end left out",
    ]
    assert explained.doubts[0] == (
        "the rules can be read as the day Thu, Jan 1, 2026 or as 90 calendar days"
    )
