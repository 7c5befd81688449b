"""When our own time ran out: the request counts as withdrawn, and what to do then."""

from __future__ import annotations

from datetime import date

from records_app.casework.clocks import OpenClock
from records_app.casework.stages import Standing, clocks_on
from records_app.casework.steps import Action, NextStep
from records_app.law.day_words import full_day
from records_app.law.deadlines import deadline
from records_app.law.statute import law

_NOT_DONE = {
    "fee": "The fee was not paid by {}, the last day.",
    "clarification": "Their question was not answered by {}, the last day.",
}


def lapsed(standing: Standing, today: date) -> NextStep | None:
    """Close it as lapsed once the last day has passed under every reading; None before that.

    Also None while the clock may never have run: without the notice that the law asks for, on an
    estimate alone, or in Kansas, where only a large request needs our reply (K.S.A. 45-219(e)).
    """
    over = [one for one in clocks_on(standing, today) if _is_over(one, today)]
    if not over or standing.withdrawn:
        return None
    clock = over[0].deadline
    rule = law(standing.law_code).clock(clock.clock)
    begun = _NOT_DONE[clock.clock].format(full_day(clock.due))
    doubt = " unless their message gave no notice of it" if over[0].notice is None else ""
    said = f"{begun} The request counts as withdrawn ({rule.basis.citation}){doubt}. "
    return NextStep(
        Action.CLOSE,
        "Close",
        f"{said}Close it as lapsed.{_again(standing.law_code, clock.due)}",
        statute=rule.basis.citation,
    )


def _is_over(clock: OpenClock, today: date) -> bool:
    may_not_run = clock.notice is False or clock.estimate
    return clock.deadline.clock in _NOT_DONE and today > clock.deadline.due and not may_not_run


def _again(law_code: str, withdrawn_on: date) -> str:
    """From when the same costs no old fee any more."""
    again = deadline(law_code, "refile", withdrawn_on)
    return (
        f" What is still wanted may be asked for anew; until {full_day(again.safe)} they may ask "
        "for the old fee too."
    )
