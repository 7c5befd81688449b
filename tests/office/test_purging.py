"""A purge: nothing of a request is left but one line of the audit, in whatever file one looks."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.checking import differences_in
from records_app.office.drafting import new_draft
from records_app.office.files.folder import FileFolder
from records_app.office.files.leftovers import clear_leftovers, differences_in_files
from records_app.office.purging import TICKS, Purged, purge_request, purge_requests
from records_app.office.recording import add_note
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.tables import AuditRow, FileRow, RemindMe, Request, Watch, metadata
from tests.office.backed_up import empty
from tests.office.cast import NOW, Cast, make_office, ready_request
from tests.office.made_files import add, everything_in, read_all_texts

MARK = "Zebrafinch"
TICKED = dict.fromkeys(TICKS, "on")


@pytest.fixture
def folder(tmp_path: Path) -> FileFolder:
    return FileFolder(tmp_path / "files")


def fresh(actor: Actor) -> Actor:
    """The actor, with the password given just now."""
    return replace(actor, confirmed_at=NOW)


def lived_in(store: Store, cast: Cast, folder: FileFolder) -> tuple[int, str]:
    """A request with the mark everywhere a person may write; gives its id and number."""
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    add_note(store, cast.bob, request_id, version, {"text": f"Held: {MARK} one"}, now=NOW)
    content = " ".join(f"{MARK} page {number}" for number in range(3000)).encode()
    first = add(store, cast.bob, request_id, folder, f"{MARK}.txt", content)
    read_all_texts(store, folder)
    with store.transaction() as session:
        row = session.get_one(Request, request_id)
        row.form = {**row.form, "unfinished": f"{MARK} in a letter"}
        session.add(Watch(request_id=request_id, person_id=cast.vera.id))
        session.add(
            RemindMe(
                request_id=request_id,
                person_id=cast.vera.id,
                on=NOW.date(),
                note=f"Ask {MARK}",
                made_at=NOW,
            )
        )
        session.get_one(FileRow, first.id).note = f"{MARK} again"
        return request_id, row.number or ""


def purge(store: Store, cast: Cast, number: str, folder: FileFolder) -> Purged:
    form = {**TICKED, "typed": number}
    return purge_request(store, fresh(cast.ada), number, form, folder=folder, now=NOW)


def everywhere(store: Store) -> str:
    """Every value of every row of every table."""
    with store.reading() as session:
        connection = session.connection()
        return repr(
            [
                tuple(row)
                for table in metadata.sorted_tables
                for row in connection.execute(select(table))
            ]
        )


def test_no_row_holds_anything_of_it(store: Store, cast: Cast, folder: FileFolder) -> None:
    other, _ = ready_request(store, cast.bob, cast.fenwick)
    request_id, number = lived_in(store, cast, folder)
    assert MARK in everywhere(store)
    gone = purge(store, cast, number, folder)
    assert (gone.what, gone.letters, gone.files) == (f"request {number}", 1, 1)
    assert MARK not in everywhere(store)
    assert everything_in(folder) == []
    with store.reading() as session:
        assert [row.id for row in session.exec(select(Request))] == [other]
        last = session.exec(select(AuditRow).order_by(AuditRow.id.desc())).first()
    assert last is not None
    assert last.act == "purged"
    assert last.about == f"request {number}: 1 letter, 1 file"
    said = json.loads(last.details or "")
    assert said["numbers"] == [number]
    assert len(said["emptied"]) >= 3
    assert request_id != other


def test_the_check_stays_clean_and_the_number_taken(
    store: Store, cast: Cast, folder: FileFolder
) -> None:
    _, number = lived_in(store, cast, folder)
    purge(store, cast, number, folder)
    assert list(differences_in(store)) == []
    assert list(differences_in_files(store, folder)) == []
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    with store.reading() as session:
        assert session.get_one(Request, request_id).number not in (None, number)
    assert list(differences_in(store)) == []


def test_the_check_names_details_that_no_purge_took(store: Store, cast: Cast) -> None:
    ready_request(store, cast.bob, cast.riverbend)
    with store.engine.begin() as connection:
        connection.execute(update(AuditRow).where(AuditRow.id == 2).values(details=None))
    assert list(differences_in(store)) == [
        "audit: the details of row 2 are gone, and no purge took them"
    ]


def test_files_on_the_disk_hold_nothing_of_it(sqlite_store: Store, tmp_path: Path) -> None:
    store, folder = sqlite_store, FileFolder(tmp_path / "files")
    cast = make_office(store)
    _, number = lived_in(store, cast, folder)
    # Some of it was overwritten before: that leaves traces in free places of the file.
    with store.transaction() as session:
        session.get_one(FileRow, 1).note = "nothing"

    def on_disk() -> bytes:
        whole = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        return whole.lower()

    assert MARK.lower().encode() in on_disk()
    gone = purge(store, cast, number, folder)
    assert gone.erased
    assert (tmp_path / "records.sqlite3-wal").stat().st_size == 0
    assert MARK.lower().encode() not in on_disk()
    # Not a part of the word either, as an index might keep it.
    assert MARK[:7].lower().encode() not in on_disk()
    with store.reading() as session:
        (found,) = session.execute(text("PRAGMA integrity_check")).one()
    assert found == "ok"


def test_files_of_the_server_hold_nothing_of_it(postgresql_store: Store, tmp_path: Path) -> None:
    store, folder = postgresql_store, FileFolder(tmp_path / "files")
    empty(store)
    cast = make_office(store)
    _, number = lived_in(store, cast, folder)
    # Some of it was overwritten before: that leaves dead rows.
    with store.transaction() as session:
        session.get_one(FileRow, 1).note = "nothing"

    def on_disk() -> set[str]:
        """The files of the server, but its log of what it wrote, in which the mark stands."""
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CHECKPOINT"))
            data = Path(connection.execute(text("SHOW data_directory")).scalar_one())
        return {
            str(path.relative_to(data))
            for path in (data / "base").rglob("*")
            if path.is_file() and MARK.lower().encode() in path.read_bytes().lower()
        }

    assert on_disk()
    assert purge(store, cast, number, folder).erased
    assert on_disk() == set()
    assert everything_in(folder) == []
    empty(store)


def test_a_reader_in_the_way_is_told(store: Store, tmp_path: Path) -> None:
    folder = FileFolder(tmp_path / "files")
    cast = make_office(store)
    _, number = lived_in(store, cast, folder)
    with store.reading() as session:
        session.exec(select(Request)).all()
        gone = purge(store, cast, number, folder)
    assert gone.requests == 1
    assert not gone.erased


@pytest.mark.parametrize("who", ["vera", "bob", "alice"])
def test_only_an_admin_purges(store: Store, cast: Cast, folder: FileFolder, who: str) -> None:
    _, number = lived_in(store, cast, folder)
    form = {**TICKED, "typed": number}
    with pytest.raises(NotAllowed):
        purge_request(store, fresh(getattr(cast, who)), number, form, folder=folder, now=NOW)
    assert len(everything_in(folder)) == 1


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "for_good"),
        ({"for_good": "on", "typed": "?"}, "backups"),
        ({**TICKED, "typed": "MO-2026-9999"}, "typed"),
        ({**TICKED}, "typed"),
        ({**TICKED, "typed": 5}, "typed"),
    ],
)
def test_ticks_and_the_number_are_needed(
    store: Store, cast: Cast, folder: FileFolder, form: dict[str, object], field: str
) -> None:
    _, number = lived_in(store, cast, folder)
    with pytest.raises(Refused) as refused:
        purge_request(store, fresh(cast.ada), number, form, folder=folder, now=NOW)
    assert field in [error.field for error in refused.value.errors]
    assert MARK in everywhere(store)


def test_the_password_is_asked_for_again(store: Store, cast: Cast, folder: FileFolder) -> None:
    _, number = lived_in(store, cast, folder)
    form = {**TICKED, "typed": number}
    late = replace(cast.ada, confirmed_at=NOW - timedelta(minutes=11))
    for actor in (replace(cast.ada, confirmed_at=None), late):
        with pytest.raises(Refused) as refused:
            purge_request(store, actor, number, form, folder=folder, now=NOW)
        assert [error.field for error in refused.value.errors] == ["again"]


def test_a_number_that_is_none(store: Store, cast: Cast, folder: FileFolder) -> None:
    with pytest.raises(Refused, match="There is no request with it"):
        purge(store, cast, "MO-2026-0001", folder)


def test_a_crash_after_the_rows_leaves_files_that_are_cleared_away(
    store: Store, cast: Cast, folder: FileFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, number = lived_in(store, cast, folder)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(FileFolder, "remove", crash)
        with pytest.raises(KeyboardInterrupt):
            purge(store, cast, number, folder)
    assert MARK not in everywhere(store)
    assert len(everything_in(folder)) == 2
    later = NOW + timedelta(days=36_500)  # by the clock of the disk
    assert clear_leftovers(store, folder, now=later) == 1
    assert everything_in(folder) == []


def test_a_discarded_draft_goes_too(store: Store, cast: Cast, folder: FileFolder) -> None:
    draft = new_draft(store, cast.bob, now=NOW)
    gone = purge_requests(store, [draft], folder=folder)
    assert gone.what == "1 discarded draft"
    with pytest.raises(NotFound):
        purge_requests(store, [draft], folder=folder)
