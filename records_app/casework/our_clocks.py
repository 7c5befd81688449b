"""The clocks that run against us: a fee, a question of theirs, and the ways against a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from records_app.casework.clocks import (
    LETTERS_OUTSIDE,
    OpenClock,
    OpenDeadline,
    Promise,
    acts,
    law_clock,
    takes_back,
)
from records_app.casework.events import (
    Answered,
    AnswerKind,
    Escalated,
    Escalation,
    Event,
    FeePaid,
    FollowUp,
    FollowUpSent,
)
from records_app.casework.fee_ledger import Fees
from records_app.law.agency_days import AgencyDays
from records_app.law.course import Course
from records_app.law.statute import law

_DAY = timedelta(days=1)
_ENDS_A_QUESTION = frozenset(
    {AnswerKind.RELEASED, AnswerKind.DENIED, AnswerKind.ICE_CONTROL, AnswerKind.NO_RECORDS}
)
_ANSWERS_A_QUESTION = frozenset({FollowUp.CLARIFICATION, FollowUp.NARROWING})
# In Kansas any reply about the cost is in time (K.S.A. 45-219(e)); in Missouri only payment is.
_ANSWERS_A_COST = _ANSWERS_A_QUESTION | {
    FollowUp.COST_ANSWER,
    FollowUp.FEE_WAIVER,
    FollowUp.FEE_OBJECTION,
}
_REFUSALS = frozenset({AnswerKind.DENIED, AnswerKind.ICE_CONTROL, AnswerKind.PARTLY_RELEASED})
_ADVERSE = {"appeal": _REFUSALS | {AnswerKind.NO_RECORDS}}
_CHANGES_NOTHING = frozenset(
    {AnswerKind.ACKNOWLEDGED, AnswerKind.FEE_WAIVED, AnswerKind.FEE_REFUNDED}
)
_NO_ANSWER_YET = frozenset({AnswerKind.ACKNOWLEDGED, AnswerKind.DELAYED})


@dataclass(frozen=True, slots=True)
class Owed:
    """What they owe by law: the clock of the answer, and that of written grounds."""

    answer: OpenDeadline
    promises: tuple[Promise, ...]
    grounds: OpenClock | None


def fee_clock(
    told: Sequence[Event], asked_on: date | None, law_code: str, agency: AgencyDays
) -> OpenClock | None:
    """The clock of a fee that nobody settled yet, from the first demand for it to be safe."""
    by_reply = "cost-contact" in law(law_code).clocks
    asked = unpaid(told, law_code)
    if not asked:
        return None
    start, starts_by = asked[0].on, asked[-1].on if asked[-1].on > asked[0].on else None
    if by_reply:
        course = Course(starts_by=starts_by)
        return law_clock(law_code, "cost-contact", start, agency, course=course)
    fees = [event.fee for event in asked if event.fee is not None]
    course = Course(
        fee=min(fees) if len(fees) == len(asked) else None,
        asked_on=_known_by(asked_on, start),
        starts_by=starts_by,
    )
    found = law_clock(law_code, "fee", start, agency, course=course, notice=asked[-1].notice)
    only_estimated = all(event.estimate for event in asked)
    return replace(found, estimate=only_estimated) if found is not None else None


def unpaid(told: Sequence[Event], law_code: str) -> list[Answered]:
    """The messages about a fee that nobody settled yet; paying or waiving a part settles none."""
    by_reply = "cost-contact" in law(law_code).clocks
    asked: list[Answered] = []
    fees = Fees()
    for place, event in enumerate(told):
        match event:
            case Answered(kind=AnswerKind.FEE_ASKED):
                fees.ask(place, event)
                asked.append(event)
            case FeePaid():
                fees.settle(event.amount)
                asked = asked if fees.open and not by_reply else []
            case Answered(kind=AnswerKind.FEE_WAIVED):
                fees.waive(event.fee)
                asked = asked if fees.open else []
            case _ if _ends_a_fee(event, by_reply=by_reply):
                asked = []
    return asked


def unanswered(told: Sequence[Event]) -> Answered | None:
    """The first question of theirs that nobody answered yet."""
    question: Answered | None = None
    for event in told:
        if isinstance(event, Answered):
            if event.kind is AnswerKind.CLARIFICATION:
                question = question or event
            elif event.kind in _ENDS_A_QUESTION:
                question = None
        elif isinstance(event, FollowUpSent) and event.kind in _ANSWERS_A_QUESTION:
            question = None
    return question


def question_clock(
    told: Sequence[Event], asked_on: date | None, law_code: str, agency: AgencyDays
) -> OpenClock | None:
    """The clock of a question of theirs that nobody answered yet; it counts from its sending."""
    question = unanswered(told)
    if question is None:
        return None
    course = Course(asked_on=_known_by(asked_on, question.on))
    return law_clock(
        law_code, "clarification", question.on, agency, course=course, notice=question.notice
    )


def challenge_clocks(
    told: Sequence[Event], owed: Owed, law_code: str, agency: AgencyDays
) -> Iterator[OpenClock]:
    """The ways against a refusal that this law knows, each from what is or may become one.

    To court in Missouri (§ 610.027.5, RSMo), to the Public Access Counselor in Illinois (5 ILCS
    140/9.5(a)), to the agency's own appeals under the federal law (6 CFR 5.8(a)(1)).
    """
    answers = [event for event in told if isinstance(event, Answered)]
    said = [event.kind for event in answers if event.kind not in _CHANGES_NOTHING]
    if said and said[-1] is AnswerKind.RELEASED:
        return
    for kind, name in _WAYS.items():
        if name not in law(law_code).clocks:
            continue
        taken = [one.on for one in told if _goes(one) is kind]
        adverse = _ADVERSE.get(name, _REFUSALS)
        starts = [(one.on, one.on, one.on - _DAY) for one in answers if one.kind in adverse]
        starts = [*_missed(name, told, owed), *starts]
        for first, last, after in starts:
            if any(first <= on for on in taken):
                continue
            found = law_clock(
                law_code, name, first, agency, course=_of_a_challenge(name, first, last)
            )
            if found is not None:
                yield replace(found, after=after)


_WAYS = {
    Escalation.SUIT: "suit",
    Escalation.REVIEW: "review",
    Escalation.APPEAL: "appeal",
}


def _goes(event: Event) -> Escalation | None:
    """Which step outside an event is, if any: some letters are one themselves."""
    if isinstance(event, FollowUpSent):
        return LETTERS_OUTSIDE.get(event.kind)
    return event.kind if isinstance(event, Escalated) else None


def _missed(name: str, told: Sequence[Event], owed: Owed) -> Iterator[tuple[date, date, date]]:
    """What may have been missed: the first and the last day it can have been, and after which."""
    missed: Iterable[tuple[date, date, date | None]] = ()
    main = (owed.answer.due, owed.answer.safe)
    if name == "suit":
        acted = next((event.on for event in told if acts(event) or takes_back(event)), None)
        missed = [(*main, acted)] if not owed.answer.expected else []
        missed += [(promise.due, promise.safe, promise.ended_on) for promise in owed.promises]
        if owed.grounds is not None and not owed.grounds.deadline.expected:
            missed.append((owed.grounds.deadline.due, owed.grounds.deadline.safe, None))
    elif name == "review" and not owed.answer.expected:
        # In Illinois silence is a denial (5 ILCS 140/3(d)); more time is no answer.
        answered = (event.on for event in told if _answers(event) or takes_back(event))
        missed = [(*main, next(answered, None))]
    for due, safe, ended in missed:
        if ended is None or ended > safe:
            yield due, safe, safe


def _of_a_challenge(name: str, first: date, last: date) -> Course:
    starts_by = last if last > first else None
    return Course(starts_by=starts_by, violated_on=first if name == "suit" else None)


def _answers(event: Event) -> bool:
    return acts(event) and isinstance(event, Answered) and event.kind not in _NO_ANSWER_YET


def _ends_a_fee(event: Event, *, by_reply: bool) -> bool:
    if isinstance(event, FollowUpSent):
        return by_reply and event.kind in _ANSWERS_A_COST
    return isinstance(event, Answered) and event.kind in _ENDS_A_QUESTION


def _known_by(asked_on: date | None, start: date) -> date | None:
    """The day of the request, unless a slip in the log puts it after the start of the clock."""
    return asked_on if asked_on is not None and asked_on <= start else None
