from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records_app.casework.events import AnswerKind, Channel, Evidence, Outcome, Received, Sent
from records_app.casework.standing import OpenDeadline, Stage, Turn, standing_of
from records_app.law.agency_days import STANDARD_DAYS, AgencyDays
from records_app.law.deadlines import deadline
from records_app.law.errors import DayRefused
from tests.casework.story import (
    EVENING,
    answered,
    approved,
    closed,
    day,
    log,
    moved,
    noted,
    received,
    reopened,
    sent,
    standing,
)

FRIDAY_OFF = AgencyDays(closed=((day("11-27"), "Friday after Thanksgiving"),))
WAITING = (approved(), sent(), received())


def clock(name, start, due, safe, expected=False):
    return OpenDeadline(name, day(start), day(due), day(safe), expected)


def test_draft_and_ready():
    draft = standing(noted())
    assert (draft.stage, draft.turn, draft.label) == (Stage.DRAFT, Turn.US, "Draft")
    assert draft.deadline is None
    ready = standing(approved())
    assert (ready.stage, ready.turn, ready.label) == (Stage.READY, Turn.US, "Letter ready")


def test_sent_by_email_expects_receipt_that_day():
    now = standing(approved(), sent("11-23"))
    assert (now.stage, now.turn, now.label) == (Stage.SENT, Turn.THEM, "Receipt not known")
    assert now.deadline == clock("response", "11-23", "11-27", "11-27", expected=True)
    assert (now.sent_on, now.received_on, now.receipt_known) == (day("11-23"), None, False)


def test_sent_in_the_evening_keeps_its_doubt():
    now = standing(approved(), sent("11-23", at=EVENING))
    assert now.deadline == clock("response", "11-23", "11-27", "11-30", expected=True)


@pytest.mark.parametrize("channel", [Channel.PORTAL, Channel.FAX, Channel.HAND])
def test_other_channels_of_the_same_day(channel):
    assert standing(approved(), sent(channel=channel)).deadline == (
        standing(approved(), sent()).deadline
    )


def test_post_is_expected_three_open_days_later():
    now = standing(approved(), sent("11-23", Channel.POST))
    assert now.deadline == clock("response", "11-27", "12-02", "12-02", expected=True)
    slower = standing(approved(), sent("11-23", Channel.POST), agency=FRIDAY_OFF)
    assert slower.deadline == clock("response", "11-30", "12-03", "12-03", expected=True)


def test_received_starts_the_response_clock():
    now = standing(*WAITING)
    assert (now.stage, now.turn, now.label) == (Stage.WAITING, Turn.THEM, "Waiting")
    assert now.deadline == clock("response", "11-24", "11-30", "11-30")
    assert (now.received_on, now.receipt_known) == (day("11-24"), True)
    assert standing(*WAITING, agency=FRIDAY_OFF).deadline == (
        clock("response", "11-24", "11-30", "12-01")
    )


def test_evening_receipt_and_weekend_receipt_move_safe():
    evening = standing(approved(), sent(), received("11-24", at=EVENING))
    assert evening.deadline == clock("response", "11-24", "11-30", "12-01")


def test_an_assumed_receipt_is_only_expected():
    now = standing(approved(), sent("11-20"), received("11-24", evidence=Evidence.ASSUMED))
    assert (now.stage, now.label) == (Stage.SENT, "Receipt assumed")
    assert now.deadline == clock("response", "11-24", "11-30", "11-30", expected=True)
    assert (now.received_on, now.receipt_known) == (None, False)


def test_a_known_receipt_replaces_an_assumed_one():
    assumed = received("11-24", evidence=Evidence.ASSUMED)
    now = standing(approved(), sent(), assumed, received("11-25", evidence=Evidence.PHONE))
    assert (now.stage, now.received_on) == (Stage.WAITING, day("11-25"))


def test_a_reply_proves_receipt_at_the_latest_that_day():
    now = standing(approved(), sent("11-20"), answered("acknowledged", "11-24"))
    assert now.stage is Stage.ANSWERING
    assert now.deadline == clock("response", "11-24", "11-30", "11-30")
    assert (now.received_on, now.receipt_known) == (day("11-24"), False)


