"""An office with a campaign of the size one wishes, on SQLite, just begun."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import insert

from records_app.casework.people import Actor, Role
from records_app.casework.subjects import Subject
from records_app.office.campaigns.approving import approve_next, begin
from records_app.office.campaigns.choosing import put_in
from records_app.office.campaigns.letter import save_letter
from records_app.office.campaigns.making import new_campaign
from records_app.office.campaigns.own import campaign_head
from records_app.store.database import Store, open_store
from records_app.store.migrate import upgrade
from records_app.store.tables import Agency, Office, Person

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
ALICE = Actor(1, "Alice", "alice@office.example", Role.STAFF)
FORM: dict[str, object] = {
    "subjects": [subject.value for subject in Subject],
    "period_from": "2025-01-01",
    "period_to": "",
    "specifics": "",
    "fee_cap": "25",
    "fee_waiver_reason": "We publish what local agencies agree with ICE.",
    "format": "electronic",
    "signer_name": "Ana Ruiz",
    "signer_title": "",
}


def approving_in(folder: str, count: int) -> Callable[[], bool]:
    """Approves the next letter of a campaign to so many agencies, in a new office."""
    store = open_store(f"sqlite:///{Path(folder) / 'office.db'}")
    upgrade(store)
    with store.transaction() as session:
        session.add(Office(name="Open Records Group", address="1 Oak Avenue\nSt. Louis, MO 63101"))
        person = {"id": ALICE.id, "email": ALICE.email, "name": ALICE.name, "role": "staff"}
        session.execute(insert(Person), [person | {"password_hash": "none", "created_at": NOW}])
        session.execute(insert(Agency), [_agency(place) for place in range(1, count + 1)])
    campaign_id = new_campaign(store, ALICE, {"name": "All of them"}, now=NOW)
    save_letter(store, ALICE, campaign_id, _version(store, campaign_id), FORM, now=NOW)
    with store.transaction() as session:
        put_in(session, campaign_id, range(1, count + 1))
    begin(store, ALICE, campaign_id, _version(store, campaign_id), now=NOW)
    return partial(approve_next, store, campaign_id, now=NOW)


def _agency(place: int) -> dict[str, object]:
    name = f"Sample Town {place:04d} Police Department"
    address = f"{place} Main Street\nSample Town, MO 63000"
    return {"id": place, "slug": f"town-{place}", "name": name, "address": address} | {
        "kind": "police",
        "law": "us-mo",
        "county": "Sample County",
    }


def _version(store: Store, campaign_id: int) -> int:
    return campaign_head(store, ALICE, campaign_id).version
