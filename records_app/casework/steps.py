"""What a next step is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Action(StrEnum):
    """What can be done next."""

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
    NARROW = "narrow"
    SEND_LETTER = "send_letter"
    REVIEW_ANSWER = "review_answer"
    COMPLAIN = "complain"
    TELL_PROSECUTOR = "tell_prosecutor"
    SUE = "sue"
    ASK_REVIEW = "ask_review"
    APPEAL = "appeal"
    LOG_DECISION = "log_decision"
    ASK_OUTSIDE = "ask_outside"
    WITHDRAW = "withdraw"
    THANK = "thank"
    CLOSE = "close"
    REOPEN = "reopen"


# Done by reading and deciding, then noted: a page offers the form for a note for these.
NOTED_ACTIONS = frozenset({Action.REVIEW_ANSWER})


@dataclass(frozen=True, slots=True)
class NextStep:
    """`label` is for the button; before `not_before` the step is shown but waits.

    `letter` is the kind of letter that does it (a `FollowUp`), `statute` the law behind it; both
    are empty where there is none.
    """

    action: Action
    label: str
    why: str
    not_before: date | None = None
    letter: str = ""
    statute: str = ""
