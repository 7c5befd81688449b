"""The fold over what they and we did after the request went out, in the order of the days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from records_app.casework.clocks import (
    OpenClock,
    OpenDeadline,
    ask_again,
    fee_clock,
    grounds_clock,
    promised_clock,
    promises_in,
    question_clock,
    suit_clocks,
)
from records_app.casework.events import (
    Answered,
    AnswerKind,
    Event,
    FeePaid,
    FollowUp,
    FollowUpReceived,
    FollowUpSent,
    money,
)
from records_app.casework.stages import Stage, Standing, Turn
from records_app.law.agency_days import AgencyDays
from records_app.law.day_words import month_day


class Fold:
    """The fold over what they and we did after the request went out, in the order of the days."""

    def __init__(
        self,
        told: Sequence[Event],
        receipts: Sequence[FollowUpReceived],
        law_code: str,
        agency: AgencyDays,
        chaser_days: int,
    ) -> None:
        self._told, self._law, self._agency = told, law_code, agency
        self._chaser_days = chaser_days
        self.promises = promises_in(told, law_code, agency)
        self._grounds = grounds_clock(told, receipts, law_code, agency)

    def standing(self, waiting: Standing) -> Standing:
        """The standing without its list of clocks."""
        now = waiting
        for event in self._told:
            match event:
                case Answered():
                    now = replace(self._answered(now, event), chased_on=None, disputed=False)
                case FollowUpSent():
                    now = replace(self._followed_up(now, event), chased_on=event.on)
                case FeePaid() if now.answer is AnswerKind.FEE_ASKED:
                    now = self._theirs(now, "Fee paid", event.on)
        if now.stage is Stage.OURS_TO_ACT:
            ours = [one.deadline for one in self._ours(now)]
            now = replace(now, deadline=min(ours, key=lambda one: one.safe, default=None))
        return now

    def clocks(self, now: Standing, response: OpenClock) -> tuple[OpenClock, ...]:
        """Every clock: that of the standing, ours, and the ways to court."""
        theirs = []
        if now.deadline is not None and not now.deadline.ours:
            theirs.append(_with_its_start(now.deadline, response, self._grounds))
        if self._grounds is not None and self._grounds not in theirs:
            theirs.append(self._grounds)
        suits = suit_clocks(
            self._told,
            response.deadline,
            self.promises,
            self._grounds,
            law_code=self._law,
            agency=self._agency,
        )
        return (*theirs, *self._ours(now), *suits)

    def _ours(self, now: Standing) -> tuple[OpenClock, ...]:
        fee = fee_clock(self._told, now.sent_on, self._law, self._agency)
        question = question_clock(self._told, now.sent_on, self._law, self._agency)
        return tuple(one for one in (fee, question) if one is not None)

    def _answered(self, now: Standing, answer: Answered) -> Standing:
        """An acknowledgment is neither access nor a date, so it stops no clock (§ 610.023.3)."""
        if answer.kind is AnswerKind.ACKNOWLEDGED:
            if now.stage in (Stage.WAITING, Stage.SENT):
                return _answering(now, "Acknowledged", AnswerKind.ACKNOWLEDGED)
            return now
        if answer.kind is AnswerKind.FEE_REFUNDED:
            return now  # money alone: the records are no nearer and no further
        if answer.kind is AnswerKind.FEE_WAIVED:
            waived = self._theirs(now, "Fee waived", answer.on)
            return waived if now.answer is AnswerKind.FEE_ASKED else now
        if answer.kind is AnswerKind.DELAYED:
            return self._delayed(now, answer)
        return replace(
            now,
            stage=Stage.OURS_TO_ACT,
            turn=Turn.US,
            label=_answer_label(answer),
            deadline=None,
            answer=answer.kind,
            dateless=False,
        )

    def _delayed(self, now: Standing, answer: Answered) -> Standing:
        if answer.promised_on is not None:
            clock = promised_clock(answer.promised_on, answer.on, self._law, self._agency)
            label = f"Promised {month_day(answer.promised_on)}"
            return replace(_answering(now, label, answer.kind), deadline=clock)
        if now.deadline is None:
            # They had acted before, so no clock runs: it is for us to ask for a date.
            return replace(now, label="Delayed, no date", answer=answer.kind, dateless=True)
        return replace(_answering(now, "Delayed, no date", answer.kind), dateless=True)

    def _followed_up(self, now: Standing, sent: FollowUpSent) -> Standing:
        if now.stage is not Stage.OURS_TO_ACT:
            if sent.kind is FollowUp.DEMAND_DATE and now.dateless:
                return replace(now, label="Date demanded", dateless=False)
            return now
        if sent.kind is FollowUp.DEMAND_GROUNDS and self._grounds is not None:
            clock = self._grounds.deadline
            return replace(_their_turn(now, "Grounds demanded"), deadline=clock)
        if sent.kind in _ABOUT_A_FEE and now.answer is AnswerKind.FEE_ASKED:
            # Nothing in the law stops the clock of the fee meanwhile, so it stays with us.
            return replace(now, label="Fee disputed", disputed=True)
        label = _WRITTEN.get(sent.kind)
        return now if label is None else self._theirs(now, label, sent.on)

    def _theirs(self, now: Standing, label: str, on: date) -> Standing:
        """Their turn, with our own date to look again: the law sets none."""
        again = ask_again(on, self._law, self._agency, self._chaser_days)
        return replace(_their_turn(now, label), deadline=again)


def _with_its_start(
    running: OpenDeadline, response: OpenClock, grounds: OpenClock | None
) -> OpenClock:
    for known in (response, grounds):
        if known is not None and known.deadline == running:
            return known
    return OpenClock(running)


def _their_turn(now: Standing, label: str) -> Standing:
    return replace(now, stage=Stage.ANSWERING, turn=Turn.THEM, label=label, dateless=False)


def _answering(now: Standing, label: str, answer: AnswerKind) -> Standing:
    return replace(
        now, stage=Stage.ANSWERING, turn=Turn.THEM, label=label, answer=answer, dateless=False
    )


_ANSWER_LABELS = {
    AnswerKind.FEE_ASKED: "Fee asked",
    AnswerKind.RELEASED: "Records released",
    AnswerKind.PARTLY_RELEASED: "Part released",
    AnswerKind.NO_RECORDS: "No records",
    AnswerKind.DENIED: "Denied, no law cited",
    AnswerKind.OTHER: "Answered",
    AnswerKind.CLARIFICATION: "Question asked",
    AnswerKind.GROUNDS_GIVEN: "Grounds given",
    AnswerKind.FEE_WAIVED: "Fee waived",
    AnswerKind.FEE_REFUNDED: "Fee paid back",
}
# What we wrote when it was our turn, and with what words it becomes theirs.
_WRITTEN = {
    FollowUp.DEMAND_GROUNDS: "Grounds demanded",
    FollowUp.DEMAND_DATE: "Date demanded",
    FollowUp.CLARIFICATION: "Question answered",
    FollowUp.NARROWING: "Narrowed",
    FollowUp.CONTROL: "ICE reply answered",
}
_ABOUT_A_FEE = frozenset({FollowUp.FEE_WAIVER, FollowUp.FEE_OBJECTION})
TOLD = (Answered, FollowUpSent, FeePaid)


def _answer_label(answer: Answered) -> str:
    if answer.kind is AnswerKind.FEE_ASKED and answer.fee is not None:
        return f"Fee asked: {money(answer.fee)}"
    if answer.kind is AnswerKind.DENIED and answer.exception.strip():
        return "Denied, law cited"
    return _ANSWER_LABELS[answer.kind]
