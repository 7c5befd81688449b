"""The words an event is told in: how it was sent, what they answered, how it ended."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How a letter goes out."""

    EMAIL = "email"
    PORTAL = "portal"
    POST = "post"
    FAX = "fax"
    HAND = "hand"


class Evidence(StrEnum):
    """How we know that the custodian received it."""

    REPLY = "reply"
    PORTAL = "portal"
    DELIVERY_RECEIPT = "delivery_receipt"
    FAX_REPORT = "fax_report"
    STAMP = "stamp"
    PHONE = "phone"
    ASSUMED = "assumed"


class AnswerKind(StrEnum):
    """What an agency answers."""

    ACKNOWLEDGED = "acknowledged"
    DELAYED = "delayed"
    FEE_ASKED = "fee_asked"
    RELEASED = "released"
    PARTLY_RELEASED = "partly_released"
    NO_RECORDS = "no_records"
    DENIED = "denied"
    ICE_CONTROL = "ice_control"
    OTHER = "other"
    CLARIFICATION = "clarification"
    GROUNDS_GIVEN = "grounds_given"
    FEE_WAIVED = "fee_waived"
    FEE_REFUNDED = "fee_refunded"


class FollowUp(StrEnum):
    """The kinds of letters after the request; a letter template has the same name."""

    REMINDER = "reminder"
    DEMAND_DATE = "demand-date"
    DEMAND_GROUNDS = "demand-grounds"
    FEE_WAIVER = "fee-waiver"
    FEE_OBJECTION = "fee-objection"
    CLARIFICATION = "clarification"
    NARROWING = "narrowing"
    CONTROL = "control"
    COMPLAINT_SUMMARY = "complaint-summary"
    PROSECUTOR_NOTE = "prosecutor-note"
    COST_ANSWER = "cost-answer"
    REVIEW = "review"
    APPEAL = "appeal"
    WITHDRAWAL = "withdrawal"
    THANKS = "thanks"


class ContactWay(StrEnum):
    """How somebody spoke with the agency outside of letters."""

    PHONE = "phone"
    VISIT = "visit"
    MESSAGE = "message"


class Escalation(StrEnum):
    """A step outside: to somebody above or beside the agency."""

    COMPLAINT = "complaint"
    PROSECUTOR = "prosecutor"
    SUIT = "suit"
    APPEAL = "appeal"
    REVIEW = "review"


class Ruling(StrEnum):
    """How a step outside ended."""

    FOR_US = "for_us"
    PARTLY = "partly"
    AGAINST_US = "against_us"
    NO_ACTION = "no_action"


class Outcome(StrEnum):
    """How a request ends."""

    RELEASED = "released"
    PARTLY_RELEASED = "partly_released"
    DENIED = "denied"
    NO_RECORDS = "no_records"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class DayChangeKind(StrEnum):
    """What changed about the days and hours of an agency."""

    CLOSED = "closed"
    OPEN = "open"
    CLOSED_REMOVED = "closed_removed"
    OPEN_REMOVED = "open_removed"
    CLOSING_TIME = "closing_time"
