"""Every clock that an open request has running, each computed by the law engine from the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from records_app.casework.events import (
    Answered,
    AnswerKind,
    Escalation,
    Event,
    FollowUp,
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
# Our own practice too: open days until we ask how a complaint, a review or a suit stands.
OUTSIDE_DAYS = 30
# The ways against a refusal: to court, to the Public Access Counselor, to the agency's own appeals.
CHALLENGES = frozenset({"suit", "review", "appeal"})
# These letters are the step outside themselves.
LETTERS_OUTSIDE = {
    FollowUp.COMPLAINT_SUMMARY: Escalation.COMPLAINT,
    FollowUp.PROSECUTOR_NOTE: Escalation.PROSECUTOR,
    FollowUp.REVIEW: Escalation.REVIEW,
    FollowUp.APPEAL: Escalation.APPEAL,
}
OUR_CLOCKS = frozenset({"fee", "cost-contact", "clarification"}) | CHALLENGES
_ABOUT_MONEY = frozenset({AnswerKind.FEE_WAIVED, AnswerKind.FEE_REFUNDED})


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
    `notice` is what they wrote about the end of the request, where the law asks for such words;
    `estimate` says that they only estimated the fee.
    """

    deadline: OpenDeadline
    at: time | None = None
    course: Course = PLAIN_COURSE
    after: date | None = None
    notice: bool | None = None
    estimate: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """A date they named; `ended_on` is the day on which they answered or named another, or on which
    we took the request back or closed it.

    `safe` is never before the day that the law itself gives them.
    """

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


def promises_in(told: Sequence[Event], named: Mapping[int, OpenDeadline]) -> tuple[Promise, ...]:
    """Every date they named, in order; `named` are their clocks by their place in `told`."""
    found = []
    for place, clock in named.items():
        rest = told[place + 1 :]
        ended = next((one.on for one in rest if acts(one) or takes_back(one)), None)
        found.append(Promise(clock.start, clock.due, clock.safe, ended))
    return tuple(found)


def law_clock(
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


def acts(event: Event) -> bool:
    """Whether they did what the law asks for, or named a date: neither a receipt nor a delay."""
    if not isinstance(event, Answered) or event.kind is AnswerKind.ACKNOWLEDGED:
        return False
    if event.kind in _ABOUT_MONEY:
        return False
    return event.kind is not AnswerKind.DELAYED or event.promised_on is not None


def takes_back(event: Event) -> bool:
    """Whether we withdrew the request: from then on they owe nothing."""
    return isinstance(event, FollowUpSent) and event.kind is FollowUp.WITHDRAWAL
