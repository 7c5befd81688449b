"""An admin's tab sends junk to every handler: it is refused in words, and the tab stays alive."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records_app.casework.people import Actor
from records_app.office.checking import differences_in
from records_app.office.sign_in import actor_of
from records_app.records_app import app
from records_app.settings import Settings
from records_app.store.database import open_store
from records_app.web.house import House, move_in
from tests.office.cast import make_office, ready_request
from tests.office.made_files import add
from tests.office.signing_in import session_of
from tests.web.tabs import Tab, open_tab
from tests.wire.junk import payload_for
from tests.wire.site import Logged, logging_to

PAGES = ["/", "/requests/1/", "/requests/2/", "/new/", "/agencies/riverbend-police-department/"]


def handlers() -> list[str]:
    """Every name that the socket knows and that is ours."""
    registered = app._registration_context.event_handlers
    return [
        name
        for name, one in registered.items()
        if one.handler.fn.__module__.startswith("records_app.")
    ]


class Desk:
    """A tab of the admin that lives through everything that is sent from it."""

    def __init__(self, house: House, ada: Actor) -> None:
        self.house, self.ada, self.logged = house, ada, Logged()
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self._token = ""
        self.tab: Tab = self._runner.run(self._stack.enter_async_context(open_tab(app)))

    def send(self, name: str, payload: dict[str, Any], path: str) -> None:
        """Send one event from a page, and wait for all that comes of it."""
        move_in(self.house)
        now = datetime.now(UTC)
        if actor_of(self.house.store, self._token, now) is None:
            self._token = session_of(self.house.store, self.ada, now)
            self.tab.belongs_to(self._token)
        self.logged.records.clear()
        with logging_to(self.logged):
            self._runner.run(self._sent(name, payload, path))

    def opens(self, path: str) -> str:
        """Load a page in the same tab; what the browser hears."""
        self.tab.path = path
        self.tab.wire.updates.clear()
        self._runner.run(self.tab.open())
        return self.tab.wire.text()

    def close(self) -> None:
        self._runner.run(self._stack.aclose())
        self._runner.close()

    async def _sent(self, name: str, payload: dict[str, Any], path: str) -> None:
        if path != self.tab.path:
            self.tab.path = path
            await self.tab.open()
        self.tab.wire.updates.clear()
        await self.tab.send(name, **payload)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("junk")
    (folder / "records.sqlite3").write_bytes(migrated_sqlite.read_bytes())
    store = open_store(f"sqlite:///{folder / 'records.sqlite3'}")
    cast = make_office(store)
    mine = Settings(data_dir=folder, public_url="", port=8000, trusted_proxy_hops=0)
    house = House(mine, store)
    for agency in (cast.riverbend, cast.fenwick):
        request_id, _ = ready_request(store, cast.bob, agency)
        add(store, cast.bob, request_id, house.files, "plan.txt", b"a plan in a few words")
    move_in(house)
    opened = Desk(house, cast.ada)
    yield opened
    opened.close()
    store.close()


@pytest.mark.parametrize("name", handlers(), ids=lambda name: name.split("___")[-1])
@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), path=st.sampled_from(PAGES))
def test_junk_is_refused_in_words(desk: Desk, name: str, data: st.DataObject, path: str) -> None:
    handler = app._registration_context.event_handlers[name].handler
    payload = data.draw(payload_for(handler))
    # As it comes over the wire: only what JSON can say, and half characters stay halves.
    desk.send(name, json.loads(json.dumps(payload)), path)
    assert desk.logged.failures() == []


def test_the_tab_is_alive_and_the_office_whole(desk: Desk) -> None:
    assert desk.ada.email in desk.opens("/people/")
    assert "Riverbend" in desk.opens("/agencies/")
    assert list(differences_in(desk.house.store)) == []
