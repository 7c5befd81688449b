"""The laws as data: one TOML file per law, read once and checked."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType

from records_app.law.errors import LawFileWrong, UnknownLaw, shown
from records_app.law.holidays import HolidayKind, HolidayRule
from records_app.law.law_file import Table
from records_app.law.rules import (
    Basis,
    CalendarRule,
    ClockRule,
    Confidence,
    ExceptionRule,
    Law,
    Unit,
)

__all__ = ["Confidence", "ExceptionRule", "Law", "known_laws", "law", "read_law"]


@cache
def known_laws() -> tuple[str, ...]:
    """The codes of the laws that come with this package."""
    files = resources.files("records_app.law").iterdir()
    return tuple(sorted(file.name[:-5] for file in files if file.name.endswith(".toml")))


@cache
def law(code: str) -> Law:
    """The law with this code, such as `us-mo`. Raises UnknownLaw."""
    if code not in known_laws():
        known = ", ".join(known_laws())
        raise UnknownLaw("law", f"{shown(code)} is not a law we know ({known})")
    file = resources.files("records_app.law") / f"{code}.toml"
    return read_law(file.read_text(encoding="utf-8"), code)


def read_law(text: str, code: str) -> Law:
    """A law from the text of its file. Raises LawFileWrong, which names the place."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LawFileWrong(code, f"is not TOML: {error}") from None
    top = Table(code, data)
    found = Law(
        code=top.text("code"),
        name=top.text("name"),
        short_name=top.text("short_name"),
        citation=top.text("citation"),
        number_prefix=top.text("number_prefix"),
        default_clock=top.text("default_clock"),
        spacing_calendar=top.text("spacing_calendar"),
        clocks=MappingProxyType({n: _clock(n, t) for n, t in top.named_tables("clocks").items()}),
        calendars=MappingProxyType(
            {name: _calendar(name, table) for name, table in top.named_tables("calendars").items()}
        ),
        holidays=tuple(_holiday(table) for table in top.tables("holidays")),
        exceptions=tuple(rule for table in top.tables("exceptions") for rule in _exceptions(table)),
    )
    top.done()
    _check_names(found, code)
    return found


def _check_names(found: Law, code: str) -> None:
    if found.code != code:
        raise LawFileWrong(f"{code}.code", f"{shown(found.code)} is not the name of the file")
    if found.default_clock not in found.clocks:
        message = f"{shown(found.default_clock)} is not one of its clocks"
        raise LawFileWrong(f"{code}.default_clock", message)
    if found.spacing_calendar not in found.calendars:
        message = f"{shown(found.spacing_calendar)} is not one of its calendars"
        raise LawFileWrong(f"{code}.spacing_calendar", message)
    for clock in found.clocks.values():
        for key, calendar in (("earliest", clock.earliest), ("latest", clock.latest)):
            if calendar not in found.calendars:
                message = f"{shown(calendar)} is not one of its calendars"
                raise LawFileWrong(f"{code}.clocks.{clock.name}.{key}", message)


def _basis(table: Table) -> Basis:
    return Basis(
        citation=table.text("citation"),
        source=table.text("source"),
        verified_on=table.day("verified_on"),
        confidence=table.word("confidence", Confidence),
        effective_from=table.day("effective_from"),
    )


def _clock(name: str, table: Table) -> ClockRule:
    rule = ClockRule(
        name=name,
        title=table.text("title"),
        rule=table.text("rule"),
        starts_at=table.text("starts_at"),
        length=table.number("length"),
        unit=table.word("unit", Unit),
        earliest=table.text("earliest"),
        latest=table.text("latest"),
        basis=_basis(table),
    )
    table.done()
    if rule.length < 1:
        raise LawFileWrong(f"{table.place}.length", f"{rule.length} is less than one day")
    return rule


def _calendar(name: str, table: Table) -> CalendarRule:
    rule = CalendarRule(
        name=name,
        short=table.text("short"),
        title=table.text("title"),
        sunday_to_monday=table.flag("sunday_to_monday", default=False),
        saturday_to_friday=table.flag("saturday_to_friday", default=False),
        published_years=table.numbers("published_years"),
        basis=_basis(table),
    )
    table.done()
    return rule


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _holiday(table: Table) -> HolidayRule:
    kind = table.word("kind", HolidayKind)
    weekday = "Monday" if kind is HolidayKind.FIXED else table.text("weekday")
    if weekday not in _WEEKDAYS:
        raise LawFileWrong(f"{table.place}.weekday", f"{shown(weekday)} is not a weekday")
    rule = HolidayRule(
        name=table.text("name"),
        short=table.text("short"),
        kind=kind,
        month=table.number("month"),
        day=table.number("day") if kind is HolidayKind.FIXED else 1,
        weekday=_WEEKDAYS.index(weekday),
        nth=table.number("nth") if kind is HolidayKind.NTH_WEEKDAY else 1,
        from_year=table.number("from_year", default=1),
    )
    table.done()
    if not (1 <= rule.month <= 12 and 1 <= rule.nth <= 4):
        raise LawFileWrong(table.place, "month must be 1 to 12 and nth 1 to 4")
    try:
        date(2001, rule.month, rule.day)
    except ValueError:
        message = f"{rule.day} is not a day of month {rule.month} in every year"
        raise LawFileWrong(f"{table.place}.day", message) from None
    return rule


def _exceptions(group: Table) -> list[ExceptionRule]:
    basis = _basis(group)
    rules = []
    for item in group.tables("items"):
        number = item.text("number")
        rule = ExceptionRule(
            number=number,
            former_number=item.text("former", default="-").strip("-"),
            short=item.text("short"),
            citation=basis.citation.replace("NUMBER", number),
            confidence=basis.confidence,
            basis=basis,
        )
        item.done()
        rules.append(rule)
    group.done()
    return rules
