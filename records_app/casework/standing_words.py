"""What the badge of a standing says."""

from __future__ import annotations

from records_app.casework.events import Answered, AnswerKind, Escalation, FollowUp, money

_ANSWER_LABELS = {
    AnswerKind.FEE_ASKED: "Fee asked",
    AnswerKind.RELEASED: "Records released",
    AnswerKind.PARTLY_RELEASED: "Part released",
    AnswerKind.NO_RECORDS: "No records",
    AnswerKind.DENIED: "Denied, no law cited",
    AnswerKind.ICE_CONTROL: "They point to ICE",
    AnswerKind.OTHER: "Answered",
    AnswerKind.CLARIFICATION: "Question asked",
    AnswerKind.GROUNDS_GIVEN: "Grounds given",
    AnswerKind.FEE_WAIVED: "Fee waived",
    AnswerKind.FEE_REFUNDED: "Fee paid back",
}
# What we wrote when it was our turn, and with what words it becomes theirs.
WRITTEN = {
    FollowUp.DEMAND_GROUNDS: "Grounds demanded",
    FollowUp.DEMAND_DATE: "Date demanded",
    FollowUp.CLARIFICATION: "Question answered",
    FollowUp.NARROWING: "Narrowed",
    FollowUp.CONTROL: "ICE reply answered",
}

WITHDRAWN = "Withdrawn by letter"
ESCALATED = {
    Escalation.COMPLAINT: "Complaint filed",
    Escalation.PROSECUTOR: "With the prosecutor",
    Escalation.SUIT: "Suit filed",
    Escalation.APPEAL: "Appeal filed",
    Escalation.REVIEW: "Review asked for",
}
DECIDED = {
    Escalation.COMPLAINT: "Complaint ended",
    Escalation.PROSECUTOR: "Referral ended",
    Escalation.SUIT: "Suit ended",
    Escalation.APPEAL: "Appeal decided",
    Escalation.REVIEW: "Review decided",
}


def answer_label(answer: Answered) -> str:
    """The badge after an answer, in a few words."""
    if answer.kind is AnswerKind.FEE_ASKED and answer.fee is not None:
        asked = "Fee estimated" if answer.estimate else "Fee asked"
        return f"{asked}: {money(answer.fee)}"
    if answer.kind is AnswerKind.DENIED and answer.exception.strip():
        return "Denied, law cited"
    return _ANSWER_LABELS[answer.kind]
