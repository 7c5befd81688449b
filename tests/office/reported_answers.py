"""Requests with answers about fees and closed records, for the tests of the reports."""

from __future__ import annotations

from datetime import UTC, datetime

from records_app.casework.events import Event
from records_app.casework.people import Actor
from records_app.office.recording import (
    record_answer,
    record_payment,
    record_received,
    record_sent,
)
from records_app.office.refresh import derive
from records_app.store.database import Store
from records_app.store.log import append_event
from records_app.store.requests import lock_request
from tests.office.cast import NOW, ready_request
from tests.office.desks import version_of


def answered(
    store: Store,
    actor: Actor,
    agency_id: int,
    *answers: dict[str, str],
    received: str = "2026-11-02",
) -> int:
    """A request that was received and then got these answers; gives its id."""
    at = datetime.fromisoformat(f"{received}T16:00:00+00:00")
    request_id, version = ready_request(store, actor, agency_id, now=at)
    sent = {"on": received, "channel": "email"}
    version = record_sent(store, actor, request_id, version, sent, now=at).version
    raw = {"on": received, "evidence": "reply"}
    record_received(store, actor, request_id, version, raw, now=at)
    for raw in answers:
        record_answer(store, actor, request_id, version_of(store, request_id), raw, now=NOW)
    return request_id


def paid(store: Store, actor: Actor, request_id: int, on: str, amount: str) -> None:
    """We paid a fee."""
    raw = {"on": on, "amount": amount}
    record_payment(store, actor, request_id, version_of(store, request_id), raw, now=NOW)


def happened(store: Store, actor: Actor, request_id: int, event: Event) -> None:
    """Add an event of any kind, as the office does."""
    with store.transaction() as session:
        row = lock_request(session, actor, request_id)
        assert row is not None
        append_event(session, request_id, event, actor, datetime(2026, 11, 23, 16, tzinfo=UTC))
        derive(session, row)


def fee_lines(*lines: tuple[str, str, str, str, str, str]) -> dict[str, str]:
    """The fields of lines: what, charge, quantity, rate, amount and role of each."""
    parts = ("what", "charge", "quantity", "rate", "amount", "role")
    return {
        f"line_{part}_{number}": value
        for number, line in enumerate(lines, 1)
        for part, value in zip(parts, line, strict=True)
    }
