"""The audit as an admin reads it, and what adds to it besides changes: what was taken out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, select

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.office.auditing_words import as_written, thing, things
from records_app.office.csv_cells import Cell, csv_file
from records_app.office.missouri_time import day_and_time, day_begins
from records_app.office.refusals import NotAllowed
from records_app.store.audit_chain import PURGED, add_act
from records_app.store.database import Store
from records_app.store.tables_audit import AuditRow
from records_app.store.tables_people import Person

ON_A_PAGE = 50
_BATCH = 500
_audit: Any = AuditRow
_person: Any = Person
_ACTS = {"changed": "Change", "taken": "Taken out", "purged": "Purge"}
_HEADS = ("number", "at (UTC)", "person", "who", "from", "act", "about", "details", "seal")


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which acts: of one person, since and until a day (Missouri), about something."""

    person_id: int | None = None
    since: date | None = None
    until: date | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One act in words. ``details`` holds one line for each row that was touched."""

    number: int
    at: str
    who: str
    place: str
    act: str
    about: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Somebody whose acts may be asked for."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of acts, newest first. ``seal`` is the last one: note it down elsewhere."""

    lines: tuple[AuditLine, ...]
    total: int
    people: tuple[PersonChoice, ...]
    seal: str
    has_more: bool


def audit_page(store: Store, actor: Actor, wanted: AuditFilter, page: int) -> AuditPage:
    """One page of the audit. Only admins read it: raises ``NotAllowed``."""
    _refuse_others(actor)
    with store.reading() as session:
        query = _matching(wanted).order_by(_audit.id.desc())
        rows = session.exec(query.offset((max(page, 1) - 1) * ON_A_PAGE).limit(ON_A_PAGE + 1)).all()
        newest = session.exec(select(AuditRow).order_by(_audit.id.desc()).limit(1)).first()
        people = session.exec(select(_person.id, _person.name).order_by(_person.name)).all()
    return AuditPage(
        lines=tuple(_line(row) for row in rows[:ON_A_PAGE]),
        total=newest.id or 0 if newest else 0,
        people=tuple(PersonChoice(str(number), name) for number, name in people),
        seal=newest.sealed if newest else "",
        has_more=len(rows) > ON_A_PAGE,
    )


def audit_csv(
    store: Store, actor: Actor, wanted: AuditFilter, *, with_words: bool = False
) -> bytes:
    """Every act that fits, oldest first, with its seal, so that it can be checked elsewhere.

    The details hold what people wrote: they are left out unless they are asked for.
    """
    _refuse_others(actor)
    with store.reading() as session:
        return csv_file(_HEADS, (_cells(row, with_words) for row in _all(session, wanted)))


def note_taken(store: Store, actor: Actor, what: str) -> None:
    """Put down that somebody took a file or an export out of the house."""
    with store.transaction() as session:
        add_act(session, "taken", what, {"by": actor.email})


def _refuse_others(actor: Actor) -> None:
    if not may(actor, Permission.READ_AUDIT):
        raise NotAllowed(Permission.READ_AUDIT.value)


def _matching(wanted: AuditFilter) -> Any:
    query = select(AuditRow)
    if wanted.person_id is not None:
        query = query.where(_audit.person_id == wanted.person_id)
    if wanted.since is not None:
        query = query.where(_audit.at >= day_begins(wanted.since))
    if wanted.until is not None:
        query = query.where(_audit.at < day_begins(wanted.until + timedelta(days=1)))
    if wanted.about:
        written = {wanted.about, as_written(wanted.about)}
        query = query.where(
            or_(*(_audit.about.icontains(one, autoescape=True) for one in sorted(written)))
        )
    return query


def _all(session: Session, wanted: AuditFilter) -> Iterator[AuditRow]:
    last = 0
    while True:
        query = _matching(wanted).where(_audit.id > last).order_by(_audit.id).limit(_BATCH)
        rows = session.exec(query).all()
        if not rows:
            return
        yield from rows
        last = rows[-1].id or 0
        session.expunge_all()


def _cells(row: AuditRow, with_words: bool) -> tuple[Cell, ...]:
    said = (row.id, row.at.isoformat(), row.person_id, row.who, row.place, row.act, row.about)
    details = (row.details or "(purged)") if with_words else "(left out)"
    return (*said, details, row.sealed)


def _line(row: AuditRow) -> AuditLine:
    return AuditLine(
        number=row.id or 0,
        at=day_and_time(row.at),
        who=row.who,
        place=row.place,
        act=_ACTS.get(row.act, row.act),
        about=things(row.about) if row.act == "changed" else row.about,
        details=tuple(line[:1].upper() + line[1:] for line in _words(row)),
    )


def _words(row: AuditRow) -> Iterator[str]:
    if row.details is None:
        yield "The details were removed by a purge."
        return
    details = json.loads(row.details)
    if row.act == PURGED:
        acts = len(details["emptied"])
        yield f"The details of {acts} {'act' if acts == 1 else 'acts'} were removed with it."
    if not isinstance(details, list):
        return
    for table, key, kind, sides in details:
        name = thing(table, key)
        if kind != "changed":
            held = sides.get("after") or sides.get("before") or {}
            values = "; ".join(f"{_field(name)}: {value}" for name, value in held.items() if value)
            yield f"{name} {kind}. {values}"
            continue
        for field in sides.get("after", {}):
            before, after = sides["before"].get(field), sides["after"][field]
            yield f"{name}: {_field(field)} was {_shown(before)}, is {_shown(after)}"


def _field(name: str) -> str:
    return name.removesuffix("_id").replace("_", " ")


def _shown(value: Any) -> str:
    return "nothing" if value in (None, "") else f"“{value}”"


def read_filter(query: Mapping[str, str]) -> AuditFilter:
    """The filter in an address; what cannot be read is left out."""
    person = query.get("person", "")
    is_number = person.isascii() and person.isdigit() and len(person) < 10
    return AuditFilter(
        person_id=int(person) if is_number else None,
        since=_day(query.get("since", "")),
        until=_day(query.get("until", "")),
        about=query.get("about", "")[:100].strip(),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
