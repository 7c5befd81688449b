"""The letters of a request: short lines of all of them, and one with its bytes."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy.orm import defer
from sqlmodel import Session, select

from records_app.store.requests import is_id
from records_app.store.tables_people import Person
from records_app.store.tables_requests import LetterRow

_letter: Any = LetterRow
_person: Any = Person
_FIRST_PLACE = 2


class LetterOf(NamedTuple):
    """A letter without its bytes and HTML, and the name of who approved it."""

    row: LetterRow
    approved_by: str


def letters_of(session: Session, request_id: int) -> tuple[LetterOf, ...]:
    """Every letter of a request, newest first."""
    query = (
        select(LetterRow, Person.name)
        .join(Person, _person.id == _letter.approved_by_id)
        .options(defer(_letter.pdf), defer(_letter.html))
        .where(_letter.request_id == request_id)
        .order_by(_letter.id.desc())
    )
    return tuple(LetterOf(row, name) for row, name in session.exec(query))


def letter_in(session: Session, request_id: int, letter_id: int) -> LetterRow | None:
    """One letter of a request, with its bytes."""
    if not is_id(letter_id):
        return None
    query = select(LetterRow).where(_letter.id == letter_id, _letter.request_id == request_id)
    return session.exec(query).first()


def newest_follow_up(session: Session, request_id: int) -> LetterRow | None:
    """The letter after the request that was approved last, with its facts."""
    query = (
        select(LetterRow)
        .options(defer(_letter.pdf), defer(_letter.html))
        .where(_letter.request_id == request_id, _letter.kind != "request")
        .order_by(_letter.id.desc())
        .limit(1)
    )
    return session.exec(query).first()


def next_number(session: Session, request_id: int, number: str) -> str:
    """The number of the next letter after a request: MO-2026-0047-2, then -3, and so on.

    The caller holds the request's lock, so nobody else takes it meanwhile.
    """
    newest = newest_follow_up(session, request_id)
    if newest is None:
        return f"{number}-{_FIRST_PLACE}"
    place = int(newest.name.removesuffix(".pdf").rpartition("-")[2])
    return f"{number}-{place + 1}"
