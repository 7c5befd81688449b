"""A stranger's closed tab is forgotten after a minute; everybody else's is kept."""

from __future__ import annotations

from records_app.web.house import House
from records_app.web.left_tabs import LeftTabs
from records_app.web.pages.calculator.state import CalculatorState
from records_app.web.session_state import SessionState
from tests.office.cast import Cast
from tests.office.signing_in import session_of
from tests.web.tabs import Tab


async def test_a_strangers_closed_tab_is_forgotten_after_a_minute(tab: Tab, cast: Cast) -> None:
    tab.path = "/calculator/"
    await tab.open()
    left, states = LeftTabs(), tab.manager.states
    # While it is connected nothing happens, however long that is.
    assert [left.forget(tab.manager, [tab.token], now) for now in (0, 1000)] == [0, 0]
    assert [left.forget(tab.manager, [], now) for now in (2000, 2059)] == [0, 0]
    # It came back in between: the minute begins anew.
    assert [left.forget(tab.manager, [tab.token], 2060)] == [0]
    assert [left.forget(tab.manager, [], now) for now in (2070, 2129, 2130)] == [0, 0, 1]
    assert tab.token not in states
    assert left.forget(tab.manager, [], 9000) == 0
    # Whoever returns later finds the page again.
    tab.wire.updates.clear()
    await tab.open()
    assert CalculatorState.get_name() in tab.wire.text()


async def test_a_tab_that_is_at_work_is_left_alone(tab: Tab, cast: Cast) -> None:
    tab.path = "/calculator/"
    await tab.open()
    left = LeftTabs()
    left.forget(tab.manager, [], 0)
    async with tab.manager._states_locks[tab.token]:
        assert left.forget(tab.manager, [], 100) == 0
    assert left.forget(tab.manager, [], 101) == 1


async def test_whoever_is_signed_in_keeps_theirs(tab: Tab, house: House, cast: Cast) -> None:
    tab.belongs_to(session_of(house.store, cast.bob))
    await tab.open()
    left = LeftTabs()
    assert [left.forget(tab.manager, [], now) for now in (0, 3000)] == [0, 0]
    assert (await tab.state(SessionState)).person_id == cast.bob.id


def test_a_manager_of_another_kind_is_left_alone() -> None:
    assert LeftTabs().forget(object(), [], 0) == 0
