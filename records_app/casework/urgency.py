"""How much a request needs somebody today. A question about today, never a stored status."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from records_app.casework.clocks import OpenDeadline
from records_app.casework.standing import Stage, Standing, Turn

_LATE = {
    "promised": "Promise broken",
    "grounds": "No grounds given",
    "appeal-decision": "No decision",
}


class Urgency(StrEnum):
    """In the order of the desk."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    OURS = "ours"
    DRAFT = "draft"
    REST = "rest"
    CLOSED = "closed"


_OF_STAGE = {
    Stage.DRAFT: Urgency.DRAFT,
    Stage.READY: Urgency.OURS,
    Stage.OURS_TO_ACT: Urgency.OURS,
    Stage.CLOSED: Urgency.CLOSED,
}


def urgency_of(standing: Standing, today: date, soon: date) -> Urgency:
    """The group on the desk. `soon` is the third business day from today.

    Overdue only after `safe`, on their turn, from a receipt that is certain. When a receipt is
    only expected and the expected safe day has passed, it is for us to confirm the receipt.
    """
    clock = standing.deadline
    if standing.stage in _OF_STAGE or clock is None or standing.turn is not Turn.THEM:
        return _OF_STAGE.get(standing.stage, Urgency.OURS)
    if today > clock.safe:
        return Urgency.OURS if clock.expected else Urgency.OVERDUE
    return _while_running(clock, today, soon)


def _while_running(clock: OpenDeadline, today: date, soon: date) -> Urgency:
    if clock.due <= today:
        return Urgency.DUE_TODAY
    return Urgency.DUE_SOON if clock.due <= soon else Urgency.REST


def is_overdue(standing: Standing, today: date) -> bool:
    """Whether the agency is late today under every reading of the law."""
    return urgency_of(standing, today, today) is Urgency.OVERDUE


def label_on(standing: Standing, today: date) -> str:
    """The badge words for today: the standing's own label, or what its lateness is called."""
    if standing.deadline is not None and is_overdue(standing, today):
        return _LATE.get(standing.deadline.clock, "No answer")
    return standing.label
