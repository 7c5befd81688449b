"""One law with all its rules. Filled from TOML by law_reader.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from records_app.law.errors import UnknownClock, UnverifiedRule, shown
from records_app.law.holidays import HolidayRule
from records_app.law.rules import (
    CalendarRule,
    ClockRule,
    Confidence,
    ExceptionRule,
    Provision,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Law:
    """One statute in one jurisdiction, as its file tells of it."""

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
    all_provisions: tuple[Provision, ...]

    def clock(self, name: str) -> ClockRule:
        """The rule of a clock that may yield dates; the empty name means the default clock."""
        rule = self.clocks.get(name or self.default_clock)
        if rule is None:
            known = ", ".join(self.clocks)
            raise UnknownClock("clock", f"{shown(name)} is not a clock of {self.code} ({known})")
        bases = [self.calendars[rule.earliest].basis, self.calendars[rule.latest].basis]
        version: ClockRule | None = rule
        while version is not None:
            bases.append(version.basis)
            version = version.before
        if any(basis.confidence is Confidence.UNVERIFIED for basis in bases):
            raise UnverifiedRule("clock", f"{shown(name)} rests on an unverified rule")
        return rule

    def provisions(self, topic: Topic, on: date) -> tuple[Provision, ...]:
        """The verified rules about something that hold on a day. Unverified ones are left out."""
        return tuple(
            provision
            for provision in self.all_provisions
            if provision.topic is topic
            and provision.basis.holds_on(on)
            and provision.basis.confidence is not Confidence.UNVERIFIED
        )

    def exceptions_numbered(self, number: str) -> tuple[ExceptionRule, ...]:
        """The verified exceptions an agency may mean: the current number first, then a former.

        With or without the section: `14`, `(14)` and `§ 610.021(14)` are the same.
        """
        known = [rule for rule in self.exceptions if rule.confidence is not Confidence.UNVERIFIED]
        now = [rule for rule in known if _bare(rule.number) in _meant(number, rule)]
        before = [rule for rule in known if _bare(rule.former_number) in _meant(number, rule)]
        return tuple(dict.fromkeys(now + before))


def _meant(number: str, rule: ExceptionRule) -> set[str]:
    """What a cited number can be once the section before it, or its last letter, is left out."""
    wanted = _bare(number.removesuffix(", RSMo"))
    section = _bare(rule.citation.removesuffix(", RSMo")).removesuffix(_bare(rule.number))
    letter = section[len(section.rstrip("abc")) :]
    return {wanted, wanted.removeprefix(section), wanted.removeprefix(letter)} - {""}


def _bare(number: str) -> str:
    """`(7)(C)` and `7(c)` are the same number."""
    return "".join(sign for sign in number.lower() if sign.isalnum())
