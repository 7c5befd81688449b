"""Requests with a plausible log for each kind of letter after them, and what a person types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.follow_ups import follow_up_form
from records_app.office.follow_ups_approving import ApprovedLetter, approve_follow_up
from records_app.office.recording import record_answer, record_received, record_sent
from records_app.store.database import Store
from records_app.store.tables import Agreement, LetterRow, Request
from tests.office.cast import NOW, Cast, ready_request

SENT = NOW - timedelta(days=42)
ANSWERS: dict[str, dict[str, str]] = {
    "reminder": {"kind": "acknowledged", "detail": "We have it."},
    "demand-date": {"kind": "delayed", "detail": "Clerk: “We need more time.”"},
    "demand-grounds": {"kind": "denied", "exception": "§ 610.021(14)", "detail": "It is closed."},
    "fee-waiver": {"kind": "fee_asked", "fee": "412"},
    "fee-objection": {"kind": "fee_asked", "fee": "412"},
    "clarification": {"kind": "clarification", "detail": "Which vehicles do you mean?"},
    "narrowing": {"kind": "other", "detail": "That is too much."},
    "control": {"kind": "denied", "detail": "He wrote: “ICE controls these records.” And no more."},
    "complaint-summary": {"kind": "denied", "detail": "No."},
    "prosecutor-note": {"kind": "denied", "detail": "No."},
    "withdrawal": {},
    "thanks": {"kind": "released"},
}
"""What they answered on November 2, before each kind of letter."""
TYPED: dict[str, dict[str, str]] = {
    "clarification": {"answer": "Cars bought with money from ICE."},
    "narrowing": {"items": "The agreement of 2025\nThe invoices of 2026"},
}
"""What only a person can know."""
ANSWERED_ON = date(2026, 11, 2)


def request_before(store: Store, cast: Cast, kind: str) -> int:
    """A request of Bob's, sent and received six weeks ago, with the answer for this kind."""
    request_id, _ = ready_request(store, cast.bob, cast.riverbend, now=SENT)
    day = SENT.date().isoformat()
    add(store, cast.bob, request_id, record_sent, on=day, channel="email", to="clerk")
    add(store, cast.bob, request_id, record_received, on=day, evidence="reply")
    if ANSWERS[kind]:
        answer = {"on": ANSWERED_ON.isoformat(), **ANSWERS[kind]}
        add(store, cast.bob, request_id, record_answer, **answer)
    return request_id


def add(
    store: Store, actor: Actor, request_id: int, recorder: Callable[..., Any], **raw: Any
) -> None:
    """Record something on the newest version."""
    recorder(store, actor, request_id, version(store, request_id), raw, now=NOW)


def write(
    store: Store, actor: Actor, request_id: int, kind: str, *, now: datetime = NOW, **typed: str
) -> ApprovedLetter:
    """Open the form, type what is missing, approve."""
    form = follow_up_form(store, actor, request_id, kind, now=now)
    raw = {**form.values, **TYPED.get(kind, {}), **typed}
    return approve_follow_up(store, actor, request_id, kind, raw, version=form.version, now=now)


def version(store: Store, request_id: int) -> int:
    """The newest version of a request."""
    with store.reading() as session:
        return session.get_one(Request, request_id).version


def letters(store: Store, request_id: int) -> list[LetterRow]:
    """All letters of a request, oldest first."""
    table: Any = LetterRow
    query = select(LetterRow).where(table.request_id == request_id).order_by(table.id)
    with store.reading() as session:
        return list(session.exec(query))


def sign_agreement(store: Store, agency_id: int) -> None:
    """The agency has signed a 287(g) agreement."""
    with store.transaction() as session:
        session.add(
            Agreement(
                agency_id=agency_id,
                model="Task Force Model",
                standing="signed",
                signed_on=date(2025, 3, 5),
            )
        )
