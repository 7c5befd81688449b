"""Desks to look at: requests in every standing, and how tests ask for a section."""

from __future__ import annotations

from datetime import date, timedelta

from records_app.casework.people import Actor
from records_app.casework.urgency import Urgency
from records_app.office.desk import desk_page
from records_app.office.desk_view import Desk, DeskFilter, Section
from records_app.office.drafting import new_draft
from records_app.office.recording import (
    close_request,
    record_answer,
    record_received,
    record_sent,
    reopen_request,
)
from records_app.store.database import Store
from records_app.store.tables import Request
from tests.office.cast import NOW, Cast, ready_request

EARLIER = NOW - timedelta(days=30)
TODAY = NOW.date()


def desk_of(store: Store, actor: Actor, asked: DeskFilter | None = None, **days: date) -> Desk:
    """The desk of this person, as it stands today unless told otherwise."""
    return desk_page(store, actor, asked or DeskFilter(), today=days.get("today", TODAY))


def section(desk: Desk, urgency: Urgency) -> Section:
    """The one section of that urgency."""
    found = [one for one in desk.sections if one.urgency is urgency]
    assert len(found) == 1, [one.urgency for one in desk.sections]
    return found[0]


def waiting_since(store: Store, actor: Actor, agency_id: int, received: str, **more: object) -> int:
    """A request received on that day, with the response clock running."""
    subjects = more.pop("subjects", ("funding",))
    request_id, version = ready_request(
        store,
        actor,
        agency_id,
        subjects=subjects,
        now=EARLIER,  # type: ignore[arg-type]
    )
    sent = {"on": received, "channel": "email"}
    version = record_sent(store, actor, request_id, version, sent, now=NOW).version
    raw = {"on": received, "evidence": "reply", **more}
    record_received(store, actor, request_id, version, raw, now=NOW)
    return request_id


def version_of(store: Store, request_id: int) -> int:
    """The newest version of a request."""
    with store.reading() as session:
        row = session.get(Request, request_id)
        assert row is not None
        return row.version


def one_of_each(store: Store, cast: Cast) -> dict[int, Urgency]:
    """A request of Bob in every standing, with the section it belongs to on Monday, Nov 23."""
    bob, agency = cast.bob, cast.riverbend
    late = waiting_since(store, bob, agency, "2026-11-16")
    today = waiting_since(store, bob, agency, "2026-11-18")
    in_doubt = waiting_since(store, bob, agency, "2026-11-17", at="18:00")
    soon = waiting_since(store, bob, agency, "2026-11-19")
    fee = waiting_since(store, bob, agency, "2026-11-10")
    raw = {"on": "2026-11-13", "kind": "fee_asked", "fee": "40"}
    record_answer(store, bob, fee, version_of(store, fee), raw, now=NOW)
    promised = waiting_since(store, bob, agency, "2026-11-10")
    raw = {"on": "2026-11-13", "kind": "delayed", "promised_on": "2026-12-15"}
    record_answer(store, bob, promised, version_of(store, promised), raw, now=NOW)
    broken = waiting_since(store, bob, agency, "2026-11-04")
    raw = {"on": "2026-11-06", "kind": "delayed", "promised_on": "2026-11-18"}
    record_answer(store, bob, broken, version_of(store, broken), raw, now=NOW)
    dateless = waiting_since(store, bob, agency, "2026-11-09")
    raw = {"on": "2026-11-12", "kind": "delayed"}
    record_answer(store, bob, dateless, version_of(store, dateless), raw, now=NOW)
    ready, _ = ready_request(store, bob, agency, now=EARLIER)
    unknown, version = ready_request(store, bob, agency, now=EARLIER)
    record_sent(store, bob, unknown, version, {"on": "2026-11-20", "channel": "post"}, now=NOW)
    expired, version = ready_request(store, bob, agency, now=EARLIER)
    record_sent(store, bob, expired, version, {"on": "2026-11-02", "channel": "post"}, now=NOW)
    closed, version = ready_request(store, bob, agency, now=EARLIER)
    close_request(store, bob, closed, version, {"outcome": "withdrawn"}, now=NOW)
    reopened, version = ready_request(store, bob, agency, now=EARLIER)
    version = close_request(
        store, bob, reopened, version, {"outcome": "withdrawn"}, now=NOW
    ).version
    reopen_request(store, bob, reopened, version, {}, now=NOW)
    draft = new_draft(store, bob, now=NOW)
    return {
        late: Urgency.OVERDUE,
        broken: Urgency.OVERDUE,
        dateless: Urgency.OVERDUE,
        today: Urgency.DUE_TODAY,
        in_doubt: Urgency.DUE_TODAY,
        soon: Urgency.DUE_SOON,
        fee: Urgency.OURS,
        ready: Urgency.OURS,
        expired: Urgency.OURS,
        reopened: Urgency.OURS,
        promised: Urgency.REST,
        unknown: Urgency.REST,
        draft: Urgency.DRAFT,
        closed: Urgency.CLOSED,
    }


def many_ready(store: Store, cast: Cast, count: int) -> None:
    """Copies of one row: only lists look at them."""
    ready_request(store, cast.bob, cast.riverbend)
    with store.transaction() as session:
        row = session.get(Request, 1)
        assert row is not None
        values = row.model_dump(exclude={"id", "number", "updated_at"})
        session.add_all(
            Request(**values, number=f"MO-2025-{n:04}", updated_at=NOW + timedelta(seconds=n))
            for n in range(2, count + 1)
        )
