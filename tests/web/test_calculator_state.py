"""The calculator through the real guard: strangers, people of the office, the unfriendly."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from reflex.utils.format import json_dumps

from records_app.law.statute import known_laws, law
from records_app.store.tables import Agency
from records_app.web.guard import NotUnderstood
from records_app.web.house import House
from records_app.web.pages.calculator import CalculatorState
from records_app.web.pages.calculator.own_days import FOR_THE_OFFICE
from records_app.web.session_state import SessionState
from tests.office.cast import Cast
from tests.web.calculating import RIVERBEND, days, flash_of, shown, year
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")

CLOCKS = [(code, name) for code in known_laws() for name in law(code).clocks]


async def test_a_stranger_gets_today_in_missouri(tab: Tab) -> None:
    state = await shown(tab)
    assert state.shown is not None
    assert state.shown.fields["start"] == "2026-11-23"
    assert days(state) == ["Fri, Nov 27, 2026"]
    assert state.signed_in is False
    session = await tab.state(SessionState)
    assert (session.sign_in_href, session.flash, session.person_name) == ("", "", "")


async def test_today_is_the_day_in_missouri_and_not_elsewhere(tab: Tab) -> None:
    with time_machine.travel("2026-12-01T03:30:00Z", tick=False):
        state = await shown(tab)
    assert state.shown is not None
    assert state.shown.fields["start"] == "2026-11-30"


@pytest.mark.parametrize(("code", "clock"), CLOCKS)
async def test_every_clock_reaches_the_browser(tab: Tab, code: str, clock: str) -> None:
    state = await shown(tab, law=code, clock=clock, start="2026-11-24")
    assert days(state)
    assert len(json_dumps(state.shown)) < 12_000
    assert state.shown.result.citation == law(code).clocks[clock].citation


async def test_a_stranger_sees_no_day_of_an_agency(tab: Tab, closed_friday: int) -> None:
    state = await shown(tab, start="2026-11-24", agency=RIVERBEND)
    assert days(state) == ["Mon, Nov 30, 2026"]
    assert (state.agency, state.agency_name, state.faults) == ("", "", [])
    assert state.ignored == FOR_THE_OFFICE
    assert state.sign_in == (
        "/login/?next=/calculator/%3Fstart%3D2026-11-24%26agency%3Driverbend-police-department"
    )
    unknown = await shown(tab, start="2026-11-24", agency="no-such-agency")
    assert (days(unknown), unknown.ignored) == (["Mon, Nov 30, 2026"], FOR_THE_OFFICE)
    table = await year(tab, year="2026", agency=RIVERBEND)
    assert (table.agency_name, table.ignored) == ("", FOR_THE_OFFICE)
    heard = tab.wire.text()
    assert "Riverbend Police" not in heard
    assert "A quiet Friday" not in heard


async def test_people_of_the_office_count_an_agencys_own_days(
    vera: Tab, closed_friday: int
) -> None:
    state = await shown(vera, start="2026-11-24", agency=RIVERBEND)
    assert days(state) == ["Mon, Nov 30, 2026", "Tue, Dec 1, 2026"]
    assert (state.signed_in, state.agency, state.ignored) == (True, RIVERBEND, "")
    assert state.agency_words == "Office hours end at 5:00 PM; closed on 1 day of its own."
    assert state.without_agency == "/calculator/?start=2026-11-24"
    assert state.year_table == f"/calculator/year/?law=us-mo&agency={RIVERBEND}"
    plain = await shown(vera, start="2026-11-24")
    assert (days(plain), plain.agency_name) == (["Mon, Nov 30, 2026"], "")


async def test_an_agency_that_is_none_or_under_another_law(vera: Tab, house: House) -> None:
    state = await shown(vera, agency="no-such-agency")
    assert state.wrong == {"agency": "There is no such agency. Choose one, or leave it empty."}
    assert state.shown is not None
    assert state.shown.result is None
    other = await shown(vera, law="us-ks", agency=RIVERBEND)
    assert "is under the Missouri Sunshine Law" in other.wrong["agency"]
    assert (await shown(vera, law="us-ia", agency=RIVERBEND)).shown.hint is not None


async def test_an_agency_is_found_and_carried_in_the_address(vera: Tab) -> None:
    await shown(vera, start="2026-11-24", clock="grounds")
    await vera.send(CalculatorState.find_agency, text="river")
    state = await vera.state(CalculatorState)
    assert [offer.name for offer in state.offers] == ["Riverbend Police Department"]
    address = f"/calculator/?law=us-mo&clock=grounds&start=2026-11-24&agency={RIVERBEND}"
    assert state.offers[0].href == address
    assert state.offers_words == "1 agency fits."
    await vera.send(CalculatorState.find_agency, text="nowhere at all")
    assert (await vera.state(CalculatorState)).offers_words == "No agency fits."
    await vera.send(CalculatorState.find_agency, text="  ")
    assert (await vera.state(CalculatorState)).offers_words == ""


async def test_an_agency_under_another_law_is_asked_under_its_own(
    vera: Tab, house: House, cast: Cast
) -> None:
    with house.store.transaction() as session:
        agency = session.get(Agency, cast.riverbend)
        assert agency is not None
        agency.law = "us-il"
        session.add(agency)
    await shown(vera, clock="suit", start="2026-11-24", violated_on="2026-11-20")
    await vera.send(CalculatorState.find_agency, text="river")
    (offer,) = (await vera.state(CalculatorState)).offers
    assert offer.href == f"/calculator/?law=us-il&start=2026-11-24&agency={RIVERBEND}"


async def test_strangers_cannot_look_for_agencies(tab: Tab, cast: Cast) -> None:
    await shown(tab)
    await tab.send(CalculatorState.find_agency, text="river")
    assert (await tab.state(CalculatorState)).offers == []
    assert "Riverbend" not in tab.wire.text()


async def test_the_form_leads_to_an_address_that_can_be_shared(tab: Tab) -> None:
    state = await shown(tab)
    form = {"law": "us-mo", "clock": "fee", "start": "2026-11-24", "fee": " 1200 ", "by": "button"}
    await tab.send(CalculatorState.choose, form={**form, "at": "17:30", "junk": "x"})
    address = "/calculator/?law=us-mo&clock=fee&start=2026-11-24&fee=1200"
    assert address in tab.wire.text()
    drawn = state.drawn
    state = await shown(tab, law="us-mo", clock="fee", start="2026-11-24", fee="1200")
    assert days(state) == ["Fri, Apr 23, 2027"]
    assert state.drawn == drawn  # the fields are left as the person has them
    back = await shown(tab, law="us-mo", clock="response")
    assert back.drawn == drawn + 1  # after Back they must show the older address
    again = await shown(tab, law="us-mo", clock="response")
    assert again.drawn == drawn + 1  # after a reload they do already, and somebody may be choosing


async def test_pressing_again_answers_without_a_new_address(tab: Tab) -> None:
    await shown(tab, start="2026-11-24")
    before = len(tab.wire.updates)
    await tab.send(CalculatorState.choose, form={"start": "2026-11-24", "by": "button"})
    assert "_redirect" not in json_dumps(tab.wire.updates[before:])
    assert days(await tab.state(CalculatorState)) == ["Mon, Nov 30, 2026"]


async def test_errors_take_the_focus_only_after_the_button(tab: Tab) -> None:
    state = await shown(tab, start="nonsense")
    assert (state.attempt, list(state.wrong)) == (0, ["start"])
    for attempt in (1, 2):
        await tab.send(CalculatorState.choose, form={"start": "nonsense", "by": "button"})
        assert (await tab.state(CalculatorState)).attempt == attempt
    await tab.send(CalculatorState.choose, form={"start": "nonsense", "by": "choice"})
    assert (await tab.state(CalculatorState)).attempt == 0


@pytest.mark.parametrize("handler", [CalculatorState.choose, CalculatorState.find_agency])
@pytest.mark.parametrize(
    "payload",
    [None, [], 7, {"law": 7, "clock": None}, {"start": "\x00" * 500}, {"law": "x" * 100_000}],
)
async def test_junk_gives_nothing_and_breaks_nothing(
    vera: Tab, handler: Any, payload: object
) -> None:
    await shown(vera)
    name = "form" if handler is CalculatorState.choose else "text"
    await vera.send(handler, **{name: payload})
    assert (await flash_of(vera)) in ("", str(NotUnderstood()))
    assert len(vera.wire.text()) < 60_000


@pytest.mark.parametrize(
    "query",
    [
        {"law": "../../etc/passwd"},
        {"law": "us-mo", "clock": "__class__"},
        {"start": "2026-11-24<script>"},
        {"agency": "'; DROP TABLE agency; --"},
        {"agency": "\x00"},
        {"law": "us-mo" * 1000},
        {"pause1_from": "x", "pause5_to": "9" * 5000},
        {"way": "back", "wanted": "-1"},
    ],
)
async def test_a_hostile_address_gets_plain_words(vera: Tab, query: dict[str, str]) -> None:
    state = await shown(vera, **query)
    assert state.shown is not None
    assert state.faults or state.shown.result
    assert all(len(fault.message) < 300 for fault in state.faults)
    assert (await flash_of(vera)) == ""
