"""Writes the requests of a list into the database: all of them in one transaction, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.directory.records import AgencyKind
from records_app.office.agency_adding import free_slug
from records_app.office.agency_words import key_of
from records_app.office.draft_form import starting_form
from records_app.office.importing.agency_names import name_key
from records_app.office.importing.course import log_of
from records_app.office.importing.numbers import highest_counted, series_of
from records_app.office.importing.preparing import NEW_LAW, Becoming
from records_app.office.missouri_time import missouri_day
from records_app.office.refresh import derived_of, write
from records_app.store.importing import add_logs, add_subjects, take_numbers
from records_app.store.tables_agencies import Agency
from records_app.store.tables_files import ImportRun
from records_app.store.tables_requests import Request


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a list came in: its name, its SHA-256."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What an import did."""

    run_id: int
    requests: int
    new_agencies: int


def bring_in(
    session: Session, actor: Actor, source: Source, rows: Sequence[Becoming], now: datetime
) -> BroughtIn:
    """Add a request for each row with its log, its subjects and its derived columns."""
    run = ImportRun(
        name=source.name,
        sha256=source.sha256,
        requests=len(rows),
        imported_at=now,
        imported_by_id=actor.id,
    )
    session.add(run)
    session.flush()
    new = _new_agencies(session, rows, source)
    numbers = _numbers(session, rows)
    requests = [
        _request(row, number, new, actor, now) for row, number in zip(rows, numbers, strict=True)
    ]
    for request in requests:
        request.import_id = run.id
    session.add_all(requests)
    session.flush()
    pairs = list(zip(requests, rows, strict=True))
    add_subjects(
        session, ((one.id or 0, subject) for one, row in pairs for subject in row.facts.subjects)
    )
    logs = (
        (one.id or 0, log_of(row.facts, one.number or "", _place(source, row), actor.name, now))
        for one, row in pairs
    )
    add_logs(session, logs, actor, now)
    return BroughtIn(run.id or 0, len(rows), len(new))


def _place(source: Source, row: Becoming) -> str:
    return f"{source.name}, row {row.facts.line}"


def _request(
    row: Becoming, number: str, new: Mapping[str, int], actor: Actor, now: datetime
) -> Request:
    agency_id = row.agency_id or new[name_key(row.facts.agency)]
    # There is no letter, but "copy as new" begins with what is known.
    form = starting_form(actor.name, missouri_day(now), agency_id)
    request = Request(
        number=number,
        law=row.law,
        agency_id=agency_id,
        form={**form, "subjects": list(row.facts.subjects)},
        author_id=actor.id,
        assigned_id=row.person_id,
        created_at=now,
        updated_at=now,
        updated_by_id=actor.id,
    )
    # The number is the only thing that the log of the preview did not have, and no standing
    # depends on it.
    write(request, derived_of(row.standing))
    return request


def _numbers(session: Session, rows: Sequence[Becoming]) -> list[str]:
    """The numbers of the rows in order; those of a series run in the order of sending."""
    own = [row.number for row in rows if row.number]
    for series, highest in sorted(highest_counted(own).items()):
        take_numbers(session, series, 0, at_least=highest)
    wanted = Counter(series_of(row.facts.sent_on) for row in rows if not row.number)
    following = {
        series: take_numbers(session, series, count) for series, count in sorted(wanted.items())
    }
    numbers = [row.number for row in rows]
    in_time = sorted(range(len(rows)), key=lambda place: (rows[place].facts.sent_on, place))
    for place in in_time:
        if not numbers[place]:
            series = series_of(rows[place].facts.sent_on)
            numbers[place] = f"{series}-{following[series]:04d}"
            following[series] += 1
    return numbers


def _new_agencies(session: Session, rows: Sequence[Becoming], source: Source) -> dict[str, int]:
    """Add the agencies that the list names and the directory does not have: key to id."""
    found: dict[str, int] = {}
    for row in rows:
        key = name_key(row.facts.agency)
        if row.agency_id or key in found:
            continue
        agency = Agency(
            slug=free_slug(session, row.facts.agency, "mo"),
            name=row.facts.agency,
            kind=AgencyKind.OTHER.value,
            law=NEW_LAW,
            source=f"imported from {source.name}"[:400],
            from_directory=False,
        )
        agency.search_key = key_of(agency)
        session.add(agency)
        session.flush()
        found[key] = agency.id or 0
    return found
