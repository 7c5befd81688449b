"""Bring a database to the tables that this version needs, and compare the two."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from records_app.store.database import Store
from records_app.store.tables import metadata

_MIGRATIONS = Path(__file__).parent / "migrations"
# The full-text index over what files say: each database has its own way, written in a migration.
_FULL_TEXT = "file_words"


def config_for(connection: Connection) -> Config:
    """Where the migrations are, and the connection they run on."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def is_known(revision: str) -> bool:
    """Whether this version of the product knows the tables of that revision."""
    scripts = ScriptDirectory(str(_MIGRATIONS)).walk_revisions()
    return any(script.revision == revision for script in scripts)


def has_tables_of_this_version(store: Store) -> bool:
    """Whether every migration has run."""
    newest = ScriptDirectory(str(_MIGRATIONS)).get_current_head()
    with store.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


class RowsLost(Exception):
    """A migration left rows that point to nothing; it was taken back."""


@contextmanager
def changing_tables(store: Store) -> Iterator[Connection]:
    """A transaction in which tables may be replaced: all of it is stored, or nothing.

    SQLite changes a column by copying the table, and dropping the old one would take the rows that
    point to it along. So its foreign keys rest meanwhile and are checked at the end.
    """
    engine = store.engine.execution_options(begin_immediate=True)
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        if store.is_sqlite and driver is not None:
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                if store.is_sqlite:
                    _refuse_lost_rows(connection)
        finally:
            if store.is_sqlite and driver is not None:
                driver.execute("PRAGMA foreign_keys=ON")


def _refuse_lost_rows(connection: Connection) -> None:
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if lost is not None:
        raise RowsLost(f"a row of {lost[0]} points to a {lost[2]} that is not there")


def upgrade(store: Store, revision: str = "head") -> None:
    """Run the migrations that are missing, all of them or none."""
    with changing_tables(store) as connection:
        command.upgrade(config_for(connection), revision)


def downgrade(store: Store, revision: str) -> None:
    """Go back to an earlier revision."""
    with changing_tables(store) as connection:
        command.downgrade(config_for(connection), revision)


def differences(store: Store) -> list[Any]:
    """What still separates the database from the tables; empty when they agree."""
    with store.engine.connect() as connection:
        options = {"compare_type": True, "include_name": is_compared}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, metadata))


def is_compared(name: str | None, _kind: str, _parents: Any) -> bool:
    """Whether a table or an index of the database should be one of the tables' own."""
    return not (name or "").startswith(_FULL_TEXT)
