"""The next steps whose words do not depend on the law or the days."""

from __future__ import annotations

from dataclasses import replace

from records_app.casework.events import AnswerKind, FollowUp
from records_app.casework.law_steps import Ground
from records_app.casework.steps import Action, NextStep

REMIND_LABEL = "Write a reminder"
APPROVE = NextStep(
    Action.APPROVE, "Approve the letter", "The letter is a draft. Approve it to make it final."
)
SEND = NextStep(
    Action.SEND, "Record sending", "The letter is final. Send it, then record how and when."
)
LOG_ANSWER = NextStep(
    Action.LOG_ANSWER, "Log an answer", "Record whatever they reply, on the day it came."
)
LOG_ANSWER_MORE = NextStep(
    Action.LOG_ANSWER, "Log an answer", "If they reply again, record it: the standing follows."
)
CLOSE = NextStep(Action.CLOSE, "Close", "When nothing more is to come, close it with its outcome.")
CLOSE_WITHDRAWN = NextStep(
    Action.CLOSE, "Close", "We took the request back. Close it as withdrawn."
)
CLOSE_UNWANTED = NextStep(
    Action.CLOSE, "Close", "If the request is no longer wanted, close it as withdrawn."
)
REOPEN = NextStep(
    Action.REOPEN, "Reopen", "If more is to come after all, reopen it: it stands where it stood."
)
CONFIRM_DEMAND = NextStep(
    Action.CONFIRM_DEMAND,
    "Confirm their receipt",
    "The three business days for the grounds count from the day the custodian receives the demand. "
    "Find out when that was.",
)
SEND_LETTER = NextStep(
    Action.SEND_LETTER, "Record sending", "The letter is final. Send it, then record how and when."
)
PAY_FEE = NextStep(
    Action.PAY_FEE, "Record a payment", "When the fee is paid, record it: its clock stops."
)
LOG_FEE_ANSWER = NextStep(
    Action.LOG_ANSWER,
    "Log an answer",
    "We wrote about the fee. Nothing in the law stops its clock meanwhile: pay by the safe day, or "
    "the request may count as withdrawn (§ 610.026.2(2), RSMo).",
    statute="§ 610.026.2(2), RSMo",
)
ANSWER_CONTROL = NextStep(
    Action.ANSWER_CONTROL,
    "Answer about ICE",
    "If they say that ICE controls the records: the agreement itself says that nothing in it "
    "limits compliance with state public records laws for records that are solely state records.",
    letter=FollowUp.CONTROL.value,
)
POINTED_TO_ICE = replace(
    ANSWER_CONTROL,
    why="They say that ICE controls the records. The agreement itself says that nothing in it "
    "limits compliance with state public records laws for records that are solely state records. "
    "Answer with that sentence.",
)
NARROW = NextStep(
    Action.NARROW,
    "Ask for less",
    "A narrower request costs less and is quicker to answer. It starts no new clock of the law.",
    letter=FollowUp.NARROWING.value,
)
THANK = NextStep(
    Action.THANK,
    "Write thanks",
    "If everything came, a word of thanks helps.",
    letter=FollowUp.THANKS.value,
)
REVIEW_DECISION = NextStep(
    Action.REVIEW_ANSWER,
    "Note what we do",
    "It is decided. Read the decision, decide what to do, and note it here.",
)
REVIEWS = {
    AnswerKind.RELEASED: NextStep(
        Action.CLOSE,
        "Close",
        "They released the records. Check that everything asked for is there, then close it.",
    ),
    AnswerKind.NO_RECORDS: NextStep(
        Action.REVIEW_ANSWER,
        "Note what we do",
        "They say there are no such records. Decide whether to ask in other words or to close it, "
        "and note it here.",
    ),
    AnswerKind.GROUNDS_GIVEN: NextStep(
        Action.REVIEW_ANSWER,
        "Note what we do",
        "They gave their grounds. Compare them with the law they cite, decide what to do, and "
        "note it here.",
    ),
    AnswerKind.OTHER: NextStep(
        Action.REVIEW_ANSWER,
        "Note what we do",
        "They answered. Read it, decide what to do, and note it here.",
    ),
}


def from_ground(action: Action, label: str, ground: Ground, letter: FollowUp) -> NextStep:
    """A step whose reason is in the law."""
    return NextStep(action, label, ground.words, letter=letter.value, statute=ground.statute)


def demand_grounds(answer: AnswerKind, ground: Ground) -> NextStep:
    """The demand for written grounds after a denial, or after a part."""
    begun = "They denied the request. Ask for a written statement of the law they rely on;"
    if answer is AnswerKind.ICE_CONTROL:
        begun = "They gave no records. Ask for a written statement of the law they rely on;"
    if answer is AnswerKind.PARTLY_RELEASED:
        begun = "They released a part. Ask in writing for the law under which the rest is closed;"
    return NextStep(
        Action.DEMAND_GROUNDS,
        "Ask for the grounds",
        f"{begun} {ground.words}",
        letter=FollowUp.DEMAND_GROUNDS.value,
        statute=ground.statute,
    )
