"""The bytes of a file, handed out as they came; their hash is verified every time."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple

from records_app.casework.people import Actor
from records_app.office.files.folder import FileFolder, hash_of
from records_app.office.files.kinds import Kind, kind_of_media_type
from records_app.office.files.reader import Unreadable, page_as_png
from records_app.office.files.sealing import FileLocked
from records_app.office.refusals import NotFound, OfficeRefusal
from records_app.store.database import Store
from records_app.store.files import find_file
from records_app.store.tables_files import FileRow

_log = logging.getLogger(__name__)


class FileDamaged(OfficeRefusal):
    """The stored bytes are missing, or not the ones that came in."""

    def __init__(self, name: str, why: str = "") -> None:
        super().__init__(
            why
            or f"The stored file {name} has changed since it came in, so it is not handed out. "
            "Tell an admin: the command “check” says more, and a backup has the file."
        )


def file_failed(name: str, error: OSError) -> FileDamaged:
    """What a person is told when the bytes of a file cannot be read."""
    if isinstance(error, FileLocked):
        return FileDamaged(
            name,
            f"The stored file {name} is encrypted, and this desk was started without the key for "
            "it. Tell an admin: the setting RECORDS_FILES_KEY must hold that key.",
        )
    return FileDamaged(name)


class OpenFile(NamedTuple):
    """A file and its bytes; the stream stands at its beginning and is closed by whoever has it."""

    name: str
    kind: Kind
    media_type: str
    size: int
    sha256: str
    pages: int | None
    stream: BinaryIO


def file_to_send(store: Store, actor: Actor, file_id: int, folder: FileFolder) -> OpenFile:
    """A file whose stream the caller closes. Raises ``NotFound`` and ``FileDamaged``."""
    with store.reading() as session:
        row = find_file(session, actor, file_id)
    if row is None:
        raise NotFound("file")
    stream = _verified(row, folder)
    kind = kind_of_media_type(row.media_type)
    return OpenFile(row.name, kind, row.media_type, row.size, row.sha256, row.pages, stream)


def _verified(row: FileRow, folder: FileFolder) -> BinaryIO:
    try:
        stream = folder.open(row.stored_as)
        try:
            sound = hash_of(stream) == row.sha256
        except BaseException:
            stream.close()
            raise
    except OSError as error:
        _log.error("file %s cannot be opened: %s", row.id, error)
        raise file_failed(row.name, error) from error
    if not sound:
        stream.close()
        _log.error("file %s does not match its hash", row.id)
        raise FileDamaged(row.name)
    return stream


@contextmanager
def open_file(folder: FileFolder, store: Store, actor: Actor, file_id: int) -> Iterator[BinaryIO]:
    """The verified bytes of a file as a stream. Raises ``NotFound`` and ``FileDamaged``."""
    with file_to_send(store, actor, file_id, folder).stream as stream:
        yield stream


def page_of_file(
    store: Store, actor: Actor, file_id: int, folder: FileFolder, number: int
) -> bytes:
    """One page of a PDF or a picture as a PNG, drawn in a process with limits.

    Raises ``NotFound``, also for a page that is not there, and ``FileDamaged``.
    """
    found = file_to_send(store, actor, file_id, folder)
    with found.stream as stream:
        if not found.kind.shown or found.pages is None or not 0 < number <= found.pages:
            raise NotFound("page of this file")
        try:
            return page_as_png(stream, found.kind.family, number)
        except Unreadable as error:
            raise NotFound("page of this file that can be shown") from error
