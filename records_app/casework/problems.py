"""What is wrong with an event before it is added to the log of a request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import TypeVar

from records_app.casework.answer_problems import Problem, in_the_answer, of_amount
from records_app.casework.clocks import LETTERS_OUTSIDE
from records_app.casework.correction_problems import problems_of_correction
from records_app.casework.corrections import effective
from records_app.casework.events import (
    ESCALATION_WORDS,
    Answered,
    Approved,
    Closed,
    Corrected,
    DeadlineMoved,
    Decided,
    Entry,
    Escalated,
    Event,
    FeePaid,
    FollowUp,
    FollowUpApproved,
    FollowUpReceived,
    FollowUpSent,
    Imported,
    Noted,
    Outcome,
    Received,
    Reopened,
    Sent,
)
from records_app.law.day_words import full_day
from records_app.law.statute import law

_ONLY_WHILE_OPEN = (Approved, Imported, Sent, Received, Answered, FeePaid, DeadlineMoved)
# These are written to the end and after it.
_AFTER_THE_END = (FollowUp.THANKS, *LETTERS_OUTSIDE)
Kind = TypeVar("Kind")


def problems_of(
    new_event: Event, entries: Iterable[Entry], today: date, *, law_code: str = "us-mo"
) -> tuple[Problem, ...]:
    """Pairs of the wrong field and a sentence for the person; empty when the event may be added.

    A Sent or Received that corrects an earlier one is checked against everything but that line. A
    correction is checked by what it makes of the whole log.
    """
    entries = tuple(entries)
    if isinstance(new_event, Corrected):
        return problems_of_correction(new_event, entries, today, law_code, problems_of)
    log = _Log(entries)
    return tuple(
        problem
        for problems in (_of_the_day(new_event, today, law_code), _of_the_order(new_event, log))
        for problem in problems
    )


class _Log:
    """The facts of a log that a new event can contradict."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._events = [entry.event for entry in effective(entries)]
        self.approved = self._last(Approved)
        self.imported = self._last(Imported) is not None
        self.sent = self._last(Sent)
        self.received = self._last(Received)
        answers = [event.on for event in self._events if isinstance(event, Answered)]
        self.first_answer = min(answers, default=None)
        by_day = sorted(self._events, key=lambda event: event.on)
        closings = [event for event in by_day if isinstance(event, Closed | Reopened)]
        self.closing = closings[-1] if closings else None
        letters = [event for event in self._events if isinstance(event, FollowUpApproved)]
        self.follow_ups = {event.number: event for event in letters}
        self.escalated = [
            (event.kind, event.on) for event in by_day if isinstance(event, Escalated)
        ] + [
            (LETTERS_OUTSIDE[event.kind], event.on)
            for event in by_day
            if isinstance(event, FollowUpSent) and event.kind in LETTERS_OUTSIDE
        ]
        self.follow_ups_sent = [event for event in by_day if isinstance(event, FollowUpSent)]

    def _last(self, kind: type[Kind]) -> Kind | None:
        return next((event for event in reversed(self._events) if isinstance(event, kind)), None)


def _of_the_day(event: Event, today: date, law_code: str) -> Iterator[Problem]:
    found = law(law_code)
    first = found.clock(found.default_clock).basis.effective_from
    if event.on > today:
        yield "on", f"This day is in the future. Today is {full_day(today)}."
    elif event.on < first:
        yield "on", f"This day is before {full_day(first)}. Check the year."


def _of_the_order(event: Event, log: _Log) -> Iterator[Problem]:
    if isinstance(log.closing, Closed) and isinstance(event, _ONLY_WHILE_OPEN):
        yield "on", "This request is closed. Reopen it first."
        return
    match event:
        case Approved() | Imported():
            if log.approved is not None or log.imported:
                yield "on", "The letter is already approved."
        case Noted():
            if not event.text.strip():
                yield "text", "Write the note."
        case Closed():
            yield from _of_closing(event, log)
        case Reopened():
            yield from _of_reopening(event, log)
        case DeadlineMoved():
            yield from _of_a_move(event, log)
        case _:
            yield from _of_letters_and_answers(event, log)


def _of_letters_and_answers(event: Event, log: _Log) -> Iterator[Problem]:
    match event:
        case Sent():
            yield from _of_sending(event, log)
        case Received():
            yield from _of_receipt(event, log)
        case Answered():
            yield from _of_answer(event, log)
        case FollowUpApproved() | FollowUpSent() | FeePaid():
            yield from _of_a_follow_up(event, log)
        case FollowUpReceived():
            yield from _of_its_receipt(event, log)
        case Escalated() | Decided():
            yield from _of_a_step_outside(event, log)


