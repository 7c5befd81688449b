"""Queries of drafts that change hands: those of people who may not sign in any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session
from sqlmodel import select as select_rows

from records_app.store.groups import left_the_office
from records_app.store.tables_people import Person
from records_app.store.tables_requests import Request

_request: Any = Request
_person: Any = Person


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Somebody who may not sign in any more, and how many drafts they left."""

    person_id: int
    name: str
    since: datetime | None
    drafts: int


def drafts_left_behind(session: Session) -> Sequence[LeftBehind]:
    """Who left drafts and how many, by name. What they say is not looked at."""
    # Not limited to what a person may see: only counts leave this place.
    query = (
        select(_person.id, _person.name, _person.disabled_at, func.count())
        .join(Request, _request.author_id == _person.id)
        .where(left_the_office(), _request.stage == "draft", _request.discarded_at.is_(None))
        .group_by(_person.id, _person.name, _person.disabled_at)
        .order_by(func.lower(_person.name), _person.id)
    )
    return [LeftBehind(*row) for row in session.execute(query)]


def hold_person_who_left(session: Session, person_id: int) -> Person | None:
    """The person, held until the transaction ends, if they may not sign in any more."""
    query = select_rows(Person).where(_person.id == person_id, left_the_office())
    return session.exec(query.with_for_update()).first()


def drafts_of_person_who_left(session: Session, person: Person) -> Sequence[Request]:
    """Their drafts, held until the transaction ends. Only for handing them to another author."""
    # Not limited to what a person may see: this is how an admin gets to see them.
    query = (
        select_rows(Request)
        .where(
            _request.author_id == person.id,
            _request.stage == "draft",
            _request.discarded_at.is_(None),
        )
        .order_by(_request.id)
    )
    return session.exec(query.with_for_update()).all()
