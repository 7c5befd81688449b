"""The desk's handlers through the guard: who sees what, and the filter in the address."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine

from records_app.casework.people import Actor
from records_app.office.assigning import assign
from records_app.office.desk_view import DeskFilter
from records_app.office.drafting import new_draft
from records_app.office.recording import close_request
from records_app.office.reminding import remind_me
from records_app.store.tables import Request
from records_app.web.house import House
from records_app.web.pages.desk import DeskState
from records_app.web.pages.desk_address import address_of, filter_in, page_address
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast
from tests.office.signing_in import session_of
from tests.web.made_requests import add, ready_request, version, waiting_request
from tests.web.signed_in_tab import flash_of
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


async def look(tab: Tab, house: House, actor: Actor | None, **query: str) -> DeskState:
    tab.cookie = ""
    if actor is not None:
        tab.belongs_to(session_of(house.store, actor))
    tab.query = query
    await tab.open()
    await tab.send(DeskState.load)
    return await tab.state(DeskState)


def shown(state: DeskState) -> dict[str, list[str]]:
    """Section titles with the numbers in them."""
    return {each.section.title: [r.number for r in each.section.rows] for each in state.sections}


def redirects(tab: Tab) -> list[str]:
    """Where the tab was told to go."""
    updates = json.loads(tab.wire.text())
    events = [event for update in updates for event in update.get("events", [])]
    return [event["payload"]["path"] for event in events if event["name"] == "_redirect"]


async def test_a_stranger_sees_nothing(tab: Tab, house: House, cast: Cast) -> None:
    waiting_request(house.store, cast.bob, cast.riverbend)
    state = await look(tab, house, None)
    assert (state.desk, state.sections) == (None, [])
    await tab.send(DeskState.narrow, form={"county": "Harlow County"})
    assert redirects(tab) == []
    assert "Riverbend" not in tab.wire.text()


@pytest.mark.parametrize("who", ["vera", "bob", "carl", "alice", "ada"])
async def test_everybody_sees_requests_and_only_their_own_drafts(
    tab: Tab, house: House, cast: Cast, who: str
) -> None:
    waiting_request(house.store, cast.bob, cast.riverbend, days_ago=14)
    waiting_request(house.store, cast.bob, cast.fenwick)
    ready_request(house.store, cast.alice, cast.riverbend)
    new_draft(house.store, cast.bob, now=NOW, agency_id=cast.maple)
    state = await look(tab, house, getattr(cast, who))
    sections = shown(state)
    assert sections["Late"] == ["MO-2026-0001"]
    assert sections["Waiting for us"] == ["MO-2026-0003"]
    assert ("My drafts" in sections) is (who == "bob")
    assert state.desk is not None
    assert state.desk.day == "Monday, November 23, 2026"
    assert "Maple" not in tab.wire.text() or who == "bob"


async def test_an_empty_office_says_so(tab: Tab, house: House, cast: Cast) -> None:
    state = await look(tab, house, cast.bob)
    assert state.desk is not None
    assert state.desk.is_empty
    assert state.sections == []


async def test_the_address_narrows_the_desk(tab: Tab, house: House, cast: Cast) -> None:
    waiting_request(house.store, cast.bob, cast.riverbend, days_ago=14, subjects=["training"])
    waiting_request(house.store, cast.alice, cast.fenwick, days_ago=14, subjects=["funding"])
    for query, numbers in (
        ({}, ["MO-2026-0001", "MO-2026-0002"]),
        ({"county": "Fenwick County"}, ["MO-2026-0002"]),
        ({"agency": str(cast.riverbend)}, ["MO-2026-0001"]),
        ({"subject": "training"}, ["MO-2026-0001"]),
        ({"person": str(cast.alice.id)}, ["MO-2026-0002"]),
        ({"standing": "waiting", "county": "Fenwick County"}, ["MO-2026-0002"]),
        ({"text": "mo-2026-0001"}, ["MO-2026-0001"]),
        ({"text": "riverbend"}, ["MO-2026-0001"]),
    ):
        state = await look(tab, house, cast.vera, **query)
        assert sorted(n for rows in shown(state).values() for n in rows) == numbers, query
        assert len(state.active) == len(query)


async def test_each_filter_can_be_taken_away_alone(tab: Tab, house: House, cast: Cast) -> None:
    waiting_request(house.store, cast.bob, cast.riverbend)
    state = await look(
        tab, house, cast.vera, county="Harlow County", agency=str(cast.riverbend), text="mo"
    )
    links = {one.words: parse_qs(urlsplit(one.href).query) for one in state.active}
    agency = {"agency": [str(cast.riverbend)]}
    county = {"county": ["Harlow County"]}
    assert links == {
        "“mo”": {**agency, **county},
        "Harlow County": {**agency, "text": ["mo"]},
        "Riverbend Police Department": {**county, "text": ["mo"]},
    }
    assert state.chosen["agency"] == str(cast.riverbend)


async def test_whose_requests_are_shown(tab: Tab, house: House, cast: Cast) -> None:
    mine = waiting_request(house.store, cast.bob, cast.riverbend, days_ago=14)
    waiting_request(house.store, cast.alice, cast.fenwick, days_ago=14)
    let_go(house, cast, mine)
    state = await look(tab, house, cast.alice, whose="mine", county="Fenwick County")
    assert shown(state) == {"Late": ["MO-2026-0002"]}
    assert [(one.words, one.count, one.href, one.is_shown) for one in state.whose] == [
        ("Everybody’s", "", "/?county=Fenwick+County", False),
        ("Mine", "1", "/?whose=mine&county=Fenwick+County", True),
        ("Nobody’s", "0", "/?whose=nobodys&county=Fenwick+County", False),
        ("Watched", "0", "/?whose=watched&county=Fenwick+County", False),
    ]
    assert [one.words for one in state.active] == ["Fenwick County"]
    assert state.on_paper == "Mine · Fenwick County"
    assert (state.chosen["whose"], state.whose_choices[0].label) == ("mine", "Mine (1)")
    assert shown(await look(tab, house, cast.vera, whose="nobodys")) == {"Late": ["MO-2026-0001"]}
    state = await look(tab, house, cast.vera, whose="x'--")
    assert (len(shown(state)["Late"]), state.on_paper) == (2, "")
    assert [one.is_shown for one in state.whose] == [True, False, False]


def let_go(house: House, cast: Cast, request_id: int) -> None:
    raw = {"care_to": "nobody"}
    assign(house.store, cast.alice, request_id, version(house.store, request_id), raw, now=NOW)


async def test_reminders_are_shown_to_their_maker_who_is_done_with_them(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend)
    raw = {"remind_on": "2026-11-23", "remind_note": "Ask about the invoices"}
    number = remind_me(house.store, cast.bob, request_id, raw, now=NOW)
    for other in (cast.alice, cast.vera, cast.ada):
        state = await look(tab, house, other)
        assert state.desk is not None
        assert state.desk.reminders == ()
        await tab.send(DeskState.done, reminder=number)
        assert await flash_of(tab) == ""
        assert (await tab.state(SessionState)).not_found
    assert "invoices" not in tab.wire.text()
    state = await look(tab, house, cast.bob)
    assert state.desk is not None
    assert [one.note for one in state.desk.reminders] == ["Ask about the invoices"]
    await tab.send(DeskState.done, reminder=number)
    state = await tab.state(DeskState)
    assert state.desk is not None
    assert state.desk.reminders == ()
    assert await flash_of(tab) == "That reminder is done."


@pytest.mark.parametrize("junk", [None, "1", -1, 2**70, {"a": 1}, True, 1.5])
async def test_junk_is_no_reminder(tab: Tab, house: House, cast: Cast, junk: Any) -> None:
    await look(tab, house, cast.vera)
    await tab.send(DeskState.done, reminder=junk)
    assert not (await flash_of(tab)).startswith("That reminder")


async def test_the_form_leads_to_the_address(tab: Tab, house: House, cast: Cast) -> None:
    await look(tab, house, cast.vera, section="overdue", page="3")
    await tab.send(
        DeskState.narrow,
        form={"county": "Harlow County", "agency": "7", "person": "", "page": "3", "more": "x"},
    )
    assert redirects(tab) == ["/?county=Harlow+County&agency=7"]


@pytest.mark.parametrize("form", [None, 7, "x", ["county"], {"county": 7}, {"agency": {"a": 1}}])
async def test_junk_from_the_wire_narrows_nothing(
    tab: Tab, house: House, cast: Cast, form: Any
) -> None:
    await look(tab, house, cast.vera)
    await tab.send(DeskState.narrow, form=form)
    assert redirects(tab) == ["/"]


async def test_sections_go_on_page_by_page(tab: Tab, house: House, cast: Cast) -> None:
    first = waiting_request(house.store, cast.bob, cast.riverbend, days_ago=14)
    with house.store.transaction() as session:
        row = session.get(Request, first)
        assert row is not None
        kept = row.model_dump(exclude={"id", "number"})
        session.add_all(Request(**kept, number=f"MO-2026-{n:04d}") for n in range(2, 31))
    state = await look(tab, house, cast.vera, county="Harlow County")
    (late,) = state.sections
    assert (len(late.section.rows), late.pages, late.previous) == (25, "Page 1", "")
    assert late.following == "/?county=Harlow+County&section=overdue&page=2"
    assert late.count == "30 · the safe day has passed"
    state = await look(tab, house, cast.vera, county="Harlow County", section="overdue", page="2")
    (late,) = state.sections
    assert (len(late.section.rows), late.following) == (5, "")
    assert late.previous == state.whole_desk == "/?county=Harlow+County"


async def test_a_closed_request_is_one_look_back_away(tab: Tab, house: House, cast: Cast) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend)
    add(house.store, cast.bob, request_id, close_request, outcome="released")
    state = await look(tab, house, cast.vera, county="Harlow County")
    assert state.sections == []
    assert state.closed == "/?standing=closed&county=Harlow+County"
    assert shown(await look(tab, house, cast.vera, standing="closed")) == {
        "Closed": ["MO-2026-0001"]
    }


async def test_tomorrow_the_same_tab_shows_tomorrow(tab: Tab, house: House, cast: Cast) -> None:
    state = await look(tab, house, cast.vera)
    assert state.desk is not None
    assert state.desk.day.startswith("Monday")
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        await tab.send(DeskState.load)
        state = await tab.state(DeskState)
        assert state.desk is not None
        assert state.desk.day == "Tuesday, November 24, 2026"


def test_an_address_and_its_filter_are_the_same_thing() -> None:
    wanted = DeskFilter(
        standing="waiting",
        county="St. François & Söhne",
        agency_id=12,
        subject="training",
        person_id=3,
        text="a+b=c?",
        whose="nobodys",
        section="overdue",
        page=4,
        campaign_id=7,
    )
    query = {
        name: values[0] for name, values in parse_qs(urlsplit(address_of(wanted)).query).items()
    }
    assert filter_in(query) == wanted
    assert address_of(DeskFilter()) == "/"
    assert page_address(wanted, "ours", 1) == address_of(
        DeskFilter(
            "waiting",
            "St. François & Söhne",
            12,
            "training",
            3,
            "a+b=c?",
            "nobodys",
            campaign_id=7,
        )
    )


@pytest.mark.parametrize(
    "query",
    [
        {"agency": "-1"},
        {"agency": "1e3"},
        {"agency": "٣"},
        {"agency": "9" * 5000},
        {"person": "0"},
        {"page": "0"},
        {"county": ["a", "b"]},
        {"county": "\x00\u202e\n"},
        {"text": "   "},
        {"agency": None, "unknown": "x"},
    ],
)
def test_nonsense_in_an_address_asks_for_nothing(query: dict[str, Any]) -> None:
    assert filter_in(query) == DeskFilter()


def test_long_words_are_cut() -> None:
    assert len(filter_in({"text": "x" * 10_000}).text) == 120
    assert filter_in({"page": "99999999"}).page == 10_000
