from __future__ import annotations

import pytest

from records_app.casework.events import AnswerKind, Channel
from records_app.casework.next_steps import NOTED_ACTIONS, Action, next_steps
from tests.casework.story import answered, approved, closed, day, received, reopened, sent, standing

# Received Tuesday, Nov 24: due and safe Mon, Nov 30.
WAITING = (approved(), sent(), received())

WAITING_STEPS = (Action.REMIND, Action.COMPLAIN, Action.SUE)


def actions(*events, today="11-25"):
    return [step.action for step in next_steps(standing(*events), day(today))]


def test_the_way_of_a_request():
    assert actions() == ["approve"]
    assert actions(approved()) == ["send", "close"]
    assert actions(approved(), sent()) == ["confirm_receipt", "log_answer", "close"]
    assert actions(*WAITING) == ["log_answer", "remind", "close"]
    assert actions(*WAITING, answered("released", "11-25")) == ["close", "log_answer", "thank"]
    assert actions(*WAITING, closed()) == ["reopen"]
    assert actions(*WAITING, closed(), reopened()) == ["log_answer", "remind", "close"]


def test_the_reminder_waits_until_the_day_after_safe():
    waiting = next_steps(standing(*WAITING), day("11-30"))
    assert waiting[0].action is Action.LOG_ANSWER
    assert waiting[1].not_before == day("12-01")
    assert "Mon, Nov 30, 2026" in waiting[1].why
    late = next_steps(standing(*WAITING), day("12-01"))
    assert [step.action for step in late] == [
        *("remind", "log_answer", "complain", "withdraw"),
        *("sue", "close"),
    ]
    assert late[0].label == "Write a reminder"


def test_a_promise_is_reminded_of_after_its_day():
    promise = answered("delayed", "11-25", promised="12-09")
    steps = next_steps(standing(*WAITING, promise), day("12-09"))
    assert [step.action for step in steps] == ["log_answer", "remind", "close"]
    assert steps[1].not_before == day("12-10")
    assert steps[1].why.startswith("The date they promised ends with Wed, Dec 9, 2026.")


def test_a_delay_without_a_date_asks_for_one_first():
    assert actions(*WAITING, answered("delayed", "11-25")) == [
        "demand_date",
        "log_answer",
        "remind",
        "close",
    ]
    fee_then_delay = (answered("fee_asked", "11-25"), answered("delayed", "11-26"))
    assert actions(*WAITING, *fee_then_delay) == ["demand_date", "log_answer", "withdraw", "close"]
    step = next_steps(standing(*WAITING, answered("delayed", "11-25")), day("11-25"))[0]
    assert "§ 610.023.3, RSMo" in step.why


@pytest.mark.parametrize(
    ("kind", "first", "later"),
    [
        ("fee_asked", ["answer_fee", "object_fee", "pay_fee", "narrow"], []),
        ("partly_released", ["demand_grounds"], ["complain"]),
        ("no_records", ["review_answer", "answer_control", "narrow"], ["complain"]),
        ("denied", ["demand_grounds", "answer_control"], ["complain"]),
        ("other", ["review_answer", "answer_control"], ["complain"]),
        ("clarification", ["answer_question", "narrow"], []),
        ("grounds_given", ["review_answer"], ["complain"]),
    ],
)
def test_after_an_answer(kind, first, later):
    court = ["sue"] if kind in ("denied", "partly_released") else []
    steps = actions(*WAITING, answered(kind, "11-25"))
    assert steps == [*first, "log_answer", *later, "withdraw", *court, "close"]


def test_a_reply_needs_no_confirmation_of_receipt():
    assert "confirm_receipt" not in actions(approved(), sent(), answered("acknowledged", "11-24"))


def test_unknown_receipt_after_the_expected_day_says_what_to_ask():
    steps = next_steps(standing(approved(), sent("11-23", Channel.FAX)), day("12-15"))
    assert steps[0].action is Action.CONFIRM_RECEIPT
    assert "Fri, Nov 27, 2026" in steps[0].why
    assert Action.REMIND not in [step.action for step in steps]


def test_every_step_has_words_and_a_reason():
    stories = [
        (),
        (approved(),),
        (approved(), sent()),
        WAITING,
        (*WAITING, closed()),
        *((*WAITING, answered(kind, "11-25")) for kind in AnswerKind),
    ]
    for story in stories:
        for today in ("11-25", "12-25"):
            steps = next_steps(standing(*story), day(today))
            assert steps
            assert len({step.action for step in steps}) == len(steps)
            for step in steps:
                assert 0 < len(step.label) <= 26
                assert step.why.endswith(".")
                assert step.not_before is None or step.action in WAITING_STEPS
                if step.action in NOTED_ACTIONS:
                    assert "note it here" in step.why.lower()
