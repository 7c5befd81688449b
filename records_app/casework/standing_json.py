"""What a standing knows beyond its badge and its nearest clock, as plain values, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from records_app.casework.clocks import OpenClock, OpenDeadline
from records_app.casework.events import AnswerKind, Escalation, FollowUp
from records_app.casework.stages import Stage, Standing

# Which way of working out a standing gave the values. One more whenever the same log gives another
# standing than before: what is stored is then worked out anew at the next start.
FOLD = 3


def further_json(standing: Standing) -> dict[str, Any]:
    """The answer, the letters, the steps outside and all clocks; empty for a plain draft.

    Days are ISO dates. What is as it was at the beginning is left out.
    """
    values = {
        "fold": FOLD if standing.stage is not Stage.DRAFT else None,
        "answer": standing.answer,
        "dateless": standing.dateless,
        "disputed": standing.disputed,
        "withdrawn": standing.withdrawn,
        "outside": standing.outside,
        "decided": standing.decided,
        "unsent": standing.unsent,
        "written": sorted(standing.written),
        "escalated": sorted(standing.escalated),
        "clocks": [_clock_json(one) for one in standing.clocks],
    }
    return {name: value for name, value in values.items() if value}


def with_further(standing: Standing, values: Mapping[str, Any]) -> Standing:
    """A standing completed with what ``further_json`` gave."""
    return replace(
        standing,
        answer=_one(AnswerKind, values.get("answer")),
        dateless=bool(values.get("dateless")),
        disputed=bool(values.get("disputed")),
        withdrawn=bool(values.get("withdrawn")),
        outside=_one(Escalation, values.get("outside")),
        decided=_one(Escalation, values.get("decided")),
        unsent=str(values.get("unsent", "")),
        written=frozenset(FollowUp(one) for one in values.get("written", ())),
        escalated=frozenset(Escalation(one) for one in values.get("escalated", ())),
        clocks=tuple(_clock(one) for one in values.get("clocks", ())),
    )


def _one(kind: Any, value: object) -> Any:
    return None if value is None else kind(value)


def _clock_json(clock: OpenClock) -> dict[str, Any]:
    running = clock.deadline
    days = {"start": running.start, "due": running.due, "safe": running.safe, "after": clock.after}
    written = {name: day.isoformat() for name, day in days.items() if day is not None}
    doubts = {"notice": clock.notice, "estimate": clock.estimate or None}
    known = {name: value for name, value in doubts.items() if value is not None}
    return {"clock": running.clock, **written, "expected": running.expected, **known}


def _clock(values: Mapping[str, Any]) -> OpenClock:
    start, due, safe = (date.fromisoformat(values[name]) for name in ("start", "due", "safe"))
    after = values.get("after")
    return OpenClock(
        OpenDeadline(values["clock"], start, due, safe, bool(values["expected"])),
        after=None if after is None else date.fromisoformat(after),
        notice=values.get("notice"),
        estimate=bool(values.get("estimate")),
    )
