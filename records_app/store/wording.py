"""Queries about the office's own wording of letters and its logo."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import func
from sqlmodel import Session, select

from records_app.store.tables_people import Person
from records_app.store.tables_requests import LetterRow
from records_app.store.tables_wording import OfficeLogo, WordingVersion

_version: Any = WordingVersion
_person: Any = Person
_letter: Any = LetterRow


class VersionBy(NamedTuple):
    """A version, and the name of who made it."""

    row: WordingVersion
    made_by: str


def newest_wordings(session: Session, law: str = "") -> tuple[VersionBy, ...]:
    """The version in use of each kind of letter that ever had one, under one law or all."""
    newest = (
        select(_version.law, _version.kind, func.max(_version.number).label("number"))
        .group_by(_version.law, _version.kind)
        .subquery()
    )
    query = (
        select(WordingVersion, Person.name)
        .join(Person, _person.id == _version.made_by_id)
        .join(
            newest,
            (newest.c.law == _version.law)
            & (newest.c.kind == _version.kind)
            & (newest.c.number == _version.number),
        )
    )
    if law:
        query = query.where(_version.law == law)
    return tuple(VersionBy(row, name) for row, name in session.exec(query))


def versions_of(session: Session, law: str, kind: str) -> tuple[VersionBy, ...]:
    """Every version of one kind of letter, newest first."""
    query = (
        select(WordingVersion, Person.name)
        .join(Person, _person.id == _version.made_by_id)
        .where(_version.law == law, _version.kind == kind)
        .order_by(_version.number.desc())
    )
    return tuple(VersionBy(row, name) for row, name in session.exec(query))


def letters_made_with(session: Session, law: str, kind: str) -> dict[int, int]:
    """How many letters were made with each version of one kind, by the version's id."""
    query = (
        select(_version.id, func.count(_letter.id))
        .join(LetterRow, _letter.wording_version_id == _version.id)
        .where(_version.law == law, _version.kind == kind)
        .group_by(_version.id)
    )
    return dict(session.exec(query).all())


def logo_row(session: Session, *, lock: bool = False) -> OfficeLogo | None:
    """The logo, if the office has one."""
    return session.get(OfficeLogo, 1, with_for_update=lock)
