"""One engine per process, with the settings that SQLite needs to be safe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    ExceptionContext,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)
from sqlmodel import Session

from records_app.store.audit_chain import write_changes
from records_app.store.changes import Changes
from records_app.store.tables import metadata as _every_table  # noqa: F401 - rows point to others

_PRAGMAS = (
    *("foreign_keys=ON", "journal_mode=WAL", "busy_timeout=10000", "synchronous=FULL"),
    # What is deleted is overwritten, not only forgotten.
    "secure_delete=ON",
)

# What is raised, wherever it is noticed, when an address is wrong or no database answers there.
OUT_OF_REACH = (ArgumentError, NoSuchModuleError, DatabaseError)


class Store:
    """The database, opened. Use ``transaction`` to write and ``reading`` to look."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def is_sqlite(self) -> bool:
        """Whether this store is a file of SQLite."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose work is stored as a whole when the block ends, or not at all.

        What it changed is put down in the audit, in the same transaction.
        """
        engine = self.engine.execution_options(begin_immediate=True)
        with Session(engine, expire_on_commit=False) as session, session.begin():
            changes = Changes(session)
            try:
                yield session
                write_changes(session, changes.collected())
            finally:
                changes.stop()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for looking only; whatever it changed is given up at the end."""
        with Session(self.engine, autoflush=False, expire_on_commit=False) as session:
            yield session

    def is_up(self) -> bool:
        """Whether the database answers."""
        try:
            with self.engine.connect() as connection:
                return bool(connection.execute(text("SELECT 1")).scalar() == 1)
        except SQLAlchemyError:
            return False

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def reach_problem(error: Exception) -> str:
    """Why the database is out of reach, in one line and without its address."""
    if isinstance(error, DatabaseError):
        return f"The database cannot be used: {error.orig}"
    return "RECORDS_DATABASE_URL is not the address of a database that is known here."


def trouble_of(error: BaseException) -> str:
    """What the database says of itself: locked, gone, full. Empty for what may quote a row."""
    return str(error.orig).partition("\n")[0] if isinstance(error, OperationalError) else ""


def open_store(url: str) -> Store:
    """Open the database at ``url`` (SQLAlchemy form); a missing folder is made, for us alone."""
    parsed = make_url(url)
    # An error that is logged names the statement, never what people wrote.
    if parsed.get_backend_name() != "sqlite":
        server = create_engine(parsed, pool_pre_ping=True, pool_size=10, hide_parameters=True)
        event.listen(server, "handle_error", _without_the_row)
        return Store(server)
    if parsed.database:
        # Letters and password hashes are in there: nobody else on the machine may look.
        Path(parsed.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(parsed, pool_size=10, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return Store(engine)


def _without_the_row(context: ExceptionContext) -> None:
    """PostgreSQL repeats the row that it refuses, with everything in it."""
    for error in (context.sqlalchemy_exception, context.original_exception):
        if error is not None and error.args and isinstance(error.args[0], str):
            first, _, _ = error.args[0].partition("\nDETAIL:")
            error.args = (first, *error.args[1:])


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself: _begin_sqlite chooses their kind.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: upgrading a read lock later fails instead of waiting.
    immediate = connection.get_execution_options().get("begin_immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
