"""One's own account: name, password, and where one is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from records_app.casework.people import Actor
from records_app.letters.request_form import FieldError
from records_app.office.addresses import read_line, read_row_id
from records_app.office.attempts import Attempts
from records_app.office.password_again import check_own, demand_fresh
from records_app.office.passwords import hash_password, password_problem
from records_app.office.refusals import NotFound, Refused
from records_app.store import people, sign_ins
from records_app.store.database import Store

SAME = "This is the password you have. Choose another one."


@dataclass(frozen=True, slots=True)
class SessionCard:
    """One browser in which somebody is signed in. ``is_here`` is the one that asks."""

    id: int
    browser: str
    address: str
    since: datetime
    seen: datetime
    is_here: bool


def my_sessions(store: Store, actor: Actor, *, now: datetime) -> tuple[SessionCard, ...]:
    """Where the actor is signed in: here first, then the last used first."""
    with store.reading() as session:
        cards = [
            SessionCard(
                row.id or 0,
                row.browser or "A browser",
                row.address,
                row.created_at,
                row.last_seen_at,
                row.id == actor.session_id,
            )
            for row in sign_ins.sessions_of(session, actor.id, now)
        ]
    return tuple(sorted(cards, key=lambda card: not card.is_here))


def change_name(store: Store, actor: Actor, name: object, *, now: datetime) -> None:
    """Be called something else. Letters that are approved keep the name they were signed with."""
    errors: list[FieldError] = []
    called = read_line(name, errors, field="name", label="Your name", max_length=120)
    if errors:
        raise Refused(tuple(errors))
    with store.transaction() as session:
        person = people.locked_person(session, actor.id)
        if person is None:
            raise NotFound("person")
        person.name = called


def change_password(
    store: Store,
    actor: Actor,
    old: object,
    new: object,
    *,
    attempts: Attempts,
    address: str,
    now: datetime,
) -> None:
    """Choose another password; every other session ends, and links for a new password too."""
    check_own(
        store,
        actor,
        old,
        attempts=attempts,
        address=address,
        field="old",
        label="The password you have",
    )
    typed = new if isinstance(new, str) else ""
    problem = password_problem(typed, email=actor.email, name=actor.name)
    if problem is None and typed == old:
        problem = FieldError("password", "New password", SAME)
    if problem is not None:
        raise Refused((FieldError("password", "New password", problem.message),))
    hashed = hash_password(typed)
    with store.transaction() as session:
        person = people.locked_person(session, actor.id)
        if person is None:
            raise NotFound("person")
        person.password_hash = hashed
        people.revoke_invites_for(session, person.email, now)
        sign_ins.end_sessions_of(session, actor.id, but=actor.session_id)
        sign_ins.note_confirmed(session, actor.session_id, now)


def end_session(store: Store, actor: Actor, sign_in_id: object, *, now: datetime) -> None:
    """Sign oneself out in another browser. Raises ``NotFound`` for one that is not the actor's."""
    number = read_row_id(sign_in_id)
    with store.transaction() as session:
        if number is None or not sign_ins.end_one_session(session, actor.id, number):
            raise NotFound("sign-in")


def end_other_sessions(store: Store, actor: Actor, *, now: datetime) -> int:
    """Sign oneself out everywhere but here; gives in how many browsers that was."""
    demand_fresh(actor, now)
    with store.transaction() as session:
        return sign_ins.end_sessions_of(session, actor.id, but=actor.session_id)
