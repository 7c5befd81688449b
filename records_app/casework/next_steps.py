"""What can be done next, in order, each with the reason. The first one is the desk's button."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from records_app.casework.clocks import ASK_AGAIN, OpenDeadline
from records_app.casework.events import AnswerKind, FollowUp
from records_app.casework.lapsing import lapsed
from records_app.casework.outside_steps import (
    WITHDRAW,
    challenge,
    complaints,
    is_refusal,
    of_law,
    while_outside,
    with_the_court,
)
from records_app.casework.standing import Stage, Standing
from records_app.casework.step_texts import (
    ANSWER_CONTROL,
    APPROVE,
    CLOSE,
    CLOSE_UNWANTED,
    CLOSE_WITHDRAWN,
    CONFIRM_DEMAND,
    LOG_ANSWER,
    LOG_ANSWER_MORE,
    LOG_FEE_ANSWER,
    NARROW,
    PAY_FEE,
    POINTED_TO_ICE,
    REMIND_LABEL,
    REOPEN,
    REVIEW_DECISION,
    REVIEWS,
    SEND,
    SEND_LETTER,
    THANK,
    demand_grounds,
    from_ground,
)
from records_app.casework.steps import NOTED_ACTIONS, Action, NextStep
from records_app.law.calendars import add_open_days
from records_app.law.day_words import full_day

__all__ = ["NOTED_ACTIONS", "REMIND_LABEL", "Action", "NextStep", "next_steps"]

_DAY = timedelta(days=1)
_ENDED = {
    "promised": "The date they promised",
    "grounds": "The time for their written grounds",
    "appeal-decision": "The time for their decision",
}
_BROKEN = (
    "The day they named has passed. Instead of a reminder, ask for the cause of the delay, and the "
    "place and the earliest time and date"
)
_REFUSALS = frozenset({AnswerKind.DENIED, AnswerKind.ICE_CONTROL, AnswerKind.PARTLY_RELEASED})
_MAY_NAME_ICE = frozenset({AnswerKind.DENIED, AnswerKind.OTHER, AnswerKind.NO_RECORDS})
_MAY_ASK_LESS = frozenset({AnswerKind.FEE_ASKED, AnswerKind.CLARIFICATION, AnswerKind.NO_RECORDS})


def next_steps(standing: Standing, today: date) -> tuple[NextStep, ...]:
    """The steps that make sense now, the most useful one first. There is always one."""
    steps = with_the_court(tuple(_steps(standing, today)), standing, today)
    if standing.unsent and standing.stage is not Stage.CLOSED:
        return (SEND_LETTER, *steps)
    return steps


def _steps(standing: Standing, today: date) -> Iterator[NextStep]:
    match standing.stage:
        case Stage.DRAFT:
            yield APPROVE
        case Stage.READY:
            yield from (SEND, CLOSE_UNWANTED)
        case Stage.SENT:
            yield from _while_receipt_unknown(standing, today)
        case Stage.WAITING | Stage.ANSWERING:
            yield from _while_their_turn(standing, today)
        case Stage.OURS_TO_ACT:
            yield from _grounds_not_given(standing, today)
            close = lapsed(standing, today)
            yield from (close,) if close else ()
            steps = _after_an_answer(standing)
            yield from (step for step in steps if not close or step.action is not Action.CLOSE)
        case Stage.CLOSED:
            yield REOPEN


def _while_receipt_unknown(standing: Standing, today: date) -> Iterator[NextStep]:
    why = "The clock starts when the custodian receives the request. Find out when that was."
    if standing.deadline is not None and today > standing.deadline.safe:
        expected = full_day(standing.deadline.safe)
        why = (
            f"An answer was expected by {expected}, but nobody has confirmed that the custodian "
            "has the request. Ask them, then record the day."
        )
    yield NextStep(Action.CONFIRM_RECEIPT, "Confirm receipt", why)
    yield LOG_ANSWER
    yield CLOSE_UNWANTED


def _while_their_turn(standing: Standing, today: date) -> Iterator[NextStep]:
    clock = standing.deadline
    if standing.outside is not None:
        yield from while_outside(standing, today)
        yield from complaints(standing)
        yield CLOSE
        return
    remind = _remind(clock, standing) if clock is not None else None
    late = remind is not None and remind.not_before is not None and today >= remind.not_before
    waits_for_receipt = clock is not None and clock.clock == "grounds" and clock.expected
    if standing.dateless and of_law(standing).delay.why:
        yield _demand_date(standing)
    if late and waits_for_receipt:
        yield CONFIRM_DEMAND
    if late and remind is not None:
        # First the letter that names their promise: a reminder speaks of the law's own days alone.
        yield from _after_a_broken_promise(standing)
        yield remind
    yield LOG_ANSWER
    if not late and waits_for_receipt:
        yield CONFIRM_DEMAND
    if not late and remind is not None:
        yield remind
    if clock is not None and not clock.expected and today > clock.safe:
        yield from _against_silence(standing, clock)
    yield CLOSE


def _grounds_not_given(standing: Standing, today: date) -> Iterator[NextStep]:
    """They wrote about something else while the grounds we demanded are overdue."""
    clock = next((one.deadline for one in standing.clocks if one.deadline.clock == "grounds"), None)
    if clock is not None and not clock.expected and today > clock.safe and not standing.withdrawn:
        yield _remind(clock, standing)


def _against_silence(standing: Standing, clock: OpenDeadline) -> Iterator[NextStep]:
    against = challenge(standing)
    # In Illinois silence is a denial; the federal appeal needs a response.
    if against is not None and against.action is Action.ASK_REVIEW:
        yield against
    yield from complaints(standing, clock.safe)
    yield WITHDRAW


def _remind(clock: OpenDeadline, standing: Standing) -> NextStep:
    from_day = clock.safe + _DAY
    chased_on, days = standing.chased_on, standing.chaser_days
    if clock.clock == ASK_AGAIN:
        why = (
            f"The law sets no day here. By our own practice we ask how it stands after "
            f"{full_day(clock.safe)}."
        )
    elif chased_on is not None and chased_on > clock.safe:
        from_day = add_open_days(chased_on, days)
        why = (
            f"We wrote on {full_day(chased_on)}. By our own practice {days} open days pass "
            "between two letters of ours."
        )
    else:
        ended = _ENDED.get(clock.clock, "The time the law gives them")
        why = (
            f"{ended} ends with {full_day(clock.safe)}. If nothing has come by then, remind the "
            "custodian, and ask for the place and the earliest time and date."
        )
    statute = of_law(standing).delay.statute if clock.clock != ASK_AGAIN else ""
    return NextStep(Action.REMIND, REMIND_LABEL, why, from_day, FollowUp.REMINDER.value, statute)


def _after_an_answer(standing: Standing) -> Iterator[NextStep]:
    if standing.withdrawn:
        yield from (CLOSE_WITHDRAWN, LOG_ANSWER_MORE)
        return
    answer = standing.answer or AnswerKind.OTHER
    if standing.decided is not None:
        yield REVIEW_DECISION
    else:
        if answer is AnswerKind.ICE_CONTROL and not standing.dateless:
            yield POINTED_TO_ICE
        yield from _to_the_answer(standing, answer)
    if answer in _MAY_NAME_ICE and not standing.dateless and _is_new(standing, FollowUp.CONTROL):
        yield ANSWER_CONTROL
    if answer in _MAY_ASK_LESS:
        yield NARROW
    if not standing.disputed:
        yield LOG_ANSWER_MORE
    if is_refusal(standing) or standing.disputed:
        yield from complaints(standing)
    if answer is AnswerKind.RELEASED and not standing.dateless:
        if _is_new(standing, FollowUp.THANKS):
            yield THANK
        return
    yield WITHDRAW
    yield CLOSE


def _to_the_answer(standing: Standing, answer: AnswerKind) -> Iterator[NextStep]:
    law, against = of_law(standing), challenge(standing)
    if standing.dateless and law.delay.why:
        yield _demand_date(standing)
    elif answer is AnswerKind.FEE_ASKED and standing.disputed:
        yield from (LOG_FEE_ANSWER, PAY_FEE)
    elif answer is AnswerKind.FEE_ASKED:
        letter = FollowUp.COST_ANSWER if standing.law_code == "us-ks" else FollowUp.FEE_WAIVER
        yield from_ground(Action.ANSWER_FEE, "Write about the fee", law.fee, letter)
        words = "Object to the fee"
        yield from_ground(Action.OBJECT_FEE, words, law.objection, FollowUp.FEE_OBJECTION)
        yield PAY_FEE
    elif answer is AnswerKind.CLARIFICATION:
        words = "Answer the question"
        yield from_ground(Action.ANSWER_QUESTION, words, law.question, FollowUp.CLARIFICATION)
    elif answer in _REFUSALS and law.grounds.why:
        yield demand_grounds(answer, law.grounds)
    elif answer in _REFUSALS and against is not None:
        yield against
    else:
        yield REVIEWS.get(answer, REVIEWS[AnswerKind.OTHER])
        if answer is AnswerKind.NO_RECORDS and against is not None:
            yield against


def _demand_date(standing: Standing) -> NextStep:
    ground = of_law(standing).delay
    return from_ground(Action.DEMAND_DATE, "Ask for the date", ground, FollowUp.DEMAND_DATE)


def _after_a_broken_promise(standing: Standing) -> Iterator[NextStep]:
    """The stronger letter: the day they named has passed, and the law asks for one that holds."""
    broken = standing.deadline is not None and standing.deadline.clock == "promised"
    ground = of_law(standing).delay
    if broken and not standing.dateless and ground.why and _is_new(standing, FollowUp.DEMAND_DATE):
        ground = replace(ground, why=_BROKEN)
        yield from_ground(Action.DEMAND_DATE, "Ask for the date", ground, FollowUp.DEMAND_DATE)


def _is_new(standing: Standing, letter: FollowUp) -> bool:
    return letter not in standing.written
