"""What can happen to a request. The log of a request is made of these and only grows.

`on` is always the day it happened in America/Chicago; `at`, where known, is the local time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

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
from records_app.casework.fees import AskedLine


@dataclass(frozen=True, slots=True)
class Approved:
    """The letter became final. `number` is ours, such as MO-2026-0047."""

    on: date
    number: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class Imported:
    """The request was written elsewhere: this stands where the approval of a letter would.

    `source` says where it comes from, such as the name of a file and the line in it.
    """

    on: date
    number: str
    source: str


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

    `promised_on` belongs to `delayed`, `fee` to the answers about a fee, `lines` and `estimate`
    (an estimate before the work, not a demand) to `fee_asked`. `notice` belongs to a fee or a
    question (`clarification`): whether it says that the request ends without our reply.
    `severed` belongs to a refusal: whether they separated the open from the closed parts
    (§ 610.024, RSMo). None means that nobody looked.
    """

    on: date
    kind: AnswerKind
    promised_on: date | None
    fee: Decimal | None
    exception: str
    detail: str
    notice: bool | None = None
    lines: tuple[AskedLine, ...] = ()
    severed: bool | None = None
    estimate: bool | None = None


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
class Contacted:
    """Somebody spoke with the agency: `who` there, and what was said. No clock looks at it."""

    on: date
    at: time | None
    how: ContactWay
    who: str
    detail: str


@dataclass(frozen=True, slots=True)
class Escalated:
    """We went outside: `to` whom, and `reference`, the number they gave it."""

    on: date
    kind: Escalation
    to: str
    reference: str
    detail: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A step outside came to an end."""

    on: date
    kind: Escalation
    ruling: Ruling
    detail: str


@dataclass(frozen=True, slots=True)
class Noted:
    """Somebody wrote a note."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The request came to its end."""

    on: date
    outcome: Outcome
    detail: str


@dataclass(frozen=True, slots=True)
class Reopened:
    """A closed request goes on."""

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


@dataclass(frozen=True, slots=True)
class Corrected:
    """Line `seq` of the log was wrong: `event` stands in its place, None strikes it out.

    `on` is the day of the correction; the day on which the thing happened is that of `event`.
    """

    on: date
    seq: int
    why: str
    event: Event | None


Event = (
    Approved
    | Imported
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
    | Contacted
    | Escalated
    | Decided
    | Corrected
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. `seq` grows with every line of a request; `by` is a name."""

    seq: int
    recorded_at: datetime
    by: str
    event: Event
