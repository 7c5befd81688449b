"""Every deadline that a request ever had, each with its reasons, for the bundle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from records_app.casework.clocks import ASK_AGAIN, OpenClock, OpenDeadline, Promise
from records_app.casework.corrections import effective
from records_app.casework.events import (
    Answered,
    AnswerKind,
    Entry,
    FollowUp,
    FollowUpSent,
    Received,
    Sent,
    sentence,
)
from records_app.casework.standing import Standing, clocks_on, standing_of
from records_app.law.agency_days import AgencyDays
from records_app.law.day_words import full_day, with_days_written_out
from records_app.law.explanations import Explanation, explain
from records_app.law.rules import Confidence
from records_app.law.statute import law
from records_app.letters.bundle.facts import DeadlineSheet, ReadingRow, StripLine
from records_app.office.missouri_time import whole_day

_LONGEST_STRIP = 45
_PROMISED = "promised"
_EXPECTED = (
    "The day of receipt is expected, not known: the law counts from receipt, so nobody is called "
    "late on these days."
)
_NO_NOTICE = (
    "Their message does not give the notice that the law asks for, so this clock may not run."
)
_SECOND_HAND = "This rule is known from a second source; its own words were not read."


@dataclass(frozen=True, slots=True)
class _Found:
    """A clock, the promise behind it if there is one, and whether it still runs."""

    clock: OpenClock
    promise: Promise | None = None


def deadline_sheets(
    entries: Iterable[Entry], *, law_code: str, agency: AgencyDays, made_on: date
) -> tuple[DeadlineSheet, ...]:
    """The deadlines in the order in which they began, those that are over with those that run."""
    log = tuple(entry for entry in effective(entries) if entry.event.on <= made_on)
    found = sorted(
        _clocks(log, law_code, agency, made_on), key=lambda one: one.clock.deadline.start
    )
    return tuple(_sheet(one, log, law_code, agency, made_on) for one in found)


def _clocks(
    log: tuple[Entry, ...], law_code: str, agency: AgencyDays, made_on: date
) -> Iterator[_Found]:
    default = law(law_code).default_clock
    begun = tuple(entry for entry in log if isinstance(entry.event, Sent | Received))
    if begun:
        yield from (
            _Found(clock)
            for clock in standing_of(begun, law_code=law_code, agency=agency).clocks
            if clock.deadline.clock == default
        )
    now = standing_of(log, law_code=law_code, agency=agency)
    for promise in now.promises:
        made = OpenDeadline(_PROMISED, promise.made_on, promise.due, promise.safe, expected=False)
        yield _Found(OpenClock(made), promise)
    yield from map(_Found, _others(log, now, {default, _PROMISED, ASK_AGAIN}, law_code, agency))
    last_ways = (one for one in clocks_on(now, made_on) if one.after is not None)
    yield from map(_Found, last_ways)


def _others(
    log: tuple[Entry, ...],
    now: Standing,
    known: set[str],
    law_code: str,
    agency: AgencyDays,
) -> Iterator[OpenClock]:
    """Clocks as they stood after each line, also one that began and ended on the same day.

    The last form of each, whenever it ended.
    """
    running: dict[str, OpenClock] = {}
    in_order = sorted(log, key=lambda entry: (entry.event.on, entry.seq))
    for place in range(len(in_order)):
        standing = standing_of(in_order[: place + 1], law_code=law_code, agency=agency)
        here = {
            clock.deadline.clock: clock
            for clock in standing.clocks
            if clock.deadline.clock not in known and clock.after is None
        }
        yield from (clock for name, clock in running.items() if name not in here)
        running = here
    yield from running.values()


def _sheet(
    found: _Found, log: tuple[Entry, ...], law_code: str, agency: AgencyDays, made_on: date
) -> DeadlineSheet:
    clock = found.clock.deadline
    if clock.clock not in law(law_code).clocks:
        return _own_sheet(found, log, made_on)
    start = clock.due if clock.clock == _PROMISED else clock.start
    why = explain(
        law_code, clock.clock, start, at=found.clock.at, agency=agency, course=found.clock.course
    )
    basis = why.clock.basis
    return DeadlineSheet(
        title=_title(found, why),
        runs_from=_runs_from(found, why),
        due=whole_day(clock.due),
        safe=whole_day(clock.safe),
        ours=clock.ours,
        rule=why.rule,
        citation=why.citation,
        source=f"Source of the rule: {with_days_written_out(basis.source)}; "
        f"read on {full_day(basis.verified_on)}.",
        calendar=why.calendar,
        days=tuple(_strip(why)),
        readings=tuple(ReadingRow(one.name, full_day(one.due), one.why) for one in why.readings),
        said=tuple(_said(found, why, log, made_on)),
    )


def _own_sheet(found: _Found, log: tuple[Entry, ...], made_on: date) -> DeadlineSheet:
    """A day that they named, under a law that says nothing about such days."""
    clock = found.clock.deadline
    return DeadlineSheet(
        title=_promised_title(clock.due),
        runs_from=f"They named this day on {whole_day(clock.start)}.",
        due=whole_day(clock.due),
        safe=whole_day(clock.safe),
        ours=clock.ours,
        rule="They named this day themselves. No rule of this law stands behind it here.",
        citation="",
        source="",
        calendar="",
        days=(),
        readings=(),
        said=(_what_came(found, log, made_on),),
    )


def _promised_title(day: date) -> str:
    return f"The day they promised: {full_day(day)}"


def _title(found: _Found, why: Explanation) -> str:
    return why.clock.title if found.promise is None else _promised_title(found.promise.due)


def _runs_from(found: _Found, why: Explanation) -> str:
    clock = found.clock.deadline
    if found.promise is not None:
        return f"They named this day on {whole_day(clock.start)}."
    word = "expected" if clock.expected else why.clock.words.started
    return f"Counted from {whole_day(clock.start)} ({word})."


def _strip(why: Explanation) -> Iterator[StripLine]:
    """Day by day; a long clock in runs of days that are alike."""
    if len(why.steps) <= _LONGEST_STRIP:
        for step in why.steps:
            mark = step.label.partition(" · ")[0] if step.counts else "not counted"
            words = step.why.partition(": ")[2]
            for known in (mark, "not counted"):
                words = words.removeprefix(known).removeprefix(", ")
            yield StripLine(full_day(step.on), step.counts, mark, _capital(words) or "An open day")
        return
    for run in why.runs():
        days, _, words = run.why.partition(": ")
        mark = "1 day" if run.counted == 1 else f"{run.counted} days"
        mark = mark if run.counted else "not counted"
        yield StripLine(days, run.counted > 0, mark, _capital(words))


def _said(found: _Found, why: Explanation, log: tuple[Entry, ...], made_on: date) -> Iterator[str]:
    clock = found.clock.deadline
    if clock.expected:
        yield _EXPECTED
    if why.doubts and clock.due != clock.safe:
        yield f"Why there are two days: {'; '.join(why.doubts)}."
    if found.clock.notice is False:
        yield _NO_NOTICE
    if found.promise is not None and clock.safe > why.deadline.safe:
        yield "They named a day before the last one that the law gives them, which is what counts."
    yield from (f"{_capital(caution)}".rstrip(".") + "." for caution in why.cautions)
    if why.clock.basis.confidence is Confidence.SECONDARY:
        yield _SECOND_HAND
    if not clock.ours:
        yield _what_came(found, log, made_on)


def _is_after_the_start(answer: Entry, found: _Found, log: tuple[Entry, ...]) -> bool:
    """On the day of a demand only what the log has after it: the denial itself came before."""
    start = found.clock.deadline.start
    if answer.event.on != start or found.clock.deadline.clock != "grounds":
        return answer.event.on > start if found.promise else answer.event.on >= start
    demands = [
        entry.seq
        for entry in log
        if isinstance(entry.event, FollowUpSent)
        and entry.event.kind is FollowUp.DEMAND_GROUNDS
        and entry.event.on <= start
    ]
    return answer.seq > max(demands, default=0)


def _what_came(found: _Found, log: tuple[Entry, ...], made_on: date) -> str:
    """The first thing that they answered after the start, as the log has it."""
    answers = [
        entry
        for entry in sorted(log, key=lambda entry: (entry.event.on, entry.seq))
        if isinstance(entry.event, Answered)
        and entry.event.kind is not AnswerKind.ACKNOWLEDGED
        and _is_after_the_start(entry, found, log)
    ]
    if not answers:
        return f"By the chronology they gave no answer from then until {whole_day(made_on)}."
    first = answers[0]
    said = f"{whole_day(first.event.on)}, line {first.seq}: {sentence(first.event)}"
    return f"What the chronology has next from them, {said}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
