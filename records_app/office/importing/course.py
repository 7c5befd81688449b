"""The log of a request that was written elsewhere, as a row of a list tells it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from records_app.casework.events import (
    Answered,
    AnswerKind,
    Closed,
    Entry,
    Event,
    Evidence,
    Imported,
    Noted,
    Received,
    Sent,
)
from records_app.casework.problems import problems_of
from records_app.office.importing.rows import RowFacts

_AS_LISTED = "The day is from the list of earlier requests."
# Which field of a row an error of an event is about.
_FIELDS = {
    (Imported, "on"): "sent_on",
    (Sent, "on"): "sent_on",
    (Received, "on"): "received_on",
    (Answered, "on"): "answered_on",
    (Answered, "promised_on"): "promised_on",
    (Answered, "fee"): "fee",
    (Closed, "on"): "closed_on",
    (Closed, "outcome"): "outcome",
}


def events_of(facts: RowFacts, number: str, source: str) -> Iterator[Event]:
    """What happened, in the order in which it is written into the log."""
    yield Imported(facts.sent_on, number, source)
    yield Sent(facts.sent_on, None, facts.way, facts.their_number, "")
    if facts.received_on is not None:
        yield Received(facts.received_on, None, Evidence.ASSUMED, _AS_LISTED)
    if facts.answer is not None and facts.answered_on is not None:
        yield Answered(
            on=facts.answered_on,
            kind=facts.answer,
            promised_on=facts.promised_on,
            fee=facts.fee,
            exception=facts.exception,
            detail=_AS_LISTED if facts.answer is AnswerKind.OTHER else "",
        )
    if facts.remarks:
        yield Noted(_last_day(facts), "\n".join(facts.remarks))
    if facts.outcome is not None and facts.closed_on is not None:
        yield Closed(facts.closed_on, facts.outcome, "")


def log_of(facts: RowFacts, number: str, source: str, by: str, now: datetime) -> tuple[Entry, ...]:
    """The same as lines of a log that ``by`` wrote at ``now``."""
    events = events_of(facts, number, source)
    return tuple(Entry(seq, now, by, event) for seq, event in enumerate(events, start=1))


def problems_in(log: tuple[Entry, ...], today: date, law_code: str) -> dict[str, str]:
    """What is wrong with each event where it stands: the field of the row and a sentence."""
    found: dict[str, str] = {}
    for place, entry in enumerate(log):
        for name, words in problems_of(entry.event, log[:place], today, law_code=law_code):
            found.setdefault(_FIELDS.get((type(entry.event), name), "notes"), words)
        if found:
            break
    return found


def _last_day(facts: RowFacts) -> date:
    days = (facts.sent_on, facts.received_on, facts.answered_on, facts.closed_on)
    return max(day for day in days if day is not None)
