"""Queries about the office's own wording of letters and its logo."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import func
from sqlalchemy.orm import defer
from sqlmodel import Session, select

from records_app.store.tables_people import Person
from records_app.store.tables_requests import LetterRow
from records_app.store.tables_wording import LetterWording, OfficeLogo, WordingVersion

_version: Any = WordingVersion
_person: Any = Person
_letter: Any = LetterRow
_besides: Any = LetterWording


class VersionBy(NamedTuple):
    """A version, and the name of who made it."""

    row: WordingVersion
    made_by: str


def newest_wordings(session: Session, laws: Collection[str] = ()) -> tuple[VersionBy, ...]:
    """The version in use of each kind of letter that ever had one, under these laws or all."""
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
    if laws:
        query = query.where(_version.law.in_(laws))
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
    found: dict[int, int] = {}
    for points_here in (_letter.wording_version_id, _besides.wording_version_id):
        query = (
            select(_version.id, func.count())
            .join(points_here.class_, points_here == _version.id)
            .where(_version.law == law, _version.kind == kind)
            .group_by(_version.id)
        )
        found |= dict(session.exec(query).all())
    return found


class MadeWith(NamedTuple):
    """A version that a letter was made with."""

    version_id: int
    law: str
    kind: str
    number: int


def made_with(session: Session, letter_ids: Collection[int]) -> dict[int, list[MadeWith]]:
    """Every version that each of these letters was made with, by the id of the letter."""
    own = select(_letter.id, _letter.wording_version_id).where(_letter.id.in_(letter_ids))
    besides = select(_besides.letter_id, _besides.wording_version_id).where(
        _besides.letter_id.in_(letter_ids)
    )
    pairs = [pair for query in (own, besides) for pair in session.exec(query) if pair[1]]
    known = select(WordingVersion).where(_version.id.in_({version_id for _, version_id in pairs}))
    versions = {row.id: row for row in session.exec(known.options(defer(_version.parts)))}
    found: dict[int, list[MadeWith]] = {}
    for letter_id, version_id in pairs:
        row = versions[version_id]
        found.setdefault(letter_id, []).append(MadeWith(version_id, row.law, row.kind, row.number))
    return found


def add_made_with(session: Session, letter_id: int, version_ids: Iterable[int]) -> None:
    """Keep that a letter was made with these versions besides its wording."""
    for version_id in version_ids:
        session.add(LetterWording(letter_id=letter_id, wording_version_id=version_id))


def parts_of_version(session: Session, version_id: int) -> dict[str, Any]:
    """What a version says; it is known to exist."""
    return dict(session.get_one(WordingVersion, version_id).parts)


def logo_row(session: Session, *, lock: bool = False) -> OfficeLogo | None:
    """The logo, if the office has one."""
    return session.get(OfficeLogo, 1, with_for_update=lock)
