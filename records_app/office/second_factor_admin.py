"""Second factors of others: ask everybody for one, and take one back when a phone is lost."""

from __future__ import annotations

from datetime import datetime

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.letters.request_form import FieldError
from records_app.office.addresses import read_row_id, tidy_email
from records_app.office.password_again import demand_fresh
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store import people, second_factors, sign_ins
from records_app.store.database import Store

ONESELF = "Turn your own off on the page of your account."


def is_required(store: Store, actor: Actor) -> bool:
    """Whether everybody's sign-in needs a second factor."""
    _demand(actor)
    with store.reading() as session:
        return people.office_row(session).second_factor_required


def require_from_all(store: Store, actor: Actor, *, required: bool, now: datetime) -> None:
    """Ask everybody for a second factor at their next sign-in, or nobody any more.

    Sessions that there are go on. Second factors in use stay in use either way.
    """
    _demand(actor)
    demand_fresh(actor, now)
    with store.transaction() as session:
        row = people.office_row_locked(session)
        row.second_factor_required = required
        session.add(row)


def reset_factor(store: Store, actor: Actor, person_id: object, *, now: datetime) -> str:
    """Take somebody's second factor back and end their sessions; gives their name.

    Who lost the phone may have lost what was signed in on it. Raises ``NotFound`` and ``Refused``.
    """
    _demand(actor)
    demand_fresh(actor, now)
    number = read_row_id(person_id)
    if number == actor.id:
        raise Refused((FieldError("person", actor.name, ONESELF),))
    with store.transaction() as session:
        person = people.locked_person(session, number) if number else None
        if person is None or not second_factors.remove_factor(session, person.id or 0):
            raise NotFound("second factor")
        sign_ins.end_sessions_of(session, person.id or 0)
        return person.name


def reset_from_terminal(store: Store, email: str) -> None:
    """Take a second factor back, asked for by whoever runs this machine."""
    with store.transaction() as session:
        person = people.person_by_email(session, tidy_email(email))
        if person is None:
            raise NotFound("person")
        if not second_factors.remove_factor(session, person.id or 0):
            raise NotFound("second factor")
        sign_ins.end_sessions_of(session, person.id or 0)


def _demand(actor: Actor) -> None:
    if not may(actor, Permission.MANAGE_PEOPLE):
        raise NotAllowed(Permission.MANAGE_PEOPLE)
