"""The day strip of a deadline as a short list for a letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from records_app.law.explanations import Explanation, Step
from records_app.letters.facts import day_and_date
from records_app.letters.follow_up import RequestSoFar


def counted(request: RequestSoFar, explanation: Explanation) -> RequestSoFar:
    """The request with the dates and days of its response clock."""
    found = explanation.deadline
    days = day_lines(explanation)
    if request.answered_by_then:
        days = (f"{days[0]} by this day", *days[1:])
    return replace(request, due=found.due, safe=found.safe, days=days)


def day_lines(explanation: Explanation) -> tuple[str, ...]:
    """Every day from receipt to `safe` in words for the agency.

    A letter gives the agency every doubt: what is counted are the days of the latest reading, so
    that the last of them is `safe`. Days with the same words share a line.
    """
    said = _said(explanation)
    return tuple(
        f"{_span([on for on, _ in days])}: {words}"
        for words, days in groupby(said, key=lambda each: each[1])
    )


def _said(explanation: Explanation) -> Iterator[tuple[date, str]]:
    start, *steps = explanation.steps
    length = sum(step.counts for step in steps)
    sure = [step.on for step in steps if _surely_open(step, explanation)][-length:]
    yield start.on, "received"
    for step in steps:
        if step.on in sure:
            yield step.on, f"business day {sure.index(step.on) + 1}"
        elif _surely_open(step, explanation):
            yield step.on, "not counted, the request may count as received on this day"
        elif step.counts:
            yield step.on, "not counted, it may not be a business day"
        else:
            yield step.on, f"not counted, {step.label.partition(' · ')[0]}"


def _surely_open(step: Step, explanation: Explanation) -> bool:
    if step.counts:
        return ", unless " not in step.why
    found = explanation.deadline
    return found.due < step.on and (step.on == found.safe or step.label == "we wait")


def _span(days: list[date]) -> str:
    first, last = days[0], days[-1]
    if first == last:
        return day_and_date(first)
    joined = "and" if len(days) == 2 else "to"
    return f"{day_and_date(first)} {joined} {day_and_date(last)}"
