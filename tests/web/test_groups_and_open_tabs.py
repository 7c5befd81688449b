"""A group that changes takes effect in tabs that are open, in feeds, searches and downloads."""

from __future__ import annotations

import httpx
import pytest

from records_app.office.auditing import AuditFilter, audit_page
from records_app.office.calendar_addresses import make_address
from records_app.office.groups import change_group, limit_agency, list_groups, open_agency
from records_app.store.acting import Acting, acting_as
from records_app.web.house import House
from records_app.web.pages.new_request import DraftState
from tests.office.cast import NOW
from tests.office.grouped import GROUP
from tests.office.kept_from_others import Kept, cookie_of, keep_from_others
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")

OPEN, OPEN_RUNNING = "MO-2026-0702", "MO-2026-0704"


@pytest.fixture
def kept(house: House) -> Kept:
    return keep_from_others(house.store, house.files)


def limit_fenwick(house: House, kept: Kept) -> None:
    """What Bob saw is for the group now."""
    limit_agency(house.store, kept.actor("ada"), kept.office.group, kept.office.cast.fenwick)


async def read(tab: Tab, path: str, **query: str) -> str:
    """What the tab hears when it loads a page."""
    tab.path, tab.query = path, query
    tab.wire.updates.clear()
    await tab.open()
    return tab.wire.text()


async def test_a_tab_that_was_open_forgets_what_is_for_others_now(
    tab: Tab, house: House, kept: Kept
) -> None:
    tab.belongs_to(cookie_of(house.store, kept, "bob"))
    seen = await read(tab, f"/requests/{kept.office.open}/") + await read(tab, "/")
    assert OPEN in seen
    assert OPEN_RUNNING in seen
    limit_fenwick(house, kept)
    for path in (f"/requests/{kept.office.open}/", "/", "/calculator/", "/agencies/", "/reports/"):
        said = await read(tab, path)
        assert [word for word in (OPEN, OPEN_RUNNING) if word in said] == [], path


async def test_what_is_being_typed_elsewhere_outlives_the_change(
    tab: Tab, house: House, kept: Kept
) -> None:
    tab.belongs_to(cookie_of(house.store, kept, "bob"))
    await read(tab, "/drafts/new/")
    await tab.send(DraftState.load)
    await tab.send(DraftState.typed, field="specifics", value="Keys")
    limit_fenwick(house, kept)
    await tab.send(DraftState.typed, field="fee_cap", value="7")
    state = await tab.state(DraftState)
    assert (state._form["specifics"], state._form["fee_cap"]) == ("Keys", "7")
    assert not state.unsaved


async def test_whoever_is_put_into_the_group_sees_it_at_the_next_page(
    tab: Tab, house: House, kept: Kept
) -> None:
    tab.belongs_to(cookie_of(house.store, kept, "bob"))
    path, ada = f"/requests/{kept.office.kept}/", kept.actor("ada")
    assert "MO-2026-0701" not in await read(tab, path)
    version = next(one for one in list_groups(house.store, ada).groups if one.name == GROUP).version
    people = [kept.actor("bob").id, kept.actor("carl").id]
    change_group(house.store, ada, kept.office.group, version, name=GROUP, person_ids=people)
    assert "MO-2026-0701" in await read(tab, path)


async def test_feeds_searches_bundles_and_downloads_follow_at_once(
    client: httpx.AsyncClient, tab: Tab, house: House, kept: Kept
) -> None:
    """Alice, who is in no group, before and after; then it is opened again."""
    store, ada, group = house.store, kept.actor("ada"), kept.office.group
    alice, riverbend = kept.actor("alice"), kept.office.cast.riverbend
    feed = make_address(store, alice, for_office=False, own_only=False, now=NOW)
    tab.belongs_to(cookie_of(store, kept, "alice"))
    client.cookies.set("sid", cookie_of(store, kept, "alice"))
    letter = f"/letters/{kept.office.kept}.pdf"
    file, bundle = f"/files/{kept.file}", f"/requests/{kept.office.kept}/bundle.zip"

    async def reached() -> list[bool]:
        calendar = (await client.get(f"/calendar/{feed}.ics")).text
        report = (await client.get("/reports/closed-records.csv")).text
        found = [(await client.get(path)).status_code == 200 for path in (letter, file)]
        made = await client.get(bundle)
        search = await read(tab, "/files/", words="hush")
        return [
            "MO-2026-0703" in calendar,
            "MO-2026-0701" in report,
            "kept-secret" in search,
            made.status_code == 200,
            *found,
        ]

    assert await reached() == [False] * 6
    with acting_as(Acting(ada.id, ada.name, "192.0.2.9")):
        open_agency(store, ada, group, riverbend)
    assert await reached() == [True] * 6
    with acting_as(Acting(ada.id, ada.name, "192.0.2.9")):
        limit_agency(store, ada, group, riverbend)
    assert await reached() == [False] * 6
    lines = audit_page(store, ada, AuditFilter(), 1).lines
    said = "\n".join(map(repr, lines))
    assert "group for agency" in said
