"""The closing time of an agency in a tab: staff change it, and two who do so at once are told."""

from __future__ import annotations

import pytest

from records_app.office.agencies import change_closing_time
from records_app.web.house import House
from records_app.web.pages.agency import AgencyState
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast
from tests.office.signing_in import session_of
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


@pytest.fixture
async def alice(tab: Tab, house: House, cast: Cast) -> Tab:
    """The tab of staff on Riverbend's page."""
    tab.belongs_to(session_of(house.store, cast.alice))
    tab.path = "/agencies/riverbend-police-department/"
    return tab


async def show(tab: Tab, **query: str) -> AgencyState:
    tab.query = query
    await tab.send(AgencyState.load)
    return await tab.state(AgencyState)


async def flash_of(tab: Tab) -> str:
    return (await tab.state(SessionState)).flash


async def test_the_closing_time_is_changed_with_a_reason(
    alice: Tab, house: House, cast: Cast
) -> None:
    state = await show(alice, form="hours")
    assert (state.form, state.start["closes_at"], state.view.closes) == (
        "hours",
        "17:00",
        "5:00 PM",
    )
    form = {"agency": str(cast.riverbend), "closed_at": "17:00", "closes_at": "4:30", "reason": ""}
    await alice.send(AgencyState.change_hours, form=form)
    assert set((await alice.state(AgencyState)).errors) == {"closes_at", "reason"}
    form |= {"closes_at": "16:30", "reason": "Their sign"}
    await alice.send(AgencyState.change_hours, form=form)
    await alice.send(AgencyState.change_hours, form=form)  # the second half of a double press
    assert await flash_of(alice) == "The closing time is changed. Open deadlines follow."
    state = await show(alice)
    assert (state.form, state.done_in, state.view.closes) == ("", "days", "4:30 PM")
    assert [line.reason for line in state.view.changes] == ["Their sign"]


async def test_a_closing_time_that_somebody_else_changed_is_shown(
    alice: Tab, house: House, cast: Cast
) -> None:
    await show(alice, form="hours")
    change_closing_time(
        house.store,
        cast.ada,
        agency_id=cast.riverbend,
        closes_at="16:00",
        closed_at="17:00",
        reason="a call",
        now=NOW,
    )
    form = {"agency": str(cast.riverbend), "closed_at": "17:00", "reason": "Their sign"}
    await alice.send(AgencyState.change_hours, form={**form, "closes_at": "16:30"})
    state = await alice.state(AgencyState)
    assert state.stale.startswith("Ada changed the closing time at 10:00 AM: it is 4:00 PM now.")
    assert (state.start["closes_at"], state.start["reason"]) == ("16:30", "Their sign")
    form |= {"closed_at": "16:00", "closes_at": "16:30"}
    await alice.send(AgencyState.change_hours, form=form)
    assert (await show(alice)).view.closes == "4:30 PM"
