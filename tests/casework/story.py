"""Short ways to tell what happened to a made-up request, for the tests of this room."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

from records_app.casework.events import (
    Answered,
    AnswerKind,
    Approved,
    Channel,
    Closed,
    Contacted,
    ContactWay,
    Corrected,
    DayChangeKind,
    DeadlineMoved,
    Decided,
    Entry,
    Escalated,
    Escalation,
    Evidence,
    FeePaid,
    FollowUp,
    FollowUpApproved,
    FollowUpReceived,
    FollowUpSent,
    Imported,
    Noted,
    Outcome,
    Received,
    Reopened,
    Ruling,
    Sent,
)
from records_app.casework.standing import standing_of
from records_app.law.agency_days import STANDARD_DAYS

YEAR = 2026


def day(text: str) -> date:
    """`11-24` is in 2026; a whole date is itself."""
    return date.fromisoformat(text if len(text) == 10 else f"{YEAR}-{text}")


def approved(on="11-23"):
    return Approved(day(on), "MO-2026-0047", "9f2c" + "0" * 56 + "41ab", 2)


def imported(on="11-23"):
    return Imported(day(on), "MO-2026-0047", "earlier.csv, line 2")


def sent(on="11-23", channel=Channel.EMAIL, at=None, reference=""):
    return Sent(day(on), at, channel, reference, "records@riverbend.example")


def received(on="11-24", at=None, evidence=Evidence.REPLY):
    return Received(day(on), at, evidence, "")


def answered(kind, on, promised=None, fee=None, exception="", notice=None, estimate=None):
    return Answered(
        day(on),
        AnswerKind(kind),
        day(promised) if promised else None,
        Decimal(fee) if fee is not None else None,
        exception,
        "",
        notice,
        estimate=estimate,
    )


def wrote(kind, on, channel=Channel.EMAIL, number="", at=None):
    return FollowUpSent(day(on), at, FollowUp(kind), number, channel, "", "")


def ready(kind, on, number="MO-2026-0047-2"):
    return FollowUpApproved(day(on), FollowUp(kind), number, "ab" * 32, 1)


def demand_received(on, evidence=Evidence.REPLY, at=None):
    return FollowUpReceived(day(on), at, FollowUp.DEMAND_GROUNDS, evidence, "")


def fee_paid(on, amount=None):
    return FeePaid(day(on), Decimal(amount) if amount else None, "")


def called(on="11-25", how="phone"):
    return Contacted(day(on), None, ContactWay(how), "the records desk", "They look into it.")


def went(kind, on, reference=""):
    return Escalated(day(on), Escalation(kind), "", reference, "")


def decided(kind, on, ruling="no_action"):
    return Decided(day(on), Escalation(kind), Ruling(ruling), "")


def corrected(seq, event=None, on="12-31", why="A slip of the keyboard"):
    return Corrected(day(on), seq, why, event)


def noted(on="11-24", text="Called the records desk."):
    return Noted(day(on), text)


def closed(on="12-10", outcome=Outcome.RELEASED):
    return Closed(day(on), outcome, "")


def reopened(on="12-11"):
    return Reopened(day(on), "")


def moved(
    on="11-24",
    clock="response",
    due_before="11-30",
    safe_before="12-01",
    due="11-30",
    safe="12-02",
    change="closed",
    agency_day="11-27",
    reason="City hall is closed",
    **times,
):
    days = (due_before, safe_before, due, safe)
    return DeadlineMoved(
        day(on),
        clock,
        *(day(one) for one in days),
        DayChangeKind(change),
        day(agency_day) if agency_day else None,
        times.get("closing_before"),
        times.get("closing"),
        reason,
    )


def log(*events):
    """Entries in the order they are typed in."""
    at = datetime(2026, 12, 31, 12, tzinfo=UTC)
    return tuple(Entry(seq, at, "Ana", event) for seq, event in enumerate(events, start=1))


def standing(*events, agency=STANDARD_DAYS, law="us-mo", chaser_days=5):
    return standing_of(log(*events), law_code=law, agency=agency, chaser_days=chaser_days)


EVENING = time(21, 0)
