"""Restore a backup: everything is read and verified first, and nothing is replaced by half."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError

from records_app.office.backup.archive import (
    BackupUnusable,
    Manifest,
    lines_of,
    open_archive,
    pieces_of,
    read_manifest,
    verify,
)
from records_app.office.backup.values import row_of
from records_app.office.missouri_time import MISSOURI
from records_app.store.database import Store, open_store
from records_app.store.migrate import RowsLost, is_known
from records_app.store.snapshot import holds_people, rebuild

_BESIDE = ("", "-wal", "-shm")
# Whoever signed out there, or had a link taken back, since the backup was written stays out.
_ENDED = frozenset({"sign_in", "half_sign_in", "invite"})


class RestoreRefused(Exception):
    """Why nothing was restored, in one sentence."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where an office lives: the address of its database and its two folders."""

    database_url: str
    data_dir: Path
    files: Path

    @property
    def database_file(self) -> Path | None:
        """The file of SQLite; None for a database server."""
        url = make_url(self.database_url)
        return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back; ``put_aside`` is the folder in which the office of before lies now."""

    manifest: Manifest
    put_aside: Path | None


def restore_backup(source: Path, home: Home, *, force: bool, now: datetime) -> Restored:
    """Make the office what it was when the backup was written. The app must not run.

    Sessions and one-time links do not come back: everybody signs in again.

    An office with people is not replaced without ``force``; with it, what was there is put aside
    into a folder of the data folder (files and SQLite), or replaced in one transaction
    (PostgreSQL). Raises ``RestoreRefused``, ``BackupUnusable`` and ``OSError``; then the office
    is as it was.
    """
    with open_archive(source) as archive:
        manifest = read_manifest(archive)
        verify(archive, manifest)
        if not is_known(manifest.revision):
            raise BackupUnusable(
                f"The backup has tables of a newer version ({manifest.revision}). Install that "
                "one first."
            )
        if not force and _is_lived_in(home):
            raise RestoreRefused(
                "There is an office here already. Add --force to put it aside and restore this "
                "backup in its place."
            )
        home.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = home.data_dir / f"replaced-{now.astimezone(MISSOURI):%Y%m%d-%H%M%S}"
        incoming = home.data_dir / "files.restoring"
        _write_files(archive, manifest, incoming)
        if home.database_file is not None:
            return _swap_sqlite(archive, manifest, home, incoming, aside)
        return _swap_server(archive, manifest, home, incoming, aside)


def _is_lived_in(home: Home) -> bool:
    if home.files.exists() and any(home.files.iterdir()):
        return True
    if home.database_file is not None and not home.database_file.exists():
        return False
    store = open_store(home.database_url)
    try:
        return holds_people(store)
    finally:
        store.close()


def _write_files(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> None:
    _remove_tree(folder)
    folder.mkdir(mode=0o700)
    try:
        for name in manifest.files():
            _write_file(archive, name, folder / name)
    except BaseException:
        _remove_tree(folder)  # the disk may be full of it
        raise


def _write_file(archive: zipfile.ZipFile, name: str, place: Path) -> None:
    place.parent.mkdir(mode=0o700, exist_ok=True)
    with place.open("xb") as stream:
        place.chmod(0o600)
        for piece in pieces_of(archive, f"files/{name}"):
            stream.write(piece)


def _swap_sqlite(
    archive: zipfile.ZipFile, manifest: Manifest, home: Home, incoming: Path, aside: Path
) -> Restored:
    """A new file of SQLite is made whole first; then it takes the place of the old one."""
    old = home.database_file
    assert old is not None  # noqa: S101 - the caller asked
    new = old.with_name(f"{old.name}.restoring")
    _remove_database(new)
    store = open_store(f"sqlite:///{new}")
    try:
        _rebuild(store, archive, manifest)
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    except BaseException:
        store.close()
        _remove_database(new)
        _remove_tree(incoming)
        raise
    store.close()
    moved = _put_aside(home, aside, [old.with_name(old.name + end) for end in _BESIDE])
    incoming.rename(home.files)
    new.rename(old)
    return Restored(manifest, moved)


def _swap_server(
    archive: zipfile.ZipFile, manifest: Manifest, home: Home, incoming: Path, aside: Path
) -> Restored:
    store = open_store(home.database_url)
    try:
        _rebuild(store, archive, manifest)
    except BaseException:
        _remove_tree(incoming)
        raise
    finally:
        store.close()
    moved = _put_aside(home, aside, [])
    incoming.rename(home.files)
    return Restored(manifest, moved)


def _rebuild(store: Store, archive: zipfile.ZipFile, manifest: Manifest) -> None:
    def rows_of(table: str) -> Iterator[Sequence[Any]]:
        if table in _ENDED:
            return
        for line in lines_of(archive, f"tables/{table}.jsonl"):
            yield row_of(line)

    try:
        rebuild(store, manifest.revision, manifest.tables(), rows_of)
        _count(store, manifest)
    except (SQLAlchemyError, RowsLost, ValueError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise BackupUnusable(f"The rows of the backup do not fit: {reason}.") from error


def _count(store: Store, manifest: Manifest) -> None:
    """Every row that was written must be there."""
    with store.engine.connect() as connection:
        for table in ("person", "request", "event", "letter"):
            query = text(f"SELECT count(*) FROM {table}")  # noqa: S608 - names from the line above
            found, written = connection.execute(query).scalar(), manifest.rows_in(table)
            if found != written:
                raise ValueError(f"{found} rows of {table} came back, but {written} were written")


def _put_aside(home: Home, aside: Path, database: Sequence[Path]) -> Path | None:
    there = [path for path in (*database, home.files) if path.exists()]
    if not there:
        return None
    aside.mkdir(mode=0o700)
    for path in there:
        path.rename(aside / path.name)
    return aside


def _remove_database(path: Path) -> None:
    for end in _BESIDE:
        path.with_name(path.name + end).unlink(missing_ok=True)


def _remove_tree(folder: Path) -> None:
    if not folder.exists():
        return
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()
