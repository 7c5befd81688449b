"""Which days of a request belong into a calendar: when an answer is due, and what we do then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from records_app.casework.clocks import ASK_AGAIN, OpenDeadline
from records_app.casework.next_steps import Action, NextStep, next_steps
from records_app.casework.standing import Standing
from records_app.law.calendars import next_open_day
from records_app.law.day_words import full_day


class CalendarKind(StrEnum):
    DUE = "due"
    CONFIRM_RECEIPT = "receipt"
    REMIND = "remind"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One whole day in a calendar. ``title`` goes before the agency's name.

    It never says more than the dates and the next step: a calendar is read on many screens.
    """

    kind: CalendarKind
    on: date
    title: str
    words: str


def calendar_days(standing: Standing) -> tuple[CalendarDay, ...]:
    """The days while a clock of theirs runs; none otherwise, and none that depends on today.

    Our own clocks and our own dates to ask again stand on the desk: no answer is due on them.
    """
    clock = standing.deadline
    if clock is None or clock.ours or clock.clock == ASK_AGAIN:
        return ()
    return tuple(_days(standing, clock))


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
