"""The clocks that run against the agency after its first answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from records_app.casework.clocks import POST_DAYS, OpenClock, law_clock, takes_back
from records_app.casework.events import (
    Answered,
    AnswerKind,
    Channel,
    Escalated,
    Event,
    Evidence,
    FollowUp,
    FollowUpReceived,
    FollowUpSent,
)
from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import add_open_days
from records_app.law.course import Pause
from records_app.law.statute import law

_DAY = timedelta(days=1)
_REFUSALS = frozenset({AnswerKind.DENIED, AnswerKind.ICE_CONTROL, AnswerKind.PARTLY_RELEASED})
_ANSWERS_GROUNDS = frozenset({AnswerKind.GROUNDS_GIVEN, AnswerKind.RELEASED, AnswerKind.NO_RECORDS})


def grounds_clock(
    told: Sequence[Event], receipts: Iterable[FollowUpReceived], law_code: str, agency: AgencyDays
) -> OpenClock | None:
    """The clock of a demand for written grounds; it starts at its receipt (§ 610.023.4, RSMo).

    Asking again starts no new time: the first demand whose receipt is known counts.
    """
    demands = _open_demands(told)
    if not demands:
        return None
    sure = [one for one in receipts if one.evidence is not Evidence.ASSUMED]
    for demand, later in zip(demands, [*demands[1:], None], strict=True):
        known = [
            one
            for one in sure
            if one.kind is demand.kind
            and demand.on <= one.on
            and (later is None or one.on < later.on)
        ]
        if known:
            return law_clock(law_code, "grounds", known[-1].on, agency, at=known[-1].at)
    newest = demands[-1]
    at = newest.at if newest.channel is not Channel.POST else None
    start = arrival(newest, agency, law_code)
    return law_clock(law_code, "grounds", start, agency, at=at, expected=True)


def extended_clock(
    answer: Answered, main: OpenClock, law_code: str, agency: AgencyDays
) -> OpenClock | None:
    """The clock after a delay notice where the law knows one, and it came within the first time.

    It runs to the most that the law allows (5 ILCS 140/3(e); 5 U.S.C. 552(a)(6)(B)(i)).
    """
    running = main.deadline
    if running.clock == "extension" or answer.on > running.safe:
        return None
    return law_clock(law_code, "extension", running.start, agency, at=main.at, course=main.course)


def resumed_clock(
    main: OpenClock, pause: Pause, law_code: str, agency: AgencyDays
) -> OpenClock | None:
    """The clock of their answer after a pause that the law itself grants; None where it does not.

    `pause` ends on the day on which our answer reached them.
    """
    running = main.deadline
    granted = [one for one in law(law_code).clock(running.clock).pauses if one.kind is pause.kind]
    taken = [one for one in main.course.pauses if one.kind is pause.kind]
    if not granted or (granted[0].most and len(taken) >= granted[0].most):
        return None
    first = max(pause.first, running.start + _DAY)
    if pause.last < first or pause.first > running.safe:
        return None
    pauses = (*main.course.pauses, *_besides(replace(pause, first=first), main.course.pauses))
    return law_clock(
        law_code,
        running.clock,
        running.start,
        agency,
        at=main.at,
        course=replace(main.course, pauses=pauses),
    )


def _besides(pause: Pause, others: Iterable[Pause]) -> list[Pause]:
    """The parts of a pause on whose days the clock does not stand still already."""
    parts = [pause]
    for other in others:
        before = [replace(one, last=min(one.last, other.first - _DAY)) for one in parts]
        after = [replace(one, first=max(one.first, other.last + _DAY)) for one in parts]
        parts = [one for one in (*before, *after) if one.first <= one.last]
    return parts


def decision_clock(appeal: Escalated, law_code: str, agency: AgencyDays) -> OpenClock | None:
    """The clock of a decision on an appeal; a number they gave it proves that it came."""
    known = bool(appeal.reference)
    return law_clock(law_code, "appeal-decision", appeal.on, agency, expected=not known)


def arrival(letter: FollowUpSent, agency: AgencyDays, law_code: str) -> date:
    """The day on which a letter of ours is expected there: by post some days later."""
    if letter.channel is Channel.POST:
        return add_open_days(letter.on, POST_DAYS, agency, law_code)
    return letter.on


def answers_a_demand(answer: Answered) -> bool:
    """Whether it gives the grounds that were asked for, or leaves none to give."""
    if answer.kind in _ANSWERS_GROUNDS:
        return True
    return answer.kind in _REFUSALS and bool(answer.exception.strip())


def _open_demands(told: Sequence[Event]) -> list[FollowUpSent]:
    """The demands for grounds that nothing has answered, in the order of the days."""
    demands: list[FollowUpSent] = []
    for event in told:
        if isinstance(event, FollowUpSent) and event.kind is FollowUp.DEMAND_GROUNDS:
            demands.append(event)
        elif takes_back(event) or (isinstance(event, Answered) and answers_a_demand(event)):
            demands = []
    return demands
