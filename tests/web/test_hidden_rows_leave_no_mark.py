"""Counts, lists, hints and choices are what they were without the rows that are kept from somebody.

Words that must not appear are looked for elsewhere. Here two offices are compared that differ only
in what one person may not see: everything that person gets must be the same, to the last byte.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import time_machine
from sqlalchemy import select

from records_app.casework.people import Actor
from records_app.records_app import app, with_layers
from records_app.settings import Settings
from records_app.store.database import Store, open_store
from records_app.store.erasing import remove
from records_app.store.tables import Campaign, Request
from records_app.store.visibility import visible_to
from records_app.web.house import House, move_in
from records_app.web.routes import PRIVATE, site_of
from tests.office.campaign_cast import campaign_of
from tests.office.cast import NOW
from tests.office.kept_from_others import Kept, cookie_of, keep_from_others
from tests.office.made_files import add
from tests.web.conftest import ORIGIN
from tests.web.reaching import addresses
from tests.web.tabs import open_tab

ASKED: dict[str, tuple[dict[str, str], ...]] = {
    "/": (
        {"text": "MO-2026-0701"},
        {"text": "hush"},
        {"section": "overdue"},
        {"section": "rest"},
        {"standing": "closed"},
        {"agency": "1"},
        {"person": "3"},
        {"county": "Harlow+County"},
        {"whose": "nobody"},
    ),
    "/files/": ({"words": "hush"}, {"words": "kept-secret"}),
    "/agencies/": ({"text": "river"}, {"county": "Harlow+County"}),
    "/reports/": ({"agency": "1"},),
    "/letters/": ({"person": "3"},),
}
"""What is asked for besides the page itself; every page is opened without a question too."""

WRITES = {"/requests/new/", "/drafts/new/"}


def as_without(store: Store, kept: Kept, who: Actor) -> None:
    """Take away what this person may not see."""
    with store.transaction() as session:
        seen = set(session.exec(visible_to(who).with_only_columns(Request.id)))  # type: ignore[call-overload]
        every = set(session.execute(select(Request.id)).scalars())  # type: ignore[call-overload]
        hidden = sorted(every - seen)
        assert kept.office.kept in hidden
        assert kept.office.private in hidden
        remove(session, Request, hidden)
        remove(session, Campaign, [kept.campaign])


def copy_of(store: Store, path: Path) -> Store:
    raw = store.engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(path),))
    finally:
        raw.close()
    return open_store(f"sqlite:///{path}")


def pages_for(kept: Kept, campaign: int) -> Iterator[tuple[str, dict[str, str]]]:
    for address in [*addresses(kept), f"/campaigns/{campaign}/"]:
        if address not in WRITES:
            yield address, {}
            yield from ((address, query) for query in ASKED.get(address, ()))
    for step in ("agencies", "letter", "review", "approve"):
        yield f"/campaigns/{campaign}/", {"step": step}


def files_for(kept: Kept, campaign: int) -> Iterator[str]:
    """Every private address that is read, with the numbers of what is hidden and of what is not."""
    for route in PRIVATE:
        if "GET" not in (route.methods or ()):
            continue
        # What is bound for one request is of that request alone, and takes long to bind.
        seen = () if "bundle" in route.path else (kept.office.open,)
        for number in (kept.office.kept, kept.office.private, *seen):
            path = route.path.replace("{page:int}", "1").replace("{language}", "es")
            path = path.replace("{request_id:int}", str(number)).replace("{letter_id:int}", "1")
            path = path.replace("{file_id:int}", str(kept.file))
            yield path.replace("{campaign_id:int}", str(campaign))


async def everything(
    store: Store, settings: Settings, kept: Kept, campaign: int, cookie: str
) -> dict[str, Any]:
    """What every page and every address answers to this person."""
    house = House(settings, store)
    move_in(house)
    said: dict[str, Any] = {}
    async with open_tab(app) as tab:
        tab.token = "the same tab"
        tab.belongs_to(cookie)
        for path, query in pages_for(kept, campaign):
            tab.path, tab.query = path, query
            tab.wire.updates.clear()
            await tab.open()
            said[f"{path} {query}"] = tab.wire.text()
    transport = httpx.ASGITransport(with_layers(site_of(), settings, settings.data_dir))
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        client.cookies.set("sid", cookie)
        for path in dict.fromkeys(files_for(kept, campaign)):
            ids = f"?ids={kept.office.kept},{kept.office.open}" if "mail-day" in path else ""
            answer = await client.get(path + ids)
            said[path + ids] = (answer.status_code, answer.content)
    store.close()
    return said


@pytest.fixture(autouse=True)
async def at_a_known_time() -> AsyncIterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.asyncio
@pytest.mark.parametrize("who", ["bob", "alice", "vera"])
async def test_an_office_looks_as_if_what_is_hidden_were_not_there(
    house: House, settings: Settings, tmp_path: Path, who: str
) -> None:
    kept = keep_from_others(house.store, house.files)
    cast = kept.office.cast
    campaign = campaign_of(house.store, cast.bob, (cast.fenwick, cast.maple))
    add(house.store, cast.carl, kept.office.open, house.files, "seen.txt", b"hush, said the clerk")
    cookie = cookie_of(house.store, kept, who, NOW)
    with_them, without = (copy_of(house.store, tmp_path / name) for name in ("a.db", "b.db"))
    as_without(without, kept, kept.actor(who))
    first = await everything(with_them, settings, kept, campaign, cookie)
    second = await everything(without, settings, kept, campaign, cookie)
    assert len(first) > 60
    assert [address for address, answer in first.items() if second[address] != answer] == []
