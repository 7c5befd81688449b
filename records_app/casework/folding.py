"""The fold over what they and we did after the request went out, in the order of the days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from records_app.casework.clocks import (
    ASK_AGAIN,
    LETTERS_OUTSIDE,
    OUTSIDE_DAYS,
    OpenClock,
    OpenDeadline,
    Promise,
    ask_again,
    promised_clock,
    promises_in,
)
from records_app.casework.events import (
    Answered,
    AnswerKind,
    Decided,
    Escalated,
    Escalation,
    Event,
    FeePaid,
    FollowUp,
    FollowUpReceived,
    FollowUpSent,
)
from records_app.casework.our_clocks import (
    Owed,
    challenge_clocks,
    fee_clock,
    question_clock,
    unanswered,
    unpaid,
)
from records_app.casework.stages import Stage, Standing
from records_app.casework.standing_words import DECIDED, ESCALATED, WITHDRAWN, WRITTEN, answer_label
from records_app.casework.their_clocks import (
    answers_a_demand,
    arrival,
    decision_clock,
    extended_clock,
    grounds_clock,
    resumed_clock,
)
from records_app.casework.turns import (
    acknowledged,
    answering,
    is_aside,
    is_near,
    is_ours,
    ours_to_act,
    their_turn,
)
from records_app.law.agency_days import AgencyDays
from records_app.law.course import Pause, PauseKind
from records_app.law.day_words import month_day
from records_app.law.statute import law

TOLD = (Answered, FollowUpSent, FeePaid, Escalated, Decided)
_DAY = timedelta(days=1)
_ABOUT_A_FEE = frozenset(
    {FollowUp.FEE_WAIVER, FollowUp.FEE_OBJECTION, FollowUp.COST_ANSWER, FollowUp.NARROWING}
)
_ABOUT_A_COST = {FollowUp.COST_ANSWER: "Cost answered", FollowUp.NARROWING: "Narrowed"}
_DENIALS = frozenset({AnswerKind.DENIED, AnswerKind.PARTLY_RELEASED})
_ASKED = {PauseKind.FEE: AnswerKind.FEE_ASKED, PauseKind.CLARIFICATION: AnswerKind.CLARIFICATION}
_ALWAYS_OUTSIDE = frozenset({Escalation.SUIT, Escalation.REVIEW, Escalation.APPEAL})


@dataclass(frozen=True, slots=True)
class Ways:
    """The law of a request, the days of its agency, and how far apart our letters are."""

    law_code: str
    agency: AgencyDays
    chaser_days: int


class Fold:
    """The fold over what they and we did after the request went out, in the order of the days."""

    def __init__(
        self,
        told: Sequence[Event],
        receipts: Sequence[FollowUpReceived],
        response: OpenClock,
        ways: Ways,
    ) -> None:
        self._told, self._main, self._ways = told, response, ways
        self._law, self._agency = ways.law_code, ways.agency
        self._named: dict[int, OpenDeadline] = {}
        self._so_far: Sequence[Event] = ()
        self._grounds = grounds_clock(told, receipts, self._law, self._agency)
        self._decision: OpenClock | None = None
        self._asked: dict[AnswerKind, date] = {}

    def standing(self, waiting: Standing) -> Standing:
        """The standing without its list of clocks."""
        now = waiting
        for place, event in enumerate(self._told):
            self._so_far = self._told[: place + 1]
            now = self._after(now, event)
        if now.stage is Stage.OURS_TO_ACT and not now.withdrawn:
            ours = [*self._ours(now), *(one for one in self._challenges() if is_near(one))]
            nearest = min((one.deadline for one in ours), key=lambda one: one.safe, default=None)
            now = replace(now, deadline=nearest)
        return now

    @property
    def promises(self) -> tuple[Promise, ...]:
        """Every date they named; known once the standing is."""
        return promises_in(self._told, self._named)

    def clocks(self, now: Standing) -> tuple[OpenClock, ...]:
        """Every clock: that of the standing, ours, and the ways against a refusal."""
        theirs = []
        if now.deadline is not None and not now.deadline.ours:
            theirs.append(self._with_its_start(now.deadline))
        if self._grounds is not None and self._grounds not in theirs:
            theirs.append(self._grounds)
        return (*theirs, *self._ours(now), *self._challenges())

    def _after(self, now: Standing, event: Event) -> Standing:
        after = now
        match event:
            case Answered(kind=AnswerKind.ACKNOWLEDGED):
                after = acknowledged(now)
            case Answered() if not is_aside(event, now):
                self._asked[event.kind] = event.on
                after = replace(
                    self._answered(now, event), written=frozenset(), outside=None, decided=None
                )
                after = replace(after, chased_on=None, disputed=False, withdrawn=False)
            case FollowUpSent() if event.kind in LETTERS_OUTSIDE:
                kind = LETTERS_OUTSIDE[event.kind]
                step = Escalated(event.on, kind, event.to, event.reference, "")
                after = self._escalated(now, step)
            case FollowUpSent():
                after = self._followed_up(now, event)
                after = replace(after, chased_on=event.on, written=now.written | {event.kind})
            case FeePaid() if now.answer is AnswerKind.FEE_ASKED:
                after = self._settled_fee(now, "paid", event.on)
            case Escalated():
                after = self._escalated(now, event)
            case Decided() if now.outside is event.kind:
                after = ours_to_act(now, DECIDED[event.kind])
                after = replace(after, outside=None, decided=event.kind)
        return after

    def _ours(self, now: Standing) -> tuple[OpenClock, ...]:
        """In Missouri a suit about the records stops both clocks (§ 610.026.2(2), RSMo)."""
        sued = Escalation.SUIT in now.escalated and "fee" in law(self._law).clocks
        if sued or now.withdrawn:
            return ()
        fee = fee_clock(self._told, now.sent_on, self._law, self._agency)
        question = question_clock(self._told, now.sent_on, self._law, self._agency)
        return tuple(one for one in (fee, question) if one is not None)

    def _challenges(self) -> tuple[OpenClock, ...]:
        owed = Owed(self._main.deadline, self.promises, self._grounds)
        return tuple(challenge_clocks(self._told, owed, self._law, self._agency))

    def _answered(self, now: Standing, answer: Answered) -> Standing:
        if answer.kind is AnswerKind.FEE_WAIVED:
            return self._settled_fee(now, "waived", answer.on)
        if answer.kind is AnswerKind.DELAYED:
            return self._delayed(now, answer)
        ours = ours_to_act(now, answer_label(answer))
        demanded = FollowUp.DEMAND_GROUNDS in now.written and "grounds" in law(self._law).clocks
        if demanded and answer.kind in _DENIALS and answers_a_demand(answer):
            # A denial with its law, after we asked for the law, is what we asked for.
            return replace(ours, answer=AnswerKind.GROUNDS_GIVEN, dateless=False)
        return replace(ours, answer=answer.kind, dateless=False)

    def _delayed(self, now: Standing, answer: Answered) -> Standing:
        running, named = self._main.deadline, self._promised(answer)
        if named is not None and named.due < running.due and named.safe == running.safe:
            # A day before the law's own last day makes nobody late: the law gives them longer.
            return replace(answering(now, _promised_label(answer), answer.kind), deadline=running)
        if "extension" in law(self._law).clocks:
            return self._extended(now, answer, named)
        if named is not None:
            return replace(answering(now, _promised_label(answer), answer.kind), deadline=named)
        if now.deadline is None:
            # They had acted before, so no clock runs: it is for us to ask for a date.
            return replace(now, label="Delayed, no date", answer=answer.kind, dateless=True)
        return replace(answering(now, "Delayed, no date", answer.kind), dateless=True)

    def _promised(self, answer: Answered) -> OpenDeadline | None:
        """The clock of the day they named, kept in mind as a promise."""
        if answer.promised_on is None:
            return None
        named = promised_clock(answer.promised_on, answer.on, self._law, self._agency)
        named = replace(named, safe=max(named.safe, self._main.deadline.safe))
        self._named[len(self._so_far) - 1] = named
        return named

    def _extended(self, now: Standing, answer: Answered, named: OpenDeadline | None) -> Standing:
        """Where the law itself grants more time, a notice in time moves the clock once."""
        extended = extended_clock(answer, self._main, self._law, self._agency)
        if extended is not None:
            self._main = extended
        label, clock = "More time taken", self._main.deadline
        if named is not None and named.due <= clock.due:
            label, clock = _promised_label(answer), named
        return replace(answering(now, label, answer.kind), deadline=clock)

    def _followed_up(self, now: Standing, sent: FollowUpSent) -> Standing:
        if sent.kind is FollowUp.WITHDRAWAL:
            return replace(ours_to_act(now, WITHDRAWN), withdrawn=True, dateless=False)
        if now.stage is Stage.OURS_TO_ACT:
            return self._in_answer(now, sent)
        if sent.kind is FollowUp.DEMAND_DATE and now.dateless:
            return replace(now, label="Date demanded", dateless=False)
        if now.deadline is not None and now.deadline.clock == ASK_AGAIN and now.outside is None:
            if sent.kind is FollowUp.DEMAND_GROUNDS:
                return self._in_answer(now, sent)
            return self._theirs(now, now.label, sent.on)
        return now

    def _in_answer(self, now: Standing, sent: FollowUpSent) -> Standing:
        """A letter of ours when it was our turn."""
        if sent.kind is FollowUp.DEMAND_GROUNDS and self._grounds is not None:
            clock = self._grounds.deadline
            return replace(their_turn(now, "Grounds demanded"), deadline=clock)
        if sent.kind in _ABOUT_A_FEE and now.answer is AnswerKind.FEE_ASKED:
            if "fee" in law(self._law).clocks:
                # Nothing in the law stops the clock of the fee meanwhile, so it stays with us.
                return replace(now, label=WRITTEN.get(sent.kind, "Fee disputed"), disputed=True)
            return self._theirs(now, _ABOUT_A_COST.get(sent.kind, "Fee disputed"), sent.on)
        label = WRITTEN.get(sent.kind)
        if label is None:
            return now
        if now.answer is AnswerKind.CLARIFICATION:
            arrived = arrival(sent, self._agency, self._law)
            return self._settled(now, label, PauseKind.CLARIFICATION, arrived)
        return self._theirs(now, label, sent.on)

    def _escalated(self, now: Standing, step: Escalated) -> Standing:
        """While a clock of theirs runs, a complaint changes nothing about whose turn it is."""
        now = replace(now, chased_on=step.on, escalated=now.escalated | {step.kind})
        running = now.stage is not Stage.OURS_TO_ACT and now.deadline is not None
        if running and step.kind not in _ALWAYS_OUTSIDE and not is_ours(now.deadline):
            return now
        gone = replace(their_turn(now, ESCALATED[step.kind]), outside=step.kind, decided=None)
        if step.kind is Escalation.APPEAL:
            self._decision = decision_clock(step, self._law, self._agency)
            if self._decision is not None:
                return replace(gone, deadline=self._decision.deadline)
        days = max(OUTSIDE_DAYS, self._ways.chaser_days)
        return replace(gone, deadline=ask_again(step.on, self._law, self._agency, days))

    def _settled_fee(self, now: Standing, how: str, on: date) -> Standing:
        """A part that is paid or waived leaves the rest with us, and its clock."""
        if unpaid(self._so_far, self._law):
            return replace(ours_to_act(now, f"Fee {how} in part"), answer=AnswerKind.FEE_ASKED)
        return self._settled(now, f"Fee {how}", PauseKind.FEE, on)

    def _settled(self, now: Standing, label: str, kind: PauseKind, on: date) -> Standing:
        """Their turn after a question or a fee: the law's clock goes on where it was paused.

        Ours, where they asked both and only one of the two is settled.
        """
        asked = self._asked.get(_ASKED[kind])
        settled = None
        if asked is not None and on > asked:
            pause = Pause(asked + _DAY, on, kind)
            settled = resumed_clock(self._main, pause, self._law, self._agency)
            self._main = settled or self._main
        question = unanswered(self._so_far)
        for left in (question, *reversed(unpaid(self._so_far, self._law))):
            if left is not None:
                return replace(ours_to_act(now, answer_label(left)), answer=left.kind)
        if settled is not None:
            return replace(their_turn(now, label), deadline=settled.deadline)
        return self._theirs(now, label, on)

    def _theirs(self, now: Standing, label: str, on: date) -> Standing:
        """Their turn, with our own date to look again: the law sets none."""
        again = ask_again(on, self._law, self._agency, self._ways.chaser_days)
        return replace(their_turn(now, label), deadline=again)

    def _with_its_start(self, running: OpenDeadline) -> OpenClock:
        for known in (self._main, self._grounds, self._decision):
            if known is not None and known.deadline == running:
                return known
        return OpenClock(running)


def _promised_label(answer: Answered) -> str:
    assert answer.promised_on is not None  # noqa: S101 - asked only of a promise
    return f"Promised {month_day(answer.promised_on)}"
