"""The secret addresses of calendars: one for each person, one for the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.office.refusals import NotAllowed, NotFound
from records_app.office.tokens import hash_of, new_token
from records_app.store import calendars, people
from records_app.store.database import Store
from records_app.store.tables_people import CalendarAddress

OFFICE = "office"


@dataclass(frozen=True, slots=True)
class AddressCard:
    """An address that works. The address itself is not kept and cannot be shown again."""

    own_only: bool
    created_at: datetime
    last_read_at: datetime | None
    made_by: str


@dataclass(frozen=True, slots=True)
class Calendars:
    """A person's own calendar, and the office's for those who may care for it."""

    mine: AddressCard | None
    office: AddressCard | None
    may_office: bool


def calendars_of(store: Store, actor: Actor) -> Calendars:
    """Which addresses there are. The office's is only told to admins."""
    _demand(actor, for_office=False)
    may_office = may(actor, Permission.MANAGE_OFFICE)
    with store.reading() as session:
        return Calendars(
            mine=_card(session, owner_of(actor)),
            office=_card(session, OFFICE) if may_office else None,
            may_office=may_office,
        )


def make_address(
    store: Store, actor: Actor, *, for_office: bool, own_only: bool, now: datetime
) -> str:
    """Make a secret address; returns its token. The one before, if any, ends at once.

    It shows what the actor may see when it is read: of that, with ``own_only``, only the actor's
    own requests. The office's always shows everything, and works as long as its maker is an admin.
    """
    _demand(actor, for_office=for_office)
    token = new_token()
    owner = OFFICE if for_office else owner_of(actor)
    with store.transaction() as session:
        if for_office:
            people.active_admins_locked(session)
        else:
            calendars.lock_person(session, actor.id)
        calendars.end_address(session, owner)
        session.add(
            CalendarAddress(
                token_hash=hash_of(token),
                owner=owner,
                person_id=actor.id,
                own_only=own_only and not for_office,
                created_at=now,
            )
        )
    return token


def revoke_address(store: Store, actor: Actor, *, for_office: bool, now: datetime) -> None:
    """End an address. Raises NotFound when there is none."""
    _demand(actor, for_office=for_office)
    with store.transaction() as session:
        if not calendars.end_address(session, OFFICE if for_office else owner_of(actor)):
            raise NotFound("calendar")


def owner_of(actor: Actor) -> str:
    """Under which name a person's own address is kept."""
    return f"person-{actor.id}"


def _demand(actor: Actor, *, for_office: bool) -> None:
    needed = Permission.MANAGE_OFFICE if for_office else Permission.SEE
    if not may(actor, needed):
        raise NotAllowed(needed.value)


def _card(session: Session, owner: str) -> AddressCard | None:
    found = calendars.address_of(session, owner)
    if found is None:
        return None
    row, name = found
    return AddressCard(row.own_only, row.created_at, row.last_read_at, name)
