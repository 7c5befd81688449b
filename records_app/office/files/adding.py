"""Add a file to a request: look at it, keep its bytes, then its row; or leave nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may_record
from records_app.letters.request_form import FieldError
from records_app.office.files.folder import FileFolder, Incoming
from records_app.office.files.kinds import DOCX, ODF, PPTX, XLSX, ZIP, Kind, claim_of, fits
from records_app.office.files.names import clean_name, ending_of
from records_app.office.files.reader import Unreadable, look_inside
from records_app.office.files.recognizing import recognize
from records_app.office.files.sealing import FileLocked
from records_app.office.files.words import words_of
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.files import find_file, twin_of
from records_app.store.log import entries_of
from records_app.store.requests import find_request, lock_request
from records_app.store.tables_files import FileRow, FileText
from records_app.store.tables_requests import Request

PURPOSES = ("reply", "proof", "other")
_ZIPS = {"docx": DOCX, "xlsx": XLSX, "pptx": PPTX, "odf": ODF, "zip": ZIP}
_REMARKS = {
    "locked": "Locked with a password: we cannot read its text.",
    "damaged": "Damaged or cut off: it cannot be shown.",
    "repaired": "Damaged in places: what could be read is shown.",
    "scripts": "Contains scripts. They never run here; be careful with the download.",
    "attachments": "Has other files inside it.",
    "macros": "Contains macros. Be careful with the download.",
    "locked_archive": "Locked with a password.",
    "too_large": "Too large to be shown.",
    "unreadable": "It could not be looked into, so it is not shown.",
}


@dataclass(frozen=True, slots=True)
class CameWith:
    """What a person says about the files they add.

    ``event_seq``: the line of the log they came with. ``redacts_id``: the file of which this is a
    redacted copy.
    """

    purpose: str = "reply"
    event_seq: int | None = None
    redacts_id: int | None = None


class Arrived(NamedTuple):
    """A file that is here as bytes, the name it was given, and what it came with."""

    incoming: Incoming
    name: str
    with_: CameWith


class AddedFile(NamedTuple):
    """What became of a file that was added."""

    id: int
    name: str
    kind: str
    note: str


class _Seen(NamedTuple):
    """What a look at the content found."""

    kind: Kind
    pages: int | None
    note: str


def may_add_files(store: Store, actor: Actor, request_id: int, with_: CameWith) -> None:
    """Refuse before a body is read. Raises ``NotFound``, ``NotAllowed`` and ``Refused``."""
    with store.reading() as session:
        row = find_request(session, actor, request_id)
        _check(session, actor, row, with_)


def add_file(
    store: Store,
    actor: Actor,
    request_id: int,
    folder: FileFolder,
    arrived: Arrived,
    *,
    now: datetime,
) -> AddedFile:
    """Keep what came in as a file of the request, unchanged, or leave nothing of it.

    Raises ``Refused`` with the reason in words, ``NotFound``, ``NotAllowed``, and ``OSError`` when
    the disk does not take it. Afterwards the text waits to be read (``office.files.texts``).
    """
    incoming, name, with_ = arrived.incoming, clean_name(arrived.name), arrived.with_
    try:
        seen = _look(incoming, name)
        readable = seen.kind.has_text and (seen.pages is not None or not seen.kind.shown)
        row = FileRow(
            request_id=request_id,
            event_seq=with_.event_seq,
            purpose=with_.purpose,
            name=name,
            media_type=seen.kind.media_type,
            size=incoming.size,
            sha256=incoming.sha256,
            stored_as=incoming.stored_as,
            pages=seen.pages,
            text_state="waiting" if readable else "none",
            note=seen.note,
            redacts_id=with_.redacts_id,
            added_at=now,
            added_by_id=actor.id,
        )
        with _kept_only_with_its_row(folder, incoming.stored_as):
            incoming.keep()
            _add_row(store, actor, row, with_)
    except BaseException:
        incoming.discard()
        raise
    return AddedFile(row.id or 0, name, seen.kind.words, seen.note)


@contextmanager
def _kept_only_with_its_row(folder: FileFolder, stored_as: str) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        # Where the connection broke, the row may be there and only the answer lost. Then the mark
        # stays, and the next clearing keeps the file with its row or removes it without one.
        if not (isinstance(error, DBAPIError) and error.connection_invalidated):
            folder.remove(stored_as)
        raise
    folder.committed(stored_as)


def _add_row(store: Store, actor: Actor, row: FileRow, with_: CameWith) -> None:
    with store.transaction() as session:
        _check(session, actor, lock_request(session, actor, row.request_id), with_)
        twin = twin_of(session, row.request_id, row.sha256, row.event_seq)
        if twin is not None:
            raise _refused(f"The very same file is here already, as {twin}.")
        session.add(row)
        session.flush()
        # Page 0 is the name, so that names are found like texts.
        session.add(FileText(file_id=row.id or 0, page=0, text=row.name, words=words_of(row.name)))


def _check(session: Session, actor: Actor, row: Request | None, with_: CameWith) -> None:
    if row is None or row.stage == "draft":
        raise NotFound("request")
    if not may_record(actor, row.author_id, row.assigned_id):
        raise NotAllowed(Permission.RECORD.value)
    if with_.purpose not in PURPOSES:
        raise _refused("Choose what the files are.")
    if with_.event_seq is not None:
        known = {entry.seq for entry in entries_of(session, row.id or 0)}
        if with_.event_seq not in known:
            raise _refused("Choose what the files came with from the list.")
    if with_.redacts_id is not None:
        original = find_file(session, actor, with_.redacts_id)
        if original is None or original.request_id != row.id:
            raise NotFound("file")


def _look(incoming: Incoming, name: str) -> _Seen:
    if incoming.size == 0:
        raise _refused("It is empty.")
    try:
        stream = incoming.reading()
    except FileLocked:
        raise _refused(
            "It was encrypted by a Sunshine Desk and cannot be read here. Save the file from that "
            "desk and add what you saved."
        ) from None
    with stream:
        kind, refusal = recognize(stream, name)
        if refusal:
            raise _refused(refusal)
        if kind.shown or kind is ZIP:
            looks_like = {"pdf": "pdf", "picture": "picture"}.get(kind.family, "zip")
            try:
                found = look_inside(stream, looks_like)
            except Unreadable:
                found = {"pages": None, "remarks": ["unreadable"]}
            return _seen(kind, found, name)
    return _Seen(kind, None, "")


def _seen(kind: Kind, found: dict[str, object], name: str) -> _Seen:
    inside = found.get("is")
    if inside == "program":
        raise _refused("This is a program in an archive. Programs are not kept here.")
    if isinstance(inside, str):
        kind = _ZIPS[inside]
        if not fits(ending_of(name), kind):
            raise _refused(
                f"Its name says {claim_of(ending_of(name))}, but its content is: {kind.words}."
            )
    remarks, pages = found.get("remarks"), found.get("pages")
    names = remarks if isinstance(remarks, list) else []
    note = " ".join(_REMARKS[one] for one in names if one in _REMARKS)
    if "damaged" in names:
        kind = replace(kind, has_text=False)
    return _Seen(kind, pages if isinstance(pages, int) else None, note)


def _refused(why: str) -> Refused:
    return Refused((FieldError("files", "File", why),))
