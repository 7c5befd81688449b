"""What a request shows in a calendar at each standing."""

from __future__ import annotations

import pytest

from records_app.casework.calendar_days import CalendarKind, calendar_days
from records_app.casework.events import Outcome
from tests.casework.story import (
    answered,
    approved,
    closed,
    day,
    fee_paid,
    received,
    reopened,
    sent,
    standing,
)

SENT = (approved("11-20"), sent("11-23"))
WAITING = (*SENT, received("11-24"))


def shown(*events, today="11-25"):
    return [
        (one.kind.value, one.on, one.title) for one in calendar_days(standing(*events), day(today))
    ]


def test_a_running_clock_is_due_and_then_for_us_to_remind():
    # Thanksgiving is on the 26th; the State closes on the 27th in some years, so safe is later.
    now = standing(*WAITING)
    assert shown(*WAITING) == [
        ("due", now.deadline.due, "Due"),
        ("remind", day("12-01"), "If no answer"),
    ]
    due, remind = calendar_days(now, day("11-25"))
    assert due.words.startswith("An answer is due by the end of this day. Late only after Mon,")
    assert "Next step: Log an answer." in due.words
    assert "Next step: Write a reminder." in remind.words


def test_an_unknown_receipt_is_confirmed_on_the_expected_safe_day():
    now = standing(*SENT)
    assert shown(*SENT) == [
        ("due", now.deadline.due, "Expected"),
        ("receipt", now.deadline.safe, "Confirm receipt"),
    ]
    expected, confirm = calendar_days(now, day("11-25"))
    assert "nobody is late" in expected.words
    assert confirm.words.startswith("Next step: Confirm receipt.")


def test_a_promised_day_says_whose_it_is():
    events = (*WAITING, answered("delayed", "11-25", promised="12-12"))
    due, remind = calendar_days(standing(*events), day("11-25"))
    assert (due.on, remind.on) == (day("12-12"), day("12-15"))  # a Saturday; safe is the Monday
    assert due.words.startswith("They promised an answer by this day. Late only after Mon, Dec 14")


def test_a_delay_without_a_date_asks_for_one():
    due = calendar_days(standing(*WAITING, answered("delayed", "11-25")), day("11-25"))[0]
    assert "Next step: Ask for the date." in due.words


@pytest.mark.parametrize(
    "events",
    [
        (),
        (approved(),),
        (*WAITING, closed()),
    ],
)
def test_nothing_is_shown_while_no_clock_runs(events):
    assert calendar_days(standing(*events), day("11-25")) == ()


def test_a_reopened_request_comes_back():
    assert shown(*WAITING, closed(), reopened()) == shown(*WAITING)


def test_kinds_differ_so_that_their_events_do():
    kinds = [one.kind for one in calendar_days(standing(*WAITING), day("11-25"))]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) <= set(CalendarKind)


def test_after_a_denial_the_days_to_court_are_shown_even_when_it_is_closed():
    denied = (*WAITING, answered("denied", "11-25"))
    days = [
        ("act", day("2027-11-24"), "Last safe day to go to court"),
        ("lawyer", day("2027-08-25"), "Ask a lawyer"),
        ("lawyer", day("2027-10-25"), "Ask a lawyer"),
    ]
    assert shown(*denied) == days
    assert shown(*denied, closed(outcome=Outcome.DENIED)) == days
    assert shown(*denied, closed(outcome=Outcome.WITHDRAWN)) == []
    assert (
        "the last safe day to go to court"
        in calendar_days(standing(*denied), day("11-25"))[1].words.lower()
    )


def test_a_fee_shows_until_when_it_must_be_settled():
    asked = (*WAITING, answered("fee_asked", "11-25", fee="40"))
    assert shown(*asked) == [("act", day("2027-02-23"), "Last safe day to settle the fee")]
    assert "may count as withdrawn" in calendar_days(standing(*asked), day("11-25"))[0].words
    assert shown(*asked, fee_paid("12-01")) == []


def test_silence_opens_the_way_to_court_only_when_they_are_late():
    assert "act" not in [kind for kind, _, _ in shown(*WAITING, today="11-30")]
    late = calendar_days(standing(*WAITING), day("12-02"))
    assert [one.about for one in late] == ["", "", "suit", "suit-1", "suit-2"]
