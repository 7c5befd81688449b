"""A standing read back from the columns of a list, for rows whose log is not loaded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from records_app.casework.clocks import CHASER_DAYS, OpenDeadline
from records_app.casework.events import AnswerKind, Escalation, Outcome
from records_app.casework.next_steps import Action
from records_app.casework.standing import Stage, Standing, Turn
from records_app.casework.standing_words import DECIDED, ESCALATED, WITHDRAWN

# The answer itself is not a column; one that leads to the same next step serves as well.
_ANSWERS = {
    Action.ANSWER_CONTROL.value: AnswerKind.ICE_CONTROL,
    Action.DEMAND_GROUNDS.value: AnswerKind.DENIED,
    Action.REVIEW_ANSWER.value: AnswerKind.OTHER,
    Action.CLOSE.value: AnswerKind.RELEASED,
    Action.ANSWER_QUESTION.value: AnswerKind.CLARIFICATION,
    Action.ANSWER_FEE.value: AnswerKind.FEE_ASKED,
    Action.LOG_ANSWER.value: AnswerKind.FEE_ASKED,
    Action.ASK_REVIEW.value: AnswerKind.DENIED,
    Action.APPEAL.value: AnswerKind.DENIED,
}


class HasDerivedColumns(Protocol):
    """A row of requests, as far as it concerns the standing."""

    @property
    def law(self) -> str: ...
    @property
    def number(self) -> str | None: ...
    @property
    def stage(self) -> str: ...
    @property
    def outcome(self) -> str | None: ...
    @property
    def turn(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def clock(self) -> str | None: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def safe_on(self) -> date | None: ...
    @property
    def receipt_expected(self) -> bool: ...
    @property
    def step(self) -> str: ...
    @property
    def chased_on(self) -> date | None: ...


def standing_in(row: HasDerivedColumns, chaser_days: int = CHASER_DAYS) -> Standing:
    """The standing as far as columns tell it: enough for urgency, badge and first next step.

    ``chaser_days`` is the office's spacing; only next steps look at it.

    The days of sending and receipt are not among the columns and stay empty; the start of the
    clock is not either, and its due day stands in for it.
    """
    stage = Stage(row.stage)
    clock = None
    if row.clock is not None and row.due_on is not None and row.safe_on is not None:
        clock = OpenDeadline(row.clock, row.due_on, row.due_on, row.safe_on, row.receipt_expected)
    return Standing(
        stage=stage,
        outcome=Outcome(row.outcome) if row.outcome else None,
        turn=Turn(row.turn),
        label=row.label,
        deadline=clock,
        sent_on=None,
        received_on=None,
        receipt_known=clock is not None and not row.receipt_expected,
        answer=_ANSWERS.get(row.step) if stage is Stage.OURS_TO_ACT else None,
        dateless=row.step == Action.DEMAND_DATE.value,
        chased_on=row.chased_on,
        chaser_days=chaser_days,
        law_code=row.law,
        outside=_outside_in(row.label, ESCALATED) if stage is Stage.ANSWERING else None,
        decided=_outside_in(row.label, DECIDED) if stage is Stage.OURS_TO_ACT else None,
        withdrawn=row.label == WITHDRAWN,
        disputed=row.step == Action.LOG_ANSWER.value,
        unsent=(row.number or "letter") if row.step == Action.SEND_LETTER.value else "",
    )


def _outside_in(label: str, words: Mapping[Escalation, str]) -> Escalation | None:
    """The step outside that a badge speaks of: it is not a column of its own."""
    return next((kind for kind, said in words.items() if said == label), None)
