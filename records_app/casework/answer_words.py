"""What the agency answered, in words for the timeline."""

from __future__ import annotations

from datetime import time

from records_app.casework.event_choices import AnswerKind
from records_app.casework.event_types import Answered
from records_app.casework.fee_lines import money
from records_app.law.day_words import clock_time, full_day

_ANSWERED = {
    AnswerKind.ACKNOWLEDGED: "They confirmed that they have the request.",
    AnswerKind.DELAYED: "They asked for more time and gave no date.",
    AnswerKind.FEE_ASKED: "They asked for a fee.",
    AnswerKind.RELEASED: "They released the records.",
    AnswerKind.PARTLY_RELEASED: "They released part of the records.",
    AnswerKind.NO_RECORDS: "They have no such records.",
    AnswerKind.DENIED: "They denied the request and cited no law.",
    AnswerKind.ICE_CONTROL: "They say that ICE controls the records.",
    AnswerKind.OTHER: "They answered.",
    AnswerKind.CLARIFICATION: "They asked what the request means.",
    AnswerKind.GROUNDS_GIVEN: "They gave their grounds in writing.",
    AnswerKind.FEE_WAIVED: "They waived the fee.",
    AnswerKind.FEE_REFUNDED: "They paid the fee back.",
}
_NOTICE = {
    True: "They gave notice of when it counts as withdrawn.",
    False: "They gave no notice of when it counts as withdrawn.",
    None: "",
}
_SEVERED = {
    True: "They separated the open parts from the closed ones.",
    False: "They did not separate the open parts from the closed ones.",
    None: "",
}
_FEES = {
    AnswerKind.FEE_ASKED: "They asked for a fee of {}",
    AnswerKind.FEE_WAIVED: "They waived the fee of {}",
    AnswerKind.FEE_REFUNDED: "They paid back {}",
}


def at_words(at: time | None) -> str:
    """` at 4:30 PM`, or nothing."""
    return f" at {clock_time(at)}" if at is not None else ""


def answer_words(event: Answered) -> tuple[str, ...]:
    """The parts of the sentence about an answer, the most important first."""
    return (_answered(event), _NOTICE[event.notice], _SEVERED[event.severed], event.detail)


def _answered(event: Answered) -> str:
    if event.kind is AnswerKind.DELAYED and event.promised_on is not None:
        return f"They asked for more time and promised {full_day(event.promised_on)}"
    if event.kind is AnswerKind.FEE_ASKED and event.estimate:
        of = f" of {money(event.fee)}" if event.fee is not None else ""
        return f"They estimated a fee{of}"
    if event.kind in _FEES and event.fee is not None:
        return _FEES[event.kind].format(money(event.fee))
    if event.kind is AnswerKind.DENIED and event.exception:
        return f"They denied the request and cited {event.exception}"
    if event.exception:
        return f"{_ANSWERED[event.kind]} They cited {event.exception}"
    return _ANSWERED[event.kind]
