"""Adds acts to the audit and finds out whether anybody touched it since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, select

from records_app.store.acting import acting_now
from records_app.store.changes import Change
from records_app.store.tables_audit import AuditHead, AuditRow

BEGINNING = hashlib.sha256(b"the audit of a Sunshine Desk begins").hexdigest()
_audit: Any = AuditRow
# So many changes stand in one row at most: a long list of imported requests makes several.
_IN_ONE_ROW = 100
_BATCH = 500
_LOCK = 0x5D_A0D17
PURGED = "purged"


@dataclass(frozen=True, slots=True)
class Emptied:
    """The numbers of acts whose words were taken away."""

    rows: tuple[int, ...] = ()


def write_changes(session: Session, changes: Sequence[Change]) -> None:
    """One act for what this transaction changed; several rows where it is very much."""
    for start in range(0, len(changes), _IN_ONE_ROW):
        part = changes[start : start + _IN_ONE_ROW]
        details = [
            [one.table, one.key, one.kind, {"before": one.before, "after": one.after}]
            for one in part
        ]
        about = ", ".join(sorted({f"{one.table} {one.key}" for one in part}))
        add_act(session, "changed", about, details)


def add_act(session: Session, act: str, about: str, details: Any) -> AuditRow:
    """Add one row and seal it. It is stored with the transaction or not at all."""
    if session.connection().dialect.name == "postgresql":
        # One after the other: each row needs the seal of the one before it.
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    head = session.get(AuditHead, 1, populate_existing=True)
    if head is None:
        head = AuditHead(id=1, rows=0, sealed=BEGINNING)
        session.add(head)
    acting = acting_now()
    written = json.dumps(details, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    row = AuditRow(
        id=head.rows + 1,
        at=datetime.now(UTC),
        person_id=acting.person_id,
        who=acting.who[:120],
        place=acting.place[:64],
        act=act[:40],
        about=about if len(about) <= 200 else about[:199] + "…",
        details=written,
        details_sha256=hashlib.sha256(written.encode()).hexdigest(),
        sealed="",
    )
    row.sealed = seal_of(row, head.sealed)
    session.add(row)
    head.rows, head.sealed = row.id or 0, row.sealed
    session.flush()
    return row


def add_purge(
    session: Session, about: str, emptied: Emptied, numbers: Sequence[str] = (), **counts: int
) -> AuditRow:
    """Put down a purge: what went, how much of it, and which acts lost their words by it.

    ``numbers``: the numbers of requests that stay taken.
    """
    details = {"numbers": list(numbers), "emptied": list(emptied.rows), **counts}
    return add_act(session, PURGED, about, details)


def purged_numbers(session: Session) -> Iterator[str]:
    """The numbers of requests that were purged."""
    for words in session.exec(select(AuditRow.details).where(_audit.act == PURGED)):
        yield from (str(one) for one in _purge(words)["numbers"])


def _purge(words: str | None) -> dict[str, Any]:
    try:
        found = json.loads(words or "{}")
    except ValueError:
        found = {}  # somebody changed it, which its hash tells
    said = found if isinstance(found, dict) else {}
    return {name: said.get(name) or [] for name in ("numbers", "emptied")}


@dataclass
class _Words:
    """Acts without words, and acts that a purge says it emptied."""

    gone: list[int] = field(default_factory=list)
    named: set[int] = field(default_factory=set)

    def see(self, row: AuditRow) -> None:
        if row.details is None:
            self.gone.append(row.id or 0)
        elif row.act == PURGED:
            self.named.update(one for one in _purge(row.details)["emptied"] if one != row.id)


def seal_of(row: AuditRow, previous: str) -> str:
    """The hash over the seal before it and everything that must not change in this row."""
    parts = [
        previous,
        row.id,
        row.at.astimezone(UTC).isoformat(),
        row.person_id,
        row.who,
        row.place,
        row.act,
        row.about,
        row.details_sha256,
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def broken_links(session: Session) -> Iterator[str]:
    """What was changed, removed or added behind the audit's back, one line each."""
    previous, expected = BEGINNING, 1
    last = 0
    words = _Words()
    while rows := _after(session, last):
        for row in rows:
            number = row.id or 0
            if number != expected:
                missing = f"{expected}" if number == expected + 1 else f"{expected} to {number - 1}"
                yield f"audit: row {missing} is missing"
            elif row.sealed != seal_of(row, previous):
                yield f"audit: row {number} was changed, or stands in place of another"
            if row.details is not None and _hash(row.details) != row.details_sha256:
                yield f"audit: the details of row {number} were changed"
            words.see(row)
            previous, expected, last = row.sealed, number + 1, number
        session.expunge_all()
    for number in words.gone:
        if number not in words.named:
            yield f"audit: the details of row {number} are gone, and no purge took them"
    head = session.get(AuditHead, 1)
    count = head.rows if head else 0
    if count >= expected:
        yield f"audit: the rows from {expected} on are missing; there were {count}"
    elif expected > 1 and (head is None or count != expected - 1 or head.sealed != previous):
        yield f"audit: the last seal is not that of row {expected - 1}"


def holds_seal(session: Session, seal: str) -> bool:
    """Whether a row has this seal, which somebody noted down as the last one.

    If it does and no link is broken, every row up to it is what it was then.
    """
    return session.exec(select(AuditRow.id).where(_audit.sealed == seal)).first() is not None


def _after(session: Session, number: int) -> Sequence[AuditRow]:
    query = select(AuditRow).where(_audit.id > number).order_by(_audit.id).limit(_BATCH)
    return session.exec(query).all()


def _hash(details: str) -> str:
    return hashlib.sha256(details.encode()).hexdigest()
