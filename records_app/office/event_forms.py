"""What people type when they record something: raw values in, an event or the errors out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import TypeVar

from records_app.casework.events import (
    Answered,
    AnswerKind,
    Channel,
    Closed,
    Contacted,
    ContactWay,
    Decided,
    Escalated,
    Escalation,
    Event,
    Evidence,
    FeePaid,
    FollowUp,
    FollowUpReceived,
    FollowUpSent,
    Noted,
    Outcome,
    Received,
    Reopened,
    Ruling,
    Sent,
)
from records_app.office.asked_lines import read_lines
from records_app.office.event_fields import EventForm

Raw = Mapping[str, object]
Reader = Callable[[Raw, date], Event]
Kind = TypeVar("Kind", bound=Event)


def _reader(read: Callable[[EventForm], Kind]) -> Callable[[Raw, date], Kind]:
    """A reader of what was typed on a day. It raises ``Refused`` with every error."""

    @wraps(read)
    def whole(raw: Raw, today: date) -> Kind:
        form = EventForm(raw, today)
        event = read(form)
        form.refuse_if_wrong()
        return event

    return whole


@_reader
def read_sent(form: EventForm) -> Sent:
    """How and when the letter left."""
    return Sent(
        on=form.day("on"),
        at=form.time("at"),
        channel=form.one_of("channel", Channel, Channel.EMAIL),
        reference=form.line("reference"),
        to=form.line("to"),
    )


@_reader
def read_received(form: EventForm) -> Received:
    """When the custodian received it and how we know."""
    return Received(
        on=form.day("on"),
        at=form.time("at"),
        evidence=form.one_of("evidence", Evidence, Evidence.ASSUMED),
        detail=form.text("detail"),
    )


@_reader
def read_answer(form: EventForm) -> Answered:
    """What the agency answered."""
    kind = form.one_of("kind", AnswerKind, AnswerKind.ACKNOWLEDGED)
    event = Answered(
        on=form.day("on"),
        kind=kind,
        promised_on=form.optional_day("promised_on"),
        fee=form.amount("fee"),
        exception=form.line("exception"),
        detail=form.text("detail"),
        notice=form.yes_or_no("notice"),
        lines=read_lines(form) if kind is AnswerKind.FEE_ASKED else (),
        severed=form.yes_or_no("severed"),
        estimate=form.yes_or_no("estimate"),
    )
    if kind is AnswerKind.OTHER and not event.detail:
        form.refuse("detail", "Write what they answered.")
    return event


@_reader
def read_follow_up_sent(form: EventForm) -> FollowUpSent:
    """How and when a letter after the request left; ``number`` is empty if written elsewhere."""
    return FollowUpSent(
        on=form.day("on"),
        at=form.time("at"),
        kind=form.one_of("letter", FollowUp, FollowUp.REMINDER),
        number=form.line("number"),
        channel=form.one_of("channel", Channel, Channel.EMAIL),
        reference=form.line("reference"),
        to=form.line("to"),
    )


def read_follow_up_received(raw: Raw, today: date) -> FollowUpReceived:
    """When the custodian received a letter after the request: if not said, that for grounds."""
    return _follow_up_received({"letter": FollowUp.DEMAND_GROUNDS.value, **raw}, today)


@_reader
def _follow_up_received(form: EventForm) -> FollowUpReceived:
    return FollowUpReceived(
        on=form.day("on"),
        at=form.time("at"),
        kind=form.one_of("letter", FollowUp, FollowUp.DEMAND_GROUNDS),
        evidence=form.one_of("evidence", Evidence, Evidence.ASSUMED),
        detail=form.text("detail"),
    )


@_reader
def read_payment(form: EventForm) -> FeePaid:
    """That we paid the fee, and how much."""
    return FeePaid(
        on=form.day("on"),
        amount=form.amount("amount"),
        reference=form.line("reference"),
    )


@_reader
def read_note(form: EventForm) -> Noted:
    """A note; its day is today unless another is given."""
    event = Noted(on=form.optional_day("on") or form.today, text=form.text("text"))
    if not event.text:
        form.refuse("text", "Write the note.")
    return event


@_reader
def read_closing(form: EventForm) -> Closed:
    """The outcome; its day is today unless another is given."""
    return Closed(
        on=form.optional_day("on") or form.today,
        outcome=form.one_of("outcome", Outcome, Outcome.WITHDRAWN),
        detail=form.text("detail"),
    )


@_reader
def read_reopening(form: EventForm) -> Reopened:
    """Why it goes on; its day is today unless another is given."""
    return Reopened(on=form.optional_day("on") or form.today, detail=form.text("detail"))


@_reader
def read_contact(form: EventForm) -> Contacted:
    """A call, a visit or a message: with whom, and what was said."""
    event = Contacted(
        on=form.day("on"),
        at=form.time("at"),
        how=form.one_of("how", ContactWay, ContactWay.PHONE),
        who=form.line("who"),
        detail=form.text("detail"),
    )
    if not event.detail:
        form.refuse("detail", "Write what was said.")
    return event


@_reader
def read_escalation(form: EventForm) -> Escalated:
    """A step outside: which, to whom, and under which number."""
    return Escalated(
        on=form.day("on"),
        kind=form.one_of("step", Escalation, Escalation.COMPLAINT),
        to=form.line("to"),
        reference=form.line("reference"),
        detail=form.text("detail"),
    )


@_reader
def read_decision(form: EventForm) -> Decided:
    """How a step outside ended."""
    return Decided(
        on=form.day("on"),
        kind=form.one_of("step", Escalation, Escalation.COMPLAINT),
        ruling=form.one_of("ruling", Ruling, Ruling.NO_ACTION),
        detail=form.text("detail"),
    )
