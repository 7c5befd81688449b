"""The built app with an office that has groups, and what is heard by whoever tries it all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from records_app.office.files.folder import FileFolder
from records_app.store.database import Store, open_store
from records_app.store.migrate import upgrade
from records_app.store.tables import metadata
from tests.e2e.running import RunningApp, running_app
from tests.office.kept_from_others import Kept, cookie_of, keep_from_others
from tests.web.reaching import addresses, handlers, payload_of, setters
from tests.wire.calm import Beginning, beginning
from tests.wire.serving import PATIENCE_SECONDS
from tests.wire.stranger import Stranger

_PLACES = cycle(range(1, 255))
# What the audit, the sign-ins and their watch over themselves write down is their very job.
BOOKKEEPING = frozenset({"audit", "audit_head", "sign_in"})


@dataclass(frozen=True)
class GroupedApp:
    """The app, its database seen from outside, and what is in it."""

    app: RunningApp
    store: Store
    kept: Kept

    @property
    def port(self) -> int:
        return urlsplit(self.app.url).port or 0

    def session_of(self, who: str) -> str:
        return cookie_of(self.store, self.kept, who, datetime.now(UTC))

    def client(self, session: str = "", **headers: str) -> httpx.Client:
        """A browser on one of our own pages."""
        cookies = {"sid": session} if session else {}
        given = {"Origin": self.app.url, **headers}
        return httpx.Client(
            base_url=self.app.url, headers=given, cookies=cookies, timeout=PATIENCE_SECONDS
        )

    def rows(self) -> dict[str, list[Any]]:
        """Every row of every table that tells of more than of watching."""
        with self.store.reading() as session:
            return {
                table.name: sorted(
                    map(tuple, session.connection().execute(table.select())), key=repr
                )
                for table in metadata.sorted_tables
                if table.name not in BOOKKEEPING
            }

    def changed_since(self, before: dict[str, list[Any]]) -> list[str]:
        after = self.rows()
        return [name for name, rows in before.items() if after[name] != rows]

    def beginning(self) -> Beginning:
        """From here on the log is read."""
        return beginning(self.app.log_file)

    def assert_calm(self, since: Beginning) -> None:
        """It answers, and its log stayed calm."""
        assert httpx.get(f"{self.app.url}/healthz", timeout=PATIENCE_SECONDS).status_code == 200
        since.assert_calm()

    def opens_every_page(self, session: str) -> str:
        """Load every page, each in a tab of its own; gives all that was heard."""
        with ExitStack() as stack:
            pages = [*addresses(self.kept), "/files/?words=hush"]
            tabs = [stack.enter_context(self.tab(session, page)) for page in pages]
            return "\n".join(tab.settle() for tab in tabs)

    def calls_everything(self, session: str, *, tab_token: str = "") -> str:
        """Call every handler about a request and a draft, and every setter; what was heard."""
        office, heard = self.kept.office, []
        for number, page in ((office.kept, "requests"), (office.private, "drafts")):
            path = f"/{page}/{number}/"
            with self.tab(session, path, tab_token) as tab:
                for name, function in handlers():
                    tab.call(name, payload_of(function, number, self.kept), path)
                for name in setters():
                    tab.call(name, {"var_name": "person_role", "value": "admin"}, path)
                heard.append(tab.settle())
        return "\n".join(heard)

    @contextmanager
    def tab(self, session: str, path: str, token: str = "") -> Iterator[Stranger]:
        """A tab that loads a page; each seems to come from another place."""
        cookie, place = f"sid={session}" if session else "", f"192.0.2.{next(_PLACES)}"
        with Stranger(self.port, cookie=cookie, token=token, behind=place) as tab:
            tab.load(path)
            yield tab


@contextmanager
def grouped_app(folder: Path) -> Iterator[GroupedApp]:
    """Fill a data folder, then serve it, behind one proxy that says who comes."""
    folder.mkdir()
    store = open_store(f"sqlite:///{folder / 'records.sqlite3'}")
    upgrade(store)
    kept = keep_from_others(store, FileFolder(folder / "files"))
    with running_app(folder, extra={"RECORDS_TRUSTED_PROXY_HOPS": "1"}) as app:
        yield GroupedApp(app, store, kept)
    store.close()
