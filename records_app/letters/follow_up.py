"""What the letters after a request are made of: plain facts, one class where a kind needs more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from records_app.casework.events import Evidence
from records_app.casework.subjects import Subject
from records_app.letters.facts import Addressee, Delivery, Sender

Closed = Literal["all", "part", "redacted"]
Rest = Literal["open", "dropped"]
Wish = Literal["go-on", "itemize"]
Model = Literal["task_force", "jail", "warrant", "unknown"]


@dataclass(frozen=True, slots=True)
class RequestSoFar:
    """What our record says about the request that a letter follows.

    ``sent_reference`` is a confirmation or tracking number. ``received_on`` None means that the day
    is not known. ``due`` and ``safe`` are those of the response clock, ``days`` its days in words
    as ``day_lines`` writes them; all three are empty where nothing was counted.
    ``answered_by_then`` says that nobody recorded the day of receipt, and that ``received_on`` is
    the day of their first answer: they had it by then.
    """

    number: str
    dated: date
    subjects: tuple[Subject, ...] = ()
    sent_on: date | None = None
    sent_how: Delivery = "email"
    sent_reference: str = ""
    received_on: date | None = None
    received_how: Evidence = Evidence.ASSUMED
    answered_by_then: bool = False
    due: date | None = None
    safe: date | None = None
    days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpFacts:
    """Everything that one letter after the request says.

    ``reply_on`` is the day of the message from the agency that this letter is about, ``quote`` its
    words. ``paragraph`` is free text, one paragraph a line.
    """

    law: str
    kind: str
    dated: date
    to: Addressee
    sender: Sender
    request: RequestSoFar
    delivery: Delivery = "email"
    reply_on: date | None = None
    quote: str = ""
    paragraph: str = ""

    @property
    def number(self) -> str:
        """Our number of the request."""
        return self.request.number

    @property
    def late(self) -> bool:
        """Whether the time to act has passed under every reading, as far as receipt is known."""
        request = self.request
        known = request.received_on is not None and request.received_how is not Evidence.ASSUMED
        return known and request.safe is not None and self.dated > request.safe


@dataclass(frozen=True, slots=True, kw_only=True)
class DateDemand(FollowUpFacts):
    """``promised_on`` is the day they named, when it has passed without records."""

    promised_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundsDemand(FollowUpFacts):
    """``closed`` says how much was denied; ``cited`` what law they named, if any."""

    closed: Closed = "all"
    cited: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeWaiver(FollowUpFacts):
    """``fee`` in US dollars if one was asked; ``reason`` how the public learns of the records."""

    fee: Decimal | None = None
    reason: str = ""


class FeeReason(StrEnum):
    """Why we object to one line of a fee."""

    PAGE_RATE = "page-rate"
    ATTORNEY_REVIEW = "attorney-review"
    CLERICAL_RATE = "clerical-rate"
    NOT_ITEMIZED = "not-itemized"

    @property
    def label(self) -> str:
        """The words of the choice on a form."""
        return _FEE_REASONS[self]


_FEE_REASONS = {
    FeeReason.PAGE_RATE: "More than 10 cents a page, paper up to 9 by 14 inches",
    FeeReason.ATTORNEY_REVIEW: "Attorneys' review time",
    FeeReason.CLERICAL_RATE: "Duplicating time above average clerical pay",
    FeeReason.NOT_ITEMIZED: "One sum, not itemized",
}


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of their fee that we object to; money in US dollars, quantity in pages or hours."""

    what: str
    reason: FeeReason
    quantity: Decimal | None = None
    rate: Decimal | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeObjection(FollowUpFacts):
    """``fee`` is the whole sum asked, ``lines`` those that we object to."""

    fee: Decimal | None = None
    lines: tuple[FeeLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarification(FollowUpFacts):
    """``quote`` is their question. ``answer_by`` is the last safe day to answer, if counted."""

    answer: str = ""
    answer_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing(FollowUpFacts):
    """``items`` is what we still ask for, or ask for first; ``rest`` what becomes of the others."""

    items: tuple[str, ...] = ()
    period_from: date | None = None
    period_to: date | None = None
    rest: Rest = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Control(FollowUpFacts):
    """``model`` of the agency's 287(g) agreement, which it signed on ``signed_on`` if known."""

    model: Model = "unknown"
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a chronology."""

    on: date
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForOthers(FollowUpFacts):
    """A letter about the agency ``about``, to somebody who watches over the law."""

    about: str
    chronology: tuple[Happening, ...] = ()
    attached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(FollowUpFacts):
    """``part`` names what is withdrawn; empty means the whole request."""

    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(ForOthers):
    """To the Public Access Counselor of Illinois; without ``reply_on`` it is about silence."""

    closed: Closed = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal(FollowUpFacts):
    """``reply_on`` is the date of the response. ``in_time`` says that the time is surely kept."""

    closed: Closed = "all"
    cited: str = ""
    reasons: str = ""
    in_time: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CostAnswer(FollowUpFacts):
    """``fee`` is what they named, ``most`` our limit. ``in_time``: the time is surely kept."""

    fee: Decimal | None = None
    wish: Wish = "go-on"
    most: Decimal | None = None
    in_time: bool = False
