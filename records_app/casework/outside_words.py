"""Calls, visits and steps outside, in words for the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from records_app.casework.answer_words import at_words
from records_app.casework.event_choices import ContactWay, Escalation, Ruling
from records_app.casework.event_types import Contacted, Decided, Escalated

_CONTACTED = {
    ContactWay.PHONE: "Phone call",
    ContactWay.VISIT: "Visit",
    ContactWay.MESSAGE: "Message",
}
ESCALATION_WORDS: Mapping[Escalation, str] = MappingProxyType(
    {
        Escalation.COMPLAINT: "complaint",
        Escalation.PROSECUTOR: "referral to the prosecuting attorney",
        Escalation.SUIT: "suit",
        Escalation.APPEAL: "appeal",
        Escalation.REVIEW: "request for review",
    }
)
_ESCALATED = {
    Escalation.COMPLAINT: "Complaint filed",
    Escalation.PROSECUTOR: "Referred to the prosecuting attorney",
    Escalation.SUIT: "Suit filed",
    Escalation.APPEAL: "Appeal filed",
    Escalation.REVIEW: "Review asked for",
}
_RULED = {
    Ruling.FOR_US: "decided for us",
    Ruling.PARTLY: "decided partly for us",
    Ruling.AGAINST_US: "decided against us",
    Ruling.NO_ACTION: "ended without action",
}


def outside_words(event: Contacted | Escalated | Decided) -> tuple[str, ...]:
    """The parts of the sentence about it, the most important first."""
    match event:
        case Contacted():
            spoken = f" with {event.who}" if event.who else ""
            return (f"{_CONTACTED[event.how]}{spoken}{at_words(event.at)}", event.detail)
        case Escalated():
            joint = ": " if event.kind is Escalation.PROSECUTOR else " with "
            to = f"{joint}{event.to}" if event.to else ""
            number = f"Number {event.reference}" if event.reference else ""
            return (f"{_ESCALATED[event.kind]}{to}", number, event.detail)
        case Decided():
            what = ESCALATION_WORDS[event.kind]
            said = f"{what[0].upper()}{what[1:]} {_RULED[event.ruling]}"
            return (said, event.detail)
