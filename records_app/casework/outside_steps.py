"""The steps outside, and the last ones: complaint, review, appeal, court, withdrawal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from records_app.casework.clocks import OpenDeadline
from records_app.casework.events import ESCALATION_WORDS, AnswerKind, Escalation, FollowUp
from records_app.casework.law_steps import LAW_STEPS, LawSteps
from records_app.casework.stages import Stage, Standing, clocks_on
from records_app.casework.step_texts import LOG_ANSWER
from records_app.casework.steps import Action, NextStep
from records_app.law.calendars import add_open_days
from records_app.law.day_words import full_day
from records_app.law.deadlines import Deadline, warnings

_DAY = timedelta(days=1)
_REFUSED = frozenset(
    {
        AnswerKind.DENIED,
        AnswerKind.ICE_CONTROL,
        AnswerKind.PARTLY_RELEASED,
        AnswerKind.NO_RECORDS,
        AnswerKind.GROUNDS_GIVEN,
        AnswerKind.OTHER,
    }
)
WITHDRAW = NextStep(
    Action.WITHDRAW,
    "Withdraw it",
    "If the records are no longer wanted, a short letter saves work on both sides.",
    letter=FollowUp.WITHDRAWAL.value,
)


def of_law(standing: Standing) -> LawSteps:
    """The words of the law of a request."""
    return LAW_STEPS[standing.law_code]


def is_refusal(standing: Standing) -> bool:
    """Whether what they last answered can be complained about or reviewed."""
    return standing.answer in _REFUSED


def challenge(standing: Standing) -> NextStep | None:
    """The review or the appeal, with its last days; None where the law has neither, or it runs."""
    ground = of_law(standing).challenge
    if not ground.why:
        return None
    name = "review" if standing.law_code == "us-il" else "appeal"
    clock = _nearest(standing, name)
    days = "" if clock is None else f" {_act_by(clock)}"
    action, label, letter = (
        (Action.ASK_REVIEW, "Ask for a review", FollowUp.REVIEW)
        if name == "review"
        else (Action.APPEAL, "Appeal", FollowUp.APPEAL)
    )
    why = f"{ground.words}{days}"
    return NextStep(action, label, why, letter=letter.value, statute=ground.statute)


def complaints(standing: Standing, since: date | None = None) -> Iterator[NextStep]:
    """The complaint, and once it is filed the prosecutor. `since` is the day they missed, if any.

    Both wait by our own practice, so that a letter of ours can be answered first.
    """
    law, done = of_law(standing), standing.escalated
    begun = [day for day in (standing.chased_on, since) if day is not None]
    waits = add_open_days(max(begun), standing.chaser_days) if begun else None
    if law.complaint.why and Escalation.COMPLAINT not in done:
        yield NextStep(
            Action.COMPLAIN,
            "Complain",
            law.complaint.words,
            waits,
            FollowUp.COMPLAINT_SUMMARY.value,
            law.complaint.statute,
        )
    elif law.prosecutor.why and Escalation.PROSECUTOR not in done:
        yield NextStep(
            Action.TELL_PROSECUTOR,
            "Tell the prosecutor",
            law.prosecutor.words,
            waits,
            FollowUp.PROSECUTOR_NOTE.value,
            law.prosecutor.statute,
        )


def with_the_court(
    steps: tuple[NextStep, ...], standing: Standing, today: date
) -> tuple[NextStep, ...]:
    """The steps with the way to court in its place: last, second after our first warning, first.

    The days of the warnings are our own: 9 and 11 months after the violation.
    """
    suits = [one.deadline for one in clocks_on(standing, today) if one.deadline.clock == "suit"]
    ground = of_law(standing).suit
    if not suits or not ground.why:
        return steps
    clock = suits[0]
    days = warnings(Deadline(standing.law_code, clock.clock, clock.start, clock.due, clock.safe))
    passed = [day for day in days if today >= day]
    if not passed:
        why = f"{ground.words} {_act_by(clock)}"
        reminders = " and ".join(full_day(day) for day in days)
        step = _sue(f"{why} It comes up here on {reminders}.", ground.statute)
        place = max(1, len(steps) - 1)
        return (*steps[:place], step, *steps[place:])
    why = f"{_act_by(clock)} Ask a lawyer now. {ground.words}"
    step = _sue(why, ground.statute)
    is_last = len(passed) == len(days) and standing.stage is not Stage.CLOSED
    place = 0 if is_last else 1
    return (*steps[:place], step, *steps[place:])


def while_outside(standing: Standing, today: date) -> Iterator[NextStep]:
    """What there is to do while a complaint, a review, an appeal or a suit is pending."""
    assert standing.outside is not None  # noqa: S101 - asked only while one is
    what, clock = ESCALATION_WORDS[standing.outside], standing.deadline
    log = NextStep(
        Action.LOG_DECISION, "Record the decision", f"When the {what} is decided, record how."
    )
    if clock is None:
        yield from (LOG_ANSWER, log)
        return
    ask = NextStep(
        Action.ASK_OUTSIDE,
        "Ask how it stands",
        f"A decision on the {what} may be expected by {full_day(clock.safe)}. If none has come by "
        "then, ask, and keep a record of what they say.",
        clock.safe + _DAY,
    )
    yield from (ask, LOG_ANSWER, log) if today > clock.safe else (LOG_ANSWER, log, ask)


def _sue(why: str, statute: str) -> NextStep:
    return NextStep(Action.SUE, "Go to court", why, statute=statute)


def _nearest(standing: Standing, name: str) -> OpenDeadline | None:
    known = [one.deadline for one in standing.clocks if one.deadline.clock == name]
    return min(known, key=lambda one: one.safe, default=None)


def _act_by(clock: OpenDeadline) -> str:
    if clock.due == clock.safe:
        return f"Act by {full_day(clock.safe)}, the last day."
    return f"Act by {full_day(clock.safe)} to be safe; the last day is {full_day(clock.due)}."