def _of_sending(event: Sent, log: _Log) -> Iterator[Problem]:
    if log.approved is None and not log.imported:
        yield "on", "Approve the letter before you record that it was sent."
    elif log.approved is not None and event.on < log.approved.on:
        yield "on", f"The letter was approved only on {full_day(log.approved.on)}."
    if log.received is not None:
        if event.on > log.received.on:
            day = full_day(log.received.on)
            yield "on", f"The custodian had received it by {day}. Correct the receipt first."
        elif event.on == log.received.on and _after(event.at, log.received.at):
            yield "at", "The custodian received it before this time. Correct the receipt first."
    if log.first_answer is not None and event.on > log.first_answer:
        yield "on", f"They answered on {full_day(log.first_answer)}, so it was sent by then."


def _of_receipt(event: Received, log: _Log) -> Iterator[Problem]:
    if log.sent is None:
        yield "on", "Record first how and when it was sent."
        return
    if event.on < log.sent.on:
        yield "on", f"It was sent only on {full_day(log.sent.on)}."
    elif event.on == log.sent.on and _after(log.sent.at, event.at):
        yield "at", "It was sent after this time on the same day."
    if log.first_answer is not None and event.on > log.first_answer:
        yield "on", f"They answered on {full_day(log.first_answer)}, so they had it by then."


def _of_answer(event: Answered, log: _Log) -> Iterator[Problem]:
    if log.sent is None:
        yield "on", "Record first how and when it was sent."
    elif event.on < log.sent.on:
        yield "on", f"It was sent only on {full_day(log.sent.on)}."
    elif log.received is not None and event.on < log.received.on:
        day = full_day(log.received.on)
        yield "on", f"The receipt is recorded on {day}. Correct the receipt first."
    yield from in_the_answer(event)


def _of_a_follow_up(
    event: FollowUpApproved | FollowUpSent | FeePaid, log: _Log
) -> Iterator[Problem]:
    ends = isinstance(event, FeePaid) or event.kind in _AFTER_THE_END
    if not ends and isinstance(log.closing, Closed):
        yield "on", "This request is closed. Reopen it first."
        return
    if log.sent is None:
        yield "on", "Record first how and when the request was sent."
    elif event.on < log.sent.on:
        yield "on", f"The request was sent only on {full_day(log.sent.on)}."
    if isinstance(event, FeePaid):
        yield from of_amount("amount", event.amount)
    elif isinstance(event, FollowUpSent) and event.number:
        approved = log.follow_ups.get(event.number)
        if approved is None or approved.kind is not event.kind:
            yield "number", "There is no such letter of this request."
        elif event.on < approved.on:
            yield "on", f"The letter was approved only on {full_day(approved.on)}."


def _of_its_receipt(event: FollowUpReceived, log: _Log) -> Iterator[Problem]:
    sent = [one for one in log.follow_ups_sent if one.kind is event.kind]
    if not sent:
        yield "on", "Record first how and when this letter was sent."
    elif event.on < sent[0].on:
        yield "on", f"It was sent only on {full_day(sent[0].on)}."


def _of_a_step_outside(event: Escalated | Decided, log: _Log) -> Iterator[Problem]:
    if log.sent is None:
        yield "on", "Record first how and when the request was sent."
    elif event.on < log.sent.on:
        yield "on", f"The request was sent only on {full_day(log.sent.on)}."
    elif isinstance(event, Decided):
        begun = [on for kind, on in log.escalated if kind is event.kind]
        what = ESCALATION_WORDS[event.kind]
        if not begun:
            yield "step", f"No {what} is recorded. Record it first."
        elif event.on < min(begun):
            yield "on", f"The {what} is recorded only on {full_day(min(begun))}."


def _of_closing(event: Closed, log: _Log) -> Iterator[Problem]:
    if isinstance(log.closing, Closed):
        yield "on", "This request is already closed."
        return
    if log.closing is not None and event.on < log.closing.on:
        yield "on", f"It was reopened on {full_day(log.closing.on)}."
    if log.sent is None:
        if event.outcome is not Outcome.WITHDRAWN:
            yield "outcome", "It was never sent, so it can only be closed as withdrawn."
    elif event.on < log.sent.on:
        yield "on", f"It was sent only on {full_day(log.sent.on)}."


def _of_reopening(event: Reopened, log: _Log) -> Iterator[Problem]:
    if not isinstance(log.closing, Closed):
        yield "on", "This request is not closed."
    elif event.on < log.closing.on:
        yield "on", f"It was closed only on {full_day(log.closing.on)}."


def _of_a_move(event: DeadlineMoved, log: _Log) -> Iterator[Problem]:
    """Nobody types this event in: the program adds it, and `check` asks here."""
    if log.sent is None and log.received is None and log.first_answer is None:
        yield "clock", "It moved before anything was sent."
    if (event.due_before, event.safe_before) == (event.due, event.safe):
        yield "safe", "No day of it moved."
    if event.due > event.safe or event.due_before > event.safe_before:
        yield "safe", "The safe day is before the day on which the answer is due."


def _after(one: time | None, other: time | None) -> bool:
    """Whether both times are known and the first is later."""
    return one is not None and other is not None and one > other
