"""Every way in which the law can be read for one start, each with the date it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from records_app.law.calendars import is_weekend
from records_app.law.counting import Way
from records_app.law.day_words import full_day, short_day
from records_app.law.questions import Question
from records_app.law.rules import Roll, Span, Start


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the law: its name, the day it gives, and what it takes for granted."""

    name: str
    due: date
    why: str


_NONE: frozenset[date] = frozenset()


def readings_of(question: Question, last: date) -> tuple[Reading, ...]:
    """The readings up to `last`, earliest date first; doubts that do not arise are left out."""
    found = {reading.name: reading for reading in _all(question, last)}
    return tuple(sorted(found.values(), key=lambda reading: reading.due))


def _all(question: Question, last: date) -> Iterator[Reading]:
    counting, matters = question.counting, question.calendar_matters
    closures = _within(question, question.closed, last) if matters else _NONE
    openings = _within(question, question.opened, last) if matters else _NONE
    calendars = (counting.earliest, counting.latest) if matters else (counting.earliest,)
    for begun, span, calendar, closed, opened, paused, roll in product(
        dict.fromkeys((question.start, question.latest_start)),
        question.spans,
        dict.fromkeys(calendars),
        dict.fromkeys((_NONE, closures)),
        dict.fromkeys((_NONE, openings)),
        dict.fromkeys((question.granted, question.pauses)),
        dict.fromkeys((Roll.STAYS, question.rule.roll)),
    ):
        way = Way(
            begun, span, calendar, closed, opened, paused, roll=roll, outer=question.outer(begun)
        )
        for read in _receipts(question, way):
            yield _named(question, read)


def _receipts(question: Question, way: Way) -> Iterator[Way]:
    """The way with each reading of a start outside office hours."""
    how = question.rule.start
    if how is Start.AS_DATED or not (question.late or not way.is_open(way.start)):
        yield way
        return
    if how is Start.DOUBT or way.is_open(way.start):
        yield way
    yield replace(way, waits=True, late=question.late)


def _named(question: Question, way: Way) -> Reading:
    """The reading of one way: its name and reason say only what makes it differ from others."""
    parts, why = [], []
    by_days = isinstance(way.span, Span) and way.span.unit.counts_open_days
    if by_days:
        parts.append(way.calendar.rule.short)
        why.append(f"Holidays: {way.calendar.rule.title}.")
    if not by_days or len(question.spans) > 1:
        words = way.span.words if isinstance(way.span, Span) else full_day(way.span)
        parts.insert(0, words)
        why.append(f"Counts {words}." if isinstance(way.span, Span) else f"Ends on {words}.")
    if way.start != question.start or question.latest_start != question.start:
        parts.append(f"from {short_day(way.start)}")
        why.append(f"Counted from {full_day(way.start)}.")
    moved = way.end() != way.last_day()
    to_open_day = moved and way.roll is Roll.OPEN_DAY
    if by_days or to_open_day or way.begin() != way.start:
        if not by_days and question.counting.earliest is not question.counting.latest:
            parts.append(way.calendar.rule.short)
        if way.closed:
            parts.append("agency closures")
            why.append("The days the agency closes do not count.")
        if way.opened:
            parts.append("agency openings")
            why.append("The days the agency stays open count.")
    if way.paused != question.granted:
        parts.append("all pauses")
        why.append("The clock stands still in every pause.")
    if moved:
        sunday = way.roll is Roll.SUNDAY
        parts.append("a Sunday at the end left out" if sunday else "moved to an open day")
        last = "A Sunday as last day does not count" if sunday else "A closed last day moves on"
        source = f" ({question.rule.roll_citation})" if question.rule.roll_citation else ""
        why.append(f"{last}{source}.")
    receipt = _receipt_words(question, way)
    if receipt:
        parts.append(receipt)
        why.append(f"Taken as {receipt}.")
    return Reading(", ".join(parts), way.end(), " ".join(why))


def _receipt_words(question: Question, way: Way) -> str:
    if question.rule.start is Start.AS_DATED:
        return ""
    if way.begin() != way.start:
        return "received the next open day"
    odd = question.late or not way.is_open(way.start)
    return "received that day" if odd else ""


def _within(question: Question, days: frozenset[date], last: date) -> frozenset[date]:
    """The weekdays among them that fall between start and the last day."""
    return frozenset(day for day in days if question.start <= day <= last and not is_weekend(day))
