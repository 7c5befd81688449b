"""Where a request is now. Always worked out from the whole log, never stored as a status.

Only what happened counts, not the order in which it was typed in: a later line about sending or
receipt corrects an earlier one, answers count in the order of their days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from records_app.casework.events import (
    OUTCOME_WORDS,
    Answered,
    AnswerKind,
    Approved,
    Channel,
    Closed,
    Entry,
    Evidence,
    Outcome,
    Received,
    Reopened,
    Sent,
    money,
)
from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import add_open_days, open_day_from
from records_app.law.day_words import month_day
from records_app.law.deadlines import deadline
from records_app.law.statute import law

# Our estimate, not the law's: how many open days a letter takes.
POST_DAYS = 3


class Stage(StrEnum):
    DRAFT = "draft"
    READY = "ready"
    SENT = "sent"
    WAITING = "waiting"
    ANSWERING = "answering"
    OURS_TO_ACT = "ours_to_act"
    CLOSED = "closed"


class Turn(StrEnum):
    """Who has to act."""

    THEM = "them"
    US = "us"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class OpenDeadline:
    """The clock that runs now: `response` (by law) or `promised` (the date they gave).

    `expected` is True while the start is only expected: nobody is late on such a date.
    """

    clock: str
    start: date
    due: date
    safe: date
    expected: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The stage, whose turn it is, and a label of a few words for the badge.

    `received_on` is the recorded day, or the day of the first reply when none is recorded;
    `receipt_known` is True only when a receipt with evidence is recorded. `answer` is the answer
    that decides the stage; `dateless` says that they asked for more time and gave no date.
    """

    stage: Stage
    outcome: Outcome | None
    turn: Turn
    label: str
    deadline: OpenDeadline | None
    sent_on: date | None
    received_on: date | None
    receipt_known: bool
    answer: AnswerKind | None = None
    dateless: bool = False


@dataclass(frozen=True, slots=True)
class _Receipt:
    """When the custodian received it, as well as we know."""

    on: date
    at: time | None
    certain: bool
    recorded: bool
    assumed: bool = False


def standing_of(entries: Iterable[Entry], *, law_code: str, agency: AgencyDays) -> Standing:
    """The standing after these entries, in whatever order they come.

    Raises LawError when the log holds a day for which the law's clock cannot be computed.
    """
    log = sorted(entries, key=lambda entry: entry.seq)
    standing = _while_open(log, law_code, agency)
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
    )


def _while_open(log: list[Entry], law_code: str, agency: AgencyDays) -> Standing:
    sent = _last_recorded(log, Sent)
    answers = [entry.event for entry in _by_day(log) if isinstance(entry.event, Answered)]
    recorded = _last_recorded(log, Received)
    if sent is None and recorded is None and not answers:
        approved = _last_recorded(log, Approved)
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
    return _after_answers(waiting, answers, law_code, agency)


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


def _after_answers(
    waiting: Standing, answers: list[Answered], law_code: str, agency: AgencyDays
) -> Standing:
    """The fold over the answers, in the order of their days.

    An acknowledgment is neither access nor a date, so it stops no clock (§ 610.023.3, RSMo).
    """
    now = waiting
    for answer in answers:
        if answer.kind is AnswerKind.ACKNOWLEDGED:
            if now.stage in (Stage.WAITING, Stage.SENT):
                now = _answering(now, "Acknowledged", AnswerKind.ACKNOWLEDGED)
        elif answer.kind is AnswerKind.DELAYED:
            now = _delayed(now, answer, law_code, agency)
        else:
            now = replace(
                now,
                stage=Stage.OURS_TO_ACT,
                turn=Turn.US,
                label=_answer_label(answer),
                deadline=None,
                answer=answer.kind,
                dateless=False,
            )
    return now


def _delayed(now: Standing, answer: Answered, law_code: str, agency: AgencyDays) -> Standing:
    if answer.promised_on is not None:
        promised = answer.promised_on
        safe = _safe_promise(promised, law_code, agency)
        clock = OpenDeadline("promised", answer.on, promised, safe, expected=False)
        label = f"Promised {month_day(promised)}"
        return replace(_answering(now, label, answer.kind), deadline=clock)
    if now.deadline is None:
        # They had acted before, so no clock runs: it is for us to ask for a date.
        return replace(now, label="Delayed, no date", answer=answer.kind, dateless=True)
    return replace(_answering(now, "Delayed, no date", answer.kind), dateless=True)


def _safe_promise(promised: date, law_code: str, agency: AgencyDays) -> date:
    """The day after which a promise is broken under every reading of the law."""
    if "promised" in law(law_code).clocks:
        return deadline(law_code, "promised", promised, agency=agency).safe
    # A law without such a clock: we give them until their office is open, as a courtesy of ours.
    return open_day_from(promised, agency, law_code)


def _answering(now: Standing, label: str, answer: AnswerKind) -> Standing:
    return replace(
        now, stage=Stage.ANSWERING, turn=Turn.THEM, label=label, answer=answer, dateless=False
    )


def _waiting_label(receipt: _Receipt) -> str:
    if receipt.certain:
        return "Waiting"
    return "Receipt assumed" if receipt.assumed else "Receipt not known"


_ANSWER_LABELS = {
    AnswerKind.FEE_ASKED: "Fee asked",
    AnswerKind.RELEASED: "Records released",
    AnswerKind.PARTLY_RELEASED: "Part released",
    AnswerKind.NO_RECORDS: "No records",
    AnswerKind.DENIED: "Denied, no law cited",
    AnswerKind.OTHER: "Answered",
}


def _answer_label(answer: Answered) -> str:
    if answer.kind is AnswerKind.FEE_ASKED and answer.fee is not None:
        return f"Fee asked: {money(answer.fee)}"
    if answer.kind is AnswerKind.DENIED and answer.exception.strip():
        return "Denied, law cited"
    return _ANSWER_LABELS[answer.kind]


Kind = TypeVar("Kind")


def _last_recorded(log: list[Entry], kind: type[Kind]) -> Kind | None:
    """The latest line about something of which there is only one: it corrects the others."""
    return next((entry.event for entry in reversed(log) if isinstance(entry.event, kind)), None)


def _by_day(log: list[Entry]) -> list[Entry]:
    return sorted(log, key=lambda entry: (entry.event.on, entry.seq))


def _last_by_day(log: list[Entry], *kinds: type[object]) -> object | None:
    found = [entry.event for entry in _by_day(log) if isinstance(entry.event, kinds)]
    return found[-1] if found else None
