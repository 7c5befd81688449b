"""Where a request is now. Always worked out from the whole log, never stored as a status.

Only what happened counts, not the order in which it was typed in: a later line about sending or
receipt corrects an earlier one, answers count in the order of their days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TypeVar

from records_app.casework.clocks import CHALLENGES, CHASER_DAYS, POST_DAYS, OpenClock, OpenDeadline
from records_app.casework.corrections import effective
from records_app.casework.events import (
    OUTCOME_WORDS,
    Answered,
    Approved,
    Channel,
    Closed,
    Entry,
    Evidence,
    FollowUpApproved,
    FollowUpReceived,
    FollowUpSent,
    Imported,
    Outcome,
    Received,
    Reopened,
    Sent,
)
from records_app.casework.folding import TOLD, Fold, Ways
from records_app.casework.stages import Stage, Standing, Turn, broken_promises, clocks_on
from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import add_open_days
from records_app.law.deadlines import deadline

__all__ = [
    "OpenDeadline",
    "Stage",
    "Standing",
    "Turn",
    "broken_promises",
    "clocks_on",
    "standing_of",
]


@dataclass(frozen=True, slots=True)
class _Receipt:
    """When the custodian received it, as well as we know."""

    on: date
    at: time | None
    certain: bool
    recorded: bool
    assumed: bool = False


def standing_of(
    entries: Iterable[Entry],
    *,
    law_code: str,
    agency: AgencyDays,
    chaser_days: int = CHASER_DAYS,
) -> Standing:
    """The standing after these entries, in whatever order they come, with corrections applied.

    `chaser_days` is how many open days the office lets pass between two letters of ours. Raises
    LawError when the log holds a day for which the law's clock cannot be computed.
    """
    log = list(effective(entries))
    ways = Ways(law_code, agency, chaser_days)
    standing = replace(_while_open(log, ways), chaser_days=chaser_days, law_code=law_code)
    closing = _last_by_day(log, Closed, Reopened)
    if not isinstance(closing, Closed):
        return standing
    return replace(
        standing,
        stage=Stage.CLOSED,
        outcome=closing.outcome,
        turn=Turn.NOBODY,
        label=f"Closed: {OUTCOME_WORDS[closing.outcome]}",
        deadline=None,
        clocks=_after_closing(standing, closing.outcome),
        promises=tuple(
            replace(one, ended_on=one.ended_on or closing.on) for one in standing.promises
        ),
        unsent="",
    )


def _after_closing(standing: Standing, outcome: Outcome) -> tuple[OpenClock, ...]:
    """Only the ways against a refusal stay open, where something was refused or never came."""
    if outcome in (Outcome.RELEASED, Outcome.WITHDRAWN):
        return ()
    return tuple(one for one in standing.clocks if one.deadline.clock in CHALLENGES)


def _while_open(log: list[Entry], ways: Ways) -> Standing:
    law_code, agency = ways.law_code, ways.agency
    sent = _last_recorded(log, Sent)
    answers = [entry.event for entry in _by_day(log) if isinstance(entry.event, Answered)]
    recorded = _last_recorded(log, Received)
    if sent is None and recorded is None and not answers:
        approved = _last_recorded(log, Approved) or _last_recorded(log, Imported)
        stage = Stage.DRAFT if approved is None else Stage.READY
        label = "Draft" if approved is None else "Letter ready"
        return Standing(stage, None, Turn.US, label, None, None, None, receipt_known=False)
    receipt = _receipt(sent, recorded, answers, law_code, agency)
    response = deadline(law_code, "", receipt.on, at=receipt.at, agency=agency)
    clock = OpenDeadline(
        response.clock, response.start, response.due, response.safe, expected=not receipt.certain
    )
    waiting = Standing(
        stage=Stage.WAITING if receipt.certain else Stage.SENT,
        outcome=None,
        turn=Turn.THEM,
        label=_waiting_label(receipt),
        deadline=clock,
        sent_on=sent.on if sent else None,
        received_on=receipt.on if receipt.certain else None,
        receipt_known=receipt.recorded,
    )
    told = [entry.event for entry in _by_day(log) if isinstance(entry.event, TOLD)]
    receipts = [entry.event for entry in log if isinstance(entry.event, FollowUpReceived)]
    fold = Fold(told, receipts, OpenClock(clock, receipt.at), ways)
    now = fold.standing(waiting)
    return replace(
        now,
        clocks=fold.clocks(now),
        promises=fold.promises,
        unsent=_unsent(log),
    )


def _receipt(
    sent: Sent | None,
    recorded: Received | None,
    answers: list[Answered],
    law_code: str,
    agency: AgencyDays,
) -> _Receipt:
    if recorded is not None and recorded.evidence is not Evidence.ASSUMED:
        return _Receipt(recorded.on, recorded.at, certain=True, recorded=True)
    if answers:
        # Whoever answers has the request: it was received on that day at the latest.
        first = max(answers[0].on, sent.on) if sent else answers[0].on
        return _Receipt(first, None, certain=True, recorded=False)
    if recorded is not None:
        return _Receipt(recorded.on, recorded.at, certain=False, recorded=False, assumed=True)
    assert sent is not None  # noqa: S101 - the caller asks only once something left or came
    if sent.channel is Channel.POST:
        arrives = add_open_days(sent.on, POST_DAYS, agency, law_code)
        return _Receipt(arrives, None, certain=False, recorded=False)
    return _Receipt(sent.on, sent.at, certain=False, recorded=False)


def _waiting_label(receipt: _Receipt) -> str:
    if receipt.certain:
        return "Waiting"
    return "Receipt assumed" if receipt.assumed else "Receipt not known"


def _unsent(log: list[Entry]) -> str:
    """The number of the newest letter after the request that is final and did not go out."""
    gone = {entry.event.number for entry in log if isinstance(entry.event, FollowUpSent)}
    ready = [entry.event.number for entry in log if isinstance(entry.event, FollowUpApproved)]
    return next((number for number in reversed(ready) if number not in gone), "")


Kind = TypeVar("Kind")


def _last_recorded(log: list[Entry], kind: type[Kind]) -> Kind | None:
    """The latest line about something of which there is only one: it corrects the others."""
    return next((entry.event for entry in reversed(log) if isinstance(entry.event, kind)), None)


def _by_day(log: list[Entry]) -> list[Entry]:
    """In the order of the days; within a day in the order of the log."""
    return sorted(log, key=lambda entry: (entry.event.on, entry.seq))


def _last_by_day(log: list[Entry], *kinds: type[object]) -> object | None:
    found = [entry.event for entry in _by_day(log) if isinstance(entry.event, kinds)]
    return found[-1] if found else None
