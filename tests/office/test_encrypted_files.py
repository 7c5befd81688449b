"""Files encrypted at rest through the whole office: adding, reading, showing, bundles, backups."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from records_app.office.backup.restoring import restore_backup
from records_app.office.backup.writing import write_backup
from records_app.office.bundles import BundleLimit, Choices, bundle
from records_app.office.files.file_key import FileKey
from records_app.office.files.folder import FileFolder
from records_app.office.files.leftovers import differences_in_files
from records_app.office.files.opening import FileDamaged, open_file, page_of_file
from records_app.office.files.texts import read_next_text, try_locked_again
from records_app.office.refusals import Refused
from records_app.store.database import Store, open_store
from records_app.store.tables_files import FileRow, FileText
from tests.office.backed_up import home_at
from tests.office.cast import NOW, Cast, make_office, ready_request
from tests.office.made_files import add, pdf_of, picture, read_all_texts

KEY = FileKey(hashlib.sha256(b"the office's").digest())
OTHER = FileKey(hashlib.sha256(b"another one").digest())


@pytest.fixture
def folder(tmp_path: Path) -> FileFolder:
    return FileFolder(tmp_path / "files", keys=(KEY,))


def row_of(store: Store, file_id: int) -> FileRow:
    with store.reading() as session:
        return session.get_one(FileRow, file_id)


def test_an_encrypted_pdf_is_read_shown_and_handed_out(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    content = pdf_of("Stops near the courthouse", "Second page")
    added = add(store, cast.bob, request_id, folder, "Reply.pdf", content)
    row = row_of(store, added.id)
    assert (row.pages, row.size, row.sha256) == (
        2,
        len(content),
        hashlib.sha256(content).hexdigest(),
    )
    assert b"%PDF" not in folder.place_of(row.stored_as).read_bytes()
    assert read_all_texts(store, folder) == 1
    with store.reading() as session:
        texts = session.exec(select(FileText.text).where(FileText.file_id == added.id)).all()
    assert any("courthouse" in text for text in texts)
    with open_file(folder, store, cast.vera, added.id) as stream:
        assert stream.read() == content
    assert page_of_file(store, cast.vera, added.id, folder, 2).startswith(b"\x89PNG")
    assert list(differences_in_files(store, folder)) == []


def test_an_encrypted_picture_is_drawn(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    added = add(store, cast.bob, request_id, folder, "scan.png", picture())
    assert page_of_file(store, cast.bob, added.id, folder, 1).startswith(b"\x89PNG")


@pytest.mark.parametrize("keys", [(), (OTHER,)], ids=["no key", "another key"])
def test_without_the_key_a_person_is_told_why(
    store: Store,
    cast: Cast,
    folder: FileFolder,
    request_id: int,
    keys: tuple[FileKey, ...],
) -> None:
    added = add(store, cast.bob, request_id, folder, "Reply.pdf", pdf_of("Late text"))
    locked = replace(folder, keys=keys)
    with (
        pytest.raises(FileDamaged, match="must hold that key"),
        open_file(locked, store, cast.bob, added.id),
    ):
        pass
    (line,) = differences_in_files(store, locked)
    assert "RECORDS_FILES_KEY" in line
    # Its text is not given up: once the key is back, it is read.
    assert read_next_text(store, locked)
    assert row_of(store, added.id).text_state == "locked"
    assert not read_next_text(store, folder)
    try_locked_again(store)
    assert read_next_text(store, folder)
    assert row_of(store, added.id).text_state == "done"


def test_changed_bytes_are_never_handed_out(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    added = add(store, cast.bob, request_id, folder, "Reply.pdf", pdf_of("As sent"))
    place = folder.place_of(row_of(store, added.id).stored_as)
    stored = bytearray(place.read_bytes())
    stored[-1] ^= 1
    place.write_bytes(stored)
    with (
        pytest.raises(FileDamaged, match="has changed"),
        open_file(folder, store, cast.bob, added.id),
    ):
        pass
    (line,) = differences_in_files(store, folder)
    assert "the encrypted bytes were changed" in line


def test_a_file_that_was_encrypted_elsewhere_is_refused_in_words(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    added = add(store, cast.bob, request_id, folder, "Reply.pdf", pdf_of("As sent"))
    stored = folder.place_of(row_of(store, added.id).stored_as).read_bytes()
    with pytest.raises(Refused) as refused:
        add(store, cast.bob, request_id, replace(folder, keys=()), "odd.bin", stored)
    assert "was encrypted by a Sunshine Desk" in refused.value.errors[0].message


def test_a_bundle_holds_the_plain_file_and_leaves_none_behind(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    content = b"A plain reply, to be bundled"
    add(store, cast.bob, request_id, folder, "Reply.txt", content)
    before = set(Path("/dev/shm").glob("bundle-*"))
    made = bundle(
        store, cast.bob, request_id, "zip", Choices(), folder=folder, limit=BundleLimit(), now=NOW
    )
    with zipfile.ZipFile(io.BytesIO(b"".join(made.pieces()))) as archive:
        inside = [archive.read(name) for name in archive.namelist()]
    assert content in inside
    assert set(Path("/dev/shm").glob("bundle-*")) == before


def test_a_backup_keeps_files_encrypted_and_brings_them_back(
    sqlite_store: Store, tmp_path: Path
) -> None:
    store, folder = sqlite_store, FileFolder(tmp_path / "files", keys=(KEY,))
    cast = make_office(store)
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    content = pdf_of("To be restored")
    added = add(store, cast.bob, request_id, folder, "Reply.pdf", content)
    stored = folder.place_of(row_of(store, added.id).stored_as).read_bytes()
    # Whoever writes the backup needs no key.
    write_backup(store, replace(folder, keys=()), tmp_path / "one.backup", now=NOW)
    with zipfile.ZipFile(tmp_path / "one.backup") as archive:
        kept = [archive.read(name) for name in archive.namelist() if name.startswith("files/")]
    assert kept == [stored]

    home = home_at(tmp_path / "new")
    restore_backup(tmp_path / "one.backup", home, force=False, now=NOW)
    back = open_store(home.database_url)
    with open_file(FileFolder(home.files, keys=(KEY,)), back, cast.bob, added.id) as stream:
        assert stream.read() == content
    assert list(differences_in_files(back, FileFolder(home.files, keys=(KEY,)))) == []
    back.close()
