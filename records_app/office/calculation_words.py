"""A deadline in the words of the calculator: large days, the strip, and where it all comes from."""

from __future__ import annotations

from datetime import date, timedelta

from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import is_open
from records_app.law.day_words import clock_time, full_day, month_day, with_days_written_out
from records_app.law.deadlines import Deadline, deadline, hand_in_by
from records_app.law.explanations import Explanation, Step, explain
from records_app.law.rules import Confidence, Side
from records_app.law.statute import law
from records_app.office.calculating_form import Asked
from records_app.office.calculating_view import Result, ResultDay
from records_app.office.missouri_time import near_day
from records_app.office.request_view import ReadingLine, StripDay

LONGEST_STRIP = 21
CONFIDENCE_WORDS = {
    Confidence.STATUTE: "the text was read",
    Confidence.SECONDARY: "from a good second source",
    Confidence.UNVERIFIED: "not verified",
}
# Even the longest clock that can be counted backwards takes less than this many days.
_FARTHEST_BACK = 400


def forwards_result(
    code: str, clock: str, asked: Asked, *, about: str, agency: AgencyDays, today: date
) -> Result:
    """The last day for what starts on a day. Raises LawError."""
    found = explain(code, clock, asked.start, at=asked.at, agency=agency, course=asked.course)
    started = _capital(found.clock.words.started)
    at = f" at {clock_time(asked.at)}" if asked.at is not None else ""
    days = _days_that_count(found)
    spoken = " ".join(f"{one.day}: {one.words.rstrip('.')}." for one in days)
    title = f"{started} {full_day(asked.start)}{at}"
    return _result(found, title=title, about=about, spoken=spoken, days=days)


def backwards_result(
    code: str, clock: str, asked: Asked, *, about: str, agency: AgencyDays, today: date
) -> Result:
    """The last day to hand in for an answer by ``asked.wanted``. Raises LawError."""
    sure = hand_in_by(code, clock, asked.wanted, agency=agency)
    found = explain(code, clock, sure, agency=agency)
    wanted = full_day(asked.wanted)
    days = [
        ResultDay(
            full_day(sure),
            "Hand it in by this day, within office hours. Then an answer after "
            f"{near_day(found.deadline.safe)} is late under every reading of the law.",
            "end",
        )
    ]
    hopeful = _by_earliest_reading(code, clock, asked.wanted, sure, agency)
    if hopeful is not None:
        days.append(
            ResultDay(
                full_day(hopeful.start),
                "By the earliest reading this day will do, but they are surely late only after "
                f"{near_day(hopeful.safe)}.",
                "safe",
            )
        )
    passed = ""
    if sure < today:
        passed = "That day has passed. An answer in time is not certain any more."
    title = f"To have an answer by the end of {wanted}"
    spoken = f"{title}, hand it in by {full_day(sure)}."
    return _result(found, title=title, about=about, spoken=spoken, days=tuple(days), passed=passed)


def _by_earliest_reading(
    code: str, clock: str, wanted: date, sure: date, agency: AgencyDays
) -> Deadline | None:
    """The last open start whose earliest end is in time, when that is later than the sure one."""
    calendar = law(code).clocks[clock].earliest
    closed = {day for day, _ in agency.closed}
    for back in range(min((wanted - sure).days, _FARTHEST_BACK)):
        day = wanted - timedelta(days=back)
        if day in closed or not is_open(day, calendar, code):
            continue
        found = deadline(code, clock, day, agency=agency)
        if found.due <= wanted:
            return found
    return None


def _result(
    found: Explanation,
    *,
    title: str,
    about: str,
    spoken: str,
    days: tuple[ResultDay, ...],
    passed: str = "",
) -> Result:
    basis = found.clock.basis
    is_short = len(found.steps) <= LONGEST_STRIP
    start = full_day(found.deadline.start)
    return Result(
        title=title,
        about=about,
        spoken=spoken,
        results=days,
        passed=passed,
        strip_words=f"Day by day from {start}",
        days=tuple(_strip_day(step, found.deadline) for step in found.steps) if is_short else (),
        runs=() if is_short else tuple(run.why for run in found.runs()),
        doubts=_capital("; ".join(found.doubts)) + "." if found.doubts else "",
        rule=found.rule,
        missed=found.clock.missed,
        citation=found.citation,
        source=with_days_written_out(basis.source),
        checked=f"{month_day(basis.verified_on)}, {basis.verified_on.year}, "
        f"{CONFIDENCE_WORDS[basis.confidence]}",
        calendar=_capital(found.calendar),
        readings=tuple(
            ReadingLine(reading.name, full_day(reading.due), reading.why)
            for reading in found.readings
        ),
        cautions=found.cautions,
    )


def _days_that_count(found: Explanation) -> tuple[ResultDay, ...]:
    """``due`` and ``safe`` in the order in which they come; one day when they are the same."""
    end, words = found.deadline, found.clock.words
    due = ResultDay(full_day(end.due), _sentence(words.due), "end")
    if end.due == end.safe:
        agree = " Every reading of the law gives this day." if len(found.readings) > 1 else ""
        return (ResultDay(due.day, due.words + agree, "end"),)
    if found.clock.side is Side.US:
        return (ResultDay(full_day(end.safe), _sentence(words.safe), "end"), _later(due))
    return due, ResultDay(full_day(end.safe), _sentence(words.safe), "safe")


def _later(due: ResultDay) -> ResultDay:
    return ResultDay(due.day, f"{due.words} This is the latest reading: do not rely on it.", "safe")


def _strip_day(step: Step, end: Deadline) -> StripDay:
    weekday, day = near_day(step.on).split(", ")
    return StripDay(
        on=step.on.isoformat(),
        weekday=weekday,
        day=day,
        label=step.label,
        why=step.why,
        counts=step.counts,
        kind=_kind(step, end),
        spoken=step.why,
    )


def _kind(step: Step, end: Deadline) -> str:
    """The look of a day: against us the safe day is the one to act by."""
    act_by, other = (end.safe, end.due) if end.safe < end.due else (end.due, end.safe)
    if step.on == act_by:
        return "end"
    if step.on == end.start:
        return "start"
    if step.on == other:
        return "safe"
    return "day" if step.counts else "skip"


def _sentence(words: str) -> str:
    return f"{_capital(words)}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
