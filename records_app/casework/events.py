"""Everything about events in one place to import from: types, stored form, sentences."""

from __future__ import annotations

from records_app.casework.event_json import EventUnreadable, from_json, kind_of, to_json
from records_app.casework.event_types import (
    Answered,
    AnswerKind,
    Approved,
    Channel,
    Closed,
    DayChangeKind,
    DeadlineMoved,
    Entry,
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
from records_app.casework.event_words import FOLLOW_UP_WORDS, OUTCOME_WORDS, money, sentence

__all__ = [
    "FOLLOW_UP_WORDS",
    "OUTCOME_WORDS",
    "AnswerKind",
    "Answered",
    "Approved",
    "Channel",
    "Closed",
    "DayChangeKind",
    "DeadlineMoved",
    "Entry",
    "Event",
    "EventUnreadable",
    "Evidence",
    "FeePaid",
    "FollowUp",
    "FollowUpApproved",
    "FollowUpReceived",
    "FollowUpSent",
    "Noted",
    "Outcome",
    "Received",
    "Reopened",
    "Sent",
    "from_json",
    "kind_of",
    "money",
    "sentence",
    "to_json",
]
