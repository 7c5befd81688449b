"""Whose turn it is after an event: small steps of the fold."""

from __future__ import annotations

from dataclasses import replace

from records_app.casework.clocks import ASK_AGAIN, CHALLENGES, OpenClock, OpenDeadline
from records_app.casework.events import Answered, AnswerKind
from records_app.casework.stages import Stage, Standing, Turn


def is_aside(answer: Answered, now: Standing) -> bool:
    """Money alone brings the records no nearer; a waiver does where a fee is asked.

    Their delay that crosses our withdrawal asks nothing of anybody.
    """
    if answer.kind is AnswerKind.FEE_WAIVED:
        return now.answer is not AnswerKind.FEE_ASKED
    if answer.kind is AnswerKind.DELAYED:
        return now.withdrawn
    return answer.kind is AnswerKind.FEE_REFUNDED


def is_near(challenge: OpenClock) -> bool:
    """Whether the way is short enough to be what we act by: a suit has a year."""
    return challenge.deadline.clock in CHALLENGES - {"suit"}


def is_ours(clock: OpenDeadline | None) -> bool:
    """Whether no clock of theirs runs."""
    return clock is None or clock.ours or clock.clock == ASK_AGAIN


def their_turn(now: Standing, label: str) -> Standing:
    """They have to act; the clock stays as it is."""
    return replace(now, stage=Stage.ANSWERING, turn=Turn.THEM, label=label, dateless=False)


def ours_to_act(now: Standing, label: str) -> Standing:
    """We have to act; the clock that runs against us is found at the end of the fold."""
    return replace(now, stage=Stage.OURS_TO_ACT, turn=Turn.US, label=label, deadline=None)


def answering(now: Standing, label: str, answer: AnswerKind) -> Standing:
    """They wrote, and have still to act."""
    return replace(their_turn(now, label), answer=answer)


def acknowledged(now: Standing) -> Standing:
    """It is neither access nor a date, so it stops no clock (§ 610.023.3, RSMo)."""
    if now.stage in (Stage.WAITING, Stage.SENT):
        return answering(now, "Acknowledged", AnswerKind.ACKNOWLEDGED)
    return now
