"""Which days of a request belong into a calendar: when an answer is due, and what we do then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from records_app.casework.clocks import ASK_AGAIN, OpenDeadline
from records_app.casework.next_steps import Action, NextStep, next_steps
from records_app.casework.standing import Standing, clocks_on
from records_app.law.calendars import next_open_day
from records_app.law.day_words import full_day
from records_app.law.deadlines import Deadline, warnings

_WITHDRAWN = " Otherwise the request may count as withdrawn."
_ACT = {
    "fee": ("settle the fee", _WITHDRAWN),
    "cost-contact": ("answer about the cost", _WITHDRAWN),
    "clarification": ("answer their question", _WITHDRAWN),
    "suit": ("go to court", ""),
    "review": ("ask for a review", ""),
    "appeal": ("appeal", ""),
}


class CalendarKind(StrEnum):
    """Why a day of a request stands in a calendar."""

    DUE = "due"
    CONFIRM_RECEIPT = "receipt"
    REMIND = "remind"
    ACT = "act"
    LAWYER = "lawyer"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One whole day in a calendar. ``title`` goes before the agency's name.

    ``about`` tells the days of one kind apart. It never says more than the dates and the next
    step: a calendar is read on many screens.
    """

    kind: CalendarKind
    on: date
    title: str
    words: str
    about: str = ""


def calendar_days(standing: Standing, today: date) -> tuple[CalendarDay, ...]:
    """The days of the clocks that run on ``today``: theirs, and those by which we must act.

    Our own dates to ask again stand on the desk only: the law knows nothing of them.
    """
    clock = standing.deadline
    theirs = clock is not None and not clock.ours and clock.clock != ASK_AGAIN
    found = list(_days(standing, clock)) if clock is not None and theirs else []
    ours = {one.deadline.clock: one.deadline for one in reversed(clocks_on(standing, today))}
    for running in ours.values():
        if running.ours:
            found += _our_days(standing, running)
    return tuple(found)


def _our_days(standing: Standing, clock: OpenDeadline) -> Iterator[CalendarDay]:
    what, otherwise = _ACT[clock.clock]
    last = f" The last day is {full_day(clock.due)}." if clock.due != clock.safe else ""
    words = f"This is the last safe day to {what}.{otherwise}{last}"
    yield CalendarDay(CalendarKind.ACT, clock.safe, f"Last safe day to {what}", words, clock.clock)
    days = Deadline(standing.law_code, clock.clock, clock.start, clock.due, clock.safe)
    for place, day in enumerate(warnings(days), start=1):
        words = f"The last safe day to {what} is {full_day(clock.safe)}. Ask a lawyer before then."
        yield CalendarDay(CalendarKind.LAWYER, day, "Ask a lawyer", words, f"{clock.clock}-{place}")


def _days(standing: Standing, clock: OpenDeadline) -> Iterator[CalendarDay]:
    steps = {step.action: step for step in next_steps(standing, date.min)}
    first = next(iter(steps.values()))
    title = "Expected" if clock.expected else "Due"
    yield CalendarDay(CalendarKind.DUE, clock.due, title, f"{_due_words(clock)}\n{_words(first)}")
    confirm, remind = steps.get(Action.CONFIRM_RECEIPT), steps.get(Action.REMIND)
    if confirm is not None:
        yield CalendarDay(
            CalendarKind.CONFIRM_RECEIPT, clock.safe, "Confirm receipt", _words(confirm)
        )
    elif remind is not None:
        # Our own working day, so our law's calendar counts and not the agency's.
        yield CalendarDay(
            CalendarKind.REMIND, next_open_day(clock.safe), "If no answer", _words(remind)
        )


def _due_words(clock: OpenDeadline) -> str:
    late = f"Late only after {full_day(clock.safe)}."
    if clock.clock == "promised":
        return f"They promised an answer by this day. {late}"
    if clock.expected:
        return (
            "An answer may be expected by this day, if they received the request when we think "
            "they did. Receipt is not confirmed, so nobody is late."
        )
    return f"An answer is due by the end of this day. {late}"


def _words(step: NextStep) -> str:
    return f"Next step: {step.label}. {step.why}"
