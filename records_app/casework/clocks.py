"""Every clock that an open request has running, each computed by the law engine from the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from records_app.casework.events import (
    Answered,
    AnswerKind,
    Channel,
    Event,
    Evidence,
    FeePaid,
    FollowUp,
    FollowUpReceived,
    FollowUpSent,
)
from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import add_open_days, open_day_from
from records_app.law.course import PLAIN_COURSE, Course
from records_app.law.deadlines import deadline
from records_app.law.errors import LawError
from records_app.law.statute import law

# Our estimate, not the law's: how many open days a letter takes.
POST_DAYS = 3
# Our own practice, not the law's: so many open days between two letters of ours, unless the
# office chose another number.
CHASER_DAYS = 5
ASK_AGAIN = "ask_again"
OUR_CLOCKS = frozenset({"fee", "clarification", "suit"})
_DAY = timedelta(days=1)
_ENDS_A_QUESTION = frozenset({AnswerKind.RELEASED, AnswerKind.DENIED, AnswerKind.NO_RECORDS})
_ENDS_A_FEE = _ENDS_A_QUESTION | {AnswerKind.FEE_WAIVED}
_REFUSALS = frozenset({AnswerKind.DENIED, AnswerKind.PARTLY_RELEASED})
_ANSWERS_GROUNDS = frozenset(
    {
        AnswerKind.GROUNDS_GIVEN,
        AnswerKind.RELEASED,
        AnswerKind.NO_RECORDS,
    }
)


@dataclass(frozen=True, slots=True)
class OpenDeadline:
    """A clock that runs now, such as `response` (by law) or `promised` (the date they gave).

    `expected` is True while the start is only expected: nobody is late on such a date. The clock
    `ask_again` is our own: a day on which to look again where the law gives none.
    """

    clock: str
    start: date
    due: date
    safe: date
    expected: bool

    @property
    def ours(self) -> bool:
        """Whether it runs against us: `due` is the last day, and we act by `safe`."""
        return self.clock in OUR_CLOCKS


@dataclass(frozen=True, slots=True)
class OpenClock:
    """A clock with what its explanation needs: `at` and `course` as the law engine takes them.

    `after`: it runs only if nothing changes by the end of that day; None when it runs for sure.
    `notice` is what they wrote about the end of the request, where the law asks for such words.
    """

    deadline: OpenDeadline
    at: time | None = None
    course: Course = PLAIN_COURSE
    after: date | None = None
    notice: bool | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A date they named; `ended_on` is the day on which they answered or named another."""

    made_on: date
    due: date
    safe: date
    ended_on: date | None

    def is_broken(self, today: date) -> bool:
        """Whether `safe` has passed without an answer."""
        return (self.ended_on or today) > self.safe


def ask_again(
    on: date, law_code: str, agency: AgencyDays, chaser_days: int = CHASER_DAYS
) -> OpenDeadline:
    """Our own date to look again after something that starts no clock of the law."""
    again = add_open_days(on, chaser_days, agency, law_code)
    return OpenDeadline(ASK_AGAIN, on, again, again, expected=True)


def promised_clock(
    promised: date, made_on: date, law_code: str, agency: AgencyDays
) -> OpenDeadline:
    """The clock of a promise; `safe` is the day after which it is broken under every reading."""
    if "promised" in law(law_code).clocks:
        safe = deadline(law_code, "promised", promised, agency=agency).safe
    else:
        # A law without such a clock: they have until their office is open, as a courtesy of ours.
        safe = open_day_from(promised, agency, law_code)
    return OpenDeadline("promised", made_on, promised, safe, expected=False)


def promises_in(told: Sequence[Event], law_code: str, agency: AgencyDays) -> tuple[Promise, ...]:
    """Every date they named, in order."""
    found = []
    for place, event in enumerate(told):
        if isinstance(event, Answered) and event.promised_on is not None:
            clock = promised_clock(event.promised_on, event.on, law_code, agency)
            ended = next((later.on for later in told[place + 1 :] if _acts(later)), None)
            found.append(Promise(event.on, clock.due, clock.safe, ended))
    return tuple(found)


def grounds_clock(
    told: Sequence[Event], receipts: Iterable[FollowUpReceived], law_code: str, agency: AgencyDays
) -> OpenClock | None:
    """The clock of a demand for written grounds; it starts at its receipt (§ 610.023.4, RSMo)."""
    demand, rest = _last_demand(told)
    answered = any(isinstance(one, Answered) and one.kind in _ANSWERS_GROUNDS for one in rest)
    if demand is None or answered or "grounds" not in law(law_code).clocks:
        return None
    known = [one for one in receipts if one.kind is demand.kind and one.on >= demand.on]
    sure = [one for one in known if one.evidence is not Evidence.ASSUMED]
    if sure:
        start, at = sure[-1].on, sure[-1].at
    elif demand.channel is Channel.POST:
        start, at = add_open_days(demand.on, POST_DAYS, agency, law_code), None
    else:
        start, at = demand.on, demand.at
    return _clock(law_code, "grounds", start, agency, at=at, expected=not sure)


