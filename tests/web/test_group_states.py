"""The page of groups and the line that shares a draft, in tabs of admins and others."""

from __future__ import annotations

import pytest

from records_app.office.campaigns.limiting import limit_campaign
from records_app.office.groups import list_groups
from records_app.office.sharing import sharing_of
from records_app.store.tables import Person
from records_app.web.house import House
from records_app.web.pages.groups import GroupsState
from records_app.web.pages.new_request.sharing import SharingState
from tests.office.campaign_cast import campaign_of
from tests.office.cast import NOW
from tests.office.grouped import GROUP, Grouped, grouped_office
from tests.office.signing_in import session_of
from tests.web.request_tab import redirects
from tests.web.tabs import Tab


@pytest.fixture
def office(house: House) -> Grouped:
    return grouped_office(house.store)


async def look(tab: Tab, house: House, office: Grouped, of: str = "") -> GroupsState:
    tab.belongs_to(session_of(house.store, office.cast.ada))
    tab.path, tab.query = "/groups/", {"of": of} if of else {}
    await tab.open()
    return await tab.state(GroupsState)


async def test_an_admin_makes_a_group_and_puts_people_in(
    tab: Tab, house: House, office: Grouped
) -> None:
    state = await look(tab, house, office)
    assert [(line.name, line.people) for line in state.lines] == [(GROUP, "Carl")]
    await tab.send(GroupsState.add, form={"name": GROUP})
    state = await tab.state(GroupsState)
    assert state.errors["name"] == "Another group is called so already."
    await tab.send(GroupsState.add, form={"name": "Training team"})
    made = list_groups(house.store, office.cast.ada).groups[1]
    assert redirects(tab)[-1] == f"/groups/?of={made.id}"
    state = await look(tab, house, office, str(made.id))
    assert [box.name for box in state.boxes] == ["Ada", "Alice", "Bob", "Carl", "Vera"]
    ticked = {f"person-{office.cast.bob.id}": "on", f"person-{office.cast.vera.id}": "on"}
    about = {"group": str(made.id), "version": "1", "group_name": "Training"}
    await tab.send(GroupsState.save, form={**about, **ticked})
    card = list_groups(house.store, office.cast.ada).groups[1]
    assert (card.name, [one.name for one in card.people]) == ("Training", ["Bob", "Vera"])
    await tab.send(GroupsState.save, form={**about, "group_name": "Old window"})
    state = await tab.state(GroupsState)
    assert "in the meantime" in state.problems[0].message


async def test_agencies_are_found_limited_and_opened(
    tab: Tab, house: House, office: Grouped
) -> None:
    await look(tab, house, office, str(office.group))
    await tab.send(GroupsState.search, form={"find": "fenwick"})
    state = await tab.state(GroupsState)
    assert [one.id for one in state.found][:1] == [office.cast.fenwick]
    await tab.send(GroupsState.limit, agency_id=office.cast.fenwick)
    state = await tab.state(GroupsState)
    assert {one.id for one in state.of.agencies} == {office.cast.riverbend, office.cast.fenwick}
    await tab.send(GroupsState.remove)
    state = await tab.state(GroupsState)
    assert "Open it" in state.problems[0].message
    for agency in (office.cast.riverbend, office.cast.fenwick):
        await tab.send(GroupsState.open_to_all, agency_id=agency)
    await tab.send(GroupsState.remove)
    state = await tab.state(GroupsState)
    assert state.lines == []
    assert state.of is None


async def test_campaigns_of_a_group_stand_on_its_page(
    tab: Tab, house: House, office: Grouped
) -> None:
    state = await look(tab, house, office, str(office.group))
    assert (state.lines[0].campaigns, list(state.of.campaigns)) == ("None", [])
    campaign_id = campaign_of(house.store, office.cast.ada, ())
    limit_campaign(house.store, office.cast.ada, campaign_id, {"group": str(office.group)})
    state = await look(tab, house, office, str(office.group))
    (one,) = state.of.campaigns
    assert one.href == f"/campaigns/{campaign_id}/"
    assert state.lines[0].campaigns == one.words


async def test_drafts_left_behind_are_taken_over(tab: Tab, house: House, office: Grouped) -> None:
    with house.store.transaction() as session:
        carl = session.get(Person, office.cast.carl.id)
        assert carl is not None
        carl.disabled_at = NOW
    state = await look(tab, house, office)
    assert [(one.name, one.drafts) for one in state.left] == [("Carl", 2)]
    await tab.send(GroupsState.take_over, person_id=office.cast.carl.id)
    state = await tab.state(GroupsState)
    assert state.left == []
    assert "2 drafts are yours now." in tab.wire.text()


async def test_a_draft_is_shared_and_taken_back_by_its_author_alone(
    tab: Tab, house: House, office: Grouped
) -> None:
    tab.belongs_to(session_of(house.store, office.cast.carl))
    tab.path = f"/drafts/{office.private}/"
    await tab.open()
    state = await tab.state(SharingState)
    assert (state.draft_id, state.is_mine, state.shared) == (office.private, True, "")
    await tab.send(SharingState.share)
    assert sharing_of(house.store, office.cast.bob, office.private).shared
    tab.belongs_to(session_of(house.store, office.cast.bob))
    await tab.open()
    state = await tab.state(SharingState)
    assert (state.is_mine, state.author) == (False, "Carl")
    await tab.send(SharingState.take_back)
    assert "does not allow" in tab.wire.text()
    tab.belongs_to(session_of(house.store, office.cast.carl))
    await tab.open()
    await tab.send(SharingState.take_back)
    state = await tab.state(SharingState)
    assert state.shared == ""


async def test_a_new_draft_says_nothing_of_sharing(tab: Tab, house: House, office: Grouped) -> None:
    tab.belongs_to(session_of(house.store, office.cast.bob))
    tab.path = "/drafts/new/"
    await tab.open()
    await tab.send(SharingState.share)
    state = await tab.state(SharingState)
    assert state.draft_id == 0
