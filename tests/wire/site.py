"""The whole site without a network, asked with whatever bytes one likes; one for many questions."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route

from records_app.casework.people import Actor
from records_app.office.sign_in import actor_of
from records_app.records_app import with_layers
from records_app.store.database import Store
from records_app.store.tables import metadata
from records_app.web.house import House, move_in
from records_app.web.routes import site_of
from tests.office.signing_in import session_of

Headers = Iterable[tuple[bytes, bytes]]
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    def header(self, name: str) -> str:
        values = [value for key, value in self.headers if key.lower() == name.encode()]
        return b", ".join(values).decode("latin-1")


class Logged(logging.Handler):
    """Everything that was logged since it was last emptied."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def failures(self) -> list[str]:
        """The tracebacks among them, and what was logged as an error."""
        return [
            logging.Formatter().format(record)
            for record in self.records
            if record.exc_info or record.levelno >= logging.ERROR
        ]


@contextmanager
def logging_to(logged: Logged) -> Iterator[None]:
    """Collect what is logged until the block ends."""
    root = logging.getLogger()
    root.addHandler(logged)
    try:
        yield
    finally:
        root.removeHandler(logged)


class Site:
    """Our routes and layers around stand-ins for the built pages, in one event loop."""

    def __init__(self, house: House, built: Path, people: Mapping[str, Actor]) -> None:
        self.house = house
        self._people = people
        self._sessions = dict.fromkeys(people, "")
        self.logged = Logged()
        self._runner = asyncio.Runner()
        pages = Starlette(routes=[Route("/{path:path}", _page)])
        inner = site_of(Mount("", pages))
        self._layered = with_layers(inner, house.settings, built)
        # Asked over a connection of its own, SQLite tells whether anything was written at all.
        self._watch = sqlite3.connect(house.settings.data_dir / "records.sqlite3")
        self._seen = self._version()
        self._rows = rows_of(house.store)

    def ask(
        self,
        method: str,
        target: bytes,
        headers: Headers = (),
        body: Iterable[bytes] = (),
        *,
        client: str = "192.0.2.7",
    ) -> Answer:
        """Send one request; what the site lets escape is raised here."""
        move_in(self.house)
        self.logged.records.clear()
        raw, _, query = target.partition(b"?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote_to_bytes(raw).decode("utf-8", "replace"),
            "raw_path": raw,
            "query_string": query,
            "root_path": "",
            "headers": [(name.lower(), value) for name, value in headers],
            "client": (client, 4711),
            "server": ("localhost", 8000),
        }
        with logging_to(self.logged):
            answer: Answer = self._runner.run(_asked(self._layered, scope, list(body)))
        return answer

    def session_of(self, who: str) -> str:
        """The token of somebody's session, a new one where the last has ended; "" for nobody."""
        if who not in self._people:
            return ""
        now = datetime.now(UTC)
        if actor_of(self.house.store, self._sessions[who], now) is None:
            self._sessions[who] = session_of(self.house.store, self._people[who], now)
            self.changed()
        return self._sessions[who]

    def changed(self) -> list[str]:
        """The tables in which a row changed since this was last asked."""
        version = self._version()
        if version == self._seen:
            return []
        before, self._rows, self._seen = self._rows, rows_of(self.house.store), version
        return [name for name, rows in self._rows.items() if rows != before[name]]

    def close(self) -> None:
        self._watch.close()
        self._runner.close()

    def _version(self) -> int:
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])


def rows_of(store: Store) -> dict[str, list[Row]]:
    """Every row of every table."""
    with store.reading() as session:
        return {
            table.name: sorted(map(tuple, session.connection().execute(table.select())), key=repr)
            for table in metadata.sorted_tables
        }


async def _page(_request: Request) -> Response:
    return HTMLResponse("<h1>A page of ours</h1>")


async def _asked(app: Any, scope: dict[str, Any], body: list[bytes]) -> Answer:
    start: list[dict[str, Any]] = []
    pieces: list[bytes] = []
    waiting = [*body] or [b""]

    async def receive() -> dict[str, Any]:
        if not waiting:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            start.append(message)
        else:
            pieces.append(message.get("body", b""))

    await app(scope, receive, send)
    assert len(start) == 1, "one answer to one question"
    return Answer(start[0]["status"], tuple(start[0]["headers"]), b"".join(pieces))
