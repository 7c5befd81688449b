"""Brings the shipped directory into the database, again with every newer one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, select

from records_app.directory.agreements import standing_of_one
from records_app.directory.missouri import postal_address
from records_app.directory.reader import read_directory
from records_app.directory.records import AgencyRecord, AgreementRecord, ContactRecord
from records_app.office.agency_words import agency_key
from records_app.store.database import Store
from records_app.store.tables_agencies import Agency, Agreement, Contact, ContactChange

_MOST_SOURCE = 400
_contact: Any = Contact
_agency: Any = Agency


@dataclass(slots=True)
class Loaded:
    """How many agencies were added, changed, or left as they were."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class _Stored:
    """What the database has, grouped for one pass. ``cared_for``: kinds a person has changed."""

    agencies: dict[str, Agency]
    contacts: dict[int, list[Contact]] = field(default_factory=lambda: defaultdict(list))
    agreements: dict[int, list[Agreement]] = field(default_factory=lambda: defaultdict(list))
    cared_for: set[tuple[int, str]] = field(default_factory=set)


def load_directory(
    store: Store, now: datetime, *, agencies: Iterable[AgencyRecord] | None = None
) -> Loaded:
    """Add and update the shipped agencies in one transaction. Doing it twice changes nothing.

    A kind of contact that a person has corrected, confirmed or removed at an agency is left alone,
    and so is an agency that came from an import.
    """
    records = read_directory().agencies if agencies is None else tuple(agencies)
    loaded = Loaded()
    with store.transaction() as session:
        if not store.is_sqlite:  # two processes may start at once; SQLite has one writer anyway
            session.execute(text("LOCK TABLE agency IN SHARE ROW EXCLUSIVE MODE"))
        stored = _stored(session)
        new = [Agency(**_columns(r)) for r in records if r.slug not in stored.agencies]
        session.add_all(new)
        session.flush()
        loaded.added = len(new)
        stored.agencies.update({row.slug: row for row in new})
        added = {row.slug for row in new}
        for record in records:
            row = stored.agencies[record.slug]
            if not row.from_directory:
                loaded.unchanged += 1
                continue
            changed = _update(session, row, record, stored, now)
            if record.slug not in added:
                loaded.changed += changed
                loaded.unchanged += not changed
    return loaded


def load_directory_once(store: Store, now: datetime) -> Loaded:
    """Load the directory into a database that has no agency yet; otherwise do nothing."""
    with store.reading() as session:
        if session.exec(select(_agency.id).limit(1)).first() is not None:
            return Loaded()
    return load_directory(store, now)


def _stored(session: Session) -> _Stored:
    stored = _Stored({row.slug: row for row in session.exec(select(Agency))})
    for contact in session.exec(select(Contact).where(_contact.removed_at.is_(None))):
        stored.contacts[contact.agency_id].append(contact)
    for agreement in session.exec(select(Agreement)):
        stored.agreements[agreement.agency_id].append(agreement)
    changes = session.exec(select(ContactChange.agency_id, ContactChange.kind).distinct())
    stored.cared_for = set(changes)
    # A corrected contact may have been of another kind before: that kind is cared for too.
    for contact in session.exec(select(Contact).where(_contact.checked_by_id.is_not(None))):
        stored.cared_for.add((contact.agency_id, contact.kind))
    return stored


def _update(
    session: Session, row: Agency, record: AgencyRecord, stored: _Stored, now: datetime
) -> bool:
    assert row.id is not None  # noqa: S101 - it was flushed
    columns = _columns(record)
    if (row.id, "post") in stored.cared_for:
        columns["address"] = row.address
    changed = any(getattr(row, name) != value for name, value in columns.items())
    if changed:
        for name, value in columns.items():
            setattr(row, name, value)
        row.version += 1
    contacts = _update_contacts(session, row.id, record.contacts, stored, now)
    agreements = _update_agreements(session, row.id, record.agreements, stored)
    return changed or contacts or agreements


def _columns(record: AgencyRecord) -> dict[str, Any]:
    first = next(iter(record.contacts), None)
    without_contacts = "the FBI's list of agencies that report to it"
    told = (first.source, first.as_of) if first else (without_contacts,)
    source = ", ".join(part for part in told if part)
    return {
        "slug": record.slug,
        "name": record.name,
        "kind": record.kind.value,
        "law": record.law,
        "county": record.county,
        "city": record.city,
        "state": record.state,
        "address": postal_address(record),
        "region": record.region,
        "ori": record.ori,
        "g287": record.g287.value,
        "search_key": agency_key(record.name, record.also, record.city, record.county),
        "source": source[:_MOST_SOURCE],
    }


def _update_contacts(
    session: Session,
    agency_id: int,
    records: Iterable[ContactRecord],
    stored: _Stored,
    now: datetime,
) -> bool:
    free = [r for r in records if (agency_id, r.kind.value) not in stored.cared_for]
    wanted = {(r.kind.value, r.value): (_source(r), r.as_of) for r in free}
    changed = False
    for contact in stored.contacts[agency_id]:
        if (agency_id, contact.kind) in stored.cared_for:
            continue
        source = wanted.pop((contact.kind, contact.value), None)
        if source is None:
            contact.removed_at = now
        elif source == (contact.source, contact.as_of):
            continue
        else:
            contact.source, contact.as_of = source
        contact.version += 1
        changed = True
    for (kind, value), (source_words, as_of) in wanted.items():
        session.add(
            Contact(agency_id=agency_id, kind=kind, value=value, source=source_words, as_of=as_of)
        )
        changed = True
    return changed


def _source(record: ContactRecord) -> str:
    return "; ".join(part for part in (record.source, record.note) if part)[:_MOST_SOURCE]


def _update_agreements(
    session: Session, agency_id: int, records: Iterable[AgreementRecord], stored: _Stored
) -> bool:
    wanted = [_agreement_columns(record) for record in records]
    have = [
        {name: getattr(row, name) for name in _AGREEMENT_COLUMNS}
        for row in sorted(stored.agreements[agency_id], key=lambda row: row.id or 0)
    ]
    if have == wanted:
        return False
    for row in stored.agreements[agency_id]:
        session.delete(row)
    session.add_all(Agreement(agency_id=agency_id, **columns) for columns in wanted)
    return True


_AGREEMENT_COLUMNS = (
    "model",
    "standing",
    "signed_on",
    "first_listed_on",
    "last_listed_on",
    "link",
    "source",
)


def _agreement_columns(record: AgreementRecord) -> dict[str, Any]:
    values = (
        record.model,
        standing_of_one(record).value,
        record.signed_on,
        record.first_listed,
        record.last_listed,
        record.moa_url,
        record.source,
    )
    return dict(zip(_AGREEMENT_COLUMNS, values, strict=True))
