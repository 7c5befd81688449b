"""What people type when they record something: raw values in, an event or the errors out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

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
from records_app.office.event_fields import LABELS, MOST_LINE, EventForm

__all__ = ["LABELS", "Reader"]


def read_sent(raw: Mapping[str, object], today: date) -> Sent:
    """How and when the letter left. Raises ``Refused`` with every error, as all readers here do."""
    form = EventForm(raw, today)
    event = Sent(
        on=form.day("on"),
        at=form.time("at"),
        channel=form.one_of("channel", Channel, Channel.EMAIL),
        reference=form.text("reference", MOST_LINE, one_line=True),
        to=form.text("to", MOST_LINE, one_line=True),
    )
    form.refuse_if_wrong()
    return event


def read_received(raw: Mapping[str, object], today: date) -> Received:
    """When the custodian received it and how we know."""
    form = EventForm(raw, today)
    event = Received(
        on=form.day("on"),
        at=form.time("at"),
        evidence=form.one_of("evidence", Evidence, Evidence.ASSUMED),
        detail=form.text("detail"),
    )
    form.refuse_if_wrong()
    return event


def read_answer(raw: Mapping[str, object], today: date) -> Answered:
    """What the agency answered."""
    form = EventForm(raw, today)
    kind = form.one_of("kind", AnswerKind, AnswerKind.ACKNOWLEDGED)
    event = Answered(
        on=form.day("on"),
        kind=kind,
        promised_on=form.optional_day("promised_on"),
        fee=form.amount("fee"),
        exception=form.text("exception", MOST_LINE, one_line=True),
        detail=form.text("detail"),
        notice=form.yes_or_no("notice"),
        lines=read_lines(form) if kind is AnswerKind.FEE_ASKED else (),
        severed=form.yes_or_no("severed"),
        estimate=form.yes_or_no("estimate"),
    )
    if kind is AnswerKind.OTHER and not event.detail:
        form.refuse("detail", "Write what they answered.")
    form.refuse_if_wrong()
    return event


def read_follow_up_sent(raw: Mapping[str, object], today: date) -> FollowUpSent:
    """How and when a letter after the request left; ``number`` is empty if written elsewhere."""
    form = EventForm(raw, today)
    event = FollowUpSent(
        on=form.day("on"),
        at=form.time("at"),
        kind=form.one_of("letter", FollowUp, FollowUp.REMINDER),
        number=form.text("number", MOST_LINE, one_line=True),
        channel=form.one_of("channel", Channel, Channel.EMAIL),
        reference=form.text("reference", MOST_LINE, one_line=True),
        to=form.text("to", MOST_LINE, one_line=True),
    )
    form.refuse_if_wrong()
    return event


def read_follow_up_received(raw: Mapping[str, object], today: date) -> FollowUpReceived:
    """When the custodian received a letter after the request: if not said, that for grounds."""
    form = EventForm({"letter": FollowUp.DEMAND_GROUNDS.value, **raw}, today)
    event = FollowUpReceived(
        on=form.day("on"),
        at=form.time("at"),
        kind=form.one_of("letter", FollowUp, FollowUp.DEMAND_GROUNDS),
        evidence=form.one_of("evidence", Evidence, Evidence.ASSUMED),
        detail=form.text("detail"),
    )
    form.refuse_if_wrong()
    return event


def read_payment(raw: Mapping[str, object], today: date) -> FeePaid:
    """That we paid the fee, and how much."""
    form = EventForm(raw, today)
    event = FeePaid(
        on=form.day("on"),
        amount=form.amount("amount"),
        reference=form.text("reference", MOST_LINE, one_line=True),
    )
    form.refuse_if_wrong()
    return event


def read_note(raw: Mapping[str, object], today: date) -> Noted:
    """A note; its day is today unless another is given."""
    form = EventForm(raw, today)
    event = Noted(on=form.optional_day("on") or today, text=form.text("text"))
    if not event.text:
        form.refuse("text", "Write the note.")
    form.refuse_if_wrong()
    return event


def read_closing(raw: Mapping[str, object], today: date) -> Closed:
    """The outcome; its day is today unless another is given."""
    form = EventForm(raw, today)
    event = Closed(
        on=form.optional_day("on") or today,
        outcome=form.one_of("outcome", Outcome, Outcome.WITHDRAWN),
        detail=form.text("detail"),
    )
    form.refuse_if_wrong()
    return event


def read_reopening(raw: Mapping[str, object], today: date) -> Reopened:
    """Why it goes on; its day is today unless another is given."""
    form = EventForm(raw, today)
    event = Reopened(on=form.optional_day("on") or today, detail=form.text("detail"))
    form.refuse_if_wrong()
    return event


def read_contact(raw: Mapping[str, object], today: date) -> Contacted:
    """A call, a visit or a message: with whom, and what was said."""
    form = EventForm(raw, today)
    event = Contacted(
        on=form.day("on"),
        at=form.time("at"),
        how=form.one_of("how", ContactWay, ContactWay.PHONE),
        who=form.text("who", MOST_LINE, one_line=True),
        detail=form.text("detail"),
    )
    if not event.detail:
        form.refuse("detail", "Write what was said.")
    form.refuse_if_wrong()
    return event


def read_escalation(raw: Mapping[str, object], today: date) -> Escalated:
    """A step outside: which, to whom, and under which number."""
    form = EventForm(raw, today)
    event = Escalated(
        on=form.day("on"),
        kind=form.one_of("step", Escalation, Escalation.COMPLAINT),
        to=form.text("to", MOST_LINE, one_line=True),
        reference=form.text("reference", MOST_LINE, one_line=True),
        detail=form.text("detail"),
    )
    form.refuse_if_wrong()
    return event


def read_decision(raw: Mapping[str, object], today: date) -> Decided:
    """How a step outside ended."""
    form = EventForm(raw, today)
    event = Decided(
        on=form.day("on"),
        kind=form.one_of("step", Escalation, Escalation.COMPLAINT),
        ruling=form.one_of("ruling", Ruling, Ruling.NO_ACTION),
        detail=form.text("detail"),
    )
    form.refuse_if_wrong()
    return event


Reader = Callable[[Mapping[str, object], date], Event]
