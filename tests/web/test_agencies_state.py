"""The list of agencies in a tab: filters that live in the address, and hostile addresses."""

from __future__ import annotations

import pytest

from records_app.store.tables import Agency, Request
from records_app.web.house import House
from records_app.web.pages.agencies_address import address_of, filter_in, page_in
from records_app.web.pages.agencies_state import AgenciesState
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast, make_agency
from tests.office.signing_in import session_of
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


@pytest.fixture
async def vera(tab: Tab, house: House, cast: Cast) -> Tab:
    """The tab of somebody who may only look, on the list."""
    tab.belongs_to(session_of(house.store, cast.vera))
    tab.path = "/agencies/"
    return tab


def set_standing(house: House, agency_id: int, standing: str) -> None:
    with house.store.transaction() as session:
        agency = session.get(Agency, agency_id)
        assert agency is not None
        agency.g287 = standing
        session.add(agency)


async def shown(tab: Tab, **query: str) -> AgenciesState:
    tab.query = query
    await tab.send(AgenciesState.load)
    return await tab.state(AgenciesState)


async def test_a_stranger_sees_nothing(tab: Tab, cast: Cast) -> None:
    tab.path = "/agencies/"
    await tab.send(AgenciesState.load)
    await tab.send(AgenciesState.narrow, form={"text": "river"})
    state = await tab.state(AgenciesState)
    assert (state.found, state.count) == (None, "")
    assert (await tab.state(SessionState)).sign_in_href == "/login/?next=/agencies/"
    assert "Riverbend" not in tab.wire.text()


@pytest.mark.parametrize("who", ["vera", "bob", "alice", "ada"])
async def test_everybody_of_the_office_sees_the_list(
    tab: Tab, house: House, cast: Cast, who: str
) -> None:
    tab.belongs_to(session_of(house.store, getattr(cast, who)))
    state = await shown(tab)
    assert state.count == "3 agencies."
    assert [row.name for row in state.found.rows] == [
        "Fenwick County Sheriff's Office",
        "Maple Grove Police Department",
        "Riverbend Police Department",
    ]


async def test_the_sentence_counts_agreements(vera: Tab, house: House, cast: Cast) -> None:
    assert (await shown(vera)).signed == "None has signed a 287(g) agreement that we know of."
    set_standing(house, cast.riverbend, "signed")
    set_standing(house, cast.maple, "pending")
    state = await shown(vera)
    assert (state.count, state.signed) == ("3 agencies.", "1 has signed a 287(g) agreement.")
    set_standing(house, cast.fenwick, "signed")
    assert (await shown(vera)).signed == "2 have signed a 287(g) agreement."
    one = await shown(vera, text="riverbend police")
    assert (one.count, one.signed) == ("1 agency fits.", "It has signed a 287(g) agreement.")
    only = await shown(vera, g287="signed")
    assert (only.count, only.signed) == ("2 agencies fit.", "")


async def test_filters_come_from_the_address_and_each_can_be_taken_away(
    vera: Tab, house: House, cast: Cast
) -> None:
    state = await shown(vera, county="Fenwick County", kind="sheriff", law="us-mo")
    assert [row.id for row in state.found.rows] == [cast.fenwick]
    assert [(one.words, one.href) for one in state.active] == [
        ("Fenwick County", "/agencies/?kind=sheriff&law=us-mo"),
        ("Sheriff's office", "/agencies/?county=Fenwick+County&law=us-mo"),
        ("Missouri", "/agencies/?county=Fenwick+County&kind=sheriff"),
    ]
    assert state.address == "/agencies/?county=Fenwick+County&kind=sheriff&law=us-mo"
    assert state.chosen["kind"] == "sheriff"


async def test_the_search_form_leads_to_an_address_that_can_be_shared(vera: Tab) -> None:
    await vera.send(
        AgenciesState.narrow, form={"text": " st.  louis ", "kind": "police", "page": "9"}
    )
    assert "/agencies/?text=st.+louis&kind=police" in vera.wire.text()
    assert "page=9" not in vera.wire.text()


@pytest.mark.parametrize("form", [None, [], "x", 7, {"text": {"a": 1}}, {"text": None}])
async def test_junk_in_the_form_leads_to_the_whole_list(vera: Tab, form: object) -> None:
    await vera.send(AgenciesState.narrow, form=form)
    assert not (await vera.state(SessionState)).flash.startswith("Something went wrong")
    await vera.send(AgenciesState.load)
    assert (await vera.state(AgenciesState)).count == "3 agencies."


