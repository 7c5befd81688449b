"""An office with something of everything, and a picture of all of its rows, for backup tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select, text
from sqlmodel import col
from sqlmodel import select as rows_of

from records_app.casework.people import Actor, Role
from records_app.office.backup.restoring import Home
from records_app.office.drafting import new_draft
from records_app.office.files.folder import FileFolder
from records_app.office.recording import record_answer, record_received, record_sent
from records_app.store.database import Store
from records_app.store.tables import FileRow, Person, Request, metadata
from tests.office.cast import NOW, Cast, make_office, ready_request

DAY = {"on": "2026-11-23"}


def lived_in(store: Store, folder: FileFolder) -> Cast:
    """Two requests, one of them with a reply on file, and a draft."""
    cast = make_office(store)
    ready_request(store, cast.bob, cast.riverbend)
    request_id, version = ready_request(store, cast.bob, cast.fenwick)
    sent = record_sent(store, cast.bob, request_id, version, {**DAY, "channel": "email"}, now=NOW)
    raw = {**DAY, "evidence": "reply"}
    got = record_received(store, cast.bob, request_id, sent.version, raw, now=NOW)
    fee = {**DAY, "kind": "fee_asked", "fee": "40.50", "detail": "“Zażółć” — 40 dollars"}
    record_answer(store, cast.bob, request_id, got.version, fee, now=NOW)
    for content in (b"%PDF-1.7 a reply", b"\x00\xff" * 5000):
        add_bytes(store, folder, request_id, cast.bob.id, content)
    new_draft(store, cast.bob, now=NOW)
    return cast


def add_bytes(
    store: Store, folder: FileFolder, request_id: int, person_id: int, content: bytes
) -> str:
    """A file of a request, as it lies in folder and table; gives the name it is stored as."""
    incoming = folder.incoming()
    incoming.write(content)
    stored_as = incoming.keep()
    with store.transaction() as session:
        session.add(
            FileRow(
                request_id=request_id,
                name="Reply.pdf",
                media_type="application/pdf",
                size=len(content),
                sha256=incoming.sha256,
                stored_as=stored_as,
                added_at=NOW,
                added_by_id=person_id,
            )
        )
    folder.committed(stored_as)
    return stored_as


def everything_in(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with store.reading() as session:
        return {
            table.name: [
                tuple(row)
                for row in session.connection().execute(
                    select(table).order_by(*table.primary_key.columns)
                )
            ]
            for table in metadata.sorted_tables
        }


def files_in(folder: FileFolder) -> dict[str, bytes]:
    """Every file with its bytes."""
    return {name: folder.place_of(name).read_bytes() for name in folder.stored()}


def home_at(path: Path, database_url: str = "") -> Home:
    """An office in a folder, on SQLite there if no other database is named."""
    return Home(database_url or f"sqlite:///{path / 'records.sqlite3'}", path, path / "files")


def address_of(store: Store) -> str:
    """The address of a store, with its password."""
    return store.engine.url.render_as_string(hide_password=False)


def bob_in(store: Store) -> Actor:
    """The advocate Bob as this database knows him."""
    with store.reading() as session:
        person = session.exec(rows_of(Person).where(col(Person.name) == "Bob")).one()
    assert person.id is not None
    return Actor(person.id, person.name, person.email, Role(person.role))


def version_of(store: Store, request_id: int) -> int:
    """The version of a request, as a page would send it back."""
    with store.reading() as session:
        return session.get_one(Request, request_id).version


def empty(store: Store) -> None:
    """The next test on PostgreSQL begins with an empty database."""
    names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    with store.transaction() as session:
        session.connection().execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
