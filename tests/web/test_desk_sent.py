"""What a tab is sent of the desk: only what differs, and together always the whole of it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from reflex.state import State
from reflex.utils.format import json_dumps

from records_app.casework.people import Actor
from records_app.office.assigning import assign
from records_app.office.recording import close_request
from records_app.office.reminding import remind_me
from records_app.web.house import House
from records_app.web.pages.desk import DeskState
from tests.office.cast import NOW, Cast
from tests.office.signing_in import session_of
from tests.web.made_requests import add, version, waiting_request
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")

DESK = DeskState.get_full_name()


class Browser:
    """Keeps what it was sent, as the browser does, and says what came last."""

    def __init__(self, tab: Tab) -> None:
        self._tab = tab
        self.desk: dict[str, Any] = {}

    async def look(self, **query: str) -> set[str]:
        self._tab.query = query
        await self._tab.send(DeskState.load)
        return self.hear()

    def hear(self) -> set[str]:
        heard: set[str] = set()
        for update in json.loads(self._tab.wire.text()):
            values = (update.get("delta") or {}).get(DESK, {})
            self.desk |= values
            heard |= values.keys()
        self._tab.wire.updates.clear()
        return {name.removesuffix("_rx_state_") for name in heard}

    async def server(self) -> dict[str, Any]:
        """What the server holds of the desk, as it would send it whole."""
        root = (await self._tab.state(DeskState))._get_root_state()
        found: dict[str, Any] = json.loads(json_dumps(root.dict()[DESK]))
        return found


async def browser_of(tab: Tab, house: House, actor: Actor) -> Browser:
    tab.belongs_to(session_of(house.store, actor))
    await tab.open()
    browser = Browser(tab)
    browser.hear()
    return browser


async def test_a_second_look_sends_nothing_and_a_change_only_what_it_changes(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend, days_ago=14)
    browser = await browser_of(tab, house, cast.alice)
    assert browser.desk["sections_rx_state_"]
    assert await browser.look() == set()
    to_carl = {"care_to": str(cast.carl.id)}
    assign(house.store, cast.alice, request_id, version(house.store, request_id), to_carl, now=NOW)
    assert await browser.look() == {"sections"}
    assert browser.desk == await browser.server()


async def test_the_browser_always_has_what_the_server_has(
    tab: Tab, house: House, cast: Cast
) -> None:
    late = waiting_request(house.store, cast.bob, cast.riverbend, days_ago=14)
    waiting_request(house.store, cast.bob, cast.fenwick)
    browser = await browser_of(tab, house, cast.vera)
    steps: list[dict[str, str]] = [
        {},
        {"county": "Fenwick County"},
        {"section": "overdue"},
        {"whose": "nobodys", "text": "river"},
        {"standing": "closed"},
        {},
    ]
    for step in steps:
        await browser.look(**step)
        assert browser.desk == await browser.server(), step
    remind_me(house.store, cast.vera, late, {"remind_on": "2026-11-23"}, now=NOW)
    assert await browser.look() == {"desk"}
    add(house.store, cast.bob, late, close_request, outcome="released")
    await browser.look()
    assert browser.desk == await browser.server()
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert "desk" in await browser.look()
        assert browser.desk == await browser.server()


async def test_a_tab_that_comes_back_gets_all_of_it(tab: Tab, house: House, cast: Cast) -> None:
    waiting_request(house.store, cast.bob, cast.riverbend, days_ago=14)
    browser = await browser_of(tab, house, cast.vera)
    await browser.look()
    browser.desk.clear()
    await tab.send(State.event_handlers["hydrate_and_load"])
    browser.hear()
    assert browser.desk == await browser.server()
    assert browser.desk["sections_rx_state_"]


async def test_another_session_in_the_tab_leaves_nothing_of_the_first(
    tab: Tab, house: House, cast: Cast
) -> None:
    waiting_request(house.store, cast.bob, cast.riverbend, days_ago=14)
    browser = await browser_of(tab, house, cast.bob)
    await browser.look(whose="mine", county="Harlow County")
    tab.belongs_to(session_of(house.store, cast.vera))
    await browser.look()
    assert browser.desk == await browser.server()
    assert browser.desk["on_paper_rx_state_"] == ""
