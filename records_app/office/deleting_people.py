"""Delete somebody for good. What they did stays; how they came in, and what was theirs, goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from records_app.casework.people import Actor, Role
from records_app.casework.permissions import ROLE_TABLE, Permission
from records_app.letters.request_form import FieldError
from records_app.office.accounts import demand_manager, keep_an_admin, other_person
from records_app.office.password_again import demand_fresh
from records_app.office.refusals import Refused
from records_app.store import leaving, people, second_factors, sign_ins
from records_app.store.database import Store
from records_app.store.tables_people import Person

KEEP, NUMBER, DISCARD = "keep", "number", "discard"
_NAME = "What they did"
_DRAFTS = "Their drafts"


@dataclass(frozen=True, slots=True)
class Deleted:
    """What the person is called from now on, and how many drafts were handed over or given up."""

    name: str
    drafts: int


def delete_person(
    store: Store, actor: Actor, person_id: object, raw: Mapping[str, object], *, now: datetime
) -> Deleted:
    """Delete somebody for good; it cannot be made undone.

    ``raw``: ``called`` is "keep" for their name or "number" for "Person 12", on everything they
    did; ``drafts`` is "discard" or the number of the person who gets them. Nobody needs to read a
    draft for that. Letters and the audit are never changed: a name that stands there stays.
    """
    demand_manager(actor)
    demand_fresh(actor, now)
    called, drafts = raw.get("called"), raw.get("drafts")
    errors: list[FieldError] = []
    if called not in (KEEP, NUMBER):
        errors.append(FieldError("called", _NAME, "Choose whether their name stays."))
    heir = _read_heir(drafts, errors)
    if errors:
        raise Refused(tuple(errors))
    with store.transaction() as session:
        person = other_person(session, actor, person_id, "person")
        keep_an_admin(session, person, "person")
        number = person.id or 0
        if heir is None:
            moved = leaving.discard_drafts(session, number, by=actor.id, now=now)
        else:
            _demand_heir(session, heir, number)
            moved = leaving.hand_over_drafts(session, number, heir, by=actor.id, now=now)
        sign_ins.end_sessions_of(session, number)
        sign_ins.forget_browsers_of(session, number)
        second_factors.remove_factor(session, number)
        leaving.forget_ways(session, number, person.email)
        people.revoke_invites_by(session, number, now)
        _forget(person, keep_name=called == KEEP, now=now)
        return Deleted(person.name, moved)


def _forget(person: Person, *, keep_name: bool, now: datetime) -> None:
    if not keep_name:
        person.name = f"Person {person.id}"
    person.email = f"person-{person.id}"  # no address: nobody can sign in or be invited as this
    person.password_hash = ""
    person.deleted_at = now
    person.disabled_at = person.disabled_at or now


def _read_heir(value: object, errors: list[FieldError]) -> int | None:
    """The number of a person; None for nobody."""
    if value == DISCARD:
        return None
    if isinstance(value, str) and value.isascii() and value.isdigit() and 0 < len(value) <= 9:
        return int(value)
    errors.append(FieldError("drafts", _DRAFTS, "Choose who gets them, or discard them."))
    return None


def _demand_heir(session: Session, heir: int, leaves: int) -> None:
    person = people.locked_person(session, heir)
    if (
        person is None
        or person.disabled_at is not None
        or heir == leaves
        or Permission.DRAFT not in ROLE_TABLE[Role(person.role)]
    ):
        words = "Choose somebody who writes requests and whose account is in use."
        raise Refused((FieldError("drafts", _DRAFTS, words),))
