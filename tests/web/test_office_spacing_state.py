"""The spacing of our letters in a tab: staff and admins choose, nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from records_app.office.chaser_spacing import change_spacing, chaser_spacing
from records_app.web.guard import NOT_YOURS
from records_app.web.house import House
from records_app.web.pages.office_spacing import SpacingState
from tests.office.cast import NOW, Cast
from tests.web.signed_in_tab import become, flash_of
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


@pytest.fixture
async def alice(tab: Tab, house: House, cast: Cast) -> Tab:
    """The tab of staff on the page."""
    become(tab, house, cast.alice, "/office/")
    await tab.send(SpacingState.load)
    return tab


def saved(house: House, cast: Cast) -> int:
    return chaser_spacing(house.store, cast.vera).days


@pytest.mark.parametrize("who", ["", "vera", "bob"])
async def test_others_choose_nothing(tab: Tab, house: House, cast: Cast, who: str) -> None:
    tab.path = "/office/"
    if who:
        become(tab, house, getattr(cast, who), "/office/")
    await tab.send(SpacingState.load)
    await tab.send(SpacingState.save, form={"chaser_days": "9", "was": "5"})
    assert saved(house, cast) == 5
    assert (await tab.state(SpacingState)).days == 0
    assert await flash_of(tab) == (NOT_YOURS if who else "")


async def test_staff_choose_once(alice: Tab, house: House, cast: Cast) -> None:
    assert (await alice.state(SpacingState)).start == "5"
    form = {"chaser_days": "7", "was": "5"}
    await alice.send(SpacingState.save, form=form)
    await alice.send(SpacingState.save, form=form)  # the second half of a double press
    state = await alice.state(SpacingState)
    assert (saved(house, cast), state.days, state.stale) == (7, 7, "")
    assert await flash_of(alice) == "From now on 7 open days pass between two letters."


@pytest.mark.parametrize("days", ["", "1", "2", "31", "x", "5.5", "-7", "1" * 500])
async def test_a_wrong_number_is_said_at_its_field(
    alice: Tab, house: House, cast: Cast, days: str
) -> None:
    await alice.send(SpacingState.save, form={"chaser_days": days, "was": "5"})
    state = await alice.state(SpacingState)
    assert (set(state.errors), state.attempt, saved(house, cast)) == ({"chaser_days"}, 1, 5)


async def test_of_two_who_choose_the_second_is_told(alice: Tab, house: House, cast: Cast) -> None:
    change_spacing(house.store, cast.ada, {"chaser_days": "9"}, was=5, now=NOW)
    filled = (await alice.state(SpacingState)).filled
    await alice.send(SpacingState.save, form={"chaser_days": "7", "was": "5"})
    state = await alice.state(SpacingState)
    assert state.stale.startswith("Somebody chose another number")
    assert (state.days, state.filled, saved(house, cast)) == (9, filled, 9)
    await alice.send(SpacingState.save, form={"chaser_days": "7", "was": "9"})
    assert saved(house, cast) == 7
    assert (await alice.state(SpacingState)).stale == ""


@pytest.mark.parametrize("form", [None, [], 5, "x", {}, {"chaser_days": 7}, {"was": {"a": 1}}])
async def test_junk_changes_nothing(alice: Tab, house: House, cast: Cast, form: Any) -> None:
    await alice.send(SpacingState.save, form=form)
    assert saved(house, cast) == 5
    assert not (await flash_of(alice)).startswith("Something went wrong")
