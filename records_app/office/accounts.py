"""People: who is here, with which role, and who may not sign in any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from records_app.casework.people import Actor, Role
from records_app.casework.permissions import Permission, may
from records_app.letters.request_form import FieldError
from records_app.office.addresses import read_email, read_row_id, tidy_email
from records_app.office.invites import make_link, make_password_link, read_role
from records_app.office.password_again import demand_fresh
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store import calendars, people, second_factors, sign_ins
from records_app.store.database import Store
from records_app.store.tables_people import Person

LAST_ADMIN = "This is the last admin. Make somebody else an admin first."
ONESELF = "You cannot do this to yourself. Ask another admin."


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person as an admin sees them."""

    id: int
    name: str
    email: str
    role: Role
    created_at: datetime
    disabled_at: datetime | None
    last_seen_at: datetime | None
    has_second_factor: bool = False


def list_people(store: Store, actor: Actor) -> tuple[PersonCard, ...]:
    """Everybody, by name, those who are disabled too."""
    demand_manager(actor)
    with store.reading() as session:
        seen = people.last_seen(session)
        coded = second_factors.people_with_factor(session)
        return tuple(
            _card(row, seen.get(row.id or 0), row.id in coded) for row in people.people(session)
        )


def change_role(
    store: Store, actor: Actor, person_id: object, role: object, *, now: datetime
) -> PersonCard:
    """Give somebody another role; it counts from their next click on."""
    demand_manager(actor)
    errors: list[FieldError] = []
    chosen = read_role(role, errors)
    if chosen is None:
        raise Refused(tuple(errors))
    demand_fresh(actor, now)
    with store.transaction() as session:
        person = other_person(session, actor, person_id, "role")
        if chosen is not Role.ADMIN:
            keep_an_admin(session, person, "role")
            people.revoke_invites_by(session, person.id or 0, now)
        person.role = chosen.value
        return _card(person, None)


def disable_person(store: Store, actor: Actor, person_id: object, *, now: datetime) -> PersonCard:
    """Keep somebody from signing in, and end their sessions at once. Their work stays."""
    demand_manager(actor)
    demand_fresh(actor, now)
    with store.transaction() as session:
        person = other_person(session, actor, person_id, "person")
        _disable(session, person, now)
        return _card(person, None)


def enable_person(store: Store, actor: Actor, person_id: object, *, now: datetime) -> PersonCard:
    """Let somebody sign in again, with the password they had."""
    demand_manager(actor)
    demand_fresh(actor, now)
    with store.transaction() as session:
        person = other_person(session, actor, person_id, "person")
        person.disabled_at = None
        return _card(person, None)


def add_from_terminal(store: Store, email: str, role: str, *, now: datetime) -> str:
    """A one-time link for a new person, asked for by whoever runs this machine."""
    errors: list[FieldError] = []
    tidy, chosen = read_email(email, errors), read_role(role, errors)
    if errors or chosen is None:
        raise Refused(tuple(errors))
    with store.transaction() as session:
        return make_link(session, tidy, "", chosen, by=None, now=now)


def password_link_from_terminal(store: Store, email: str, *, now: datetime) -> str:
    """A one-time link for a new password; the way back in when the only admin forgot theirs."""
    with store.transaction() as session:
        return make_password_link(session, _by_email(session, email), by=None, now=now)


def disable_from_terminal(store: Store, email: str, *, now: datetime) -> None:
    """Keep somebody from signing in, and end their sessions at once."""
    with store.transaction() as session:
        _disable(session, _by_email(session, email), now)


def demand_manager(actor: Actor) -> None:
    """Raise ``NotAllowed`` for whoever may not manage people."""
    if not may(actor, Permission.MANAGE_PEOPLE):
        raise NotAllowed(Permission.MANAGE_PEOPLE)


def _by_email(session: Session, email: str) -> Person:
    person = people.person_by_email(session, tidy_email(email))
    if person is None:
        raise NotFound("person")
    return person


def other_person(session: Session, actor: Actor, person_id: object, field: str) -> Person:
    """Somebody else than the actor, held until the transaction ends."""
    number = read_row_id(person_id)
    # Always the admins first: of two who change each other, neither holds what the other waits for.
    people.active_admins_locked(session)
    person = people.locked_person(session, number) if number else None
    if person is None:
        raise NotFound("person")
    if person.id == actor.id:
        raise Refused((FieldError(field, person.name, ONESELF),))
    return person


def keep_an_admin(session: Session, person: Person, field: str) -> None:
    """Raise ``Refused`` when this is the last admin who may sign in."""
    others = [row for row in people.active_admins_locked(session) if row.id != person.id]
    if person.role == Role.ADMIN and person.disabled_at is None and not others:
        raise Refused((FieldError(field, person.name, LAST_ADMIN),))


def _disable(session: Session, person: Person, now: datetime) -> None:
    keep_an_admin(session, person, "person")
    if person.disabled_at is None:
        person.disabled_at = now
    sign_ins.end_sessions_of(session, person.id or 0)
    people.revoke_invites_for(session, person.email, now)
    people.revoke_invites_by(session, person.id or 0, now)
    calendars.end_addresses_of(session, person.id or 0)


def _card(row: Person, seen: datetime | None, coded: bool = False) -> PersonCard:
    return PersonCard(
        row.id or 0,
        row.name,
        row.email,
        Role(row.role),
        row.created_at,
        row.disabled_at,
        seen,
        coded,
    )
