from __future__ import annotations

from datetime import time

import pytest

from records_app.casework.events import Outcome
from records_app.casework.problems import problems_of
from tests.casework.story import (
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
)

TODAY = day("12-31")
SENT = (approved("11-20"), sent("11-23"))
WAITING = (*SENT, received("11-24"))
NINE, TEN = time(9), time(10)


def problems(event, *before, today=TODAY):
    return problems_of(event, log(*before), today)


@pytest.mark.parametrize(
    ("before", "event"),
    [
        ((), approved("11-20")),
        ((), noted("11-20")),
        ((), closed("11-20", Outcome.WITHDRAWN)),
        ((approved("11-20"),), sent("11-20")),
        (SENT, received("11-23")),
        ((approved("11-20"), sent("11-23", at=NINE)), received("11-23", at=NINE)),
        ((approved("11-20"), sent("11-23", at=NINE)), received("11-23")),
        (SENT, answered("acknowledged", "11-23")),
        (WAITING, answered("delayed", "11-24", promised="11-24")),
        (WAITING, answered("delayed", "11-24")),
        (WAITING, answered("fee_asked", "11-24", fee="0.01")),
        (WAITING, answered("fee_asked", "11-24", fee="412.50")),
        (WAITING, answered("fee_asked", "11-24")),
        (WAITING, sent("11-24")),
        (WAITING, received("11-30")),
        (WAITING, closed("12-31")),
        ((*WAITING, closed("12-01")), reopened("12-01")),
        ((*WAITING, closed("12-01")), noted("12-02")),
        ((*WAITING, closed("12-01"), reopened("12-02")), answered("released", "12-02")),
        ((*SENT, answered("acknowledged", "11-25")), received("11-25")),
    ],
)
def test_what_can_happen_is_accepted(before, event):
    assert problems(event, *before) == ()


@pytest.mark.parametrize(
    ("before", "event", "field", "words"),
    [
        ((approved("11-20"),), approved("11-21"), "on", "already approved"),
        ((), sent("11-23"), "on", "Approve the letter before"),
        ((approved("11-20"),), sent("11-19"), "on", "approved only on Fri, Nov 20, 2026"),
        (WAITING, sent("11-25"), "on", "had received it by Tue, Nov 24, 2026"),
        (
            (*SENT, received("11-24", at=NINE)),
            sent("11-24", at=TEN),
            "at",
            "received it before this time",
        ),
        (
            (*SENT, answered("acknowledged", "11-24")),
            sent("11-25"),
            "on",
            "answered on Tue, Nov 24, 2026",
        ),
        ((approved("11-20"),), received("11-24"), "on", "Record first how and when it was sent"),
        (SENT, received("11-22"), "on", "sent only on Mon, Nov 23, 2026"),
        (
            (approved("11-20"), sent("11-23", at=TEN)),
            received("11-23", at=NINE),
            "at",
            "sent after this time",
        ),
        (
            (*SENT, answered("acknowledged", "11-24")),
            received("11-25"),
            "on",
            "so they had it by then",
        ),
        ((approved("11-20"),), answered("released", "11-24"), "on", "Record first how and when"),
        (SENT, answered("released", "11-22"), "on", "sent only on"),
        (WAITING, answered("released", "11-23"), "on", "receipt is recorded on Tue, Nov 24"),
        (
            WAITING,
            answered("delayed", "11-25", promised="11-24"),
            "promised_on",
            "before the answer",
        ),
        (WAITING, answered("delayed", "11-25", promised="2206-11-24"), "promised_on", "five years"),
        (WAITING, answered("released", "11-25", promised="11-30"), "promised_on", "Only a delay"),
        (WAITING, answered("fee_asked", "11-25", fee="-1"), "fee", "less than nothing"),
        (WAITING, answered("fee_asked", "11-25", fee="0"), "fee", "that they waive the fee"),
        (WAITING, answered("fee_asked", "11-25", fee="NaN"), "fee", "in dollars"),
        (WAITING, answered("fee_asked", "11-25", fee="sNaN"), "fee", "in dollars"),
        (WAITING, answered("fee_asked", "11-25", fee="Infinity"), "fee", "in dollars"),
        (WAITING, answered("fee_asked", "11-25", fee="1E+40"), "fee", "less than $1,000,000"),
        (WAITING, answered("fee_asked", "11-25", fee="1.005"), "fee", "dollars and cents"),
        (WAITING, answered("released", "11-25", fee="10"), "fee", "Only an answer about a fee"),
        (WAITING, noted("11-25", " \n"), "text", "Write the note"),
        (WAITING, reopened("11-25"), "on", "not closed"),
        ((*WAITING, closed("12-10")), reopened("12-09"), "on", "closed only on Thu, Dec 10, 2026"),
        ((*WAITING, closed("12-10")), closed("12-11"), "on", "already closed"),
        (
            (*WAITING, closed("12-10"), reopened("12-12")),
            closed("12-11"),
            "on",
            "reopened on Sat, Dec 12",
        ),
        (WAITING, closed("11-22"), "on", "sent only on"),
        ((approved("11-20"),), closed("11-25", Outcome.RELEASED), "outcome", "never sent"),
        ((*WAITING, closed("12-10")), answered("released", "12-11"), "on", "Reopen it first"),
        ((*WAITING, closed("12-10")), received("12-11"), "on", "Reopen it first"),
    ],
)
def test_what_cannot_have_happened_is_said_with_its_field(before, event, field, words):
    found = problems(event, *before)
    assert [name for name, _ in found] == [field]
    assert words in found[0][1]
    assert found[0][1].endswith(".")


@pytest.mark.parametrize(
    "event",
    [
        approved("12-31"),
        noted("12-31"),
        closed("12-31", Outcome.WITHDRAWN),
    ],
)
def test_nothing_happens_in_the_future(event):
    assert problems(event, today=day("12-31")) == ()
    found = problems(event, today=day("12-30"))
    assert found == (("on", "This day is in the future. Today is Wed, Dec 30, 2026."),)


def test_sending_and_receipt_in_the_future():
    assert problems(sent("11-25"), approved("11-20"), today=day("11-24"))[0][0] == "on"
    assert problems(received("11-25"), *SENT, today=day("11-24"))[0][0] == "on"
    assert problems(answered("other", "11-25"), *WAITING, today=day("11-24"))[0][0] == "on"


@pytest.mark.parametrize("on", ["0001-01-01", "2004-08-27"])
def test_days_before_the_law_are_slips(on):
    found = problems(noted(on))
    assert found == (("on", "This day is before Sat, Aug 28, 2004. Check the year."),)


def test_several_problems_are_all_told():
    event = answered("released", "11-22", promised="11-30", fee="-1")
    assert [field for field, _ in problems(event, *WAITING)] == ["on", "promised_on", "fee"]


@pytest.mark.parametrize(
    ("before", "event", "fields"),
    [
        (WAITING, moved(), []),
        ((approved("11-20"),), moved(), ["clock"]),
        ((*WAITING, closed("11-24")), moved(), ["on"]),
        (WAITING, moved(safe="12-01"), ["safe"]),
        (WAITING, moved(due="12-03"), ["safe"]),
    ],
)
def test_a_move_of_a_deadline_must_be_possible(before, event, fields):
    assert [field for field, _ in problems(event, *before)] == fields
