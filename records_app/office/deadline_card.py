"""The card with the running clock: its dates, the day strip and every reading, in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from records_app.casework.clocks import ASK_AGAIN, POST_DAYS, OpenClock, OpenDeadline
from records_app.casework.corrections import effective
from records_app.casework.events import Channel, Entry, Evidence, Received, Sent
from records_app.casework.law_steps import LAW_STEPS
from records_app.casework.standing import Standing
from records_app.casework.urgency import is_overdue
from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import is_open, is_weekend
from records_app.law.day_words import full_day
from records_app.law.explanations import Explanation, Step, explain
from records_app.office.desk_words import late_words
from records_app.office.missouri_time import near_day
from records_app.office.request_view import DeadlineCard, ReadingLine, StripDay

_LONGEST_STRIP = 45
_TO_DO = {
    "fee": "Pay or settle the fee",
    "clarification": "Answer their question",
    "cost-contact": "Reply about the cost",
    "review": "Ask for the review",
    "appeal": "Send the appeal",
}
_THEIRS = {
    "grounds": ("The written grounds", "are due"),
    "appeal-decision": ("Their decision", "is due"),
}
_FROM_RECEIPT = frozenset({"response", "determination", "extension"})
Kind = TypeVar("Kind")


def deadline_card(
    standing: Standing,
    entries: tuple[Entry, ...],
    *,
    law_code: str,
    agency: AgencyDays,
    today: date,
) -> DeadlineCard | None:
    """The card of the clock that runs, or None while none does."""
    clock = standing.deadline
    if clock is None:
        return None
    if clock.clock == ASK_AGAIN:
        return None
    if clock.clock == "promised":
        return _promised_card(standing, clock, law_code, agency, today)
    known = next((one for one in standing.clocks if one.deadline == clock), None)
    if known is None:
        return None
    explanation = explanation_of(known, law_code, agency)
    in_words = full_day if clock.ours else near_day
    return DeadlineCard(
        title=_title(standing, clock, agency, today),
        why=_why_ours(explanation) if clock.ours else _why(explanation),
        rule=explanation.rule,
        citation=explanation.citation,
        calendar=explanation.calendar,
        due=in_words(clock.due),
        safe=in_words(clock.safe),
        expected=clock.expected,
        expected_words=_expected_words(clock, effective(entries)) if clock.expected else "",
        days=tuple(_strip_day(step, clock) for step in explanation.steps)
        if clock.clock in _FROM_RECEIPT or len(explanation.steps) <= _LONGEST_STRIP
        else (),
        readings=tuple(
            ReadingLine(reading.name, in_words(reading.due), reading.why)
            for reading in explanation.readings
        ),
    )


def explanation_of(clock: OpenClock, law_code: str, agency: AgencyDays) -> Explanation:
    """Why a clock of the law is on its day. A promise is explained from the day they named."""
    found = clock.deadline
    start = found.due if found.clock == "promised" else found.start
    return explain(law_code, found.clock, start, at=clock.at, agency=agency, course=clock.course)


def _why_ours(explanation: Explanation) -> str:
    found = explanation.deadline
    begun = f"{explanation.rule} The last day is {full_day(found.due)}"
    doubts = f": {'; '.join(explanation.doubts)}" if explanation.doubts else ""
    return f"{begun}; we act by {full_day(found.safe)} to be safe{doubts}. {explanation.citation}"


def _title(standing: Standing, clock: OpenDeadline, agency: AgencyDays, today: date) -> str:
    if is_overdue(standing, today):
        return f"{late_words(clock.safe, today, agency).capitalize()}: due {near_day(clock.due)}"
    if clock.clock == "promised":
        return f"They promised an answer by {near_day(clock.due)}"
    if clock.ours:
        passed = " (this day has passed)" if today > clock.safe else ""
        return f"{_TO_DO[clock.clock]} by {full_day(clock.safe)}{passed}"
    what, due = _THEIRS.get(clock.clock, ("An answer", "is due"))
    if clock.expected:
        return f"{what} may be expected by {near_day(clock.due)}"
    day = "today" if clock.due == today else f"by {near_day(clock.due)}"
    return f"{what} {due} {day}"


def _why(explanation: Explanation) -> str:
    """One paragraph: the rule, and why we wait longer than it says."""
    found = explanation.deadline
    begun = f"{explanation.rule} We say “late” only after {near_day(found.safe)}"
    if not explanation.doubts:
        return f"{begun}. {explanation.citation}"
    return f"{begun}: {'; '.join(explanation.doubts)}. {explanation.citation}"


def _expected_words(clock: OpenDeadline, entries: tuple[Entry, ...]) -> str:
    """Why the start is only expected. ``entries`` have their corrections applied."""
    day = near_day(clock.start)
    if clock.clock not in _FROM_RECEIPT:
        letter = "appeal" if clock.clock == "appeal-decision" else "demand"
        return (
            f"Receipt of the {letter} is not known. We expect it on {day}; nobody is called late "
            "on this date."
        )
    received, sent = _last(entries, Received), _last(entries, Sent)
    if received is not None and received.evidence is Evidence.ASSUMED:
        reason = f"We assume that the custodian received it on {day}, nobody has confirmed it."
    elif sent is not None and sent.channel is Channel.POST:
        reason = (
            f"Receipt is not known. We expect it on {day}: {POST_DAYS} open days after posting, "
            "our estimate."
        )
    else:
        reason = f"Receipt is not known. We expect it on {day}, the day of sending."
    return f"{reason} The law counts from receipt, so nobody is called late on this date."


def _strip_day(step: Step, clock: OpenDeadline) -> StripDay:
    weekday, day = near_day(step.on).split(", ")
    label = "expected" if step.on == clock.start and clock.expected else step.label
    return StripDay(
        on=step.on.isoformat(),
        weekday=weekday,
        day=day,
        label=label,
        why=step.why,
        counts=step.counts,
        kind=_kind(step, clock),
        spoken=step.why,
    )


def _kind(step: Step, clock: OpenDeadline) -> str:
    if step.on == clock.start:
        return "start"
    if step.on == clock.due:
        return "end"
    if step.on == clock.safe:
        return "safe"
    return "day" if step.counts else "skip"


def _promised_card(
    standing: Standing, clock: OpenDeadline, law_code: str, agency: AgencyDays, today: date
) -> DeadlineCard:
    """A promised day is theirs, not the law's: the strip only shows how far away it is."""
    statute = LAW_STEPS[law_code].delay.statute
    moved = ""
    if clock.safe > clock.due:
        closed = clock.due in dict(agency.closed) or not is_open(clock.due)
        reason = "That is not an open day" if closed else "The law can be read to give them longer"
        moved = f" {reason}, so we say “late” only after {near_day(clock.safe)}."
    return DeadlineCard(
        title=_title(standing, clock, agency, today),
        why=f"They gave this date on {near_day(clock.start)}.{moved}",
        rule="A delayed answer must name the earliest time and date of the records."
        if statute
        else "They named this date themselves; the law does not ask for one.",
        citation=statute,
        calendar="The State’s calendar and this agency’s closures",
        due=near_day(clock.due),
        safe=near_day(clock.safe),
        expected=False,
        expected_words="",
        days=_promised_days(clock, agency),
        readings=(),
    )


def _promised_days(clock: OpenDeadline, agency: AgencyDays) -> tuple[StripDay, ...]:
    span = (clock.safe - clock.start).days
    if span > _LONGEST_STRIP:
        return ()
    closed = dict(agency.closed)
    found = []
    for offset in range(span + 1):
        day = clock.start + timedelta(days=offset)
        is_closed = day in closed or not is_open(day)
        label, kind = _promised_label(day, clock, is_closed=is_closed)
        weekday, short = near_day(day).split(", ")
        spoken = f"{near_day(day)}: {label}"
        found.append(
            StripDay(day.isoformat(), weekday, short, label, spoken, not is_closed, kind, spoken)
        )
    return tuple(found)


def _promised_label(day: date, clock: OpenDeadline, *, is_closed: bool) -> tuple[str, str]:
    if day == clock.due:
        return "promised", "end"
    if day == clock.start:
        return "they wrote", "start"
    if day == clock.safe:
        return "safe", "safe"
    if is_weekend(day):
        return "weekend", "skip"
    return ("closed", "skip") if is_closed else ("open", "day")


def _last(entries: tuple[Entry, ...], kind: type[Kind]) -> Kind | None:
    return next((entry.event for entry in reversed(entries) if isinstance(entry.event, kind)), None)
