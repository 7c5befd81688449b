"""One sentence for each event: the timeline, the audit and the notifications use these."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from types import MappingProxyType

from records_app.casework.event_types import (
    Answered,
    AnswerKind,
    Approved,
    Channel,
    Closed,
    DeadlineMoved,
    Event,
    Evidence,
    FeePaid,
    FollowUp,
    FollowUpApproved,
    FollowUpReceived,
    FollowUpSent,
    Noted,
    Outcome,
    Received,
    Reopened,
    Sent,
)
from records_app.casework.moved_words import moved_words
from records_app.law.day_words import clock_time, full_day

_SENT = {
    Channel.EMAIL: "Sent by e-mail",
    Channel.PORTAL: "Sent through the agency’s portal",
    Channel.POST: "Sent by post",
    Channel.FAX: "Sent by fax",
    Channel.HAND: "Handed over",
}
_REFERENCE = {Channel.PORTAL: "Confirmation", Channel.POST: "Tracking number"}
_EVIDENCE = {
    Evidence.REPLY: "They replied.",
    Evidence.PORTAL: "Portal confirmation.",
    Evidence.DELIVERY_RECEIPT: "Delivery receipt.",
    Evidence.FAX_REPORT: "Fax report.",
    Evidence.STAMP: "Stamped when handed over.",
    Evidence.PHONE: "They confirmed it by phone.",
    Evidence.ASSUMED: "This is our assumption, nobody confirmed it.",
}
_ANSWERED = {
    AnswerKind.ACKNOWLEDGED: "They confirmed that they have the request.",
    AnswerKind.DELAYED: "They asked for more time and gave no date.",
    AnswerKind.FEE_ASKED: "They asked for a fee.",
    AnswerKind.RELEASED: "They released the records.",
    AnswerKind.PARTLY_RELEASED: "They released part of the records.",
    AnswerKind.NO_RECORDS: "They have no such records.",
    AnswerKind.DENIED: "They denied the request and cited no law.",
    AnswerKind.OTHER: "They answered.",
    AnswerKind.CLARIFICATION: "They asked what the request means.",
    AnswerKind.GROUNDS_GIVEN: "They gave their grounds in writing.",
}
FOLLOW_UP_WORDS: Mapping[FollowUp, str] = MappingProxyType(
    {
        FollowUp.REMINDER: "reminder",
        FollowUp.DEMAND_DATE: "demand for cause, place and date",
        FollowUp.DEMAND_GROUNDS: "demand for grounds",
        FollowUp.FEE_WAIVER: "request for a waiver and an estimate",
        FollowUp.FEE_OBJECTION: "objection to the fee",
        FollowUp.CLARIFICATION: "answer to their question",
        FollowUp.NARROWING: "narrower request",
        FollowUp.CONTROL: "letter about the agency’s own records",
        FollowUp.COMPLAINT_SUMMARY: "summary for the Attorney General",
        FollowUp.PROSECUTOR_NOTE: "note to the prosecuting attorney",
        FollowUp.WITHDRAWAL: "withdrawal",
        FollowUp.THANKS: "letter of thanks",
    }
)
_FOLLOWED = {
    Channel.EMAIL: "sent by e-mail",
    Channel.PORTAL: "sent through the agency’s portal",
    Channel.POST: "sent by post",
    Channel.FAX: "sent by fax",
    Channel.HAND: "handed over",
}
_NOTICE = {
    True: "They gave notice of when it counts as withdrawn.",
    False: "They gave no notice of when it counts as withdrawn.",
    None: "",
}
OUTCOME_WORDS: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.RELEASED: "records released",
        Outcome.PARTLY_RELEASED: "part released",
        Outcome.DENIED: "denied",
        Outcome.NO_RECORDS: "no records",
        Outcome.WITHDRAWN: "withdrawn",
        Outcome.LAPSED: "lapsed",
    }
)


def money(amount: Decimal) -> str:
    """`$1,412.50`."""
    return f"${amount:,.2f}"


def sentence(event: Event) -> str:
    """What happened, in plain text for the timeline. The day is not repeated in it."""
    parts: tuple[str, ...]
    match event:
        case Approved():
            pages = "1 page" if event.pages == 1 else f"{event.pages} pages"
            shown = f"{event.sha256[:4]}…{event.sha256[-4:]}"
            parts = ("Letter approved", f"{event.number}, {pages}, SHA-256 {shown}")
        case Sent():
            to = f" to {event.to}" if event.to else ""
            label = _REFERENCE.get(event.channel, "Reference")
            reference = f"{label} {event.reference}" if event.reference else ""
            parts = (f"{_SENT[event.channel]}{to}{_at(event.at)}", reference)
        case Received():
            begun = f"Received by the custodian{_at(event.at)}"
            parts = (begun, _EVIDENCE[event.evidence], event.detail)
        case Answered():
            parts = (_answer_words(event), _NOTICE[event.notice], event.detail)
        case FollowUpApproved():
            pages = "1 page" if event.pages == 1 else f"{event.pages} pages"
            shown = f"{event.sha256[:4]}…{event.sha256[-4:]}"
            words = f"{_capital(FOLLOW_UP_WORDS[event.kind])} approved"
            parts = (words, f"{event.number}, {pages}, SHA-256 {shown}")
        case FollowUpSent():
            to = f" to {event.to}" if event.to else ""
            said = f"{_capital(FOLLOW_UP_WORDS[event.kind])} {_FOLLOWED[event.channel]}"
            label = _REFERENCE.get(event.channel, "Reference")
            reference = f"{label} {event.reference}" if event.reference else ""
            parts = (f"{said}{to}{_at(event.at)}", event.number, reference)
        case FollowUpReceived():
            what = _capital(FOLLOW_UP_WORDS[event.kind])
            begun = f"{what} received by the custodian{_at(event.at)}"
            parts = (begun, _EVIDENCE[event.evidence], event.detail)
        case FeePaid():
            paid = f" of {money(event.amount)}" if event.amount is not None else ""
            parts = (f"We paid the fee{paid}", event.reference)
        case Noted():
            parts = (event.text,)
        case Closed():
            parts = (f"Closed: {OUTCOME_WORDS[event.outcome]}", event.detail)
        case Reopened():
            parts = ("Reopened", event.detail)
        case DeadlineMoved():
            parts = (moved_words(event),)
    return _joined(*parts)


def _answer_words(event: Answered) -> str:
    if event.kind is AnswerKind.DELAYED and event.promised_on is not None:
        return f"They asked for more time and promised {full_day(event.promised_on)}"
    if event.kind is AnswerKind.FEE_ASKED and event.fee is not None:
        return f"They asked for a fee of {money(event.fee)}"
    if event.kind is AnswerKind.DENIED and event.exception:
        return f"They denied the request and cited {event.exception}"
    if event.exception:
        return f"{_ANSWERED[event.kind]} They cited {event.exception}"
    return _ANSWERED[event.kind]


def _at(at: time | None) -> str:
    return f" at {clock_time(at)}" if at is not None else ""


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _joined(*parts: str) -> str:
    """Sentences with one full stop each; empty ones are left out."""
    said = (part.strip() for part in parts)
    return " ".join(part if part[-1] in ".!?…" else f"{part}." for part in said if part)
