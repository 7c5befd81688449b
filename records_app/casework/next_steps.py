"""What can be done next, in order, each with the reason. The first one is the desk's button."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from records_app.casework.events import AnswerKind
from records_app.casework.standing import OpenDeadline, Stage, Standing
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
    REVIEW_ANSWER = "review_answer"
    CLOSE = "close"
    REOPEN = "reopen"


# Done by writing or calling, then noted: a page offers the form for a note for these.
NOTED_ACTIONS = frozenset(
    {Action.REMIND, Action.DEMAND_DATE, Action.DEMAND_GROUNDS, Action.REVIEW_ANSWER}
)


@dataclass(frozen=True, slots=True)
class NextStep:
    """`label` is for the button; before `not_before` the step is shown but waits."""

    action: Action
    label: str
    why: str
    not_before: date | None = None


def next_steps(standing: Standing, today: date) -> tuple[NextStep, ...]:
    """The steps that make sense now, the most useful one first. There is always one."""
    match standing.stage:
        case Stage.DRAFT:
            return (_APPROVE,)
        case Stage.READY:
            return (_SEND, _WITHDRAW)
        case Stage.SENT:
            return tuple(_while_receipt_unknown(standing, today))
        case Stage.WAITING | Stage.ANSWERING:
            return tuple(_while_their_turn(standing, today))
        case Stage.OURS_TO_ACT:
            return tuple(_after_an_answer(standing))
        case Stage.CLOSED:
            return (_REOPEN,)


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
    remind = _remind(clock) if clock is not None else None
    late = remind is not None and remind.not_before is not None and today >= remind.not_before
    if standing.dateless:
        yield _DEMAND_DATE
    if late and remind is not None:
        yield remind
    yield _LOG_ANSWER
    if not late and remind is not None:
        yield remind
    yield _CLOSE


def _remind(clock: OpenDeadline) -> NextStep:
    from_day = clock.safe + _DAY
    promised = clock.clock == "promised"
    ended = "The date they promised" if promised else "The time the law gives them"
    why = (
        f"{ended} ends with {full_day(clock.safe)}. If nothing has come by then, write to the "
        "custodian or call, and note it here."
    )
    return NextStep(Action.REMIND, "Note a reminder", why, from_day)


def _after_an_answer(standing: Standing) -> Iterator[NextStep]:
    if standing.dateless:
        yield _DEMAND_DATE
    else:
        yield _REVIEWS.get(standing.answer or AnswerKind.OTHER, _REVIEW_OTHER)
    yield _LOG_ANSWER_MORE
    if standing.dateless or standing.answer is not AnswerKind.RELEASED:
        yield _CLOSE


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
    "Note a demand for a date",
    "They asked for more time and gave no date. Ask for the cause of the delay, and the place and "
    "earliest time and date of the records (§ 610.023.3, RSMo), and note it here.",
)
_REVIEW_OTHER = NextStep(
    Action.REVIEW_ANSWER,
    "Note what we do",
    "They answered. Read it, decide what to do, and note it here.",
)
_REVIEWS = {
    AnswerKind.FEE_ASKED: NextStep(
        Action.REVIEW_ANSWER,
        "Note what we do",
        "They asked for a fee. Check it against § 610.026, RSMo, decide whether to pay or object, "
        "and note it here.",
    ),
    AnswerKind.RELEASED: NextStep(
        Action.CLOSE,
        "Close",
        "They released the records. Check that everything asked for is there, then close it.",
    ),
    AnswerKind.PARTLY_RELEASED: NextStep(
        Action.DEMAND_GROUNDS,
        "Note a demand for grounds",
        "They released a part. Ask in writing for the law under which the rest is closed; they "
        "must answer by the end of the third business day (§ 610.023.4, RSMo). Note it here.",
    ),
    AnswerKind.NO_RECORDS: NextStep(
        Action.REVIEW_ANSWER,
        "Note what we do",
        "They say there are no such records. Decide whether to ask in other words or to close it, "
        "and note it here.",
    ),
    AnswerKind.DENIED: NextStep(
        Action.DEMAND_GROUNDS,
        "Note a demand for grounds",
        "They denied the request. Ask for a written statement of the law they rely on; they must "
        "give it by the end of the third business day (§ 610.023.4, RSMo). Note it here.",
    ),
}
