"""What can happen to a clock besides its start: pauses, extensions, promises, fees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from records_app.law.rules import PauseKind

__all__ = ["PLAIN_COURSE", "Course", "Pause", "PauseKind"]


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count: `first` to `last`, both included.

    For a question of the agency, `first` is the day after it asked and `last` the day on which it
    received our answer.
    """

    first: date
    last: date
    kind: PauseKind = PauseKind.OTHER


@dataclass(frozen=True, slots=True)
class Course:
    """The facts that change a deadline. All are optional; a clock refuses those it has no use for.

    pauses: in any order. A pause that the law grants moves both dates; any other is a doubt.
    extension: how many units the agency took; the clock's legal maximum is the limit.
    promised_on: the day they named, for the clock of a promise.
    fee: dollars asked, where the length depends on the amount.
    violated_on: the day of the violation, for a clock that also has a limit from there.
    asked_on: the day of the request itself, where the rules of its day differ.
    starts_by: the last day on which the clock may have started, when its start is in doubt.
    """

    pauses: tuple[Pause, ...] = ()
    extension: int | None = None
    promised_on: date | None = None
    fee: Decimal | None = None
    violated_on: date | None = None
    asked_on: date | None = None
    starts_by: date | None = None


PLAIN_COURSE = Course()
