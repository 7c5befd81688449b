"""Finding agencies, and what belongs to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.store.tables_agencies import (
    Agency,
    Agreement,
    Closure,
    Contact,
    ContactChange,
    DayChange,
)
from records_app.store.tables_people import Person
from records_app.store.tables_requests import Request
from records_app.store.visibility import is_visible_to

PAGE_SIZE = 25

_agency: Any = Agency
_contact: Any = Contact
_change: Any = ContactChange
_closure: Any = Closure
_day_change: Any = DayChange
_agreement: Any = Agreement
_request: Any = Request
_person: Any = Person

# Agency.search_key is "name | other names | city | county", each in the spelling of search_key.
SEPARATOR = " | "
Words = tuple[tuple[str, ...], ...]
"""Words to look for; each is given in all its spellings, of which one has to be found."""


@dataclass(frozen=True, slots=True)
class AgencyNarrowing:
    """What the person filters by; empty means everything. A county needs its state."""

    words: Words = ()
    county: str = ""
    state: str = ""
    kind: str = ""
    g287: str = ""
    law: str = ""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """One page of agencies, how many there are in all, and how many of our requests each has."""

    rows: tuple[Agency, ...]
    total: int
    requests: dict[int, int]


def best_matches(session: Session, words: Words, law: str, limit: int) -> Sequence[Agency]:
    """The agencies that hold every word, best first: by name, then by city or county."""
    query = select(Agency).where(*(_holds(spellings) for spellings in words))
    if law:
        query = query.where(_agency.law == law)
    query = query.order_by(*_by_fit(words), _agency.name, _agency.id).limit(limit)
    return session.execute(query).scalars().all()


def page_of_agencies(
    session: Session, actor: Actor, narrowing: AgencyNarrowing, page: int
) -> FoundPage:
    """One page by name; `page` counts from 1, one behind the last is empty."""
    conditions = _conditions(narrowing)
    total = session.execute(select(func.count(_agency.id)).where(*conditions)).scalar_one()
    query = select(Agency).where(*conditions)
    query = query.order_by(*_by_fit(narrowing.words), _agency.name, _agency.id)
    query = query.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    rows = tuple(session.execute(query).scalars().all())
    ids = [row.id for row in rows]
    counted = (
        select(_request.agency_id, func.count())
        .where(_request.agency_id.in_(ids), _request.stage != "draft", is_visible_to(actor))
        .group_by(_request.agency_id)
    )
    requests = {row[0]: row[1] for row in session.execute(counted)}
    return FoundPage(rows, total, requests)


def counties_there_are(session: Session) -> Sequence[tuple[str, str]]:
    """County and state of all agencies, each once, Missouri's first."""
    query = select(_agency.county, _agency.state).where(_agency.county != "").distinct()
    rows = [(county, state) for county, state in session.execute(query)]
    return sorted(rows, key=lambda row: (row[1] != "MO", row[1], row[0]))


def kinds_there_are(session: Session) -> Sequence[str]:
    """The kinds that occur."""
    return session.execute(select(_agency.kind).distinct()).scalars().all()


def laws_there_are(session: Session) -> Sequence[str]:
    """The laws that occur, in alphabetical order."""
    query = select(_agency.law).distinct().order_by(_agency.law)
    return session.execute(query).scalars().all()


def all_agencies(session: Session, law: str = "") -> Sequence[Agency]:
    """Every agency by name, or those under one law."""
    query = select(Agency).order_by(_agency.name, _agency.id)
    if law:
        query = query.where(_agency.law == law)
    return session.execute(query).scalars().all()


def find_agency(session: Session, id_or_slug: int | str) -> Agency | None:
    """One agency by its id or its slug."""
    if isinstance(id_or_slug, int):
        in_range = 0 < id_or_slug < 2**31
        return session.get(Agency, id_or_slug) if in_range else None
    if not id_or_slug.isascii() or not id_or_slug.isprintable():
        return None
    return session.execute(select(Agency).where(_agency.slug == id_or_slug)).scalars().first()


def lock_agency(session: Session, agency_id: int) -> Agency | None:
    """One agency, held so that nobody else changes its contacts or closures meanwhile."""
    if not 0 < agency_id < 2**31:
        return None
    query = select(Agency).where(_agency.id == agency_id).with_for_update()
    return session.execute(query).scalars().first()


