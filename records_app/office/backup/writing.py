"""Write a backup while people work: one moment of the database, and the files that belong to it."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from records_app.office.backup.archive import (
    FORMAT,
    MANIFEST,
    BackupUnusable,
    Counted,
    Manifest,
    json_bytes,
    read_manifest,
    verify,
)
from records_app.office.backup.values import line_of
from records_app.office.files.folder import FileFolder, pieces_of
from records_app.store.database import Store
from records_app.store.snapshot import Moment, TableRows, one_moment

_FILES = "file"


class BackupRefused(Exception):
    """Why no backup was written, in one sentence."""


def write_backup(store: Store, folder: FileFolder, target: Path, *, now: datetime) -> Manifest:
    """Write everything into ``target`` and read it back once. Gives what it holds.

    The file appears under its name only when it is whole and verified; it is for us alone (0600).
    A file that is there already is not touched. Raises ``BackupRefused`` and ``OSError``.
    """
    if target.exists():
        raise BackupRefused(f"{target} is there already. Choose another name.")
    if not target.parent.is_dir():
        raise BackupRefused(f"{target}: the folder is not there.")
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _private(unfinished) as stream:
            _write(store, folder, stream, now)
            stream.flush()
            os.fsync(stream.fileno())
        manifest = read_back(unfinished)
        unfinished.rename(target)
    except BackupUnusable as damaged:
        raise BackupRefused(f"What was written could not be read back. {damaged}") from None
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def read_back(path: Path) -> Manifest:
    """Read a whole backup once. Raises ``BackupUnusable`` and ``OSError``."""
    with zipfile.ZipFile(path) as archive:
        manifest = read_manifest(archive)
        verify(archive, manifest)
    return manifest


@contextmanager
def _private(path: Path) -> Iterator[Any]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w+b") as stream:
        yield stream


def _write(store: Store, folder: FileFolder, stream: Any, now: datetime) -> None:
    members: dict[str, dict[str, Any]] = {}
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        one_moment(store) as moment,
    ):
        names = _write_tables(archive, moment, members)
        for name in names:
            members[f"files/{name}"] = _write_file(archive, folder, name)
        manifest = {
            "product": "sunshine-desk",
            "format": FORMAT,
            "revision": moment.revision,
            "made_at": now.astimezone(UTC).isoformat(),
            "members": members,
        }
        archive.writestr(MANIFEST, json_bytes(manifest))


def _write_tables(
    archive: zipfile.ZipFile, moment: Moment, members: dict[str, dict[str, Any]]
) -> list[str]:
    """Every table; gives the names of the files that the rows speak of."""
    files: list[str] = []
    for table in moment.tables():
        members[f"tables/{table.name}.jsonl"] = _write_table(archive, table, files)
    return files


def _write_table(archive: zipfile.ZipFile, table: TableRows, files: list[str]) -> dict[str, Any]:
    name_of_file = table.columns.index("stored_as") if table.name == _FILES else None
    count = 0
    with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as member:
        counted = Counted(member)
        for row in table.rows:
            counted.write(line_of(row))
            count += 1
            if name_of_file is not None:
                files.append(row[name_of_file])
    return {
        "size": counted.size,
        "sha256": counted.sha256,
        "columns": list(table.columns),
        "rows": count,
    }


def _write_file(archive: zipfile.ZipFile, folder: FileFolder, name: str) -> dict[str, Any]:
    # The bytes as they lie there: a file that is encrypted at rest stays so.
    try:
        source = folder.place_of(name).open("rb")
    except FileNotFoundError:
        raise BackupRefused(
            f"The file {name} is missing from the folder of files, so a backup would not be whole. "
            "The command “check” says which request it belongs to."
        ) from None
    information = zipfile.ZipInfo(f"files/{name}")
    information.compress_type = zipfile.ZIP_STORED
    with source, archive.open(information, "w", force_zip64=True) as member:
        counted = Counted(member)
        for piece in pieces_of(source):
            counted.write(piece)
    return {"size": counted.size, "sha256": counted.sha256}
