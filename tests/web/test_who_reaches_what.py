"""Everybody against every handler, every page and every route: who reaches what, and who never.

Pages, handlers and routes are walked as they are registered: a new one is covered by being there.
"""

from __future__ import annotations

import httpx
import pytest

from records_app.web.house import House
from tests.office.kept_from_others import (
    NEVER,
    REACHED,
    Kept,
    cookie_of,
    keep_from_others,
    rows_of,
)
from tests.web.reaching import addresses, handlers, payload_of, targets
from tests.web.tabs import Tab


@pytest.fixture
def kept(house: House) -> Kept:
    return keep_from_others(house.store, house.files)


async def open_every_page(tab: Tab, kept: Kept) -> None:
    for address in addresses(kept):
        tab.path = address
        tab.query = {"words": "hush"} if address == "/files/" else {}
        await tab.open()


@pytest.mark.asyncio
@pytest.mark.parametrize("who", NEVER)
async def test_no_page_and_no_handler_lets_out_what_is_not_theirs(
    tab: Tab, house: House, kept: Kept, who: str
) -> None:
    before = rows_of(house.store, kept.guarded(who))
    cookie = cookie_of(house.store, kept, who)
    tab.belongs_to(cookie) if cookie else None
    await open_every_page(tab, kept)
    known = handlers()
    assert len(known) > 100
    for number, page in ((kept.office.kept, "requests"), (kept.office.private, "drafts")):
        tab.path = f"/{page}/{number}/"
        for name, function in known:
            await tab.send(name, **payload_of(function, number, kept))
    said = tab.wire.text()
    assert [word for word in NEVER[who] if word in said] == []
    assert [word for word in REACHED.get(who, ()) if word not in said] == []
    assert rows_of(house.store, kept.guarded(who)) == before


@pytest.mark.asyncio
async def test_the_owner_reaches_all_of_it(tab: Tab, house: House, kept: Kept) -> None:
    tab.belongs_to(cookie_of(house.store, kept, "carl"))
    await open_every_page(tab, kept)
    said = tab.wire.text()
    assert [word for word in REACHED["carl"] if word not in said] == []


@pytest.mark.asyncio
@pytest.mark.parametrize("who", NEVER)
async def test_no_route_lets_out_what_is_not_theirs(
    client: httpx.AsyncClient, house: House, kept: Kept, who: str
) -> None:
    before = rows_of(house.store, kept.guarded(who))
    found = list(targets(kept))
    assert len(found) > 25
    for method, path, about in found:
        if who in ("ada", "dora") and about == kept.office.kept:
            continue  # they are let in there
        cookie = cookie_of(house.store, kept, who)
        client.cookies.clear()
        if cookie:
            client.cookies.set("sid", cookie)
        answer = await client.request(method, path, params={"ids": kept.office.kept})
        assert answer.status_code < 500, (path, answer.text)
        assert [word for word in NEVER[who] if word in answer.text] == [], path
        if who == "stranger":
            assert answer.status_code == 303, path
            assert answer.headers["location"].startswith("/login/")
        elif about and who not in ("ada", "dora"):
            assert answer.status_code in (303, 400, 403, 404), path
    assert rows_of(house.store, kept.guarded(who)) == before


@pytest.mark.asyncio
async def test_the_owner_gets_the_letter_over_its_route(
    client: httpx.AsyncClient, house: House, kept: Kept
) -> None:
    client.cookies.set("sid", cookie_of(house.store, kept, "carl"))
    answer = await client.get(f"/letters/{kept.office.kept}.txt")
    assert answer.status_code == 200
    assert "MO-2026-0701" in answer.text
    listed = await client.get("/reports/closed-records.csv")
    assert "MO-2026-0701" in listed.text
