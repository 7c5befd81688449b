"""How far strangers get: past the gate to three pages, and so often in a minute."""

from __future__ import annotations

import httpx
import pytest
import time_machine
from limits import RateLimitItemPerMinute
from reflex.utils.format import json_dumps

from records_app.records_app import app
from records_app.web.house import House, move_in
from records_app.web.page_gate import PUBLIC_PAGES
from records_app.web.pages.calculator import CalculatorState
from records_app.web.stranger_limit import PER_ADDRESS, StrangerLimit, TooOften
from tests.office.cast import NOW, Cast
from tests.office.signing_in import session_of
from tests.web.calculating import days, flash_of, shown, year
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


async def test_strangers_are_limited_by_address_and_people_are_not(
    tab: Tab, house: House, cast: Cast
) -> None:
    await shown(tab)  # a tab's first event brings the page's own one with it
    move_in(House(house.settings, house.store, strangers=StrangerLimit(RateLimitItemPerMinute(3))))
    for _ in range(3):
        await shown(tab, start="2026-11-24")
    assert (await flash_of(tab)) == ""
    state = await shown(tab, start="2026-11-25")
    assert (await flash_of(tab)) == str(TooOften())
    assert days(state) == ["Mon, Nov 30, 2026"]  # the answer from before
    await tab.send(CalculatorState.choose, form={"start": "2026-11-30"})
    assert (await flash_of(tab)) == str(TooOften())
    assert (await year(tab)).table is None
    tab.belongs_to(session_of(house.store, cast.vera))
    for day in ("2026-12-07", "2026-12-08", "2026-12-09", "2026-12-10"):
        state = await shown(tab, start=day)
    assert days(state) == ["Tue, Dec 15, 2026"]


def test_the_limit_moves_on_and_counts_a_household_once() -> None:
    limit = StrangerLimit(RateLimitItemPerMinute(2))
    with time_machine.travel(NOW) as clock:
        limit.count("2001:db8::1")
        limit.count("2001:db8::ffff")
        with pytest.raises(TooOften):
            limit.count("2001:db8:0:0:1::2")
        limit.count("2001:db8:0:1::1")
        limit.count("192.0.2.1")
        limit.count("no address")
        clock.shift(61)
        limit.count("2001:db8::1")
    assert 30 <= PER_ADDRESS.amount <= 120


async def test_a_flood_leaves_a_tab_no_larger(tab: Tab) -> None:
    state = await shown(tab, start="2026-11-24")
    size = len(json_dumps(state.dict()))
    for n in range(30):
        form = {"start": f"2026-11-{n % 28 + 1:02}", "pause1_from": "x" * 5000, "by": "button"}
        await tab.send(CalculatorState.choose, form=form)
    state = await shown(tab, start="2026-11-24")
    assert len(json_dumps(state.dict())) <= size + 100
    assert len(state._sent) <= 5


@pytest.mark.parametrize("path", sorted(PUBLIC_PAGES))
async def test_the_gate_lets_strangers_in(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path + "?law=us-mo")
    assert answer.status_code == 200
    bare = await client.get(path.rstrip("/") + "?law=us-mo")
    assert (bare.status_code, bare.headers["location"]) == (308, path + "?law=us-mo")


@pytest.mark.parametrize("path", ["/calculator/x/", "/rules/x", "/calculatorx/", "/calculator//"])
async def test_the_gate_opens_nothing_beside_them(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.headers["location"][:12]) == (303, "/login/?next")


def test_every_public_page_is_a_page() -> None:
    pages = {f"/{route.strip('/')}/" for route in app._unevaluated_pages}
    assert pages >= PUBLIC_PAGES
