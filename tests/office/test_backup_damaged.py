"""A backup that is damaged, foreign or newer restores nothing, and says why."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records_app.office.backup.archive import BackupUnusable
from records_app.office.backup.restoring import Home, restore_backup
from records_app.office.backup.values import line_of, row_of
from records_app.office.backup.writing import read_back, write_backup
from records_app.office.checking import differences_in
from records_app.office.files.folder import FileFolder
from records_app.office.upgrading import bring_up_to_date
from records_app.store.database import open_store
from records_app.store.migrate import downgrade
from tests.office.backed_up import everything_in, home_at, lived_in
from tests.office.cast import NOW


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Path:
    """A good backup; tests change a copy of it."""
    place = tmp_path_factory.mktemp("whole")
    shutil.copy(migrated_sqlite, place / "records.sqlite3")
    store = open_store(f"sqlite:///{place / 'records.sqlite3'}")
    folder = FileFolder(place / "files")
    lived_in(store, folder)
    write_backup(store, folder, place / "one.backup", now=NOW)
    store.close()
    return place / "one.backup"


def refused(source: Path, home: Home) -> str:
    """Why it is not restored; nothing of an office may be there afterwards."""
    with pytest.raises(BackupUnusable) as unusable:
        restore_backup(source, home, force=False, now=NOW)
    there = {path.name for path in home.data_dir.iterdir()} if home.data_dir.exists() else set()
    assert there <= {"files.restoring"}
    return str(unusable.value)


def rewritten(source: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """A copy in which members are changed or left out; the list of members stays as it was."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target


def with_list(source: Path, target: Path, **changes: object) -> Path:
    """A copy whose list says something else."""

    def change(name: str, content: bytes) -> bytes:
        if name != "manifest.json":
            return content
        return json.dumps({**json.loads(content), **changes}).encode()

    return rewritten(source, target, change)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_byte_changed_or_an_end_missing_is_noticed(whole: Path, data: st.DataObject) -> None:
    content = bytearray(whole.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        del content[place:]
    else:
        content[place] ^= data.draw(st.integers(1, 255))
    changed = whole.with_name("changed.backup")
    changed.write_bytes(content)
    try:
        manifest = read_back(changed)
    except (BackupUnusable, zipfile.BadZipFile):
        return
    # A bit of a date in the ZIP itself may change: then what it holds is still what was written.
    assert manifest == read_back(whole)


def test_a_member_that_was_changed_is_named(whole: Path, tmp_path: Path) -> None:
    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"Bob", b"Eve") if name == "tables/person.jsonl" else content

    bad = rewritten(whole, tmp_path / "bad.backup", change)
    assert "tables/person.jsonl" in refused(bad, home_at(tmp_path / "new"))


@pytest.mark.parametrize("gone", ["tables/request.jsonl", "manifest.json"])
def test_a_member_that_is_missing_is_noticed(whole: Path, tmp_path: Path, gone: str) -> None:
    bad = rewritten(
        whole, tmp_path / "bad.backup", lambda name, content: None if name == gone else content
    )
    assert refused(bad, home_at(tmp_path / "new"))


def test_what_it_does_not_list_is_refused(whole: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.backup"
    shutil.copy(whole, bad)
    with zipfile.ZipFile(bad, "a") as archive:
        archive.writestr("files/aa/" + "0" * 32, b"more")
    assert "does not hold what it lists" in refused(bad, home_at(tmp_path / "new"))


def test_a_name_that_leads_elsewhere_is_refused(whole: Path, tmp_path: Path) -> None:
    member = {"size": 0, "sha256": "0" * 64}
    bad = with_list(whole, tmp_path / "bad.backup", members={"files/../../evil": member})
    assert "not ours" in refused(bad, home_at(tmp_path / "new"))


def test_a_newer_version_is_refused(whole: Path, tmp_path: Path) -> None:
    newer_tables = with_list(whole, tmp_path / "tables.backup", revision="9999")
    assert "newer version (9999)" in refused(newer_tables, home_at(tmp_path / "new"))
    newer_format = with_list(whole, tmp_path / "format.backup", format=2)
    assert "newer version" in refused(newer_format, home_at(tmp_path / "new"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a backup at all" * 99])
def test_another_kind_of_file_is_refused(tmp_path: Path, content: bytes) -> None:
    foreign = tmp_path / "foreign.backup"
    foreign.write_bytes(content)
    assert "not a backup" in refused(foreign, home_at(tmp_path / "new"))


def test_rows_that_do_not_fit_leave_no_office(whole: Path, tmp_path: Path) -> None:
    """Somebody who can write a fitting list still gets no office that breaks its own rules."""
    import hashlib

    wrong = b"[1,2]\n"

    def change(name: str, content: bytes) -> bytes:
        if name == "tables/person.jsonl":
            return wrong
        if name != "manifest.json":
            return content
        listed = json.loads(content)
        listed["members"]["tables/person.jsonl"] |= {
            "size": len(wrong),
            "sha256": hashlib.sha256(wrong).hexdigest(),
        }
        return json.dumps(listed).encode()

    bad = rewritten(whole, tmp_path / "bad.backup", change)
    assert "do not fit" in refused(bad, home_at(tmp_path / "new"))


def test_an_older_backup_gets_the_tables_of_today(
    migrated_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy import MetaData

    from records_app.store import snapshot

    shutil.copy(migrated_sqlite, tmp_path / "old.sqlite3")
    store = open_store(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    lived_in(store, FileFolder(tmp_path / "files"))
    with store.transaction() as session:
        for table in ("file_text", "file"):
            session.connection().exec_driver_sql(f"DELETE FROM {table}")
    people, letters = everything_in(store)["person"], everything_in(store)["letter"]
    downgrade(store, "0004")
    of_then = MetaData()
    of_then.reflect(store.engine)
    of_then.remove(of_then.tables["alembic_version"])
    monkeypatch.setattr(snapshot, "metadata", of_then)
    write_backup(store, FileFolder(tmp_path / "files"), tmp_path / "old.backup", now=NOW)
    monkeypatch.undo()
    store.close()
    assert read_back(tmp_path / "old.backup").revision == "0004"
    home = home_at(tmp_path / "new")
    restore_backup(tmp_path / "old.backup", home, force=False, now=NOW)
    back = open_store(home.database_url)
    bring_up_to_date(back)
    assert everything_in(back)["letter"] == letters
    assert [row[:3] for row in everything_in(back)["person"]] == [row[:3] for row in people]
    assert list(differences_in(back)) == []
    back.close()


@given(
    st.tuples(
        st.none() | st.booleans() | st.integers() | st.text(),
        st.binary(),
        st.datetimes(timezones=st.timezones()).map(lambda at: at.astimezone(UTC)),
        st.dates(),
        st.times(),
        st.decimals(allow_nan=False, allow_infinity=False),
        st.dictionaries(st.text(), st.lists(st.integers() | st.text())),
    )
)
def test_every_value_comes_back_as_it_was(row) -> None:
    assert tuple(row_of(line_of(row))) == row
