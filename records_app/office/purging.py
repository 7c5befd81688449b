"""Remove requests and files for good: rows, words, bytes, and what the audit said of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.letters.request_form import FieldError
from records_app.office.files.folder import FileFolder
from records_app.office.forgetting import forget_what_is_kept
from records_app.office.password_again import demand_fresh
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.audit_chain import add_purge
from records_app.store.changes import left_unsaid
from records_app.store.database import Store
from records_app.store.erasing import (
    empty_audit_of,
    erase_traces,
    files_of,
    remove,
)
from records_app.store.retention import imports_of, remove_empty_imports
from records_app.store.tables import EventRow, FileRow, KnownBrowser, LetterRow, Request
from records_app.store.visibility import visible_to

_request: Any = Request
_file: Any = FileRow
TICKS: Mapping[str, str] = {
    "for_good": "I know that this cannot be undone.",
    "backups": "I know that older backups still hold it until they are deleted.",
}


@dataclass(frozen=True, slots=True)
class Purged:
    """What went: counts, and whether the database could overwrite its traces at once."""

    what: str
    requests: int
    letters: int
    files: int
    erased: bool


def purge_request(
    store: Store,
    actor: Actor,
    number: str,
    form: Mapping[str, object],
    *,
    folder: FileFolder,
    now: datetime,
) -> Purged:
    """Remove one request by its number. ``form`` holds the ticks and the number typed again.

    Admins only, and only after they gave their password just now. Raises ``NotAllowed``,
    ``NotFound`` and ``Refused``.
    """
    _refuse_others(actor)
    request_id = _id_of(store, actor, number.strip())
    errors = [FieldError(name, words, "Tick it to go on.") for name, words in _unticked(form)]
    if str(form.get("typed") or "").strip() != number.strip():
        why = f"Type {number.strip()} exactly as it stands here."
        errors.append(FieldError("typed", "The number again", why))
    if errors:
        raise Refused(tuple(errors))
    demand_fresh(actor, now)
    return purge_requests(store, [request_id], folder=folder)


def purge_requests(store: Store, ids: Sequence[int], *, folder: FileFolder) -> Purged:
    """Remove requests whatever they are; the caller decides who may. Files go after the rows."""
    with store.transaction() as session:
        query = select(Request).where(_request.id.in_(ids)).with_for_update()
        rows = list(session.exec(query))
        if len(rows) != len(set(ids)):
            raise NotFound("request")
        numbers = [row.number for row in rows if row.number]
        drafts = len(rows) - len(numbers)
        letters, files = _count(session, LetterRow, ids), files_of(session, ids)
        events = _count(session, EventRow, ids)
        what = _what(numbers, drafts)
        imports = imports_of(session, ids)
        for stored_as in files:
            folder.condemn(stored_as)
        removed = set(remove(session, Request, ids))
        with left_unsaid(session):
            removed |= remove_empty_imports(session, imports)
        emptied = empty_audit_of(session, removed)
        add_purge(
            session,
            f"{what}: {_words(letters, len(files))}",
            emptied,
            numbers,
            requests=len(rows),
            letters=letters,
            files=len(files),
            events=events,
        )
    return Purged(what, len(ids), letters, len(files), _finish(store, folder, files))


def purge_files(store: Store, ids: Collection[int], *, folder: FileFolder) -> Purged:
    """Remove single files with their text; their request stays."""
    with store.transaction() as session:
        rows = list(session.exec(select(FileRow).where(_file.id.in_(ids))))
        if len(rows) != len(set(ids)):
            raise NotFound("file")
        files = [row.stored_as for row in rows]
        for stored_as in files:
            folder.condemn(stored_as)
        removed = remove(session, FileRow, ids)
        emptied = empty_audit_of(session, removed)
        about = "1 file" if len(files) == 1 else f"{len(files)} files"
        add_purge(session, f"{about} of closed requests", emptied, files=len(files))
    return Purged(about, 0, 0, len(files), _finish(store, folder, files))


def forget_browsers(store: Store, ids: Collection[int]) -> None:
    """Remove browsers that people were known by, and what the audit said of them."""
    with store.transaction() as session:
        removed = remove(session, KnownBrowser, ids)
        emptied = empty_audit_of(session, removed)
        what = "1 known browser" if len(ids) == 1 else f"{len(ids)} known browsers"
        add_purge(session, what, emptied, browsers=len(ids))


def _finish(store: Store, folder: FileFolder, files: Sequence[str]) -> bool:
    # The rows are gone: a crash from here on leaves marks by which the files are cleared away.
    for stored_as in files:
        folder.remove(stored_as)
    forget_what_is_kept(store)
    return erase_traces(store)


def _id_of(store: Store, actor: Actor, number: str) -> int:
    with store.reading() as session:
        row = session.exec(visible_to(actor).where(_request.number == number)).first()
    if row is None or row.id is None:
        raise Refused(
            (FieldError("number", "Number of the request", "There is no request with it."),)
        )
    return row.id


def _refuse_others(actor: Actor) -> None:
    if not may(actor, Permission.PURGE):
        raise NotAllowed(Permission.PURGE.value)


def _unticked(form: Mapping[str, object]) -> list[tuple[str, str]]:
    return [(name, words) for name, words in TICKS.items() if not form.get(name)]


def _count(session: Session, table: Any, ids: Sequence[int]) -> int:
    return len(session.exec(select(table.id).where(table.request_id.in_(ids))).all())


def _what(numbers: Sequence[str], drafts: int) -> str:
    parts = []
    if numbers:
        shown = ", ".join(numbers[:5]) + (f" and {len(numbers) - 5} more" if numbers[5:] else "")
        parts.append(("request " if len(numbers) == 1 else "requests ") + shown)
    if drafts:
        parts.append("1 discarded draft" if drafts == 1 else f"{drafts} discarded drafts")
    return " and ".join(parts)


def _words(letters: int, files: int) -> str:
    some = "1 letter" if letters == 1 else f"{letters} letters"
    return f"{some}, " + ("1 file" if files == 1 else f"{files} files")
