from __future__ import annotations

import pytest

from records_app.casework.events import Evidence, Outcome
from records_app.casework.urgency import Urgency, is_overdue, label_on, urgency_of
from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import third_open_day_from
from tests.casework.story import answered, approved, closed, day, received, sent, standing

AGENCY = AgencyDays(closed=((day("11-27"), "Friday after Thanksgiving"),))
# Received Tuesday, Nov 24: due Mon, Nov 30, safe Tue, Dec 1.
WAITING = (approved(), sent(), received())


def urgency(today, *events):
    now = standing(*events, agency=AGENCY)
    return urgency_of(now, day(today), third_open_day_from(day(today)))


@pytest.mark.parametrize(
    ("today", "group"),
    [
        ("11-23", Urgency.REST),
        ("11-24", Urgency.DUE_SOON),
        ("11-29", Urgency.DUE_SOON),
        ("11-30", Urgency.DUE_TODAY),
        ("12-01", Urgency.DUE_TODAY),
        ("12-02", Urgency.OVERDUE),
        ("2027-12-02", Urgency.OVERDUE),
    ],
)
def test_waiting_through_the_days(today, group):
    assert urgency(today, *WAITING) is group
    assert urgency(today, *WAITING, answered("acknowledged", "11-24")) is group


@pytest.mark.parametrize("evidence", [None, Evidence.ASSUMED])
def test_nobody_is_late_when_receipt_is_not_known(evidence):
    events = (approved(), sent("11-24"))
    if evidence:
        events = (*events, received("11-24", evidence=evidence))
    assert urgency("11-25", *events) is Urgency.DUE_SOON
    assert urgency("12-01", *events) is Urgency.DUE_TODAY
    assert urgency("12-02", *events) is Urgency.OURS
    assert not is_overdue(standing(*events), day("2027-12-02"))


def test_a_reply_is_enough_to_be_late_on():
    events = (approved(), sent("11-20"), answered("acknowledged", "11-24"))
    assert urgency("12-01", *events) is Urgency.DUE_TODAY
    assert urgency("12-02", *events) is Urgency.OVERDUE


@pytest.mark.parametrize(
    ("today", "group"),
    [
        ("12-02", Urgency.REST),
        ("12-03", Urgency.REST),
        ("12-08", Urgency.DUE_SOON),
        ("12-09", Urgency.DUE_TODAY),
        ("12-10", Urgency.OVERDUE),
    ],
)
def test_a_promise_through_the_days(today, group):
    promise = answered("delayed", "11-25", promised="12-09")
    assert urgency(today, *WAITING, promise) is group


def test_a_broken_promise_and_no_answer_are_called_so():
    late, early = day("12-20"), day("11-25")
    waiting = standing(*WAITING)
    assert (label_on(waiting, early), label_on(waiting, late)) == ("Waiting", "No answer")
    promise = standing(*WAITING, answered("delayed", "11-25", promised="12-09"))
    assert label_on(promise, early) == "Promised Dec 9"
    assert label_on(promise, late) == "Promise broken"
    assert label_on(standing(approved(), sent()), late) == "Receipt not known"


@pytest.mark.parametrize(
    ("events", "group"),
    [
        ((), Urgency.DRAFT),
        ((approved(),), Urgency.OURS),
        ((*WAITING, answered("denied", "11-25")), Urgency.OURS),
        ((*WAITING, answered("fee_asked", "11-25"), answered("delayed", "11-26")), Urgency.OURS),
        ((*WAITING, closed(outcome=Outcome.LAPSED)), Urgency.CLOSED),
    ],
)
@pytest.mark.parametrize("today", ["11-25", "2027-12-02"])
def test_the_other_groups_do_not_depend_on_today(events, group, today):
    assert urgency(today, *events) is group


def test_groups_are_in_the_order_of_the_desk():
    assert list(Urgency) == ["overdue", "due_today", "due_soon", "ours", "draft", "rest", "closed"]
