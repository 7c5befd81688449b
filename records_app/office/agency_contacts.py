"""Correcting, confirming and removing the contacts of an agency. Every change is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.directory.records import ContactKind
from records_app.letters.characters import TextRefused
from records_app.letters.request_form import FieldError
from records_app.office.addresses import read_line
from records_app.office.agency_words import contact_name
from records_app.office.contact_values import read_contact
from records_app.office.missouri_time import missouri_day
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.store.agencies import last_change_of, lock_agency
from records_app.store.database import Store
from records_app.store.tables_agencies import Agency, Contact, ContactChange

_MOST_REASON = 400
_contact: Any = Contact


def correct_contact(
    store: Store,
    actor: Actor,
    *,
    contact_id: int | None,
    agency_id: int,
    kind: str,
    value: object,
    reason: object,
    version: int | None,
    now: datetime,
) -> int:
    """Change a contact, or add one when `contact_id` is None; gives its id.

    The new value counts as checked today by the actor. Raises NotAllowed, NotFound, Refused with
    the fields `kind`, `value` or `reason`, and ChangedElsewhere for a stale `version`.
    """
    must_care(actor)
    new_kind, new_value, why = _read(kind, value, reason)
    with store.transaction() as session:
        agency = _locked(session, agency_id)
        _refuse_double(session, agency_id, contact_id, new_kind, new_value)
        if contact_id is None:
            contact = Contact(agency_id=agency_id, kind=new_kind.value, value="", version=0)
            action, old = "added", ""
        else:
            contact = _current(session, agency_id, contact_id, version, now)
            action, old = "corrected", contact.value
            if (contact.kind, old) == (new_kind.value, new_value):
                action = "confirmed"
            if contact.kind != new_kind.value:
                _forget_address(session, agency, contact)
        contact.kind, contact.value = new_kind.value, new_value
        contact.source, contact.as_of = f"entered by {actor.name}", missouri_day(now).isoformat()
        _mark_checked(contact, actor, now)
        session.add(contact)
        session.flush()
        _remember(
            session, contact, action, old=old, new=new_value, reason=why, actor=actor, now=now
        )
        if new_kind is ContactKind.POST:
            agency.address = new_value
        assert contact.id is not None  # noqa: S101 - it was flushed
        return contact.id


def confirm_contact(
    store: Store, actor: Actor, *, contact_id: int, agency_id: int, version: int, now: datetime
) -> None:
    """Say that a contact is still right: last checked today, by the actor."""
    must_care(actor)
    with store.transaction() as session:
        _locked(session, agency_id)
        contact = _current(session, agency_id, contact_id, version, now)
        _mark_checked(contact, actor, now)
        value = contact.value
        _remember(session, contact, "confirmed", old=value, new=value, actor=actor, now=now)


def remove_contact(
    store: Store,
    actor: Actor,
    *,
    contact_id: int,
    agency_id: int,
    reason: object,
    version: int,
    now: datetime,
) -> None:
    """Take a contact away; it stays in the history."""
    must_care(actor)
    errors: list[FieldError] = []
    why = _read_reason(reason, errors)
    if errors:
        raise Refused(tuple(errors))
    with store.transaction() as session:
        agency = _locked(session, agency_id)
        contact = _current(session, agency_id, contact_id, version, now)
        contact.removed_at = now
        contact.version += 1
        _forget_address(session, agency, contact)
        old = contact.value
        _remember(session, contact, "removed", old=old, new="", reason=why, actor=actor, now=now)


def must_care(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may correct contacts and closures."""
    if not may(actor, Permission.CARE_FOR_AGENCIES):
        raise NotAllowed(Permission.CARE_FOR_AGENCIES.value)


def _read(kind: str, value: object, reason: object) -> tuple[ContactKind, str, str]:
    errors: list[FieldError] = []
    new_kind, new_value = ContactKind.EMAIL, ""
    try:
        new_kind, new_value = read_contact(kind, value)
    except TextRefused as refused:
        field = "value" if kind in set(ContactKind) else "kind"
        label = contact_name(kind) if field == "value" else "Kind of contact"
        errors.append(FieldError(field, label, refused.reason))
    why = _read_reason(reason, errors)
    if errors:
        raise Refused(tuple(errors))
    return new_kind, new_value, why


def _read_reason(reason: object, errors: list[FieldError]) -> str:
    return read_line(reason, errors, field="reason", label="How you know", max_length=_MOST_REASON)


def _locked(session: Session, agency_id: int) -> Agency:
    agency = lock_agency(session, agency_id)
    if agency is None:
        raise NotFound("agency")
    return agency


def _current(
    session: Session, agency_id: int, contact_id: int, version: int | None, now: datetime
) -> Contact:
    contact = session.get(Contact, contact_id) if 0 < contact_id < 2**31 else None
    if contact is None or contact.agency_id != agency_id:
        raise NotFound("contact")
    if contact.version != version or contact.removed_at is not None:
        last = last_change_of(session, contact_id)
        who = (last[1] or "An import") if last else "A newer directory"
        raise ChangedElsewhere(who, last[0].changed_at if last else now)
    return contact


def _refuse_double(
    session: Session, agency_id: int, contact_id: int | None, kind: ContactKind, value: str
) -> None:
    query = select(Contact.id).where(
        _contact.agency_id == agency_id,
        _contact.kind == kind.value,
        _contact.value == value,
        _contact.removed_at.is_(None),
    )
    if any(found != contact_id for found in session.exec(query)):
        message = "This agency has that contact already. Confirm it there instead."
        raise Refused((FieldError("value", contact_name(kind.value), message),))


def _forget_address(session: Session, agency: Agency, contact: Contact) -> None:
    """A letter falls back on the agency's own address: a wrong one must not stay there."""
    if contact.kind != ContactKind.POST.value or agency.address != contact.value:
        return
    query = select(Contact.value).where(
        _contact.agency_id == agency.id,
        _contact.kind == ContactKind.POST.value,
        _contact.id != contact.id,
        _contact.removed_at.is_(None),
    )
    agency.address = session.exec(query).first() or ""


def _mark_checked(contact: Contact, actor: Actor, now: datetime) -> None:
    contact.checked_on, contact.checked_by_id = missouri_day(now), actor.id
    contact.version += 1


def _remember(
    session: Session,
    contact: Contact,
    action: str,
    *,
    old: str,
    new: str,
    actor: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    assert contact.id is not None  # noqa: S101 - only stored contacts change
    session.add(
        ContactChange(
            agency_id=contact.agency_id,
            contact_id=contact.id,
            action=action,
            kind=contact.kind,
            old_value=old,
            new_value=new,
            reason=reason,
            changed_at=now,
            changed_by_id=actor.id,
        )
    )
