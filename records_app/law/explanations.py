"""Why a deadline is on its day: every day counted or skipped, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from records_app.law.agency_days import STANDARD_DAYS, AgencyDays
from records_app.law.calendars import Calendar, is_weekend
from records_app.law.course import PLAIN_COURSE, Course
from records_app.law.day_words import full_day, short_day
from records_app.law.deadlines import Deadline, deadline
from records_app.law.questions import Question, asked
from records_app.law.readings import Reading, readings_of
from records_app.law.rules import ClockRule, Roll, Span
from records_app.law.runs import Run, runs_of
from records_app.law.steps import Days, Step

__all__ = ["Explanation", "Reading", "Run", "Step", "explain"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A deadline with its reasons.

    `clock` is the rule in the version used, with its basis. `doubts` says why `due` and `safe`
    differ, if they do; `cautions` what nobody has checked about the calendars.
    """

    deadline: Deadline
    citation: str
    rule: str
    calendar: str
    steps: tuple[Step, ...]
    readings: tuple[Reading, ...]
    doubts: tuple[str, ...]
    clock: ClockRule
    cautions: tuple[str, ...]

    def runs(self) -> tuple[Run, ...]:
        """The steps of a long clock in few lines."""
        return runs_of(self.steps)


def explain(
    law_code: str,
    clock: str,
    start: date,
    *,
    at: time | None = None,
    agency: AgencyDays = STANDARD_DAYS,
    course: Course = PLAIN_COURSE,
) -> Explanation:
    """The deadline that `deadline` gives for the same input, explained. Same errors."""
    found = deadline(law_code, clock, start, at=at, agency=agency, course=course)
    question = asked(law_code, clock, start, at=at, agency=agency, course=course)
    days = Days(found, question, at, agency)
    rule = question.rule
    readings = readings_of(question, max(found.due, found.safe))
    used = {question.counting.earliest.rule.name: question.counting.earliest}
    used[question.counting.latest.rule.name] = question.counting.latest
    return Explanation(
        deadline=found,
        citation=rule.citation,
        rule=rule.rule,
        calendar=_calendar_words(days, question),
        steps=tuple(days.steps()),
        readings=readings,
        doubts=tuple(_doubts(days, question, readings)),
        clock=rule,
        cautions=tuple(c.rule.caution for c in used.values() if c.rule.caution),
    )


def _doubts(days: Days, question: Question, readings: tuple[Reading, ...]) -> Iterator[str]:
    """The doubts that set `due` and `safe` apart, each a clause."""
    found = days.found
    if found.due == found.safe:
        return
    if question.latest_start != question.start:
        first, last = short_day(question.start), short_day(question.latest_start)
        yield f"it started between {first} and {last}"
    if len(question.spans) > 1:
        ways = " or as ".join(
            span.words if isinstance(span, Span) else f"the day {full_day(span)}"
            for span in question.spans
        )
        yield f"the rules can be read as {ways}"
    received_on = days.later_receipt()
    if received_on is not None and received_on != question.earliest_way().begin():
        yield (
            f"the request came in {days.odd_moment()}, and the law does not say whether it "
            f"counts as received then or on {short_day(received_on)}"
        )
    if days.by_open_days:
        for day in days.all[1:]:
            if days.earliest.is_open(day, opened=days.opened.keys()) and not days.surely_counts(
                day
            ):
                reason = days.closed_reason(day)
                yield f"on {short_day(day)} {reason}, and the law does not say if that day counts"
    for pause in question.pauses:
        if pause not in question.granted:
            span = f"{short_day(pause.first)} to {short_day(pause.last)}"
            yield f"the law does not say whether the clock stands still from {span}"
    yield from _doubts_of_the_end(days, question, readings)


def _doubts_of_the_end(
    days: Days, question: Question, readings: tuple[Reading, ...]
) -> Iterator[str]:
    way, rule = question.latest_way(), question.rule
    if way.end() != way.last_day():
        last = short_day(way.last_day())
        if rule.roll is Roll.SUNDAY:
            yield f"{last} is a Sunday, which does not count as a last day ({rule.roll_citation})"
        else:
            yield f"{last} is a closed day, and a last day may move to the next open one"
    first = min(reading.due for reading in readings)
    if days.ours and days.found.safe < first:
        yield f"{short_day(first)} is a closed day, so we act on the last open day before it"


def _calendar_words(days: Days, question: Question) -> str:
    """Which calendars were used, in words."""
    earliest, latest = question.counting.earliest, question.counting.latest
    years = sorted({day.year for day in (days.all[0], days.all[-1])})
    own = [
        words
        for words, own_days in (("closures", days.closed), ("openings", days.opened))
        if any(day in own_days and not is_weekend(day) for day in days.all)
    ]
    agency = f"; this agency's {' and '.join(own)}" if own else ""
    titles = [earliest.rule.title] if earliest is not latest else []
    if not days.by_open_days and question.rule.unit.value != "given day":
        titles = ["every calendar day"]
    return "; ".join([*titles, _kept(latest, years)]) + agency


def _kept(calendar: Calendar, years: list[int]) -> str:
    rule = calendar.rule
    if not rule.published_years:
        return rule.title
    named = " and ".join(str(year) for year in years)
    published = all(year in rule.published_years for year in years)
    expected = any(year > max(rule.published_years) for year in years)
    how = "published" if published else "expected, not published" if expected else "by rule"
    return f"{rule.title} for {named} ({how})"
