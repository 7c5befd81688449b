"""What a law consists of: rules with their sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Confidence(StrEnum):
    """How well a rule is known: its text was read, a good secondary source, or neither."""

    STATUTE = "statute"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class Unit(StrEnum):
    """What a clock counts. Business and working days are the open days of a calendar."""

    BUSINESS_DAYS = "business days"
    WORKING_DAYS = "working days"
    CALENDAR_DAYS = "calendar days"
    MONTHS = "months"
    YEARS = "years"
    GIVEN_DAY = "given day"

    @property
    def counts_open_days(self) -> bool:
        return self in (Unit.BUSINESS_DAYS, Unit.WORKING_DAYS)

    def words(self, length: int) -> str:
        """`3 business days`, `1 year`."""
        return f"{length} {self.value.removesuffix('s') if length == 1 else self.value}"


class Side(StrEnum):
    """Whom a clock runs against: the agency, or us."""

    THEM = "them"
    US = "us"


class Roll(StrEnum):
    """What may happen to a last day that is closed: nothing, a Sunday moves, any closed day."""

    STAYS = "stays"
    SUNDAY = "sunday"
    OPEN_DAY = "open day"


class Start(StrEnum):
    """How a start outside office hours is read.

    doubt: that day, or the next open day. next open day: a closed day never counts as the start,
    an hour after closing is a doubt. as dated: the day itself, whatever it is.
    """

    DOUBT = "doubt"
    NEXT_OPEN_DAY = "next open day"
    AS_DATED = "as dated"


class PauseKind(StrEnum):
    """Why a clock stood still."""

    CLARIFICATION = "clarification"
    FEE = "fee"
    IDENTITY = "identity"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule comes from. `effective_from` is the first day we apply it to.

    `effective_until` is the last such day, None while it is in force.
    """

    citation: str
    source: str
    verified_on: date
    confidence: Confidence
    effective_from: date
    effective_until: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.effective_from <= day and (
            self.effective_until is None or day <= self.effective_until
        )


@dataclass(frozen=True, slots=True)
class Span:
    """So many units."""

    length: int
    unit: Unit

    @property
    def words(self) -> str:
        return self.unit.words(self.length)


@dataclass(frozen=True, slots=True)
class Words:
    """What the steps of a clock say.

    `started` names the event (a label), `due` ends "day 3, ...", `safe` is said of the safe day.
    """

    started: str
    due: str
    safe: str


@dataclass(frozen=True, slots=True)
class PauseRule:
    """A pause that the law itself grants, at most so many times (0: any number)."""

    kind: PauseKind
    most: int
    citation: str


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A period that starts at an event: `length` units, counted from the day after it.

    `earliest` and `latest` name the calendars of the reading with the fewest and the most closed
    days. `rule` is one plain sentence for people. `short_reading` is a second, shorter way to read
    the same rule. `long_length` replaces `length` when the fee asked is more than `long_above`.
    `outer` is a second limit, counted from the violation. `extends` names the clock whose end this
    one moves, `extension_most` how many units it may be moved by. `until` is the day itself, for
    a rule that names a day. `before` is the version of the rule that this one replaced. `then`
    names the clocks that may start when this one has run out. `warn_months` are our own.
    """

    name: str
    title: str
    rule: str
    starts_at: str
    length: int
    unit: Unit
    earliest: str
    latest: str
    basis: Basis
    side: Side
    start: Start
    roll: Roll
    roll_citation: str
    words: Words
    missed: str
    short_reading: Span | None
    long_length: int
    long_above: Decimal
    outer: Span | None
    extends: str
    extension_most: int
    until: date | None
    pauses: tuple[PauseRule, ...]
    then: tuple[str, ...]
    warn_months: tuple[int, ...]
    before: ClockRule | None

    @property
    def citation(self) -> str:
        return self.basis.citation

    @property
    def span(self) -> Span:
        return Span(self.length, self.unit)

    def on(self, day: date) -> ClockRule:
        """The version in force for what happened on that day; the oldest one for days before."""
        if self.before is not None and day < self.basis.effective_from:
            return self.before.on(day)
        return self

    @property
    def first_day(self) -> date:
        """The first day for which any version holds."""
        return self.before.first_day if self.before is not None else self.basis.effective_from


@dataclass(frozen=True, slots=True)
class CalendarRule:
    """A list of holidays in words, and what happens to those on a weekend.

    `caution` says what nobody has checked about it; empty when there is nothing to say.
    """

    name: str
    short: str
    title: str
    sunday_to_monday: bool
    saturday_to_friday: bool
    published_years: tuple[int, ...]
    caution: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class ExceptionRule:
    """A reason a body may give for closing a record; `former_number` is empty when it is new."""

    number: str
    former_number: str
    short: str
    citation: str
    confidence: Confidence
    basis: Basis


class Topic(StrEnum):
    """What a provision is about."""

    FEE = "fee"
    REMEDY = "remedy"
    DELIVERY = "delivery"
    DUTY = "duty"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Provision:
    """A rule without a clock of its own, in one plain sentence."""

    name: str
    topic: Topic
    text: str
    basis: Basis
