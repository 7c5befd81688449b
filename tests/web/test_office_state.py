"""The letterhead in a tab: admins only, mistakes at their fields, and two who save at once."""

from __future__ import annotations

import pytest

from records_app.office.office_profile import change_office_profile, office_profile
from records_app.web.guard import NOT_YOURS
from records_app.web.house import House
from records_app.web.pages.office import OfficeState
from tests.office.cast import NOW, Cast
from tests.web.signed_in_tab import become, flash_of
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")

GOOD = {
    "name": "Open Doors Project",
    "address": "7 New Street\nRiverbend, MO 63000",
    "email": "records@opendoors.example",
    "phone": "(314) 555-0100",
}


@pytest.fixture
async def ada(tab: Tab, house: House, cast: Cast) -> Tab:
    """The tab of the admin on the page."""
    become(tab, house, cast.ada, "/office/")
    await tab.send(OfficeState.load)
    return tab


async def form_of(tab: Tab, **changes: object) -> dict[str, object]:
    return {**GOOD, "version": str((await tab.state(OfficeState)).version), **changes}


@pytest.mark.parametrize("who", ["", "vera", "bob", "alice"])
async def test_only_an_admin_changes_the_letterhead(
    tab: Tab, house: House, cast: Cast, who: str
) -> None:
    tab.path = "/office/"
    if who:
        become(tab, house, getattr(cast, who), "/office/")
    before = office_profile(house.store, cast.ada)
    await tab.send(OfficeState.load)
    await tab.send(OfficeState.save, form={**GOOD, "version": str(before.version)})
    assert office_profile(house.store, cast.ada) == before
    # Staff come to this page to choose the spacing of letters; they only read the letterhead.
    assert ((await tab.state(OfficeState)).now is None) is (who != "alice")
    assert await flash_of(tab) == (NOT_YOURS if who else "")


async def test_the_letterhead_is_saved_once(ada: Tab, house: House, cast: Cast) -> None:
    state = await ada.state(OfficeState)
    assert state.start["address"] == "200 Example Avenue\nRiverbend, MO 63000"
    form = await form_of(ada)
    await ada.send(OfficeState.save, form=form)
    await ada.send(OfficeState.save, form=form)  # the second half of a double press
    state = await ada.state(OfficeState)
    saved = office_profile(house.store, cast.ada)
    assert saved.address_lines == ("7 New Street", "Riverbend, MO 63000")
    assert (state.now, state.version, state.stale) == (saved, saved.version, "")
    assert state.address_lines == ["7 New Street", "Riverbend, MO 63000"]
    assert await flash_of(ada) == "The letterhead is saved. New letters use it."


async def test_mistakes_are_said_at_their_fields(ada: Tab, house: House, cast: Cast) -> None:
    before = office_profile(house.store, cast.ada)
    form = await form_of(ada, name=" ", address="a\n" * 8 + "b", email="x", phone="call us")
    await ada.send(OfficeState.save, form=form)
    state = await ada.state(OfficeState)
    assert set(state.errors) == {"name", "address", "email", "phone"}
    assert len(state.problems) == 4
    assert state.attempt == 1
    assert office_profile(house.store, cast.ada) == before
    await ada.send(OfficeState.save, form=await form_of(ada))
    assert (await ada.state(OfficeState)).errors == {}


async def test_of_two_who_save_the_second_is_told_and_nothing_is_lost(
    ada: Tab, house: House, cast: Cast
) -> None:
    mine = await form_of(ada, name="My Name For It")
    theirs = {**GOOD, "name": "Their Name For It"}
    version = (await ada.state(OfficeState)).version
    change_office_profile(house.store, cast.ada, theirs, version=version, now=NOW)
    before = (await ada.state(OfficeState)).filled
    await ada.send(OfficeState.save, form=mine)
    state = await ada.state(OfficeState)
    assert state.stale.startswith("Another admin changed the letterhead in the meantime")
    assert state.now.name == "Their Name For It"
    assert state.filled == before  # the fields are not drawn anew: they keep what was typed
    assert office_profile(house.store, cast.ada).name == "Their Name For It"
    await ada.send(OfficeState.save, form={**mine, "version": str(state.version)})
    assert office_profile(house.store, cast.ada).name == "My Name For It"
    assert (await ada.state(OfficeState)).stale == ""


async def test_loading_again_draws_the_form_anew_only_for_a_newer_letterhead(
    ada: Tab, house: House, cast: Cast
) -> None:
    first = await ada.state(OfficeState)
    filled, version = first.filled, first.version
    await ada.send(OfficeState.load)
    assert (await ada.state(OfficeState)).filled == filled
    change_office_profile(house.store, cast.ada, GOOD, version=version, now=NOW)
    await ada.send(OfficeState.load)
    state = await ada.state(OfficeState)
    assert (state.filled, state.start["address"]) == (filled + 1, GOOD["address"])


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000, "a\x00b", "\u202eevil", "{{ 7*7 }} {% x %} <b>", "聖路易 office", "w" * 400],
)
async def test_hostile_text_is_refused_or_kept_as_text(
    ada: Tab, house: House, cast: Cast, text: str
) -> None:
    await ada.send(OfficeState.save, form=await form_of(ada, name=text))
    state = await ada.state(OfficeState)
    name = office_profile(house.store, cast.ada).name
    assert name == ("Open Doors Project" if state.errors else text)
    assert not (await flash_of(ada)).startswith("Something went wrong")


@pytest.mark.parametrize(
    "form", [None, [], 5, "x", {}, {"name": None}, {"version": "1e9"}, {"version": {"a": 1}}]
)
async def test_junk_changes_nothing(ada: Tab, house: House, cast: Cast, form: object) -> None:
    before = office_profile(house.store, cast.ada)
    await ada.send(OfficeState.save, form=form)
    assert office_profile(house.store, cast.ada) == before
    assert not (await flash_of(ada)).startswith("Something went wrong")
