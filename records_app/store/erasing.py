"""Removing rows for good: with all that hangs on them, and with what the database keeps of them."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Table, delete, select, text, update
from sqlalchemy.exc import OperationalError
from sqlmodel import Session
from sqlmodel import select as rows_of

from records_app.store.audit_chain import Emptied
from records_app.store.changes import left_unsaid
from records_app.store.database import Store
from records_app.store.tables import AuditRow, FileRow, metadata

_BATCH = 500
_TRIES = 10
_LONGEST_WAIT = "3s"
_audit: Any = AuditRow
_file: Any = FileRow
# One entry of the details of an act: table, key, what happened. Quotes inside words are escaped.
_ENTRY = re.compile(r'\["([a-z_]+)","([^"\\]{1,80})","(?:added|changed|removed)",')


def files_of(session: Session, request_ids: Collection[int]) -> list[str]:
    """The names under which the files of these requests are stored."""
    query = rows_of(_file.stored_as).where(_file.request_id.in_(request_ids))
    return list(session.exec(query))


def remove(session: Session, kind: Any, ids: Collection[int]) -> frozenset[tuple[str, str]]:
    """Delete rows of a table and every row that points to them, however far; gives tables, keys.

    The audit does not repeat what is deleted here: the caller says what it was.
    """
    removed: set[tuple[str, str]] = set()
    session.flush()
    with left_unsaid(session):
        _remove(session, kind.__table__, sorted(ids), removed)
    session.expire_all()
    return frozenset(removed)


def _remove(
    session: Session, table: Table, ids: Sequence[int], removed: set[tuple[str, str]]
) -> None:
    """Delete the rows with these ids, after every row of any table that points to them."""
    if not ids:
        return
    for child, column in pointing_to(table):
        condition = column.in_(ids)
        if child is table:
            session.execute(update(child).where(condition).values({column.name: None}))
            continue
        keys = list(child.primary_key.columns)
        found = [tuple(row) for row in session.execute(select(*keys).where(condition))]
        if [key.name for key in keys] == ["id"]:
            _remove(session, child, [row[0] for row in found], removed)
        else:
            removed.update((child.name, "/".join(map(str, row))) for row in found)
            session.execute(delete(child).where(condition))
    removed.update((table.name, str(number)) for number in ids)
    session.execute(delete(table).where(table.c.id.in_(ids)))


def pointing_to(table: Table) -> Iterator[tuple[Table, Column[Any]]]:
    """Every table with a column that points to this one, and the column."""
    for child in metadata.sorted_tables:
        for key in child.foreign_keys:
            if key.column.table is table:
                yield child, key.parent


def empty_audit_of(session: Session, removed: Collection[tuple[str, str]]) -> Emptied:
    """Take away the words of every act about these rows; the acts and their seals stay.

    An act that touched other rows too loses its words about those as well: they are sealed as one.
    """
    wanted = frozenset(removed)
    emptied: list[int] = []
    last = 0
    while True:
        query = rows_of(AuditRow).where(_audit.id > last).order_by(_audit.id).limit(_BATCH)
        rows = session.exec(query).all()
        if not rows:
            return Emptied(tuple(emptied))
        for row in rows:
            last = row.id or 0
            if row.details is not None and not wanted.isdisjoint(_ENTRY.findall(row.details)):
                row.details = None
                emptied.append(last)
        session.flush()
        session.expunge_all()


def erase_traces(store: Store) -> bool:
    """Overwrite what deleted rows left in the files of the database. False if it was too busy.

    SQLite: the full-text index is built anew, the file is written anew, and the log beside it is
    emptied. PostgreSQL: every table is written anew with its indexes, and the server removes the
    old ones at its next checkpoint; what its planner remembered of the values is measured anew.
    """
    if not store.is_sqlite:
        return _erase_server(store)
    raw = store.engine.raw_connection()
    try:
        return _erase_sqlite(raw.cursor())
    except sqlite3.OperationalError:
        return False
    finally:
        raw.close()


def _erase_server(store: Store) -> bool:
    names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        try:
            # Nobody waits long for a table that somebody else is reading.
            connection.execute(text(f"SET lock_timeout = '{_LONGEST_WAIT}'"))
            connection.execute(text(f"VACUUM (FULL, ANALYZE) {names}"))
        except OperationalError:
            return False
        finally:
            connection.execute(text("RESET lock_timeout"))
    return True


def _erase_sqlite(cursor: Any) -> bool:
    cursor.execute("INSERT INTO file_words (file_words) VALUES ('rebuild')")
    cursor.execute("VACUUM")
    (patience,) = cursor.execute("PRAGMA busy_timeout").fetchone()
    # Each try would wait for readers as long as a writer does; the person waits for all of them.
    cursor.execute("PRAGMA busy_timeout=0")
    try:
        for _ in range(_TRIES):
            busy, _log, _moved = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return True
            time.sleep(0.2)
        return False
    finally:
        cursor.execute(f"PRAGMA busy_timeout={patience}")
