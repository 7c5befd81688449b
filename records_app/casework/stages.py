"""What a standing is: the stage, whose turn it is, and the clocks that run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from records_app.casework.clocks import CHALLENGES, CHASER_DAYS, OpenClock, OpenDeadline, Promise
from records_app.casework.events import AnswerKind, Escalation, FollowUp, Outcome


class Stage(StrEnum):
    """Where a request is now."""

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
class Standing:
    """The stage, whose turn it is, and a label of a few words for the badge.

    `received_on` is the recorded day, or the day of the first reply when none is recorded;
    `receipt_known` is True only when a receipt with evidence is recorded. `answer` is the answer
    that decides the stage; `dateless` says that they asked for more time and gave no date.
    `deadline` is the nearest clock of whoever has to act; `clocks` are all that run or may begin to
    run (`clocks_on` says which do on a day). `chased_on` is the day of our last letter since they
    last answered, `disputed` says that we wrote about their fee, and `unsent` is the number of a
    letter that is approved and did not go out. `chaser_days` is how many open days pass between two
    letters of ours, `law_code` the law, and `written` the letters we sent since they last answered.
    `escalated` are the steps outside so far, `outside` the one that is pending and whose turn it
    makes it; `decided` is one that has ended since. `withdrawn` says that we took the request back.
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
    clocks: tuple[OpenClock, ...] = ()
    promises: tuple[Promise, ...] = ()
    chased_on: date | None = None
    disputed: bool = False
    unsent: str = ""
    chaser_days: int = CHASER_DAYS
    law_code: str = "us-mo"
    written: frozenset[FollowUp] = frozenset()
    escalated: frozenset[Escalation] = frozenset()
    outside: Escalation | None = None
    decided: Escalation | None = None
    withdrawn: bool = False


def clocks_on(standing: Standing, today: date) -> tuple[OpenClock, ...]:
    """The clocks that run on a day, the nearest first; of several starts of one way the first."""
    begun = [one for one in standing.clocks if one.after is None or today > one.after]
    found = sorted(begun, key=lambda one: one.deadline.safe)
    first: dict[str, OpenClock] = {}
    for one in found:
        first.setdefault(one.deadline.clock, one)
    return tuple(
        one
        for one in found
        if one.deadline.clock not in CHALLENGES or one is first[one.deadline.clock]
    )


def broken_promises(standing: Standing, today: date) -> int:
    """How many of the dates they named have passed without an answer."""
    return sum(promise.is_broken(today) for promise in standing.promises)
