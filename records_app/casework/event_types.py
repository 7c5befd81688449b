"""What can happen to a request. The log of a request is made of these and only grows.

`on` is always the day it happened in America/Chicago; `at`, where known, is the local time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum


class Channel(StrEnum):
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
    ACKNOWLEDGED = "acknowledged"
    DELAYED = "delayed"
    FEE_ASKED = "fee_asked"
    RELEASED = "released"
    PARTLY_RELEASED = "partly_released"
    NO_RECORDS = "no_records"
    DENIED = "denied"
    OTHER = "other"
    CLARIFICATION = "clarification"
    GROUNDS_GIVEN = "grounds_given"


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
    WITHDRAWAL = "withdrawal"
    THANKS = "thanks"


class Outcome(StrEnum):
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


@dataclass(frozen=True, slots=True)
class Approved:
    """The letter became final. `number` is ours, such as MO-2026-0047."""

    on: date
    number: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class Sent:
    """The letter left us. `reference` is a confirmation or tracking number."""

    on: date
    at: time | None
    channel: Channel
    reference: str
    to: str


@dataclass(frozen=True, slots=True)
class Received:
    """The custodian received it: this starts the response clock."""

    on: date
    at: time | None
    evidence: Evidence
    detail: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The agency answered. `fee` is in dollars; `exception` is the law they cite, as they wrote it.

    `promised_on` belongs to `delayed`, `fee` to `fee_asked`. `notice` belongs to a fee or a
    question (`clarification`): whether it says that the request ends without our reply; None if
    nobody looked.
    """

    on: date
    kind: AnswerKind
    promised_on: date | None
    fee: Decimal | None
    exception: str
    detail: str
    notice: bool | None = None


@dataclass(frozen=True, slots=True)
class FollowUpApproved:
    """A letter after the request became final. `number` is such as MO-2026-0047-2."""

    on: date
    kind: FollowUp
    number: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class FollowUpSent:
    """A letter after the request left us; `number` is empty when it was written elsewhere."""

    on: date
    at: time | None
    kind: FollowUp
    number: str
    channel: Channel
    reference: str
    to: str


@dataclass(frozen=True, slots=True)
class FollowUpReceived:
    """The custodian received a letter after the request. A demand for grounds starts a clock."""

    on: date
    at: time | None
    kind: FollowUp
    evidence: Evidence
    detail: str


@dataclass(frozen=True, slots=True)
class FeePaid:
    """We paid what they asked for; `amount` in dollars, if known."""

    on: date
    amount: Decimal | None
    reference: str


@dataclass(frozen=True, slots=True)
class Noted:
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Closed:
    on: date
    outcome: Outcome
    detail: str


@dataclass(frozen=True, slots=True)
class Reopened:
    on: date
    detail: str


@dataclass(frozen=True, slots=True)
class DeadlineMoved:
    """The agency's days or hours were changed here, and the open deadline moved with them.

    This tells of what the law makes of the other events, so the standing never looks at it.
    `clock` is the one that runs; `agency_day` belongs to a day, the two times to a closing time.
    """

    on: date
    clock: str
    due_before: date
    safe_before: date
    due: date
    safe: date
    change: DayChangeKind
    agency_day: date | None
    closing_before: time | None
    closing: time | None
    reason: str


Event = (
    Approved
    | Sent
    | Received
    | Answered
    | FollowUpApproved
    | FollowUpSent
    | FollowUpReceived
    | FeePaid
    | Noted
    | Closed
    | Reopened
    | DeadlineMoved
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. `seq` grows with every line of a request; `by` is a name."""

    seq: int
    recorded_at: datetime
    by: str
    event: Event
