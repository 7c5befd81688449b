"""Read the text of files, one at a time, after they were added; so that it can be searched."""

from __future__ import annotations

import logging
from typing import BinaryIO

from sqlalchemy.exc import DBAPIError

from records_app.office.files.folder import FileFolder
from records_app.office.files.kinds import DOCX, EMAIL, PDF, kind_of_media_type
from records_app.office.files.reader import Unreadable, text_inside
from records_app.office.files.sealing import FileLocked
from records_app.office.files.words import words_of
from records_app.store.database import Store
from records_app.store.files import next_unread, replace_texts, wait_again
from records_app.store.tables_files import FileRow, FileText

_READERS = {PDF.media_type: "pdf", DOCX.media_type: "docx", EMAIL.media_type: "email"}
_log = logging.getLogger(__name__)


def read_next_text(store: Store, folder: FileFolder) -> bool:
    """Read the text of the file that waits longest; False when none waits.

    A file that cannot be read is marked so and not tried again; one whose key is missing is tried
    at the next start. What a crash interrupts still waits afterwards.
    """
    with store.reading() as session:
        row = next_unread(session)
    if row is None or row.id is None:
        return False
    try:
        with folder.open(row.stored_as) as stream:
            pages, state = _text_of(row, stream)
    except OSError as error:
        _log.error("file %s cannot be opened: %s", row.id, error)
        pages, state = [], "locked" if isinstance(error, FileLocked) else "failed"
    try:
        _store(store, row.id, pages, state)
    except DBAPIError as error:
        if error.connection_invalidated:
            raise
        _log.error("the text of file %s cannot be stored: %s", row.id, error.orig)
        _store(store, row.id, [], "failed")
    return True


def try_locked_again(store: Store) -> None:
    """Files whose key was missing wait again: this start may have brought it."""
    with store.transaction() as session:
        wait_again(session)


def _store(store: Store, file_id: int, pages: list[str], state: str) -> None:
    with store.transaction() as session:
        current = session.get(FileRow, file_id)
        if current is not None and current.text_state == "waiting":
            replace_texts(session, file_id, _rows(file_id, pages))
            current.text_state = state


def _text_of(row: FileRow, stream: BinaryIO) -> tuple[list[str], str]:
    if not kind_of_media_type(row.media_type).has_text:
        return [], "none"
    try:
        pages = text_inside(stream, _READERS.get(row.media_type, "plain"))
    except (Unreadable, ValueError):
        return [], "failed"
    # PostgreSQL keeps no NUL and no half of a letter.
    clean = [page.replace("\0", "").encode("utf-8", "ignore").decode() for page in pages]
    return clean, "done" if any(page.strip() for page in clean) else "none"


def _rows(file_id: int, pages: list[str]) -> list[FileText]:
    return [
        FileText(file_id=file_id, page=number, text=text, words=words_of(text))
        for number, text in enumerate(pages, 1)
        if text.strip()
    ]
