"""What one transaction changes, row by row, with the values before and after."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Delete, Table, Update, event, inspect, select
from sqlmodel import Session

_LONGEST = 200
# Their content is a secret, or lies with its hash in the row itself.
_UNSAID = frozenset(
    {
        *("password_hash", "token_hash", "code_hash", "secret", "new_secret"),
        *("pdf", "html", "text", "words", "facts"),
    }
)
# They change with every act and say nothing about it.
_NOISE = frozenset(
    {
        *("updated_at", "updated_by_id", "version", "last_seen_at", "last_read_at"),
        *("last_step", "further"),
        # What somebody types into a draft is theirs alone until the letter is approved.
        "form",
    }
)
# The audit itself, what is worked out again at any time, and reminders: nobody but the person who
# made one ever reads it.
_UNWATCHED = frozenset({"audit", "audit_head", "file_text", "number_counter", "remind_me"})
_LEFT_UNSAID = "changes left unsaid"


@contextmanager
def left_unsaid(session: Session) -> Iterator[None]:
    """What changes in this block is not put down row by row: a purge tells of itself in one row."""
    session.info[_LEFT_UNSAID] = True
    try:
        yield
        session.flush()
    finally:
        session.info[_LEFT_UNSAID] = False


@dataclass(frozen=True, slots=True)
class Change:
    """One row: ``kind`` is added, changed or removed; the two sides hold what differs."""

    table: str
    key: str
    kind: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


class Changes:
    """Collects what a session and its connection change until the transaction ends."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._found: list[Change] = []
        self._flushing = False
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "after_flush", self._after_flush)
        self._connection: Connection = session.connection()
        event.listen(self._connection, "before_execute", self._before_execute)

    def collected(self) -> tuple[Change, ...]:
        """Everything so far, after what is pending was written."""
        self._session.flush()
        return tuple(self._found)

    def stop(self) -> None:
        """Stop listening."""
        event.remove(self._connection, "before_execute", self._before_execute)

    def _before_flush(self, session: Any, *_: Any) -> None:
        self._flushing = True
        if session.info.get(_LEFT_UNSAID):
            return
        for row in session.dirty:
            if session.is_modified(row):
                self._found += _change_of(row)
        for row in session.deleted:
            self._found += _of_row(row, "removed")

    def _after_flush(self, session: Any, *_: Any) -> None:
        # Only now do new rows have their numbers.
        for row in () if session.info.get(_LEFT_UNSAID) else session.new:
            self._found += _of_row(row, "added")
        self._flushing = False

    def _before_execute(self, connection: Connection, statement: Any, *_: Any) -> None:
        """Statements that the session does not know row by row: read what they will hit."""
        if self._flushing or not isinstance(statement, Update | Delete):
            return
        if self._session.info.get(_LEFT_UNSAID):
            return
        table = statement.table
        if not isinstance(table, Table) or table.name in _UNWATCHED:
            return
        query = select(table)
        if statement.whereclause is not None:
            query = query.where(statement.whereclause)
        values = _values_of(statement) if isinstance(statement, Update) else {}
        for row in connection.execute(query).mappings().all():
            self._found += _of_statement(table, dict(row), values)


def _of_statement(table: Table, row: dict[str, Any], values: dict[str, Any]) -> Iterator[Change]:
    key = "/".join(str(row[column.name]) for column in table.primary_key.columns)
    if not values:
        yield Change(table.name, key, "removed", before=_said(row))
        return
    changed = {name for name in values if name not in _NOISE and row.get(name) != values[name]}
    if changed:
        before = {name: row.get(name) for name in changed}
        after = {name: values[name] for name in changed}
        yield Change(table.name, key, "changed", _said(before), _said(after))


def _values_of(statement: Update) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column, value in (getattr(statement, "_values", None) or {}).items():
        name = getattr(column, "name", str(column))
        found[name] = getattr(value, "value", str(value))
    return found


def _change_of(row: Any) -> Iterator[Change]:
    state = inspect(row)
    table = state.mapper.local_table
    if table.name in _UNWATCHED:
        return
    before, after = {}, {}
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if attribute.key in _NOISE or not history.has_changes():
            continue
        old = history.deleted[0] if history.deleted else None
        new = history.added[0] if history.added else None
        if old != new:
            before[attribute.key], after[attribute.key] = old, new
    if after:
        yield Change(table.name, _key_of(state), "changed", _said(before), _said(after))


def _of_row(row: Any, kind: str) -> Iterator[Change]:
    state = inspect(row)
    table = state.mapper.local_table
    if table.name in _UNWATCHED:
        return
    values = _said({one.key: getattr(row, one.key) for one in state.mapper.column_attrs})
    sides = {"before": values} if kind == "removed" else {"after": values}
    yield Change(table.name, _key_of(state), kind, **sides)


def _key_of(state: Any) -> str:
    key = state.mapper.primary_key_from_instance(state.object)
    return "/".join(str(part) for part in key)


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """Values as JSON takes them; long ones cut, secrets and contents left out."""
    return {name: _plain(name, value) for name, value in values.items() if name not in _NOISE}


def _plain(name: str, value: Any) -> Any:
    if name in _UNSAID and value is not None:
        return "(not kept here)"
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, bytes):
        return f"{len(value)} bytes, SHA-256 {hashlib.sha256(value).hexdigest()}"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} … ({len(text)} characters)"
