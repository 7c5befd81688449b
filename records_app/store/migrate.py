"""Bring a database to the tables that this version needs, and compare the two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from records_app.store.database import Store
from records_app.store.tables import metadata

_MIGRATIONS = Path(__file__).parent / "migrations"
# The full-text index over what files say: each database has its own way, written in a migration.
_FULL_TEXT = "file_words"


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(store: Store, revision: str = "head") -> None:
    """Run the migrations that are missing, all of them or none."""
    with store.engine.execution_options(begin_immediate=True).begin() as connection:
        command.upgrade(_config(connection), revision)


def downgrade(store: Store, revision: str) -> None:
    """Go back to an earlier revision."""
    with store.engine.execution_options(begin_immediate=True).begin() as connection:
        command.downgrade(_config(connection), revision)


def write_revision(store: Store, message: str, number: str) -> None:
    """Write a new migration file from the difference between tables and database."""
    with store.engine.connect() as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=number)


def differences(store: Store) -> list[Any]:
    """What still separates the database from the tables; empty when they agree."""
    with store.engine.connect() as connection:
        options = {"compare_type": True, "include_name": is_compared}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, metadata))


def is_compared(name: str | None, _kind: str, _parents: Any) -> bool:
    """Whether a table or an index of the database should be one of the tables' own."""
    return not (name or "").startswith(_FULL_TEXT)