def fee_clock(
    told: Sequence[Event], asked_on: date | None, law_code: str, agency: AgencyDays
) -> OpenClock | None:
    """The clock of a fee that nobody paid yet, from the first demand for it to be safe."""
    asked: list[Answered] = []
    for event in told:
        if isinstance(event, FeePaid) or (
            isinstance(event, Answered) and event.kind in _ENDS_A_FEE
        ):
            asked = []
        elif isinstance(event, Answered) and event.kind is AnswerKind.FEE_ASKED:
            asked.append(event)
    if not asked:
        return None
    fees = [event.fee for event in asked if event.fee is not None]
    course = Course(
        fee=min(fees) if len(fees) == len(asked) else None,
        asked_on=_known_by(asked_on, asked[0].on),
        starts_by=asked[-1].on if asked[-1].on > asked[0].on else None,
    )
    return _clock(law_code, "fee", asked[0].on, agency, course=course, notice=asked[-1].notice)


def question_clock(
    told: Sequence[Event], asked_on: date | None, law_code: str, agency: AgencyDays
) -> OpenClock | None:
    """The clock of a question of theirs that nobody answered yet; it counts from its sending."""
    question: Answered | None = None
    for event in told:
        if isinstance(event, Answered):
            if event.kind is AnswerKind.CLARIFICATION:
                question = question or event
            elif event.kind in _ENDS_A_QUESTION:
                question = None
        elif isinstance(event, FollowUpSent) and event.kind in (
            FollowUp.CLARIFICATION,
            FollowUp.NARROWING,
        ):
            question = None
    if question is None:
        return None
    course = Course(asked_on=_known_by(asked_on, question.on))
    return _clock(
        law_code, "clarification", question.on, agency, course=course, notice=question.notice
    )


def suit_clocks(
    told: Sequence[Event],
    response: OpenDeadline,
    promises: Iterable[Promise],
    grounds: OpenClock | None,
    *,
    law_code: str,
    agency: AgencyDays,
) -> Iterator[OpenClock]:
    """The clock of going to court, once for each thing that is or may become a violation."""
    answers = [event for event in told if isinstance(event, Answered)]
    if any(event.kind is AnswerKind.RELEASED for event in answers[-1:]):
        return
    acted = next((event.on for event in told if _acts(event)), None)
    missed = [(response.due, response.safe, acted)] if not response.expected else []
    missed += [(promise.due, promise.safe, promise.ended_on) for promise in promises]
    if grounds is not None and not grounds.deadline.expected:
        missed.append((grounds.deadline.due, grounds.deadline.safe, None))
    starts = [(due, safe, safe) for due, safe, ended in missed if ended is None or ended > safe]
    starts += [(one.on, one.on, one.on - _DAY) for one in answers if one.kind in _REFUSALS]
    for first, last, after in starts:
        course = Course(starts_by=last if last > first else None, violated_on=first)
        found = _clock(law_code, "suit", first, agency, course=course)
        if found is not None:
            yield OpenClock(found.deadline, course=course, after=after)


def _known_by(asked_on: date | None, start: date) -> date | None:
    """The day of the request, unless a slip in the log puts it after the start of the clock."""
    return asked_on if asked_on is not None and asked_on <= start else None


def _acts(event: Event) -> bool:
    """Whether they did what the law asks for, or named a date: neither a receipt nor a delay."""
    if not isinstance(event, Answered) or event.kind is AnswerKind.ACKNOWLEDGED:
        return False
    return event.kind is not AnswerKind.DELAYED or event.promised_on is not None


def _last_demand(told: Sequence[Event]) -> tuple[FollowUpSent | None, Sequence[Event]]:
    """The newest demand for grounds, and what came after it."""
    for place in range(len(told) - 1, -1, -1):
        event = told[place]
        if isinstance(event, FollowUpSent) and event.kind is FollowUp.DEMAND_GROUNDS:
            return event, told[place + 1 :]
    return None, ()


def _clock(
    law_code: str,
    name: str,
    start: date,
    agency: AgencyDays,
    *,
    at: time | None = None,
    course: Course = PLAIN_COURSE,
    expected: bool = False,
    notice: bool | None = None,
) -> OpenClock | None:
    """The clock, or None where this law has none, or had none on that day."""
    if name not in law(law_code).clocks:
        return None
    try:
        found = deadline(law_code, name, start, at=at, agency=agency, course=course)
    except LawError:
        return None
    open_deadline = OpenDeadline(name, start, found.due, found.safe, expected)
    return OpenClock(open_deadline, at, course, notice=notice)
