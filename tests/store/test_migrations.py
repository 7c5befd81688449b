"""The migrations lead from an empty database to the tables, and back, with rows inside."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

from sqlalchemy import text

from records_app.law.agency_days import STANDARD_DAYS
from records_app.office.checking import differences_in
from records_app.office.files.folder import FileFolder
from records_app.office.upgrading import bring_up_to_date
from records_app.store.database import Store, open_store
from records_app.store.migrate import differences, downgrade, upgrade
from records_app.store.requests import days_of_agency
from records_app.store.tables import Agency, Person, Request
from tests.office.backed_up import everything_in, lived_in

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def _add_a_request(store: Store) -> None:
    with store.transaction() as session:
        person = Person(
            email="alice@office.example",
            name="Alice",
            role="staff",
            password_hash="x",
            created_at=NOW,
        )
        agency = Agency(
            slug="riverbend-police", name="Riverbend Police", kind="police", law="us-mo"
        )
        session.add_all([person, agency])
        session.flush()
        assert person.id is not None
        session.add(
            Request(
                agency_id=agency.id,
                author_id=person.id,
                created_at=NOW,
                updated_at=NOW,
                updated_by_id=person.id,
            )
        )


def test_the_migrations_give_exactly_the_tables(store: Store) -> None:
    assert differences(store) == []


def test_a_migrated_database_takes_rows_and_keeps_their_zone(store: Store) -> None:
    _add_a_request(store)
    with store.reading() as session:
        created = session.connection().execute(text("SELECT count(*) FROM request")).scalar()
        person = session.get(Person, 1)
    assert created == 1
    assert person is not None
    assert person.created_at == NOW


def test_down_and_up_again_on_a_database_with_rows(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'down.sqlite3'}")
    upgrade(store)
    _add_a_request(store)
    downgrade(store, "base")
    upgrade(store)
    assert differences(store) == []
    store.close()


def test_no_row_is_lost_on_the_way_down_and_up(store: Store, tmp_path: Path) -> None:
    """SQLite copies a table to change it: what points to its rows must stay."""
    lived_in(store, FileFolder(tmp_path / "files"))
    with store.transaction() as session:
        session.connection().execute(text("DELETE FROM file"))
    kept = ("request", "request_subject", "event", "letter", "contact", "person")
    before = {name: [row[:2] for row in everything_in(store)[name]] for name in kept}
    downgrade(store, "0004")
    bring_up_to_date(store)
    assert {name: [row[:2] for row in everything_in(store)[name]] for name in kept} == before
    assert all(before.values())
    assert list(differences_in(store)) == []


def test_a_failed_block_leaves_nothing_behind(store: Store) -> None:
    try:
        with store.transaction() as session:
            session.add(Agency(slug="half-done", name="Half Done", kind="police", law="us-mo"))
            session.flush()
            raise RuntimeError("the power went")
    except RuntimeError:
        pass
    with store.reading() as session:
        assert session.connection().execute(text("SELECT count(*) FROM agency")).scalar() == 0


def test_agencies_that_were_there_close_at_five(store: Store) -> None:
    downgrade(store, "0002")
    with store.transaction() as session:
        session.connection().execute(
            text(
                "INSERT INTO agency (slug, name, kind, law, county, city, state, address, region,"
                " ori, g287, search_key, source, from_directory, version) VALUES ('old', 'Old',"
                " 'police', 'us-mo', '', '', 'MO', '', '', '', 'none', '', '', true, 1)"
            )
        )
    upgrade(store)
    with store.reading() as session:
        assert session.get_one(Agency, 1).closes_at == time(17)
        assert days_of_agency(session, 1) == STANDARD_DAYS
    assert differences(store) == []
