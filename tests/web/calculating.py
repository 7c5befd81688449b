"""What the tests of the calculator in a tab share."""

from __future__ import annotations

from records_app.web.pages.calculator import CalculatorState, YearState
from records_app.web.session_state import SessionState
from tests.web.tabs import Tab

RIVERBEND = "riverbend-police-department"


async def shown(tab: Tab, **query: str) -> CalculatorState:
    tab.path, tab.query = "/calculator/", query
    await tab.send(CalculatorState.calculate)
    return await tab.state(CalculatorState)


async def year(tab: Tab, **query: str) -> YearState:
    tab.path, tab.query = "/calculator/year/", query
    await tab.send(YearState.show_year)
    return await tab.state(YearState)


def days(state: CalculatorState) -> list[str]:
    assert state.shown is not None
    assert state.shown.result is not None, state.faults
    return [one.day for one in state.shown.result.results]


async def flash_of(tab: Tab) -> str:
    return str((await tab.state(SessionState)).flash)
