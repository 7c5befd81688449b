"""What a law consists of: rules with their sources. Filled from TOML by statute.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from records_app.law.errors import UnknownClock, UnverifiedRule, shown
from records_app.law.holidays import HolidayRule


class Confidence(StrEnum):
    """How well a rule is known: its text was read, a good secondary source, or neither."""

    STATUTE = "statute"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class Unit(StrEnum):
    BUSINESS_DAYS = "business days"


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule comes from. `effective_from` is the first day we apply it to."""

    citation: str
    source: str
    verified_on: date
    confidence: Confidence
    effective_from: date


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A period that starts at an event: `length` units, counted from the day after it.

    `earliest` and `latest` name the calendars of the reading with the fewest and the most closed
    days. `rule` is one plain sentence for people.
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

    @property
    def citation(self) -> str:
        return self.basis.citation


@dataclass(frozen=True, slots=True)
class CalendarRule:
    """A list of holidays in words, and what happens to those on a weekend."""

    name: str
    short: str
    title: str
    sunday_to_monday: bool
    saturday_to_friday: bool
    published_years: tuple[int, ...]
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


@dataclass(frozen=True, slots=True)
class Law:
    code: str
    name: str
    short_name: str
    citation: str
    number_prefix: str
    default_clock: str
    spacing_calendar: str
    clocks: Mapping[str, ClockRule]
    calendars: Mapping[str, CalendarRule]
    holidays: tuple[HolidayRule, ...]
    exceptions: tuple[ExceptionRule, ...]

    def clock(self, name: str) -> ClockRule:
        """The rule of a clock that may yield dates; the empty name means the default clock."""
        rule = self.clocks.get(name or self.default_clock)
        if rule is None:
            known = ", ".join(self.clocks)
            raise UnknownClock("clock", f"{shown(name)} is not a clock of {self.code} ({known})")
        for basis in (
            rule.basis,
            self.calendars[rule.earliest].basis,
            self.calendars[rule.latest].basis,
        ):
            if basis.confidence is Confidence.UNVERIFIED:
                raise UnverifiedRule("clock", f"{shown(name)} rests on an unverified rule")
        return rule

    def exceptions_numbered(self, number: str) -> tuple[ExceptionRule, ...]:
        """The exceptions an agency may mean by a number: the current one first, then a former."""
        wanted = number.strip().strip("()")
        now = [rule for rule in self.exceptions if rule.number == wanted]
        before = [rule for rule in self.exceptions if rule.former_number == wanted]
        return tuple(dict.fromkeys(now + before))
