"""One sentence for each event: the timeline, the audit and the notifications use these."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from records_app.casework.answer_words import answer_words, at_words
from records_app.casework.event_choices import (
    Channel,
    Evidence,
    FollowUp,
    Outcome,
)
from records_app.casework.event_types import (
    Answered,
    Approved,
    Closed,
    Contacted,
    Corrected,
    DeadlineMoved,
    Decided,
    Escalated,
    Event,
    FeePaid,
    FollowUpApproved,
    FollowUpReceived,
    FollowUpSent,
    Imported,
    Noted,
    Received,
    Reopened,
    Sent,
)
from records_app.casework.fee_lines import money
from records_app.casework.moved_words import moved_words
from records_app.casework.outside_words import outside_words
from records_app.law.day_words import full_day

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
        FollowUp.COST_ANSWER: "answer about the cost",
        FollowUp.REVIEW: "request for review",
        FollowUp.APPEAL: "appeal",
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


def sentence(event: Event) -> str:
    """What happened, in plain text for the timeline. The day is not repeated in it."""
    match event:
        case Approved() | Imported() | Sent() | Received():
            parts = _of_the_request(event)
        case FollowUpApproved() | FollowUpSent() | FollowUpReceived():
            parts = _of_a_letter(event)
        case Answered():
            parts = answer_words(event)
        case Contacted() | Escalated() | Decided():
            parts = outside_words(event)
        case _:
            parts = _of_the_rest(event)
    return _joined(*parts)


def _of_the_request(event: Approved | Imported | Sent | Received) -> tuple[str, ...]:
    match event:
        case Approved():
            return ("Letter approved", _document(event))
        case Imported():
            return ("Request taken over from earlier records", event.number, event.source)
        case Sent():
            return (f"{_SENT[event.channel]}{_to(event)}{at_words(event.at)}", _reference(event))
        case Received():
            begun = f"Received by the custodian{at_words(event.at)}"
            return (begun, _EVIDENCE[event.evidence], event.detail)


def _of_a_letter(event: FollowUpApproved | FollowUpSent | FollowUpReceived) -> tuple[str, ...]:
    what = _capital(FOLLOW_UP_WORDS[event.kind])
    match event:
        case FollowUpApproved():
            return (f"{what} approved", _document(event))
        case FollowUpSent():
            said = f"{what} {_FOLLOWED[event.channel]}"
            return (f"{said}{_to(event)}{at_words(event.at)}", event.number, _reference(event))
        case FollowUpReceived():
            begun = f"{what} received by the custodian{at_words(event.at)}"
            return (begun, _EVIDENCE[event.evidence], event.detail)


def _of_the_rest(
    event: FeePaid | Noted | Closed | Reopened | DeadlineMoved | Corrected,
) -> tuple[str, ...]:
    match event:
        case FeePaid():
            paid = f" of {money(event.amount)}" if event.amount is not None else ""
            return (f"We paid the fee{paid}", event.reference)
        case Noted():
            return (event.text,)
        case Closed():
            return (f"Closed: {OUTCOME_WORDS[event.outcome]}", event.detail)
        case Reopened():
            return ("Reopened", event.detail)
        case DeadlineMoved():
            return (moved_words(event),)
        case Corrected():
            return (*_correction_words(event), event.why)


def _document(event: Approved | FollowUpApproved) -> str:
    pages = "1 page" if event.pages == 1 else f"{event.pages} pages"
    return f"{event.number}, {pages}, SHA-256 {event.sha256[:4]}…{event.sha256[-4:]}"


def _to(event: Sent | FollowUpSent) -> str:
    return f" to {event.to}" if event.to else ""


def _reference(event: Sent | FollowUpSent) -> str:
    label = _REFERENCE.get(event.channel, "Reference")
    return f"{label} {event.reference}" if event.reference else ""


def _correction_words(event: Corrected) -> tuple[str, ...]:
    if event.event is None:
        return (f"Struck out: line {event.seq}",)
    return (f"Corrected: line {event.seq}, now {full_day(event.event.on)}", sentence(event.event))


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _joined(*parts: str) -> str:
    """Sentences with one full stop each, also inside quotation marks; empty ones are left out."""
    said = (part.strip() for part in parts)
    return " ".join(
        part if part.rstrip('”"').endswith((".", "!", "?", "…")) else f"{part}."
        for part in said
        if part
    )
