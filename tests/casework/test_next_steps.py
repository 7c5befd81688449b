from __future__ import annotations

import pytest

from records_app.casework.events import AnswerKind, Channel, Outcome
from records_app.casework.next_steps import NOTED_ACTIONS, Action, next_steps
from tests.casework.story import (
    answered,
    approved,
    closed,
    day,
    received,
    reopened,
    sent,
    standing,
    went,
    wrote,
)

# Received Tuesday, Nov 24: due and safe Mon, Nov 30.
WAITING = (approved(), sent(), received())

WAITING_STEPS = (Action.REMIND, Action.COMPLAIN)


def actions(*events, today="11-25", law="us-mo"):
    return [step.action for step in next_steps(standing(*events, law=law), day(today))]


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


def test_a_broken_promise_offers_the_demand_for_a_date_that_holds():
    promised = (*WAITING, answered("delayed", "11-30", promised="12-09"))
    assert actions(*promised, today="12-09")[:2] == ["log_answer", "remind"]
    assert actions(*promised, today="12-10")[:3] == ["demand_date", "remind", "log_answer"]
    demand = next_steps(standing(*promised), day("12-10"))[0]
    assert "The day they named has passed" in demand.why
    assert demand.statute == "§ 610.023.3, RSMo"
    asked = (*promised, wrote("demand-date", "12-10"))
    assert "demand_date" not in actions(*asked, today="12-30")
    assert "demand_date" not in actions(*WAITING, today="12-10")


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


def test_the_way_to_court_comes_nearer_as_its_year_goes_by():
    denied = (*WAITING, answered("denied", "11-25"))
    early = {step.action: step for step in next_steps(standing(*denied), day("11-30"))}[Action.SUE]
    assert "It comes up here on Wed, Aug 25, 2027 and Mon, Oct 25, 2027." in early.why
    assert early.not_before is None
    assert "Act by Wed, Nov 24, 2027 to be safe" in early.why
    places = [
        (today, [step.action for step in next_steps(standing(*denied), day(today))])
        for today in ("2027-08-24", "2027-08-25", "2027-10-24", "2027-10-25")
    ]
    assert [steps.index(Action.SUE) for _, steps in places] == [len(places[0][1]) - 2, 1, 1, 0]
    soon = next_steps(standing(*denied), day("2027-10-25"))[0]
    assert soon.why.startswith("Act by Wed, Nov 24, 2027 to be safe; the last day is Thu, Nov 25")
    assert soon.not_before is None
    over = (*denied, closed(outcome=Outcome.DENIED))
    assert actions(*over, today="2027-10-25") == ["reopen", "sue"]


def test_a_complaint_waits_for_our_letter_and_the_prosecutor_for_the_complaint():
    late = (*WAITING, wrote("reminder", "12-01"))
    complain = next(
        step for step in next_steps(standing(*late), day("12-02")) if step.action == "complain"
    )
    assert (complain.not_before, complain.letter) == (day("12-08"), "complaint-summary")
    assert complain.statute == "§ 610.027.1, RSMo"
    after = next_steps(standing(*late, went("complaint", "12-08")), day("12-09"))
    found = {step.action.value: step for step in after}
    assert "complain" not in found
    assert found["tell_prosecutor"].not_before == day("12-15")
    told = (*late, went("complaint", "12-08"), went("prosecutor", "12-15"))
    assert "tell_prosecutor" not in actions(*told, today="12-16")


def test_the_office_chooses_how_far_apart_its_letters_are():
    late = (*WAITING, wrote("reminder", "12-01"))
    for days, again in ((5, "12-08"), (10, "12-15"), (1, "12-02")):
        now = standing(*late, chaser_days=days)
        remind = next(step for step in next_steps(now, day("12-01")) if step.action == "remind")
        assert remind.not_before == day(again)
    narrowed = (*WAITING, answered("no_records", "11-25"), wrote("narrowing", "12-01"))
    assert standing(*narrowed, chaser_days=10).deadline.safe == day("12-15")


