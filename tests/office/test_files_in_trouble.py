"""Full disks, crashes and changed bytes: no half file stays, and nothing wrong is handed out."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.drafting import new_draft
from records_app.office.files.folder import FileFolder, Incoming
from records_app.office.files.leftovers import clear_leftovers, differences_in_files
from records_app.office.files.listing import FileLine, files_of_request
from records_app.office.files.opening import FileDamaged, open_file
from records_app.office.refusals import NotFound
from records_app.store.database import Store
from records_app.store.tables_files import FileRow
from tests.office.cast import NOW, Cast
from tests.office.made_files import add, everything_in


def lines(store: Store, actor: Actor, request_id: int) -> tuple[FileLine, ...]:
    return files_of_request(store, actor, request_id)


class FullDisk(FileFolder):
    """A folder on a disk that fills up after 100,000 bytes."""

    def incoming(self) -> Incoming:
        arriving = super().incoming()
        stream: Any = arriving._stream
        write = stream.write

        class Full:
            def __getattr__(self, name: str) -> Any:
                return getattr(stream, name)

            def write(self, piece: bytes) -> int:
                if stream.tell() + len(piece) > 100_000:
                    write(piece[: 100_000 - stream.tell()])
                    raise OSError(errno.ENOSPC, "No space left on device")
                return int(write(piece))

        arriving._stream = Full()  # type: ignore[assignment]
        return arriving


def test_a_full_disk_leaves_no_half_file_and_no_row(
    store: Store, cast: Cast, tmp_path: Path, request_id: int
) -> None:
    folder = FullDisk(tmp_path / "full")
    with pytest.raises(OSError, match="No space"):
        add(store, cast.bob, request_id, folder, "a.txt", b"x" * 200_000)
    assert everything_in(folder) == []
    assert lines(store, cast.bob, request_id) == ()


def test_a_database_that_refuses_leaves_no_file(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    @contextmanager
    def broken() -> Iterator[Any]:
        with Store(store.engine).transaction() as session:
            yield session
            raise OSError(errno.EIO, "the database's disk is gone")

    failing = Store(store.engine)
    failing.transaction = broken  # type: ignore[method-assign]
    with pytest.raises(OSError, match="gone"):
        add(failing, cast.bob, request_id, folder, "a.txt", b"one")
    assert everything_in(folder) == []
    assert lines(store, cast.bob, request_id) == ()


def crashed_while_adding(folder: FileFolder, content: bytes, *, renamed: bool) -> str:
    """The folder as a kill leaves it: before the renaming, or between that and the commit."""
    incoming = folder.incoming()
    incoming.write(content)
    if renamed:
        return incoming.keep()
    incoming._stream.flush()
    return incoming.stored_as


@pytest.mark.parametrize("renamed", [True, False])
def test_what_a_kill_left_is_found_and_removed_after_an_hour(
    store: Store, cast: Cast, folder: FileFolder, request_id: int, renamed: bool
) -> None:
    add(store, cast.bob, request_id, folder, "kept.txt", b"kept")
    (kept,) = everything_in(folder)
    crashed_while_adding(folder, b"half", renamed=renamed)
    assert len(everything_in(folder)) > 1
    now = NOW.now(NOW.tzinfo)
    assert clear_leftovers(store, folder, now=now) == 0  # it may still be on its way
    assert clear_leftovers(store, folder, now=now + timedelta(hours=2)) == 1
    assert everything_in(folder) == [kept]
    assert list(differences_in_files(store, folder)) == []


def test_a_kill_after_the_commit_keeps_the_file(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    added = add(store, cast.bob, request_id, folder, "kept.txt", b"kept")
    (name,) = everything_in(folder)
    (folder.path / f"{name}.open").touch()
    later = NOW.now(NOW.tzinfo) + timedelta(hours=2)
    assert clear_leftovers(store, folder, now=later) == 0
    assert everything_in(folder) == [name]
    with open_file(folder, store, cast.bob, added.id) as stream:
        assert stream.read() == b"kept"


def test_a_changed_file_is_named_and_not_handed_out(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    added = add(store, cast.bob, request_id, folder, "a.txt", b"forty dollars")
    (name,) = everything_in(folder)
    (folder.path / name).write_bytes(b"ninety dollars")
    with pytest.raises(FileDamaged), open_file(folder, store, cast.bob, added.id):
        pass
    (line,) = differences_in_files(store, folder)
    assert "a.txt" in line
    assert "do not match" in line


def test_missing_and_unknown_files_are_named_and_left_alone(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    added = add(store, cast.bob, request_id, folder, "a.txt", b"one")
    (name,) = everything_in(folder)
    unknown = "ab/" + "ab" * 16
    (folder.path / "ab").mkdir(exist_ok=True)
    (folder.path / name).rename(folder.path / unknown)
    found = list(differences_in_files(store, folder))
    assert len(found) == 2
    assert "cannot be read" in found[0]
    assert found[1] == f"{unknown}: a file that no row stands for"
    later = NOW.now(NOW.tzinfo) + timedelta(days=9)
    assert clear_leftovers(store, folder, now=later) == 0
    assert everything_in(folder) == [unknown]
    with pytest.raises(FileDamaged), open_file(folder, store, cast.bob, added.id):
        pass


@pytest.mark.parametrize("stored_as", ["../../etc/passwd", "ab/../x", "/etc/passwd", "", "ab/x"])
def test_only_names_of_ours_lead_to_a_file(folder: FileFolder, stored_as: str) -> None:
    with pytest.raises(FileNotFoundError):
        folder.open(stored_as)


def test_nobody_opens_what_they_may_not_see(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    added = add(store, cast.bob, request_id, folder, "a.txt", b"one")
    draft = new_draft(store, cast.bob, now=NOW)
    with store.transaction() as session:
        session.exec(select(FileRow)).one().request_id = draft
    for actor in (cast.alice, cast.vera, cast.carl):
        with pytest.raises(NotFound), open_file(folder, store, actor, added.id):
            pass
