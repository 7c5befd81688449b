"""Why a deadline moved, in words: for the timeline and for the history of an agency."""

from __future__ import annotations

from datetime import date, time

from records_app.casework.event_choices import (
    DayChangeKind,
)
from records_app.casework.event_types import (
    DeadlineMoved,
)
from records_app.law.day_words import clock_time, full_day

_ON_A_DAY = {
    DayChangeKind.CLOSED: "the agency closes on {day}",
    DayChangeKind.OPEN: "the agency is open on {day}",
    DayChangeKind.CLOSED_REMOVED: "the agency does not close on {day} after all",
    DayChangeKind.OPEN_REMOVED: "the agency is not open on {day} after all",
}

_WHOSE = {
    "promised": "The promised answer’s",
    "grounds": "The written grounds’",
    "fee": "The fee’s",
    "clarification": "The question’s",
    "ask_again": "Our own look’s",
    "cost-contact": "The reply about the cost’s",
    "review": "The request for review’s",
    "appeal": "The appeal’s",
    "appeal-decision": "The decision’s",
}


def moved_words(event: DeadlineMoved) -> str:
    """`The answer’s safe day moved from Tue, Dec 1 to Wed, Dec 2: the agency closes on ... (why)`.

    The year is left out where it is that of the day on which the change was entered.
    """
    whose = _WHOSE.get(event.clock, "The answer’s")
    days = [
        f"{name} day from {_near(before, event.on)} to {_near(after, event.on)}"
        for name, before, after in (
            ("due", event.due_before, event.due),
            ("safe", event.safe_before, event.safe),
        )
        if before != after
    ]
    change = change_words(
        event.change,
        _near(event.agency_day, event.on) if event.agency_day else "",
        event.closing_before,
        event.closing,
    )
    reason = event.reason.strip()
    why = f"{change} ({reason})" if reason else change
    return f"{whose} {', its '.join(days).replace(' day from', ' day moved from', 1)}: {why}"


def change_words(kind: DayChangeKind, day: str, before: time | None, after: time | None) -> str:
    """The change as a clause: `the agency closes on Fri, Nov 27`, without the reason."""
    if kind in _ON_A_DAY:
        return _ON_A_DAY[kind].format(day=day)
    instead = f" instead of {clock_time(before)}" if before else ""
    at = f" at {clock_time(after)}" if after else ""
    return f"the agency’s office closes{at}{instead}"


def _near(day: date, on: date) -> str:
    return full_day(day).rsplit(",", 1)[0] if day.year == on.year else full_day(day)
