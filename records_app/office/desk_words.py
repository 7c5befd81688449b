"""The words of the desk: the sentence on top, section titles, and when something is due."""

from __future__ import annotations

from datetime import date

from records_app.casework.clocks import ASK_AGAIN, OUR_CLOCKS
from records_app.casework.standing import Stage, Standing
from records_app.casework.urgency import Urgency
from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import business_days_late
from records_app.office.desk_view import Icon, LeadPart, Tone
from records_app.office.missouri_time import missouri_day, near_day
from records_app.store.desk_narrowing import COUNT_LIMIT
from records_app.store.desk_records import DeskRecord

TITLES: dict[Urgency, tuple[str, str, str]] = {
    Urgency.OVERDUE: ("Late", "the safe day has passed", "Was due"),
    Urgency.DUE_TODAY: ("Due by today", "their turn", "Due"),
    Urgency.DUE_SOON: ("Due in three business days", "their turn", "Due"),
    Urgency.OURS: ("Waiting for us", "our turn", "Act by"),
    Urgency.DRAFT: ("My drafts", "only you see them", "Approved"),
    Urgency.REST: ("The rest", "their turn, nothing to do yet", "Due"),
    Urgency.CLOSED: ("Closed", "nothing more to come", "Closed"),
}

STANDINGS: dict[Stage, str] = {
    Stage.DRAFT: "Draft",
    Stage.READY: "Letter ready",
    Stage.SENT: "Sent, receipt not known",
    Stage.WAITING: "Waiting for an answer",
    Stage.ANSWERING: "They replied, more to come",
    Stage.OURS_TO_ACT: "Our turn",
    Stage.CLOSED: "Closed",
}

_LOOKS: dict[Urgency, tuple[Tone, Icon]] = {
    Urgency.OVERDUE: ("red", "warning"),
    Urgency.DUE_TODAY: ("amber", "clock"),
    Urgency.DUE_SOON: ("amber", "clock"),
    Urgency.OURS: ("blue", "arrow"),
    Urgency.DRAFT: ("grey", "pencil"),
    Urgency.REST: ("grey", "clock"),
    Urgency.CLOSED: ("grey", "check"),
}

_OURS = {
    "fee": "or the request may count as withdrawn",
    "clarification": "or the request may count as withdrawn",
    "suit": "the last safe day to go to court",
    "cost-contact": "or the request may count as withdrawn",
    "review": "the last safe day to ask for a review",
    "appeal": "the last safe day to appeal",
}

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def look_of(standing: Standing, urgency: Urgency) -> tuple[Tone, Icon]:
    """Color and icon of the badge; the words beside it say the same."""
    if standing.stage is Stage.READY:
        return "grey", "letter"
    if standing.stage is Stage.CLOSED and standing.outcome in ("released", "partly_released"):
        return "green", "check"
    return _LOOKS[urgency]


def number_word(count: int) -> str:
    """``two``, ``12``, ``1,000+``."""
    if count >= COUNT_LIMIT:
        return f"{COUNT_LIMIT - 1:,}+"
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def count_text(count: int) -> str:
    """A count in figures; ``1,000+`` when counting stopped."""
    return f"{COUNT_LIMIT - 1:,}+" if count >= COUNT_LIMIT else f"{count:,}"


def due_words(
    record: DeskRecord, urgency: Urgency, today: date, agency: AgencyDays
) -> tuple[str, str]:
    """When it is due, and the note under it."""
    if record.due_on is None or record.safe_on is None:
        return _without_clock(record, today)
    if urgency is Urgency.OVERDUE:
        return near_day(record.due_on), late_words(record.safe_on, today, agency)
    day = "Today" if record.due_on == today else near_day(record.due_on)
    if record.clock in OUR_CLOCKS:
        act_by = "Today" if record.safe_on == today else near_day(record.safe_on)
        return act_by, _OURS[record.clock] if record.safe_on >= today else "this day has passed"
    if record.clock == ASK_AGAIN:
        return day, "our own date to ask again"
    if record.receipt_expected:
        return day, "expected, receipt not known"
    notes = ["promised by them"] if record.clock == "promised" else []
    if record.safe_on > record.due_on:
        notes.append(f"late only after {near_day(record.safe_on)}")
    elif record.due_on == today and not notes:
        notes.append("by close of business")
    return day, ", ".join(notes)


def late_words(safe: date, today: date, agency: AgencyDays) -> str:
    """``2 business days late``, counted from the safe day on the calendar that is longest."""
    days = business_days_late(safe, today, agency)
    if days == 0:
        return f"late since {near_day(safe)}"
    return "1 business day late" if days == 1 else f"{days} business days late"


def _without_clock(record: DeskRecord, today: date) -> tuple[str, str]:
    changed = missouri_day(record.updated_at)
    day = "today" if changed == today else f"on {near_day(changed)}"
    match Stage(record.stage):
        case Stage.DRAFT:
            return "Not yet", f"saved {day}"
        case Stage.READY:
            return "Not sent", f"last change {day}"
        case Stage.CLOSED:
            return (day.removeprefix("on ").capitalize() if changed == today else day[3:]), ""
        case _:
            return "Any time", f"last change {day}"


def lead_of(counts: dict[Urgency, int], *, narrowed: bool, empty: bool) -> tuple[LeadPart, ...]:
    """The sentence above the tables: it says first what the tables show."""
    if empty:
        words = (
            "No requests yet. Begin with a new request: choose an agency, tick what you want to "
            "see, and the letter grows beside the form."
        )
        return (LeadPart(words),)
    if not any(counts.values()):
        words = "Nothing matches this filter." if narrowed else "Nothing is open. A quiet day."
        return (LeadPart(words),)
    parts = [
        LeadPart(_late(counts[Urgency.OVERDUE]), strong=counts[Urgency.OVERDUE] > 0),
        LeadPart(_due(counts[Urgency.DUE_TODAY], counts[Urgency.DUE_SOON])),
        LeadPart(_ours(counts[Urgency.OURS])),
    ]
    return tuple(part for part in parts if part.text)


def _late(count: int) -> str:
    if count == 0:
        return "Nothing is late."
    return f"{_many(count, 'answer is', 'answers are')} late."


def _due(today: int, soon: int) -> str:
    if not today and not soon:
        return "Nothing is due in the next three business days."
    if not soon:
        return f"{_many(today, 'answer is', 'answers are')} due by today."
    within = "in the next three business days"
    if not today:
        return f"{_many(soon, 'answer is', 'answers are')} due {within}."
    return (
        f"{_many(today, 'answer is', 'answers are')} due by today, "
        f"{number_word(soon)} more {within}."
    )


def _ours(count: int) -> str:
    return f"{_many(count, 'request waits', 'requests wait')} for us." if count else ""


def _many(count: int, one: str, more: str) -> str:
    words = f"{number_word(count)} {one if count == 1 else more}"
    return words[0].upper() + words[1:]