def contacts_of(session: Session, agency_id: int) -> Sequence[tuple[Contact, str]]:
    """The contacts that hold now, each with the name of who last checked it, or ""."""
    query = (
        select(Contact, func.coalesce(_person.name, ""))
        .outerjoin(Person, _contact.checked_by_id == _person.id)
        .where(_contact.agency_id == agency_id, _contact.removed_at.is_(None))
        .order_by(_contact.id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def changes_of(session: Session, agency_id: int, limit: int) -> Sequence[tuple[ContactChange, str]]:
    """The newest changes of an agency's contacts, each with who made it ("" for an import)."""
    query = (
        select(ContactChange, func.coalesce(_person.name, ""))
        .outerjoin(Person, _change.changed_by_id == _person.id)
        .where(_change.agency_id == agency_id)
        .order_by(_change.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def last_change_of(session: Session, contact_id: int) -> tuple[ContactChange, str] | None:
    """The newest change of one contact and who made it, if there was one."""
    query = (
        select(ContactChange, func.coalesce(_person.name, ""))
        .outerjoin(Person, _change.changed_by_id == _person.id)
        .where(_change.contact_id == contact_id)
        .order_by(_change.id.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return None if row is None else (row[0], row[1])


def closures_of(session: Session, agency_id: int) -> Sequence[tuple[Closure, str]]:
    """The agency's own closed and open days, newest first, each with who entered it."""
    query = (
        select(Closure, func.coalesce(_person.name, ""))
        .outerjoin(Person, _closure.added_by_id == _person.id)
        .where(_closure.agency_id == agency_id)
        .order_by(_closure.on.desc())
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def day_changes_of(session: Session, agency_id: int, limit: int) -> Sequence[tuple[DayChange, str]]:
    """The newest changes of an agency's days and hours, each with who made it."""
    query = (
        select(DayChange, func.coalesce(_person.name, ""))
        .outerjoin(Person, _day_change.changed_by_id == _person.id)
        .where(_day_change.agency_id == agency_id)
        .order_by(_day_change.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def last_closing_change(session: Session, agency_id: int) -> tuple[str, datetime] | None:
    """Who last changed the agency's closing time, and when."""
    query = (
        select(func.coalesce(_person.name, ""), _day_change.changed_at)
        .select_from(DayChange)
        .outerjoin(Person, _day_change.changed_by_id == _person.id)
        .where(_day_change.agency_id == agency_id, _day_change.closing.is_not(None))
        .order_by(_day_change.id.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return None if row is None else (row[0], row[1])


def agreements_of_agency(session: Session, agency_id: int) -> Sequence[Agreement]:
    """The agency's 287(g) agreements, newest first."""
    query = (
        select(Agreement)
        .where(_agreement.agency_id == agency_id)
        .order_by(_agreement.signed_on.desc(), _agreement.id)
    )
    return session.execute(query).scalars().all()


def requests_to(
    session: Session, actor: Actor, agency_id: int, limit: int
) -> Sequence[tuple[Request, str]]:
    """The newest requests to an agency that the actor may see, each with its author's name."""
    query = (
        select(Request, _person.name)
        .join(Person, _request.author_id == _person.id)
        .where(_request.agency_id == agency_id, is_visible_to(actor))
        .order_by(_request.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def _conditions(narrowing: AgencyNarrowing) -> list[ColumnElement[bool]]:
    found = [_holds(spellings) for spellings in narrowing.words]
    chosen = (
        (_agency.county, narrowing.county),
        (_agency.state, narrowing.state),
        (_agency.kind, narrowing.kind),
        (_agency.g287, narrowing.g287),
        (_agency.law, narrowing.law),
    )
    return found + [column == value for column, value in chosen if value]


def _holds(spellings: tuple[str, ...]) -> ColumnElement[bool]:
    # A word is found at its beginning: "char" finds Charles, "harles" does not.
    key = literal(" ") + _agency.search_key
    return or_(*(key.contains(f" {word}", autoescape=True) for word in spellings))


def _in_name(spellings: tuple[str, ...]) -> ColumnElement[bool]:
    # Three separators follow the name, so a word with three behind it stands in the name.
    key = literal(" ") + _agency.search_key
    return or_(*(key.like(f"% {_escaped(word)}%|%|%|%", escape="/") for word in spellings))


def _by_fit(words: Words) -> tuple[Any, ...]:
    if not words:
        return ()
    # The first and the last spelling of each word: "sai" and "st" for somebody who types Saint.
    starts = {" ".join(spellings[i] for spellings in words) for i in (0, -1)}
    key = _agency.search_key
    fit = case(
        (or_(*(key.startswith(f"{s}{SEPARATOR}", autoescape=True) for s in starts)), 0),
        (or_(*(key.startswith(s, autoescape=True) for s in starts)), 1),
        (and_(*(_in_name(spellings) for spellings in words)), 2),
        else_=3,
    )
    # Those with something to tell about ICE first: a college's guards are rarely meant.
    kind = case(
        (_agency.kind.in_(("police", "sheriff", "jail", "state")), 0),
        (_agency.kind == "branch", 2),
        else_=1,
    )
    is_elsewhere = case((_agency.state == "MO", 0), else_=1)
    return fit, kind, is_elsewhere


def _escaped(word: str) -> str:
    return word.replace("/", "//").replace("%", "/%").replace("_", "/_")
