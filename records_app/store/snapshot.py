"""Every row of every table as plain values, out of one database and into another.

Both databases that are known here read what either wrote. Rows come out of one transaction that
sees one moment, while others go on writing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from alembic import command
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData, Table, insert, inspect, select, text

from records_app.store.database import Store
from records_app.store.migrate import changing_tables, config_for
from records_app.store.tables import metadata

_PIECE = 100
_VERSIONS = "alembic_version"

Rows = Iterator[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class TableRows:
    """One table: its name, its columns in order, and its rows with the smallest key first."""

    name: str
    columns: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Moment:
    """What the database was at one moment. Read the tables in their order, while it is open."""

    revision: str
    connection: Connection

    def tables(self) -> Iterator[TableRows]:
        """Every table, those that others point to first."""
        for table in metadata.sorted_tables:
            query = select(table).order_by(*table.primary_key.columns)
            found = self.connection.execution_options(yield_per=_PIECE).execute(query)
            columns = tuple(column.name for column in table.columns)
            yield TableRows(table.name, columns, (tuple(row) for row in found))


@contextmanager
def one_moment(store: Store) -> Iterator[Moment]:
    """The database as it is now; what others write meanwhile is not seen."""
    level = {} if store.is_sqlite else {"isolation_level": "REPEATABLE READ"}
    with store.engine.connect().execution_options(**level) as connection, connection.begin():
        revision = MigrationContext.configure(connection).get_current_revision() or ""
        yield Moment(revision, connection)


def holds_people(store: Store) -> bool:
    """Whether somebody works here already. An empty database has no people, or no tables."""
    with store.engine.connect() as connection:
        if not inspect(connection).has_table("person"):
            return False
        return connection.execute(text("SELECT 1 FROM person LIMIT 1")).first() is not None


def rebuild(
    store: Store,
    revision: str,
    tables: Mapping[str, Sequence[str]],
    rows_of: Callable[[str], Iterable[Sequence[Any]]],
) -> None:
    """Replace everything in the database, in one transaction, and bring it to this version.

    ``tables`` names the columns of each table that comes in; ``rows_of`` gives its rows with the
    values in that order, as the tables of ``revision`` take them.
    """
    with changing_tables(store) as connection:
        if not store.is_sqlite:
            # Whoever still uses the tables keeps us waiting; better to say so than to wait.
            connection.execute(text("SET LOCAL lock_timeout = '10s'"))
        _drop(connection, {*tables, *metadata.tables, _VERSIONS})
        command.upgrade(config_for(connection), revision)
        found = MetaData()
        found.reflect(connection, only=lambda name, _: name in tables)
        for table in found.sorted_tables:
            _fill(connection, table, tables[table.name], rows_of(table.name))
        command.upgrade(config_for(connection), "head")


def _drop(connection: Connection, names: Collection[str]) -> None:
    if connection.dialect.name == "sqlite":
        return  # It is a new file each time; see office/backup/restoring.py.
    known = MetaData()
    known.reflect(connection, only=lambda name, _: name in names)
    known.drop_all(connection)


def _fill(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    # A migration may have put a first row there; what comes in takes its place.
    connection.execute(table.delete())
    piece: list[dict[str, Any]] = []
    for row in rows:
        piece.append(dict(zip(columns, row, strict=True)))
        if len(piece) == _PIECE:
            connection.execute(insert(table), piece)
            piece = []
    if piece:
        connection.execute(insert(table), piece)
    if connection.dialect.name == "postgresql" and "id" in table.columns:
        _go_on_counting(connection, table.name)


def _go_on_counting(connection: Connection, name: str) -> None:
    """Let the next number follow the largest one."""
    sequence = connection.execute(
        text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": f'"{name}"'}
    ).scalar()
    if sequence is not None:
        connection.execute(
            text(
                f'SELECT setval(:sequence, COALESCE((SELECT max(id) FROM "{name}"), 1),'  # noqa: S608 - the name is one of our own tables
                f' EXISTS (SELECT 1 FROM "{name}"))'
            ),
            {"sequence": sequence},
        )
