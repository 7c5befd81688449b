"""What a request shows in a calendar at each standing."""

from __future__ import annotations

import pytest

from records_app.casework.calendar_days import CalendarKind, calendar_days
from tests.casework.story import (
    answered,
    approved,
    closed,
    day,
    received,
    reopened,
    sent,
    standing,
)

SENT = (approved("11-20"), sent("11-23"))
WAITING = (*SENT, received("11-24"))


def shown(*events):
    return [(one.kind.value, one.on, one.title) for one in calendar_days(standing(*events))]


def test_a_running_clock_is_due_and_then_for_us_to_remind():
    # Thanksgiving is on the 26th; the State closes on the 27th in some years, so safe is later.
    now = standing(*WAITING)
    assert shown(*WAITING) == [
        ("due", now.deadline.due, "Due"),
        ("remind", day("12-01"), "If no answer"),
    ]
    due, remind = calendar_days(now)
    assert due.words.startswith("An answer is due by the end of this day. Late only after Mon,")
    assert "Next step: Log an answer." in due.words
    assert "Next step: Write a reminder." in remind.words


def test_an_unknown_receipt_is_confirmed_on_the_expected_safe_day():
    now = standing(*SENT)
    assert shown(*SENT) == [
        ("due", now.deadline.due, "Expected"),
        ("receipt", now.deadline.safe, "Confirm receipt"),
    ]
    expected, confirm = calendar_days(now)
    assert "nobody is late" in expected.words
    assert confirm.words.startswith("Next step: Confirm receipt.")


def test_a_promised_day_says_whose_it_is():
    events = (*WAITING, answered("delayed", "11-25", promised="12-12"))
    due, remind = calendar_days(standing(*events))
    assert (due.on, remind.on) == (day("12-12"), day("12-15"))  # a Saturday; safe is the Monday
    assert due.words.startswith("They promised an answer by this day. Late only after Mon, Dec 14")


def test_a_delay_without_a_date_asks_for_one():
    due = calendar_days(standing(*WAITING, answered("delayed", "11-25")))[0]
    assert "Next step: Ask for the date." in due.words


@pytest.mark.parametrize(
    "events",
    [
        (),
        (approved(),),
        (*WAITING, answered("denied", "11-25")),
        (*WAITING, answered("fee_asked", "11-25", fee="40")),
        (*WAITING, closed()),
    ],
)
def test_nothing_is_shown_while_no_clock_runs(events):
    assert calendar_days(standing(*events)) == ()


def test_a_reopened_request_comes_back():
    assert shown(*WAITING, closed(), reopened()) == shown(*WAITING)


def test_kinds_differ_so_that_their_events_do():
    kinds = [one.kind for one in calendar_days(standing(*WAITING))]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) <= set(CalendarKind)
