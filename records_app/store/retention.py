"""Selecting what is older than the office wants to keep it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session
from sqlmodel import select as rows_of

from records_app.casework.people import Actor
from records_app.store.tables import Agency, EventRow, FileRow, KnownBrowser, Request
from records_app.store.tables_files import ImportRun
from records_app.store.tables_requests import LetterRow
from records_app.store.tables_retention import RetentionRule
from records_app.store.visibility import is_visible_to

_request: Any = Request
_event: Any = EventRow
_file: Any = FileRow
_letter: Any = LetterRow
_agency: Any = Agency
_browser: Any = KnownBrowser


def rules_of(session: Session) -> dict[str, int]:
    """The rules that are on."""
    return {row.kind: row.keep for row in session.exec(rows_of(RetentionRule))}


def write_rules(session: Session, wanted: Mapping[str, int | None]) -> None:
    """Turn rules on with a number, or off with None."""
    for kind, keep in wanted.items():
        row = session.get(RetentionRule, kind)
        if keep is None:
            if row is not None:
                session.delete(row)
        elif row is None:
            session.add(RetentionRule(kind=kind, keep=keep))
        else:
            row.keep = keep


def closed_before(session: Session, actor: Actor, before: datetime) -> Sequence[tuple[Any, ...]]:
    """Closed requests with no line since: id, number, agency, last line, files, letters."""
    last = select(func.max(_event.recorded_at)).where(_event.request_id == _request.id)
    query = (
        select(
            _request.id,
            _request.number,
            _agency.name,
            last.scalar_subquery().label("last"),
            _count_of(_file),
            _count_of(_letter),
        )
        .join(Agency, _request.agency_id == _agency.id)
        .where(is_visible_to(actor), _request.stage == "closed", last.scalar_subquery() < before)
        .order_by(_request.id)
    )
    return [tuple(row) for row in session.execute(query)]


def _count_of(table: Any) -> Any:
    return (
        select(func.count())
        .select_from(table)
        .where(table.request_id == _request.id)
        .scalar_subquery()
    )


def other_files_before(
    session: Session, actor: Actor, before: datetime
) -> Sequence[tuple[int, str, str | None, datetime, int]]:
    """Files of closed requests that are neither reply nor proof: id, name, number, added, size.

    A file of which a redacted copy is kept stays with it.
    """
    copies = select(_file.redacts_id).where(_file.redacts_id.is_not(None))
    query = (
        select(_file.id, _file.name, _request.number, _file.added_at, _file.size)
        .join(Request, _file.request_id == _request.id)
        .where(
            is_visible_to(actor),
            _request.stage == "closed",
            _file.purpose == "other",
            _file.added_at < before,
            _file.id.not_in(copies),
        )
        .order_by(_file.id)
    )
    return [tuple(row) for row in session.execute(query)]


def discarded_before(session: Session, before: datetime) -> list[int]:
    """Drafts that were given up by then. Nobody sees them, so nobody's sight limits this."""
    query = rows_of(_request.id).where(
        _request.stage == "draft", _request.number.is_(None), _request.discarded_at < before
    )
    return [number for number in session.exec(query) if number is not None]


def browsers_unseen_since(session: Session, before: datetime) -> list[int]:
    """Browsers in which somebody signed in once and nobody came back."""
    query = rows_of(_browser.id).where(_browser.last_seen_at < before)
    return [number for number in session.exec(query) if number is not None]


def imports_of(session: Session, request_ids: Sequence[int]) -> set[int]:
    """The lists these requests were brought in with."""
    query = rows_of(_request.import_id).where(_request.id.in_(request_ids))
    return {one for one in session.exec(query) if one is not None}


def remove_empty_imports(session: Session, import_ids: set[int]) -> set[tuple[str, str]]:
    """Forget lists of which no request is left; gives tables and keys."""
    gone = set()
    for number in sorted(import_ids):
        left = rows_of(_request.id).where(_request.import_id == number)
        row = session.get(ImportRun, number)
        if row is not None and session.exec(left).first() is None:
            session.delete(row)
            gone.add(("import_run", str(number)))
    return gone
