"""The reports in a tab and as files: the filter in the address, strangers, junk, formulas."""

from __future__ import annotations

import csv
import io

import httpx
import pytest

from records_app.casework.people import Actor
from records_app.web.house import House
from records_app.web.pages.reports import ClosedReportState, FeesReportState
from records_app.web.pages.reports.address import address_of, filter_in
from tests.office.cast import Cast
from tests.office.reported_answers import answered
from tests.office.signing_in import session_of
from tests.web.request_tab import redirects
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")

FILES = ("/reports/closed-records.csv", "/reports/fees.csv")
STATES = (ClosedReportState, FeesReportState)


@pytest.fixture
def logged(house: House, cast: Cast) -> int:
    """A request that was denied with a formula, and then asked for a fee."""
    return answered(
        house.store,
        cast.bob,
        cast.riverbend,
        {"on": "2026-11-05", "kind": "denied", "exception": "=1+1, 610.021(14)"},
        {"on": "2026-11-06", "kind": "fee_asked", "fee": "412.50"},
    )


async def look(tab: Tab, house: House, actor: Actor, state: type, **query: str):
    tab.belongs_to(session_of(house.store, actor))
    tab.path = "/reports/" if state is ClosedReportState else "/reports/fees/"
    tab.query = query
    await tab.open()
    await tab.send(state.load)
    return await tab.state(state)


async def test_what_was_closed(tab: Tab, house: House, cast: Cast, logged: int) -> None:
    shown = await look(tab, house, cast.vera, ClosedReportState)
    assert shown.lead == "1 denial: 1 cited a law at once, 0 when we asked, 0 none."
    assert [one.row.name for one in shown.grounds] == ["§ 610.021(14)"]
    assert shown.grounds[0].replies[0].text.startswith("Section 610.021(14)")
    assert [case.href for case in shown.cases] == [f"/requests/{logged}/"]
    assert (shown.file, shown.pages) == ("/reports/closed-records.csv", "")


async def test_what_it_was_to_cost(tab: Tab, house: House, cast: Cast, logged: int) -> None:
    shown = await look(tab, house, cast.vera, FeesReportState)
    assert [(row.agency, row.asked, row.open) for row in shown.agencies] == [
        ("Riverbend Police Department", "$412.50", "$412.50")
    ]
    assert shown.total is None  # one agency is its own sum
    assert [row.href for row in shown.requests] == [f"/requests/{logged}/"]


@pytest.mark.parametrize("state", STATES)
async def test_the_filter_is_in_the_address(
    tab: Tab, house: House, cast: Cast, logged: int, state: type
) -> None:
    wanted = {"agency": str(cast.riverbend), "year": "2026"}
    shown = await look(tab, house, cast.vera, state, **wanted)
    assert [one.words for one in shown.active] == ["Riverbend Police Department", "2026"]
    assert shown.active[0].href.endswith("?year=2026")
    assert shown.file.endswith(f".csv?agency={cast.riverbend}&year=2026")
    assert shown.chosen == wanted
    shown = await look(tab, house, cast.vera, state, year="1999")
    assert not shown.is_empty
    assert "fits this" in shown.lead


@pytest.mark.parametrize("state", STATES)
async def test_choosing_a_filter_leads_to_its_address(
    tab: Tab, house: House, cast: Cast, state: type
) -> None:
    shown = await look(tab, house, cast.vera, state)
    assert shown.is_empty
    await tab.send(state.narrow, form={"agency": str(cast.maple), "year": "", "page": "7"})
    place = "/reports/" if state is ClosedReportState else "/reports/fees/"
    assert redirects(tab) == [f"{place}?agency={cast.maple}"]


JUNK: list[object] = [None, [], "x", 7, {"agency": ["1"], "year": {}, "page": -1}]


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("state", STATES)
async def test_junk_leads_to_the_whole_report(
    tab: Tab, house: House, cast: Cast, state: type, junk: object
) -> None:
    await look(tab, house, cast.vera, state, agency="nonsense", year="-3", page="9e9")
    await tab.send(state.narrow, form=junk)
    assert redirects(tab) in (["/reports/"], ["/reports/fees/"], [])


@pytest.mark.parametrize("state", STATES)
async def test_a_stranger_gets_nothing(
    tab: Tab, house: House, cast: Cast, logged: int, state: type
) -> None:
    tab.path = "/reports/"
    await tab.open()
    await tab.send(state.load)
    await tab.send(state.narrow, form={"agency": "1"})
    shown = await tab.state(state)
    assert not shown.is_loaded
    assert redirects(tab) == []
    assert "Riverbend" not in tab.wire.text()


def test_addresses_come_back_as_they_were() -> None:
    wanted = filter_in({"agency": "3", "year": "2026", "page": "2"})
    assert address_of("/reports/", wanted) == "/reports/?agency=3&year=2026&page=2"
    assert filter_in({"agency": "0", "year": "99999", "page": "x"}) == filter_in({})
    assert filter_in({"year": "1800"}).year is None


@pytest.mark.parametrize("address", FILES)
async def test_the_file_for_whoever_may_look(
    client: httpx.AsyncClient, house: House, cast: Cast, logged: int, address: str
) -> None:
    client.cookies.set("sid", session_of(house.store, cast.vera))
    answer = await client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert [row["request"] for row in rows] == ["MO-2026-0001"]
    if "words" in rows[0]:
        assert rows[0]["words"] == "(left out)"
        answer = await client.get(address, params={"words": "on"})
        text = answer.content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert rows[0]["words"] == "'=1+1, 610.021(14)"
    other = await client.get(address, params={"agency": str(cast.maple), "year": "x"})
    assert len(other.content.splitlines()) == 1


@pytest.mark.parametrize("address", FILES)
async def test_a_stranger_is_sent_to_the_sign_in_page(
    client: httpx.AsyncClient, logged: int, address: str
) -> None:
    answer = await client.get(address)
    assert answer.status_code in (303, 307)
    assert answer.headers["location"].startswith("/login/")
    assert b"Riverbend" not in answer.content
    assert (await client.post(address)).status_code in (303, 307, 403, 405)
