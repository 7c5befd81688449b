"""What can be done next, in order, each with the reason. The first one is the desk's button."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from records_app.casework.clocks import ASK_AGAIN, OpenDeadline
from records_app.casework.events import AnswerKind, FollowUp
from records_app.casework.standing import Stage, Standing
from records_app.law.calendars import add_open_days
from records_app.law.day_words import full_day

_DAY = timedelta(days=1)


class Action(StrEnum):
    APPROVE = "approve"
    SEND = "send"
    CONFIRM_RECEIPT = "confirm_receipt"
    LOG_ANSWER = "log_answer"
    REMIND = "remind"
    DEMAND_DATE = "demand_date"
    DEMAND_GROUNDS = "demand_grounds"
    CONFIRM_DEMAND = "confirm_demand"
    ANSWER_FEE = "answer_fee"
    OBJECT_FEE = "object_fee"
    PAY_FEE = "pay_fee"
    ANSWER_QUESTION = "answer_question"
    ANSWER_CONTROL = "answer_control"
    SEND_LETTER = "send_letter"
    REVIEW_ANSWER = "review_answer"
    THANK = "thank"
    CLOSE = "close"
    REOPEN = "reopen"


# Done by reading and deciding, then noted: a page offers the form for a note for these.
NOTED_ACTIONS = frozenset({Action.REVIEW_ANSWER})


@dataclass(frozen=True, slots=True)
class NextStep:
    """`label` is for the button; before `not_before` the step is shown but waits.

    `letter` is the kind of letter that does it (a `FollowUp`), empty where none is needed.
    """

    action: Action
    label: str
    why: str
    not_before: date | None = None
    letter: str = ""


def next_steps(standing: Standing, today: date) -> tuple[NextStep, ...]:
    """The steps that make sense now, the most useful one first. There is always one."""
    steps = tuple(_steps(standing, today))
    if standing.unsent and standing.stage is not Stage.CLOSED:
        return (_SEND_LETTER, *steps)
    return steps


def _steps(standing: Standing, today: date) -> Iterator[NextStep]:
    match standing.stage:
        case Stage.DRAFT:
            yield _APPROVE
        case Stage.READY:
            yield from (_SEND, _WITHDRAW)
        case Stage.SENT:
            yield from _while_receipt_unknown(standing, today)
        case Stage.WAITING | Stage.ANSWERING:
            yield from _while_their_turn(standing, today)
        case Stage.OURS_TO_ACT:
            yield from _after_an_answer(standing)
        case Stage.CLOSED:
            yield _REOPEN


def _while_receipt_unknown(standing: Standing, today: date) -> Iterator[NextStep]:
    why = "The clock starts when the custodian receives the request. Find out when that was."
    if standing.deadline is not None and today > standing.deadline.safe:
        expected = full_day(standing.deadline.safe)
        why = (
            f"An answer was expected by {expected}, but nobody has confirmed that the custodian "
            "has the request. Ask them, then record the day."
        )
    yield NextStep(Action.CONFIRM_RECEIPT, "Confirm receipt", why)
    yield _LOG_ANSWER
    yield _WITHDRAW


def _while_their_turn(standing: Standing, today: date) -> Iterator[NextStep]:
    clock = standing.deadline
    remind = _remind(clock, standing) if clock is not None else None
    late = remind is not None and remind.not_before is not None and today >= remind.not_before
    if standing.dateless:
        yield _DEMAND_DATE
    if late and clock is not None and clock.clock == "grounds" and clock.expected:
        yield _CONFIRM_DEMAND
    if late and remind is not None:
        yield remind
    yield _LOG_ANSWER
    if not late and clock is not None and clock.clock == "grounds" and clock.expected:
        yield _CONFIRM_DEMAND
    if not late and remind is not None:
        yield remind
    yield _CLOSE


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
    return NextStep(Action.REMIND, REMIND_LABEL, why, from_day, FollowUp.REMINDER.value)


def _after_an_answer(standing: Standing) -> Iterator[NextStep]:
    answer = standing.answer or AnswerKind.OTHER
    if standing.dateless:
        yield _DEMAND_DATE
    elif answer is AnswerKind.FEE_ASKED:
        yield from (_LOG_FEE_ANSWER, _PAY_FEE) if standing.disputed else _FEE_STEPS
    else:
        yield _REVIEWS.get(answer, _REVIEW_OTHER)
    if answer in _MAY_NAME_ICE and not standing.dateless:
        yield _ANSWER_CONTROL
    if not standing.disputed:
        yield _LOG_ANSWER_MORE
    if answer is AnswerKind.RELEASED and not standing.dateless:
        yield _THANK
    else:
        yield _CLOSE


REMIND_LABEL = "Write a reminder"
_ENDED = {
    "promised": "The date they promised",
    "grounds": "The time for their written grounds",
}
_MAY_NAME_ICE = frozenset({AnswerKind.DENIED, AnswerKind.OTHER, AnswerKind.NO_RECORDS})
_APPROVE = NextStep(
    Action.APPROVE, "Approve the letter", "The letter is a draft. Approve it to make it final."
)
_SEND = NextStep(
    Action.SEND, "Record sending", "The letter is final. Send it, then record how and when."
)
_LOG_ANSWER = NextStep(
    Action.LOG_ANSWER, "Log an answer", "Record whatever they reply, on the day it came."
)
_LOG_ANSWER_MORE = NextStep(
    Action.LOG_ANSWER, "Log an answer", "If they reply again, record it: the standing follows."
)
_CLOSE = NextStep(Action.CLOSE, "Close", "When nothing more is to come, close it with its outcome.")
_WITHDRAW = NextStep(
    Action.CLOSE, "Close", "If the request is no longer wanted, close it as withdrawn."
)
_REOPEN = NextStep(
    Action.REOPEN, "Reopen", "If more is to come after all, reopen it: it stands where it stood."
)
_DEMAND_DATE = NextStep(
    Action.DEMAND_DATE,
    "Ask for the date",
    "They asked for more time and gave no date. Ask for the cause of the delay, and the place and "
    "earliest time and date of the records (§ 610.023.3, RSMo).",
    letter=FollowUp.DEMAND_DATE.value,
)
_REVIEW_OTHER = NextStep(
    Action.REVIEW_ANSWER,
    "Note what we do",
    "They answered. Read it, decide what to do, and note it here.",
)
_CONFIRM_DEMAND = NextStep(
    Action.CONFIRM_DEMAND,
    "Confirm their receipt",
    "The three business days for the grounds count from the day the custodian receives the demand "
    "(§ 610.023.4, RSMo). Find out when that was.",
)
_SEND_LETTER = NextStep(
    Action.SEND_LETTER, "Record sending", "The letter is final. Send it, then record how and when."
)
_PAY_FEE = NextStep(
    Action.PAY_FEE, "Record a payment", "When the fee is paid, record it: its clock stops."
)
_LOG_FEE_ANSWER = NextStep(
    Action.LOG_ANSWER,
    "Log an answer",
    "We wrote about the fee. Nothing in the law stops its clock meanwhile: pay by the safe day, or "
    "the request may count as withdrawn (§ 610.026.2(2), RSMo).",
)
_FEE_STEPS = (
    NextStep(
        Action.ANSWER_FEE,
        "Write about the fee",
        "They asked for a fee. Check it against § 610.026, RSMo: ask for a waiver and an itemized "
        "estimate, object to lines the law does not allow, or pay. Unpaid, the request may count "
        "as withdrawn.",
        letter=FollowUp.FEE_WAIVER.value,
    ),
    NextStep(
        Action.OBJECT_FEE,
        "Object to the fee",
        "If lines are above what § 610.026.1, RSMo allows, object to those lines.",
        letter=FollowUp.FEE_OBJECTION.value,
    ),
    _PAY_FEE,
)
_ANSWER_CONTROL = NextStep(
    Action.ANSWER_CONTROL,
    "Answer about ICE",
    "If they say that ICE controls the records, answer that their own records are public.",
    letter=FollowUp.CONTROL.value,
)
_THANK = NextStep(
    Action.THANK,
    "Write thanks",
    "If everything came, a word of thanks helps.",
    letter=FollowUp.THANKS.value,
)
_REVIEWS = {
    AnswerKind.RELEASED: NextStep(
        Action.CLOSE,
        "Close",
        "They released the records. Check that everything asked for is there, then close it.",
    ),
    AnswerKind.PARTLY_RELEASED: NextStep(
        Action.DEMAND_GROUNDS,
        "Ask for the grounds",
        "They released a part. Ask in writing for the law under which the rest is closed; they "
        "must answer by the end of the third business day (§ 610.023.4, RSMo).",
        letter=FollowUp.DEMAND_GROUNDS.value,
    ),
    AnswerKind.NO_RECORDS: NextStep(
        Action.REVIEW_ANSWER,
        "Note what we do",
        "They say there are no such records. Decide whether to ask in other words or to close it, "
        "and note it here.",
    ),
    AnswerKind.CLARIFICATION: NextStep(
        Action.ANSWER_QUESTION,
        "Answer the question",
        "They asked what the request means. Answer in time: unanswered, the request may count as "
        "withdrawn (§ 610.026.2(2), RSMo).",
        letter=FollowUp.CLARIFICATION.value,
    ),
    AnswerKind.GROUNDS_GIVEN: NextStep(
        Action.REVIEW_ANSWER,
        "Note what we do",
        "They gave their grounds. Compare them with § 610.021, RSMo, decide what to do, and note "
        "it here.",
    ),
    AnswerKind.DENIED: NextStep(
        Action.DEMAND_GROUNDS,
        "Ask for the grounds",
        "They denied the request. Ask for a written statement of the law they rely on; they must "
        "give it by the end of the third business day (§ 610.023.4, RSMo).",
        letter=FollowUp.DEMAND_GROUNDS.value,
    ),
}
