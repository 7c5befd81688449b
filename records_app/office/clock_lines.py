"""Every clock of a request in a few words, each with the reason for its day."""

from __future__ import annotations

from datetime import date

from records_app.casework.clocks import ASK_AGAIN, OpenClock
from records_app.casework.standing import Standing, broken_promises, clocks_on
from records_app.law.agency_days import AgencyDays
from records_app.law.day_words import full_day
from records_app.law.deadlines import Deadline, warnings
from records_app.law.rules import Confidence
from records_app.law.statute import law
from records_app.office.deadline_card import explanation_of
from records_app.office.missouri_time import near_day
from records_app.office.request_view import ClockLine

_NAMES = {
    "response": "Answer",
    "promised": "Promised",
    "grounds": "Written grounds",
    "fee": "Fee",
    "clarification": "Their question",
    "suit": "Going to court",
    "determination": "Determination",
    "extension": "More time taken",
    "cost-contact": "Reply about the cost",
    "review": "Asking for a review",
    "appeal": "Appeal",
    "appeal-decision": "Their decision",
    ASK_AGAIN: "Ask again",
}
_NO_NOTICE = (
    "Their message does not give the notice that the law asks for, so this clock may not run. "
    "We keep to it all the same."
)
_ESTIMATE = "They only estimated the fee, so this clock may not run. We keep to it all the same."
_SECOND_HAND = (
    "This rule is known from a second source; ask a lawyer before you rely on its last day."
)


def clock_lines(
    standing: Standing, *, law_code: str, agency: AgencyDays, today: date
) -> tuple[ClockLine, ...]:
    """The clocks that run today, the nearest first, and how many promises were broken."""
    lines = [_line(one, law_code, agency, today) for one in clocks_on(standing, today)]
    broken = broken_promises(standing, today)
    if broken:
        times = "1 so far" if broken == 1 else f"{broken} so far"
        lines.append(ClockLine("Broken promises", times, ""))
    return tuple(lines)


def _line(clock: OpenClock, law_code: str, agency: AgencyDays, today: date) -> ClockLine:
    found = clock.deadline
    name = _NAMES.get(found.clock, found.clock.capitalize())
    if found.clock == ASK_AGAIN:
        return ClockLine(name, f"{near_day(found.due)}, our own date", "")
    why = _why(clock, law_code, agency)
    if found.ours:
        act = f"act by {full_day(found.safe)}"
        if today > found.safe:
            act = f"{full_day(found.safe)} was the safe day"
        soon = _warning(clock, law_code, today)
        if found.due == found.safe:
            return ClockLine(name, f"{act}, the last day{soon}", why)
        return ClockLine(name, f"{act}; the last day is {full_day(found.due)}{soon}", why)
    words = near_day(found.due)
    if found.safe != found.due:
        words += f", late only after {near_day(found.safe)}"
    if today > found.safe and not found.expected:
        words += " (passed)"
    return ClockLine(name, f"{words} (expected)" if found.expected else words, why)


def _warning(clock: OpenClock, law_code: str, today: date) -> str:
    """Our own warnings on the way: the law file says after how many months."""
    found = clock.deadline
    days = warnings(Deadline(law_code, found.clock, found.start, found.due, found.safe))
    return " (see a lawyer soon)" if any(today >= day for day in days) else ""


def _why(clock: OpenClock, law_code: str, agency: AgencyDays) -> str:
    if clock.deadline.clock not in law(law_code).clocks:
        return "They named this date themselves; the law does not ask for one."
    explanation = explanation_of(clock, law_code, agency)
    parts = [explanation.rule]
    if explanation.doubts:
        doubts = "; ".join(explanation.doubts)
        parts.append(f"{doubts[0].upper()}{doubts[1:]}.")
    if clock.estimate:
        parts.append(_ESTIMATE)
    if clock.notice is False:
        parts.append(_NO_NOTICE)
    if explanation.clock.basis.confidence is Confidence.SECONDARY:
        parts.append(_SECOND_HAND)
    # The sign and its number stay on one line.
    return " ".join((*parts, f"{explanation.citation}.")).replace("§ ", "§\u00a0")
