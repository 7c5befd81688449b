"""Requests for the tests of pages, made through the office as people make them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from records_app.casework.people import Actor
from records_app.office.approving import approve
from records_app.office.drafting import new_draft, save_draft
from records_app.office.recording import record_received, record_sent
from records_app.store.database import Store
from records_app.store.log import entries_of
from records_app.store.tables import Request
from tests.office.cast import NOW, filled_form


def ready_request(
    store: Store, actor: Actor, agency_id: int, *, now: datetime = NOW, **form: Any
) -> int:
    """A request whose letter is final; gives its id."""
    draft_id = new_draft(store, actor, now=now)
    saved = save_draft(store, actor, draft_id, 1, filled_form(agency_id, **form), now=now)
    approve(store, actor, draft_id, saved.version, now=now)
    return draft_id


def waiting_request(
    store: Store, actor: Actor, agency_id: int, *, days_ago: int = 0, **form: Any
) -> int:
    """A request that was sent and received some days ago; gives its id."""
    now = NOW - timedelta(days=days_ago)
    request_id = ready_request(store, actor, agency_id, now=now, **form)
    day = now.date().isoformat()
    add(store, actor, request_id, record_sent, now=now, on=day, channel="email", to="clerk")
    add(store, actor, request_id, record_received, now=now, on=day, evidence="reply")
    return request_id


def add(
    store: Store,
    actor: Actor,
    request_id: int,
    recorder: Callable[..., Any],
    *,
    now: datetime = NOW,
    **raw: str,
) -> None:
    """Record something on the newest version."""
    recorder(store, actor, request_id, version(store, request_id), raw, now=now)


def version(store: Store, request_id: int) -> int:
    """The newest version of a request."""
    with store.reading() as session:
        row = session.get(Request, request_id)
        assert row is not None
        return row.version


def kinds(store: Store, request_id: int) -> list[str]:
    """What the log of a request holds, in the order of writing."""
    with store.reading() as session:
        return [type(entry.event).__name__ for entry in entries_of(session, request_id)]