def test_the_recorded_receipt_counts_even_when_recorded_after_the_reply():
    now = standing(approved(), sent("11-20"), answered("acknowledged", "11-24"), received("11-23"))
    assert now.deadline == clock("response", "11-23", "11-27", "11-27")
    assert now.receipt_known


def test_an_acknowledgment_stops_no_clock():
    now = standing(*WAITING, answered("acknowledged", "11-25"))
    assert (now.stage, now.turn, now.label) == (Stage.ANSWERING, Turn.THEM, "Acknowledged")
    assert now.deadline == standing(*WAITING).deadline
    assert not now.dateless


def test_a_delay_with_a_date_runs_until_that_date():
    now = standing(*WAITING, answered("delayed", "11-25", promised="12-09"))
    assert (now.stage, now.turn, now.label) == (Stage.ANSWERING, Turn.THEM, "Promised Dec 9")
    assert now.deadline == clock("promised", "11-25", "12-09", "12-09")


@pytest.mark.parametrize(
    ("promised", "safe"),
    [("12-05", "12-07"), ("2027-05-07", "2027-05-10"), ("12-25", "12-28"), ("12-11", "12-14")],
)
def test_a_promise_for_a_closed_day_is_safe_on_the_next_open_day(promised, safe):
    event = answered("delayed", "11-25", promised=promised)
    now = standing(*WAITING, event, agency=AgencyDays(((day("12-11"), "Inventory"),)))
    assert now.deadline == clock("promised", "11-25", promised, safe)


def test_a_second_promise_replaces_the_first():
    first = answered("delayed", "11-25", promised="12-09")
    second = answered("delayed", "12-09", promised="12-16")
    assert standing(*WAITING, second, first).label == "Promised Dec 16"


def test_a_delay_without_a_date_lets_the_clock_run():
    now = standing(*WAITING, answered("delayed", "11-25"))
    assert (now.stage, now.turn, now.label) == (Stage.ANSWERING, Turn.THEM, "Delayed, no date")
    assert now.deadline == standing(*WAITING).deadline
    assert now.dateless


def test_a_later_delay_without_a_date_keeps_the_promise():
    promise = answered("delayed", "11-25", promised="12-09")
    now = standing(*WAITING, promise, answered("delayed", "12-01"))
    assert now.deadline == clock("promised", "11-25", "12-09", "12-09")
    assert (now.label, now.dateless) == ("Delayed, no date", True)


def test_acknowledging_later_takes_nothing_back():
    promise = answered("delayed", "11-25", promised="12-09")
    later = answered("acknowledged", "11-30")
    assert standing(*WAITING, promise, later) == standing(*WAITING, promise)
    fee = answered("fee_asked", "11-25", fee="10")
    assert standing(*WAITING, fee, later) == standing(*WAITING, fee)


@pytest.mark.parametrize(
    ("event", "label"),
    [
        (answered("grounds_given", "11-25"), "Grounds given"),
        (answered("released", "11-25"), "Records released"),
        (answered("partly_released", "11-25"), "Part released"),
        (answered("no_records", "11-25"), "No records"),
        (answered("denied", "11-25"), "Denied, no law cited"),
        (answered("denied", "11-25", exception=" "), "Denied, no law cited"),
        (answered("denied", "11-25", exception="610.021(19)"), "Denied, law cited"),
        (answered("other", "11-25"), "Answered"),
    ],
)
def test_an_answer_puts_it_on_us(event, label):
    now = standing(*WAITING, event)
    assert (now.stage, now.turn, now.label) == (Stage.OURS_TO_ACT, Turn.US, label)
    assert (now.deadline, now.outcome, now.answer) == (None, None, event.kind)


def test_after_a_fee_a_delay_without_a_date_is_ours():
    now = standing(*WAITING, answered("fee_asked", "11-25"), answered("delayed", "12-01"))
    assert (now.stage, now.turn, now.dateless) == (Stage.OURS_TO_ACT, Turn.US, True)
    assert now.deadline == clock("fee", "11-25", "2027-02-23", "2027-02-23")


def test_after_a_fee_a_promise_is_theirs_again():
    promise = answered("delayed", "12-01", promised="12-09")
    now = standing(*WAITING, answered("fee_asked", "11-25"), promise)
    assert (now.stage, now.turn) == (Stage.ANSWERING, Turn.THEM)
    assert now.deadline == clock("promised", "12-01", "12-09", "12-09")