@pytest.mark.parametrize(
    ("law", "events", "steps"),
    [
        ("us-il", (answered("denied", "12-01"),), ["ask_review", "answer_control"]),
        ("us-il", (answered("no_records", "12-01"),), ["review_answer", "ask_review"]),
        ("us-il", (answered("delayed", "11-30"),), ["log_answer", "remind"]),
        ("us-ks", (answered("denied", "12-01"),), ["demand_grounds", "answer_control"]),
        ("us-ks", (answered("fee_asked", "12-01"),), ["answer_fee", "object_fee", "pay_fee"]),
        ("us-ks", (answered("delayed", "11-25"),), ["demand_date", "remind"]),
        ("us-fed", (answered("denied", "12-01"),), ["appeal", "answer_control"]),
        ("us-fed", (answered("no_records", "12-01"),), ["review_answer", "appeal"]),
        ("us-fed", (answered("clarification", "12-01"),), ["answer_question", "narrow"]),
    ],
)
def test_each_law_has_steps_of_its_own(law, events, steps):
    found = next_steps(standing(*WAITING, *events, law=law), day("12-02"))
    assert [step.action.value for step in found][: len(steps)] == steps
    assert all("RSMo" not in step.why + step.statute for step in found)


def test_the_review_and_the_appeal_say_by_when():
    review = next_steps(standing(*WAITING, answered("denied", "12-01"), law="us-il"), day("12-02"))
    assert "Act by Fri, Jan 29, 2027 to be safe; the last day is Sat, Jan 30" in review[0].why
    assert review[0].statute == "5 ILCS 140/9.5(a)"
    appeal = next_steps(standing(*WAITING, answered("denied", "12-15"), law="us-fed"), day("12-20"))
    assert "Act by Mon, Mar 15, 2027 to be safe" in appeal[0].why


def test_silence_in_illinois_opens_the_review_and_complaints_have_their_place_in_kansas():
    assert "ask_review" in actions(*WAITING, today="12-15", law="us-il")
    assert "complain" not in actions(*WAITING, today="12-15", law="us-il")
    assert "complain" in actions(*WAITING, today="12-15", law="us-ks")
    assert "appeal" not in actions(*WAITING, today="2027-01-15", law="us-fed")


def test_thanks_are_written_once_and_a_letter_about_ice_too():
    released = (*WAITING, answered("released", "11-25"))
    assert "thank" in actions(*released)
    assert "thank" not in actions(*released, wrote("thanks", "11-26"), today="11-27")


def test_a_request_withdrawn_by_law_says_by_which_day_and_when_to_ask_again():
    now = standing(*WAITING, answered("fee_asked", "11-25", fee="40"))
    steps = next_steps(now, day("2027-02-24"))
    assert [step.action.value for step in steps].count("close") == 1
    assert steps[0].why == (
        "The fee was not paid by Tue, Feb 23, 2027, the last day. The request counts as withdrawn "
        "(§ 610.026.2(2), RSMo) unless their message gave no notice of it. Close it as lapsed. "
        "What is still wanted may be asked for anew; until Mon, Aug 23, 2027 they may ask for the "
        "old fee too."
    )


def test_a_last_day_in_doubt_is_over_only_after_the_later_one():
    now = standing(*WAITING, answered("fee_asked", "11-30", fee="40"))
    assert now.deadline is not None
    assert (now.deadline.safe, now.deadline.due) == (day("2027-02-26"), day("2027-03-01"))
    assert next_steps(now, day("2027-03-01"))[0].action.value == "answer_fee"
    assert next_steps(now, day("2027-03-02"))[0].action.value == "close"


def test_a_suit_about_the_records_keeps_a_request_from_being_withdrawn():
    sued = (answered("fee_asked", "11-25", fee="40"), went("suit", "2027-01-04"))
    now = standing(*WAITING, *sued, answered("other", "2027-03-01"))
    assert next_steps(now, day("2027-03-02"))[0].action.value == "review_answer"
