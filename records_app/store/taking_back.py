"""What a list that was brought in has become since: its requests, and what was done with them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session
from sqlmodel import select as rows_of

from records_app.casework.people import Actor
from records_app.store.erasing import pointing_to
from records_app.store.tables import (
    Agency,
    EventRow,
    FileRow,
    LetterRow,
    Person,
    RemindMe,
    Request,
    Watch,
)
from records_app.store.tables_files import ImportRun
from records_app.store.visibility import is_visible_to

_request: Any = Request
_run: Any = ImportRun
_event: Any = EventRow
_person: Any = Person
_agency: Any = Agency
_remind: Any = RemindMe
# The program adds these by itself when the days of an agency change.
_BY_ITSELF = "deadline_moved"


def runs_there_are(session: Session, most: int, by: int | None) -> list[tuple[ImportRun, str]]:
    """The newest imports with who made them; those of one person, or everybody's."""
    query = (
        select(ImportRun, _person.name)
        .join(Person, _run.imported_by_id == _person.id)
        .order_by(_run.id.desc())
        .limit(most)
    )
    if by is not None:
        query = query.where(_run.imported_by_id == by)
    return [(row[0], row[1]) for row in session.execute(query)]


def requests_of_run(
    session: Session, actor: Actor, run_id: int, *, held: bool = False
) -> list[Request] | None:
    """The requests of an import by their id; None when the actor may not see all of them.

    ``held``: nobody else changes them until the transaction ends.
    """
    query = rows_of(Request).where(_request.import_id == run_id).order_by(_request.id)
    found = list(session.exec(query.with_for_update() if held else query))
    seen = select(_request.id).where(_request.import_id == run_id, is_visible_to(actor))
    return found if len(found) == len(session.execute(seen).all()) else None


def touched_since(session: Session, run_id: int, at: datetime) -> dict[int, str]:
    """Requests of an import that somebody worked with after it: id, and what there is.

    What there is: ``line``, ``letter``, ``file``, ``watch`` or ``reminder``.
    """
    recorded = (_event.recorded_at > at) & (_event.kind != _BY_ITSELF)
    asked: tuple[tuple[str, Any, ColumnElement[bool] | None], ...] = (
        ("reminder", RemindMe, _remind.done_at.is_(None)),
        ("watch", Watch, None),
        ("file", FileRow, None),
        ("letter", LetterRow, None),
        ("line", EventRow, recorded),
    )
    found: dict[int, str] = {}
    for name, kind, condition in asked:
        table: Any = kind
        query = select(table.request_id).join(Request, table.request_id == _request.id)
        query = query.where(_request.import_id == run_id)
        if condition is not None:
            query = query.where(condition)
        found.update((row[0], name) for row in session.execute(query.distinct()))
    return found


def agencies_only_of(session: Session, run: ImportRun, ids: Collection[int]) -> list[int]:
    """Of the agencies with these ids those that this import added and nobody changed since."""
    query = select(_agency.id).where(
        _agency.from_directory.is_(False),
        _agency.source == f"imported from {run.name}"[:400],
        _agency.version == 1,
    )
    return sorted(row[0] for row in session.execute(query) if row[0] in ids)


def without_use(session: Session, agency_ids: Sequence[int]) -> list[int]:
    """Those of these agencies that no row of any table points to."""
    used: set[int] = set()
    for _, column in pointing_to(Agency.__table__):  # type: ignore[attr-defined]
        query = select(column).where(column.in_(agency_ids)).distinct()
        used.update(row[0] for row in session.execute(query))
    return [number for number in agency_ids if number not in used]


def in_parts(ids: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    """The ids, so many at a time as a statement takes."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
