"""A long clock in few lines: days alike, one after the other, become one line with a count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from records_app.law.calendars import is_weekend
from records_app.law.day_words import full_day
from records_app.law.steps import Step


@dataclass(frozen=True, slots=True)
class Run:
    """Days from `first` to `last`, `days` of them, of which `counted` count."""

    first: date
    last: date
    days: int
    counted: int
    why: str


def runs_of(steps: Iterable[Step]) -> tuple[Run, ...]:
    """The steps with plain days put together; days with a reason of their own stay alone."""
    found: list[Run] = []
    number = 0
    for mark, group in groupby(_marked(steps), key=lambda marked: marked[0]):
        days = [step for _, step in group]
        for part in [[step] for step in days] if mark[0] == "alone" else [days]:
            counted = sum(step.counts for step in part)
            found.append(_run(part, number, counted))
            number += counted
    return tuple(found)


def _marked(steps: Iterable[Step]) -> Iterator[tuple[tuple[str, str], Step]]:
    """Each step with what it can be put together with."""
    for step in steps:
        plain_count = step.counts and step.label.removeprefix("day ").isdigit()
        plain_weekend = not step.counts and is_weekend(step.on) and step.label == "weekend"
        if plain_count or plain_weekend:
            yield ("counted", ""), step
        elif not step.counts and "·" not in step.label and step.label in _ALIKE:
            yield ("alike", step.label), step
        else:
            yield ("alone", ""), step


_ALIKE = {"paused", "we wait", "not counted"}


def _run(part: list[Step], before: int, counted: int) -> Run:
    first, last = part[0], part[-1]
    if len(part) == 1:
        words = first.why.split(": ", 1)[-1]
        return Run(first.on, last.on, 1, counted, f"{full_day(first.on)}: {words}")
    span = f"{full_day(first.on)} to {full_day(last.on)}"
    if not counted:
        words = first.why.split(": ", 1)[-1]
        return Run(first.on, last.on, len(part), 0, f"{span}: {len(part)} days, {words}")
    words = f"day {before + 1}" if counted == 1 else f"days {before + 1} to {before + counted}"
    if counted < len(part):
        words += ", weekends not counted"
    return Run(first.on, last.on, len(part), counted, f"{span}: {words}")
