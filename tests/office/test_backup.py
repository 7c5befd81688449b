"""A backup is written while people work, and comes back whole on either database."""

from __future__ import annotations

import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from records_app.office.backup.restoring import RestoreRefused, restore_backup
from records_app.office.backup.writing import BackupRefused, read_back, write_backup
from records_app.office.checking import differences_in
from records_app.office.drafting import new_draft
from records_app.office.files.folder import FileFolder
from records_app.office.invites import password_link, read_invite
from records_app.office.recording import add_note
from records_app.office.refusals import LinkExpired
from records_app.office.sign_in import actor_of
from records_app.store.database import Store, open_store
from records_app.store.migrate import differences
from tests.office.backed_up import (
    add_bytes,
    address_of,
    bob_in,
    empty,
    everything_in,
    files_in,
    home_at,
    lived_in,
    version_of,
)
from tests.office.cast import NOW, ready_request
from tests.office.signing_in import session_of


@pytest.fixture
def folder(tmp_path: Path) -> FileFolder:
    return FileFolder(tmp_path / "office" / "files")


@pytest.fixture
def backup(store: Store, folder: FileFolder, tmp_path: Path) -> Path:
    lived_in(store, folder)
    write_backup(store, folder, tmp_path / "one.backup", now=NOW)
    return tmp_path / "one.backup"


def test_it_comes_back_whole_on_sqlite(
    store: Store, folder: FileFolder, backup: Path, tmp_path: Path
) -> None:
    rows, files = everything_in(store), files_in(folder)
    home = home_at(tmp_path / "new")
    restored = restore_backup(backup, home, force=False, now=NOW)
    assert restored.put_aside is None
    back = open_store(home.database_url)
    assert everything_in(back) == rows
    assert files_in(FileFolder(home.files)) == files
    assert len(files) == 2
    assert list(differences_in(back)) == []
    assert differences(back) == []
    back.close()


def test_it_comes_back_whole_on_postgresql_and_counts_on(
    store: Store, folder: FileFolder, backup: Path, postgresql_store: Store, tmp_path: Path
) -> None:
    rows, files = everything_in(store), files_in(folder)
    home = home_at(tmp_path / "grown", address_of(postgresql_store))
    restore_backup(backup, home, force=True, now=NOW)
    assert everything_in(postgresql_store) == rows
    assert files_in(FileFolder(home.files)) == files
    assert list(differences_in(postgresql_store)) == []
    assert differences(postgresql_store) == []
    new_id = new_draft(postgresql_store, bob_in(postgresql_store), now=NOW)
    assert new_id > max(row[0] for row in rows["request"])
    empty(postgresql_store)


def test_a_restore_signs_everybody_out_and_ends_links(
    store: Store, folder: FileFolder, tmp_path: Path
) -> None:
    cast = lived_in(store, folder)
    token = session_of(store, cast.bob, NOW)
    link = password_link(store, replace(cast.ada, confirmed_at=NOW), cast.bob.id, now=NOW)
    write_backup(store, folder, tmp_path / "one.backup", now=NOW)
    home = home_at(tmp_path / "new")
    restore_backup(tmp_path / "one.backup", home, force=False, now=NOW)
    back = open_store(home.database_url)
    # Bob may have signed out since because his laptop was stolen.
    assert actor_of(store, token, NOW) is not None
    assert actor_of(back, token, NOW) is None
    assert read_invite(store, link, now=NOW).for_password
    with pytest.raises(LinkExpired):
        read_invite(back, link, now=NOW)
    assert list(differences_in(back)) == []
    back.close()


def test_it_is_for_us_alone_and_leaves_nothing_beside_it(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in backup.parent.iterdir() if ".part" in path.name] == []
    assert read_back(backup).rows_in("letter") == 2


def test_a_file_that_is_there_is_not_touched(
    store: Store, folder: FileFolder, tmp_path: Path
) -> None:
    place = tmp_path / "mine.txt"
    place.write_text("mine")
    with pytest.raises(BackupRefused, match="is there already"):
        write_backup(store, folder, place, now=NOW)
    assert place.read_text() == "mine"


def test_an_office_is_not_replaced_without_force(
    sqlite_store: Store, tmp_path: Path, folder: FileFolder
) -> None:
    lived_in(sqlite_store, folder)
    backup = tmp_path / "one.backup"
    write_backup(sqlite_store, folder, backup, now=NOW)
    home = home_at(tmp_path / "new")
    restore_backup(backup, home, force=False, now=NOW)
    back = open_store(home.database_url)
    add_note(back, bob_in(back), 2, version_of(back, 2), {"text": "Later"}, now=NOW)
    later = everything_in(back)
    back.close()
    with pytest.raises(RestoreRefused, match="--force"):
        restore_backup(backup, home, force=False, now=NOW)
    again = open_store(home.database_url)
    assert everything_in(again) == later
    again.close()
    restored = restore_backup(backup, home, force=True, now=NOW)
    assert restored.put_aside is not None
    assert {path.name for path in restored.put_aside.iterdir()} >= {"records.sqlite3", "files"}
    old, new = (
        open_store(f"sqlite:///{place / 'records.sqlite3'}")
        for place in (restored.put_aside, home.data_dir)
    )
    assert everything_in(old) == later
    assert everything_in(new) == everything_in(sqlite_store)
    old.close()
    new.close()


def test_a_backup_while_people_work_is_of_one_moment(
    store: Store, folder: FileFolder, tmp_path: Path
) -> None:
    cast = lived_in(store, folder)
    stop, said = threading.Event(), []

    def work() -> None:
        while not stop.is_set():
            request_id, version = ready_request(store, cast.bob, cast.riverbend)
            add_note(store, cast.bob, request_id, version, {"text": "Working"}, now=NOW)
            add_bytes(store, folder, request_id, cast.bob.id, b"a reply" * 99)
            said.append(request_id)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        while not said:
            pass
        made = [tmp_path / f"{place}.backup" for place in range(4)]
        before = len(said)
        for path in made:
            write_backup(store, folder, path, now=NOW)
        assert len(said) > before
    finally:
        stop.set()
        worker.join()
    for path in made:
        home = home_at(tmp_path / path.stem)
        restore_backup(path, home, force=False, now=NOW)
        back = open_store(home.database_url)
        assert list(differences_in(back)) == []
        files = {row[-10:] for row in everything_in(back)["file"]}
        assert len(files) == len(files_in(FileFolder(home.files)))
        back.close()


def test_a_missing_file_is_said_and_no_half_backup_stays(
    store: Store, folder: FileFolder, tmp_path: Path
) -> None:
    lived_in(store, folder)
    gone = next(iter(folder.stored()))
    folder.place_of(gone).unlink()
    with pytest.raises(BackupRefused, match="is missing"):
        write_backup(store, folder, tmp_path / "one.backup", now=NOW)
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == []


def test_the_archive_holds_no_more_than_it_lists(backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        names = archive.namelist()
    assert names[-1] == "manifest.json"
    assert len(names) == len(set(names))
