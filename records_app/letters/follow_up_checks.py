"""What must be true together in a letter after the request, so that no sentence of it is untrue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from records_app.letters.facts import long_date
from records_app.letters.follow_up import (
    Control,
    DateDemand,
    FeeObjection,
    FollowUpFacts,
    Narrowing,
    Review,
)

Problems = Iterator[tuple[str, str]]


def problems_of(facts: FollowUpFacts) -> Problems:
    """Every contradiction as the name of a field and a sentence."""
    yield from _order(facts)
    if facts.reply_on is not None:
        yield from _between(facts, "reply_on", facts.reply_on)
    if facts.kind == "reminder":
        yield from _reminder(facts)
    if isinstance(facts, Review) and facts.reply_on is None and not facts.late:
        yield "reply_on", "Write the date of the denial. By our count their time is not over yet."
    if isinstance(facts, DateDemand):
        yield from _promise(facts)
    if isinstance(facts, FeeObjection):
        yield from _sum(facts)
    if isinstance(facts, Control) and facts.signed_on and facts.signed_on > facts.dated:
        yield "signed_on", f"This is after the date of the letter, {long_date(facts.dated)}."
    if isinstance(facts, Narrowing):
        yield from _period(facts)


def _order(facts: FollowUpFacts) -> Problems:
    request = facts.request
    days: list[tuple[str, date | None]] = [
        ("the request is dated", request.dated),
        ("it was sent on", request.sent_on),
        ("it was received on", request.received_on),
        ("this letter is dated", facts.dated),
    ]
    known = [(words, day) for words, day in days if day is not None]
    for (before, first), (after, second) in pairwise(known):
        if second < first:
            yield "request", f"The dates do not fit: {before} {first}, but {after} {second}."
    if request.due and request.safe and request.safe < request.due:
        yield "request", f"The dates do not fit: due {request.due}, but safe {request.safe}."


def _between(facts: FollowUpFacts, name: str, day: date) -> Problems:
    first = facts.request.sent_on or facts.request.dated
    if day > facts.dated:
        yield name, f"This is after the date of the letter, {long_date(facts.dated)}."
    elif day < first:
        yield name, f"This is before the request went out on {long_date(first)}."


def _reminder(facts: FollowUpFacts) -> Problems:
    request = facts.request
    if request.received_on is None:
        return
    if request.safe is None:
        yield "request", "The days since it was received were not counted."
    elif facts.dated <= request.safe:
        yield (
            "request",
            f"By our count an answer is late only after {long_date(request.safe)}. "
            "Date the reminder on a later day.",
        )


def _promise(facts: DateDemand) -> Problems:
    if facts.promised_on is None:
        return
    if facts.promised_on >= facts.dated:
        yield (
            "promised_on",
            f"This day has not passed by the date of the letter, {long_date(facts.dated)}. "
            "Leave it empty if they named no day.",
        )
    elif facts.reply_on and facts.promised_on < facts.reply_on:
        yield "promised_on", f"This is before their reply of {long_date(facts.reply_on)}."


def _period(facts: Narrowing) -> Problems:
    first, last = facts.period_from, facts.period_to
    if first and last and last < first:
        yield "period_to", f"{last} is before the first day, {first}."


def _sum(facts: FeeObjection) -> Problems:
    total = sum(line.amount for line in facts.lines if line.amount is not None)
    if facts.fee is not None and total > facts.fee:
        yield "fee", f"The lines you object to come to {total}, more than the whole fee."