@pytest.mark.parametrize("outcome", Outcome)
def test_closing_ends_everything(outcome):
    now = standing(*WAITING, closed(outcome=outcome))
    assert (now.stage, now.turn, now.outcome) == (Stage.CLOSED, Turn.NOBODY, outcome)
    assert now.deadline is None
    assert now.label.startswith("Closed: ")
    assert now.received_on == day("11-24")


def test_reopening_returns_to_where_it_stood():
    answer = answered("partly_released", "12-01")
    before = standing(*WAITING, answer)
    assert standing(*WAITING, answer, closed(), reopened()) == before
    assert standing(*WAITING, answer, closed(), reopened(), closed("12-12")).outcome is (
        Outcome.RELEASED
    )


def test_closed_and_reopened_on_one_day_go_by_the_order_of_the_log():
    assert standing(*WAITING, closed("12-10"), reopened("12-10")).stage is Stage.WAITING
    again = standing(*WAITING, closed("12-10"), reopened("12-10"), closed("12-10"))
    assert again.stage is Stage.CLOSED


def test_a_draft_can_be_withdrawn():
    assert standing(closed(outcome=Outcome.WITHDRAWN)).label == "Closed: withdrawn"


def test_a_later_line_corrects_sending_and_receipt():
    now = standing(*WAITING, sent("11-20", Channel.PORTAL), received("11-20"))
    assert (now.sent_on, now.received_on) == (day("11-20"), day("11-20"))
    assert now.deadline == clock("response", "11-20", "11-25", "11-25")


def test_a_log_before_the_law_is_refused():
    with pytest.raises(DayRefused):
        standing(approved("2003-01-01"), sent("2003-01-02"))


STORY = (
    approved("11-02"),
    sent("11-03"),
    received("11-04"),
    noted("11-05"),
    answered("acknowledged", "11-06"),
    answered("delayed", "11-09", promised="11-20"),
    answered("delayed", "11-23"),
    answered("fee_asked", "11-24", fee="20"),
    closed("11-25"),
    reopened("11-27"),
    answered("released", "11-30"),
)


@given(st.permutations(STORY), st.integers(0, len(STORY)), st.data())
def test_the_order_of_typing_does_not_matter(shuffled, cut, data):
    known = [event for event in shuffled if event in STORY[:cut]]
    typed = log(*known)
    stored = data.draw(st.permutations(typed))
    expected = standing(*STORY[:cut])
    assert standing_of(stored, law_code="us-mo", agency=STANDARD_DAYS) == expected


@given(
    start=st.dates(day("2024-01-01"), day("2030-01-01")),
    hours=st.none() | st.times(),
    channel=st.sampled_from(Channel),
    days_off=st.lists(st.integers(0, 10), max_size=4, unique=True),
)
def test_waiting_follows_the_law_exactly(start, hours, channel, days_off):
    agency = AgencyDays(closed=tuple((start + timedelta(days=n), "") for n in days_off))
    events = (
        replace(approved(), on=start),
        Sent(start, hours, channel, "", ""),
        Received(start, hours, Evidence.STAMP, ""),
    )
    now = standing(*events, agency=agency).deadline
    found = deadline("us-mo", "response", start, at=hours, agency=agency)
    assert now == OpenDeadline("response", start, found.due, found.safe, expected=False)


def test_answer_kinds_are_all_told_apart():
    about_money = {AnswerKind.FEE_WAIVED, AnswerKind.FEE_REFUNDED}
    kinds = set(AnswerKind) - about_money
    stages = {kind: standing(*WAITING, answered(kind, "11-25")).stage for kind in kinds}
    theirs = {kind for kind, stage in stages.items() if stage is Stage.ANSWERING}
    assert theirs == {AnswerKind.ACKNOWLEDGED, AnswerKind.DELAYED}
    assert set(stages.values()) == {Stage.ANSWERING, Stage.OURS_TO_ACT}
    for kind in about_money:
        assert standing(*WAITING, answered(kind, "11-25")).stage is Stage.WAITING


@given(st.integers(0, len(STORY)))
def test_a_moved_deadline_in_the_log_changes_no_standing(place):
    with_move = (*STORY[:place], moved(), *STORY[place:])
    assert standing(*with_move) == standing(*STORY)
