"""Everything about events in one place to import from: types, stored form, sentences."""

from __future__ import annotations

from records_app.casework.answer_words import money
from records_app.casework.event_choices import (
    AnswerKind,
    Channel,
    ContactWay,
    DayChangeKind,
    Escalation,
    Evidence,
    FollowUp,
    Outcome,
    Ruling,
)
from records_app.casework.event_json import EventUnreadable, from_json, kind_of, to_json
from records_app.casework.event_types import (
    Answered,
    Approved,
    Closed,
    Contacted,
    Corrected,
    DeadlineMoved,
    Decided,
    Entry,
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
from records_app.casework.event_words import (
    FOLLOW_UP_WORDS,
    OUTCOME_WORDS,
    sentence,
)
from records_app.casework.fees import AskedLine, Charge
from records_app.casework.outside_words import ESCALATION_WORDS

__all__ = [
    "ESCALATION_WORDS",
    "FOLLOW_UP_WORDS",
    "OUTCOME_WORDS",
    "AnswerKind",
    "Answered",
    "Approved",
    "AskedLine",
    "Channel",
    "Charge",
    "Closed",
    "ContactWay",
    "Contacted",
    "Corrected",
    "DayChangeKind",
    "DeadlineMoved",
    "Decided",
    "Entry",
    "Escalated",
    "Escalation",
    "Event",
    "EventUnreadable",
    "Evidence",
    "FeePaid",
    "FollowUp",
    "FollowUpApproved",
    "FollowUpReceived",
    "FollowUpSent",
    "Imported",
    "Noted",
    "Outcome",
    "Received",
    "Reopened",
    "Ruling",
    "Sent",
    "from_json",
    "kind_of",
    "money",
    "sentence",
    "to_json",
]
