"""The page of the calendars in a tab: who may make and end which address, shown once."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import select

from records_app.office.calendar_addresses import make_address
from records_app.store.tables import CalendarAddress
from records_app.web.guard import NOT_YOURS
from records_app.web.house import House
from records_app.web.pages.calendar import CalendarState
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast
from tests.office.signing_in import session_of
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


async def opened(tab: Tab, house: House, actor: Any) -> CalendarState:
    tab.belongs_to(session_of(house.store, actor))
    tab.path = "/calendar/"
    await tab.send(CalendarState.load)
    return await tab.state(CalendarState)


async def flash_of(tab: Tab) -> str:
    return (await tab.state(SessionState)).flash


def owners(house: House) -> list[tuple[str, bool]]:
    with house.store.reading() as session:
        rows = session.exec(select(CalendarAddress))
        return sorted((row.owner, row.own_only) for row in rows)


async def test_a_stranger_sees_and_changes_nothing(tab: Tab, house: House, cast: Cast) -> None:
    make_address(house.store, cast.ada, for_office=True, own_only=False, now=NOW)
    tab.path = "/calendar/"
    for handler in (
        CalendarState.load,
        CalendarState.make_for_office,
        CalendarState.revoke,
        CalendarState.revoke_for_office,
    ):
        await tab.send(handler)
    await tab.send(CalendarState.make, form={"shows": "all"})
    assert owners(house) == [("office", False)]
    assert not (await tab.state(CalendarState)).is_loaded
    assert ".ics" not in tab.wire.text()


@pytest.mark.parametrize("who", ["vera", "bob", "alice", "ada"])
async def test_everybody_makes_their_own_and_sees_it_once(
    tab: Tab, house: House, cast: Cast, who: str
) -> None:
    actor = getattr(cast, who)
    state = await opened(tab, house, actor)
    assert (state.mine, state.may_office) == ("", who == "ada")
    await tab.send(CalendarState.make, form={"shows": "own"})
    state = await tab.state(CalendarState)
    assert state.address.startswith("http://localhost:8000/calendar/")
    assert state.address.endswith(".ics")
    assert (state.mine_shows, state.made) == ("Your requests", 1)
    assert state.mine == "Made Mon, Nov 23, 2026, 10:00 AM; not read yet."
    assert owners(house) == [(f"person-{actor.id}", True)]
    await tab.send(CalendarState.forget)
    assert (await tab.state(CalendarState)).address == ""
    await tab.send(CalendarState.make, form={"shows": "all"})
    assert owners(house) == [(f"person-{actor.id}", False)]
    await tab.send(CalendarState.load)
    state = await tab.state(CalendarState)
    assert (state.address, state.made, state.mine_shows) == ("", 0, "All requests")


async def test_revoking_says_so(tab: Tab, house: House, cast: Cast) -> None:
    await opened(tab, house, cast.bob)
    await tab.send(CalendarState.make, form={"shows": "all"})
    await tab.send(CalendarState.revoke)
    state = await tab.state(CalendarState)
    assert (state.mine, state.address) == ("", "")
    assert (await flash_of(tab)).startswith("Your address is revoked.")
    assert owners(house) == []
    await tab.send(CalendarState.revoke)  # the second half of a double press
    assert owners(house) == []


@pytest.mark.parametrize("who", ["vera", "bob", "alice"])
async def test_only_admins_care_for_the_offices(
    tab: Tab, house: House, cast: Cast, who: str
) -> None:
    make_address(house.store, cast.ada, for_office=True, own_only=False, now=NOW)
    state = await opened(tab, house, getattr(cast, who))
    assert (state.may_office, state.office) == (False, "")
    await tab.send(CalendarState.make_for_office)
    assert await flash_of(tab) == NOT_YOURS
    await tab.send(CalendarState.revoke_for_office)
    assert await flash_of(tab) == NOT_YOURS
    assert owners(house) == [("office", False)]
    assert (await tab.state(CalendarState)).address == ""


async def test_an_admin_makes_and_ends_the_offices(tab: Tab, house: House, cast: Cast) -> None:
    await opened(tab, house, cast.ada)
    await tab.send(CalendarState.make_for_office)
    state = await tab.state(CalendarState)
    assert state.address_for == "The office’s calendar address"
    assert state.office == "Made Mon, Nov 23, 2026, 10:00 AM by Ada; not read yet."
    await tab.send(CalendarState.revoke_for_office)
    assert (await tab.state(CalendarState)).office == ""
    assert (await flash_of(tab)).startswith("The office’s address is revoked.")
    assert owners(house) == []


@pytest.mark.parametrize("form", [None, [], 3, "text", {}, {"shows": {"a": 1}}, {"shows": "<b>"}])
async def test_junk_forms_make_the_plain_kind(
    tab: Tab, house: House, cast: Cast, form: object
) -> None:
    await opened(tab, house, cast.bob)
    await tab.send(CalendarState.make, form=form)
    assert owners(house) == [(f"person-{cast.bob.id}", False)]
    assert not (await flash_of(tab)).startswith("Something went wrong")


async def test_the_next_person_in_the_tab_sees_nothing_of_it(
    tab: Tab, house: House, cast: Cast
) -> None:
    await opened(tab, house, cast.ada)
    await tab.send(CalendarState.make_for_office)
    secret = (await tab.state(CalendarState)).address
    assert secret in tab.wire.text()
    tab.wire.updates.clear()
    state = await opened(tab, house, cast.vera)
    assert (state.address, state.office) == ("", "")
    assert secret not in tab.wire.text()
