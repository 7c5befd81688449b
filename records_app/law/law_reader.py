"""A law from the text of its TOML file, every value checked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from records_app.law.errors import LawFileWrong, shown
from records_app.law.holidays import HolidayKind, HolidayRule
from records_app.law.law_file import Table
from records_app.law.laws import Law
from records_app.law.rules import (
    Basis,
    CalendarRule,
    ClockRule,
    Confidence,
    ExceptionRule,
    PauseKind,
    PauseRule,
    Provision,
    Roll,
    Side,
    Span,
    Start,
    Topic,
    Unit,
    Words,
)


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
        all_provisions=tuple(_provision(table) for table in top.tables("provisions")),
    )
    top.done()
    _check_names(found, code)
    return found


def _check_names(found: Law, code: str) -> None:
    if found.code != code:
        raise LawFileWrong(f"{code}.code", f"{shown(found.code)} is not the name of the file")
    names = [
        ("default_clock", found.default_clock, "clocks", found.clocks),
        ("spacing_calendar", found.spacing_calendar, "calendars", found.calendars),
    ]
    for clock in found.clocks.values():
        place = f"clocks.{clock.name}"
        names += [
            (f"{place}.earliest", clock.earliest, "calendars", found.calendars),
            (f"{place}.latest", clock.latest, "calendars", found.calendars),
            *((f"{place}.then", name, "clocks", found.clocks) for name in clock.then),
            *((f"{place}.extends", name, "clocks", found.clocks) for name in (clock.extends,)),
        ]
    for index, holiday in enumerate(found.holidays, start=1):
        names += [
            (f"holidays[{index}].only_on", name, "calendars", found.calendars)
            for name in holiday.only_on
        ]
    for key, name, kind, known in names:
        if name and name not in known:
            raise LawFileWrong(f"{code}.{key}", f"{shown(name)} is not one of its {kind}")


def _basis(table: Table) -> Basis:
    basis = Basis(
        citation=table.text("citation"),
        source=table.text("source"),
        verified_on=table.day("verified_on"),
        confidence=table.word("confidence", Confidence),
        effective_from=table.day("effective_from"),
        effective_until=table.day_or_none("effective_until"),
    )
    if basis.effective_until is not None and basis.effective_until < basis.effective_from:
        message = f"{basis.effective_until} is before effective_from"
        raise LawFileWrong(f"{table.place}.effective_until", message)
    return basis


def _clock(name: str, table: Table) -> ClockRule:
    unit = table.word("unit", Unit)
    before = table.table_or_none("before")
    rule = ClockRule(
        name=name,
        title=table.text("title"),
        rule=table.text("rule"),
        starts_at=table.text("starts_at"),
        length=0 if unit is Unit.GIVEN_DAY else table.number("length"),
        unit=unit,
        earliest=table.text("earliest"),
        latest=table.text("latest"),
        side=table.word("side", Side, Side.THEM),
        start=table.word("start", Start, Start.DOUBT),
        roll=table.word("roll", Roll, Roll.STAYS),
        roll_citation=table.text("roll_citation", "-").strip("-"),
        words=Words(table.text("started"), table.text("due_words"), table.text("safe_words")),
        missed=table.text("missed"),
        short_reading=_span(table, "short_reading"),
        long_length=table.number("long_length", 0),
        long_above=Decimal(table.number("long_above", 0)),
        outer=_span(table, "outer"),
        extends=table.text("extends", "-").strip("-"),
        extension_most=table.number("extension_most", 0),
        until=table.day_or_none("until"),
        pauses=tuple(_pauses(table)),
        then=table.texts("then"),
        warn_months=table.numbers("warn_months"),
        basis=_basis(table),
        before=None if before is None else _clock(name, before),
    )
    table.done()
    if rule.length < 1 and unit is not Unit.GIVEN_DAY:
        raise LawFileWrong(f"{table.place}.length", f"{rule.length} is less than one day")
    return rule


def _span(table: Table, key: str) -> Span | None:
    part = table.table_or_none(key)
    if part is None:
        return None
    span = Span(part.number("length"), part.word("unit", Unit))
    part.done()
    if span.length < 1:
        raise LawFileWrong(f"{part.place}.length", f"{span.length} is less than one")
    return span


def _pauses(table: Table) -> Iterator[PauseRule]:
    for part in table.tables("pauses", needed=False):
        yield PauseRule(part.word("kind", PauseKind), part.number("most", 0), part.text("citation"))
        part.done()


def _calendar(name: str, table: Table) -> CalendarRule:
    rule = CalendarRule(
        name=name,
        short=table.text("short"),
        title=table.text("title"),
        sunday_to_monday=table.flag("sunday_to_monday", default=False),
        saturday_to_friday=table.flag("saturday_to_friday", default=False),
        published_years=table.numbers("published_years"),
        caution=table.text("caution", "-").strip("-"),
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
        days_after=table.number("days_after", default=0),
        even_years=table.flag("even_years", default=False),
        only_on=table.texts("only_on"),
    )
    table.done()
    if not (1 <= rule.month <= 12 and 1 <= rule.nth <= 4):
        raise LawFileWrong(table.place, "month must be 1 to 12 and nth 1 to 4")
    if not 0 <= rule.days_after <= 6:
        raise LawFileWrong(f"{table.place}.days_after", f"{rule.days_after} is not 0 to 6")
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


def _provision(table: Table) -> Provision:
    found = Provision(
        name=table.text("name"),
        topic=table.word("topic", Topic),
        text=table.text("text"),
        basis=_basis(table),
    )
    table.done()
    return found