async def test_25_a_page_with_a_way_on_and_back(vera: Tab, house: House, cast: Cast) -> None:
    for number in range(30):
        make_agency(house.store, f"Aspen {number:02} Police Department", county="Aspen County")
    first = await shown(vera, county="Aspen County")
    assert (len(first.found.rows), first.pages, first.previous) == (25, "Page 1 of 2", "")
    assert first.following == "/agencies/?county=Aspen+County&page=2"
    second = await shown(vera, county="Aspen County", page="2")
    assert second.found.rows[0].name == "Aspen 25 Police Department"
    assert (second.previous, second.following) == ("/agencies/?county=Aspen+County", "")


async def test_our_requests_are_counted_without_drafts(vera: Tab, house: House, cast: Cast) -> None:
    with house.store.transaction() as session:
        for stage in ("sent", "draft"):
            row = Request(
                agency_id=cast.riverbend,
                author_id=cast.bob.id,
                stage=stage,
                created_at=NOW,
                updated_at=NOW,
                updated_by_id=cast.bob.id,
            )
            session.add(row)
    state = await shown(vera, text="riverbend police")
    assert state.found.rows[0].requests == 1


HOSTILE = [
    "x" * 10_000,
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "%' OR 1=1 --",
    "\x00\x1b[2J",
    "\u202egnp.exe",
    "聖路易 🚓 𝔖",
    "../../etc/passwd",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["text", "county", "kind", "g287", "law"])
async def test_a_hostile_address_finds_nothing_and_breaks_nothing(
    vera: Tab, name: str, text: str
) -> None:
    state = await shown(vera, **{name: text})
    assert state.found.total in (0, 3)
    assert (await vera.state(SessionState)).flash == ""
    assert all(len(one.words) < 130 and one.words.isprintable() for one in state.active)


@pytest.mark.parametrize("page", ["", "0", "-1", "1e9", "²", "９", "99999", "9" * 5000, "2; --"])
async def test_a_page_that_is_not_there_gives_the_nearest(vera: Tab, page: str) -> None:
    state = await shown(vera, page=page)
    assert (state.found.page, len(state.found.rows)) == (1, 3)


def test_an_address_reads_back_as_the_filter_it_was_made_of() -> None:
    query = {"text": "o'fallon & sons", "county": "Bond County, IL", "g287": "signed"}
    wanted = filter_in(query)
    assert address_of(wanted, 3) == (
        "/agencies/?text=o%27fallon+%26+sons&county=Bond+County%2C+IL&g287=signed&page=3"
    )
    assert page_in({"page": "3"}) == 3
    assert address_of(filter_in({})) == "/agencies/"


NEW = {
    "agency_name": "City of Elm Park",
    "agency_kind": "city",
    "agency_law": "us-mo",
    "agency_county": "",
    "agency_city": "Elm Park",
    "agency_reason": "Their web page",
}


async def test_staff_add_an_agency_and_are_led_to_its_page(
    tab: Tab, house: House, cast: Cast
) -> None:
    tab.belongs_to(session_of(house.store, cast.alice))
    tab.path = "/agencies/"
    state = await shown(tab, text="elm park")
    assert (state.found.total, state.found.may_add) == (0, True)
    await tab.send(AgenciesState.add, form={**NEW, "agency_reason": ""})
    state = await tab.state(AgenciesState)
    assert (list(state.errors), state.attempt) == (["agency_reason"], 1)
    await tab.send(AgenciesState.add, form=NEW)
    state = await tab.state(AgenciesState)
    assert state.errors == {}
    assert "/agencies/mo-city-of-elm-park/" in tab.wire.text()
    assert (await shown(tab, text="elm park")).count == "1 agency fits."


@pytest.mark.parametrize("form", [NEW, "junk", None, {"agency_name": 7}])
async def test_who_may_not_adds_nothing(vera: Tab, house: House, cast: Cast, form: object) -> None:
    await vera.send(AgenciesState.add, form=form)
    assert (await shown(vera)).count == "3 agencies."
    assert not (await vera.state(AgenciesState)).found.may_add
