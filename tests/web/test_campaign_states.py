"""The pages of campaigns in a tab: from the name to the last letter, and never for others."""

from __future__ import annotations

import pytest

from records_app.office.campaigns.own import campaign_head
from records_app.office.groups import add_group, change_group
from records_app.web.campaign_task import approving_campaigns
from records_app.web.guard import NOT_YOURS
from records_app.web.house import House
from records_app.web.pages.campaigns import CampaignsState, CampaignState
from records_app.web.session_state import SessionState
from tests.office.campaign_cast import (
    campaign_of,
    letter_form,
    member_of,
    members,
    requests_of,
    start,
)
from tests.office.cast import NOW, Cast, ready_request
from tests.web.signed_in_tab import become, flash_of
from tests.web.tabs import Tab
from tests.web.waiting import until

pytestmark = pytest.mark.usefixtures("at_a_known_time")


@pytest.fixture
def bob(tab: Tab, house: House, cast: Cast) -> Tab:
    return become(tab, house, cast.bob, "/campaigns/")


async def open_at(tab: Tab, campaign_id: int, **query: str) -> CampaignState:
    tab.path, tab.query = f"/campaigns/{campaign_id}/", query
    await tab.send(CampaignState.load)
    return await tab.state(CampaignState)


async def test_a_campaign_begins_with_a_name(bob: Tab, house: House, cast: Cast) -> None:
    await bob.send(CampaignsState.load)
    await bob.send(CampaignsState.begin, form={"name": " ", "start": ""})
    state = await bob.state(CampaignsState)
    assert state.errors == {"name": "Give the campaign a name."}
    assert state.attempt == 1
    await bob.send(CampaignsState.begin, form={"name": "Cars", "start": ""})
    assert "/campaigns/1/" in bob.wire.text()
    assert campaign_head(house.store, cast.bob, 1).name == "Cars"


async def test_from_the_first_step_to_the_question(bob: Tab, house: House, cast: Cast) -> None:
    campaign_id = campaign_of(house.store, cast.bob, ())
    state = await open_at(bob, campaign_id)
    assert state.step == "agencies"
    await bob.send(CampaignState.add_fitting, form={"text": ""})
    state = await bob.state(CampaignState)
    assert set(state.errors) == {"text"}
    counties = {"county:Fenwick County": "on", "county:Harlow County": True, "kind": "police"}
    await bob.send(CampaignState.add_fitting, form=counties)
    state = await bob.state(CampaignState)
    assert state.added.words == "2 agencies added."
    assert [line.name for line in state.agencies.lines] == [
        "Maple Grove Police Department",
        "Riverbend Police Department",
    ]
    await bob.send(CampaignState.add_pasted, form={"pasted": "Fenwick County\nNobody"})
    state = await bob.state(CampaignState)
    assert [one.line for one in state.unsure] == [1, 2]
    await bob.send(CampaignState.add_one, agency_id=cast.fenwick, line=1)
    state = await bob.state(CampaignState)
    assert len(state.agencies.lines) == 3
    assert [one.line for one in state.unsure] == [2]
    maple = member_of(house.store, campaign_id, cast.maple)
    await bob.send(CampaignState.remove, member_id=maple)
    assert len(members(house.store, campaign_id)) == 2


async def test_lines_that_are_not_sure_stay_until_somebody_settles_them(
    bob: Tab, house: House, cast: Cast
) -> None:
    first, second = (campaign_of(house.store, cast.bob, ()) for _ in range(2))
    await open_at(bob, first)
    pasted = "Fenwick County\nNobody\nSomebody"
    await bob.send(CampaignState.add_pasted, form={"pasted": pasted})
    await bob.send(CampaignState.add_fitting, form={"kind": "police"})
    await bob.send(CampaignState.add_fitting, form={"text": ""})
    riverbend = member_of(house.store, first, cast.riverbend)
    await bob.send(CampaignState.remove, member_id=riverbend)
    await open_at(bob, first, step="letter")
    state = await open_at(bob, first)
    assert [one.line for one in state.unsure] == [1, 2, 3]
    await bob.send(CampaignState.settle, line=2)
    assert [one.line for one in (await bob.state(CampaignState)).unsure] == [1, 3]
    await bob.send(CampaignState.settle, line=0)
    assert (await bob.state(CampaignState)).unsure == []
    await bob.send(CampaignState.add_pasted, form={"pasted": pasted})
    assert (await open_at(bob, second)).unsure == []


async def test_a_letter_that_is_wrong_keeps_what_was_typed(
    bob: Tab, house: House, cast: Cast
) -> None:
    campaign_id = campaign_of(house.store, cast.bob, (cast.riverbend,))
    state = await open_at(bob, campaign_id, step="letter")
    assert state.subjects == ["funding", "vehicles"]
    form = {**letter_form(), "subject-training": "on", "fee_cap": "many"}
    form.pop("subjects")
    await bob.send(CampaignState.save_letter, form=form)
    state = await bob.state(CampaignState)
    assert set(state.errors) == {"fee_cap"}
    assert state.attempt == 1
    assert state.letter.form["subjects"] == ["training"]
    await bob.send(CampaignState.save_letter, form={**form, "fee_cap": "30"})
    assert f"/campaigns/{campaign_id}/?step=review" in bob.wire.text()


async def test_single_letters_are_changed_and_left_out(bob: Tab, house: House, cast: Cast) -> None:
    campaign_id = campaign_of(house.store, cast.bob, (cast.riverbend, cast.fenwick))
    fenwick = member_of(house.store, campaign_id, cast.fenwick)
    state = await open_at(bob, campaign_id, step="review", agency=str(fenwick))
    assert state.one.name == "Fenwick County Sheriff's Office"
    assert any("Fenwick" in line.text for line in state.lines)
    form = {"period_from": "2025-01-01", "period_to": "", "specifics": "The annex", "fee_cap": ""}
    await bob.send(CampaignState.change_one, form=form)
    state = await bob.state(CampaignState)
    assert any("The annex" in line.text for line in state.lines)
    assert await flash_of(bob) == "Kept for this letter alone."
    await open_at(bob, campaign_id, step="review")
    await bob.send(CampaignState.leave_out, member_id=fenwick, out=True)
    state = await bob.state(CampaignState)
    assert (state.review.ready, state.head.dropped) == (1, 1)
    ready_request(house.store, cast.carl, cast.riverbend)
    await open_at(bob, campaign_id, step="review", show="warned")
    await bob.send(CampaignState.leave_out_all)
    state = await bob.state(CampaignState)
    assert (state.review.ready, state.head.dropped) == (0, 2)
    assert (await flash_of(bob)).startswith("1 letter is left out.")


async def test_the_server_approves_in_the_background(bob: Tab, house: House, cast: Cast) -> None:
    campaign_id = campaign_of(house.store, cast.bob, (cast.riverbend, cast.fenwick))
    state = await open_at(bob, campaign_id, step="approve")
    await bob.send(CampaignState.approve)
    assert campaign_head(house.store, cast.bob, campaign_id).stage == "open"

    async def is_done() -> bool:
        await bob.send(CampaignState.look_again)
        return (await bob.state(CampaignState)).head.stage == "done"

    async with approving_campaigns():
        await bob.send(CampaignState.ask_to_approve)
        await bob.send(CampaignState.approve)
        await until(is_done)
        state = await bob.state(CampaignState)
    assert (state.head.stage, state.head.progress) == ("done", "2 of 2 approved")
    assert state.review.ready == 0
    assert [row.number for row in requests_of(house.store)] == ["MO-2026-0001", "MO-2026-0002"]


async def test_a_server_that_starts_goes_on_by_itself(house: House, cast: Cast) -> None:
    campaign_id = campaign_of(house.store, cast.bob, (cast.riverbend,))
    start(house.store, cast.bob, campaign_id)

    async def is_done() -> bool:
        return campaign_head(house.store, cast.bob, campaign_id).stage == "done"

    async with approving_campaigns():
        await until(is_done)
    assert len(requests_of(house.store)) == 1


async def test_it_is_stopped_from_the_page(bob: Tab, house: House, cast: Cast) -> None:
    campaign_id = campaign_of(house.store, cast.bob, (cast.riverbend, cast.fenwick))
    start(house.store, cast.bob, campaign_id)
    await open_at(bob, campaign_id)
    await bob.send(CampaignState.stop)
    state = await bob.state(CampaignState)
    assert (state.head.stage, state.head.left) == ("stopped", 2)


async def test_a_campaign_is_renamed_and_discarded(bob: Tab, house: House, cast: Cast) -> None:
    campaign_id = campaign_of(house.store, cast.bob, (cast.riverbend,))
    await open_at(bob, campaign_id)
    await bob.send(CampaignState.rename, form={"name": "Vans"})
    assert (await bob.state(CampaignState)).head.name == "Vans"
    await bob.send(CampaignState.discard)
    assert campaign_head(house.store, cast.bob, campaign_id).name == "Vans"
    await bob.send(CampaignState.ask_to_discard)
    await bob.send(CampaignState.discard)
    await open_at(bob, campaign_id)
    assert (await bob.state(SessionState)).not_found


@pytest.mark.parametrize("path", ["/campaigns/999/", "/campaigns/x/", "/campaigns/9999999999999/"])
async def test_a_campaign_that_is_not_there(bob: Tab, path: str) -> None:
    bob.path = path
    await bob.send(CampaignState.load)
    assert (await bob.state(SessionState)).not_found


async def test_others_do_not_see_it_and_cannot_change_it(
    tab: Tab, house: House, cast: Cast
) -> None:
    campaign_id = campaign_of(house.store, cast.bob, (cast.riverbend,))
    one = member_of(house.store, campaign_id, cast.riverbend)
    carl = become(tab, house, cast.carl, f"/campaigns/{campaign_id}/")
    await carl.send(CampaignState.load)
    assert (await carl.state(SessionState)).not_found
    for handler, payload in (
        (CampaignState.add_one, {"agency_id": cast.fenwick, "line": 1}),
        (CampaignState.settle, {"line": 0}),
        (CampaignState.remove, {"member_id": one}),
        (CampaignState.leave_out, {"member_id": one, "out": True}),
        (CampaignState.stop, {}),
    ):
        await carl.send(handler, **payload)
    (row,) = members(house.store, campaign_id)
    assert (row.agency_id, row.dropped) == (cast.riverbend, False)


async def test_a_viewer_begins_nothing(tab: Tab, house: House, cast: Cast) -> None:
    vera = become(tab, house, cast.vera, "/campaigns/")
    await vera.send(CampaignsState.load)
    assert (await vera.state(CampaignsState)).found.starts == ()
    await vera.send(CampaignsState.begin, form={"name": "Cars"})
    assert await flash_of(vera) == NOT_YOURS


@pytest.mark.parametrize("form", [None, 7, [], {"subject-funding": 3, "specifics": ["x"]}])
async def test_what_no_form_of_ours_sends_breaks_nothing(
    bob: Tab, house: House, cast: Cast, form: object
) -> None:
    campaign_id = campaign_of(house.store, cast.bob, (cast.riverbend,))
    await open_at(bob, campaign_id, step="letter")
    for handler in (
        CampaignState.save_letter,
        CampaignState.add_fitting,
        CampaignState.add_pasted,
        CampaignState.change_one,
        CampaignState.rename,
    ):
        await bob.send(handler, form=form)
    assert len(members(house.store, campaign_id)) == 1


async def test_a_campaign_is_limited_from_its_page(bob: Tab, house: House, cast: Cast) -> None:
    campaign_id = campaign_of(house.store, cast.bob, (cast.riverbend,))
    state = await open_at(bob, campaign_id)
    assert (state.head.group, state.who.choices) == ("", ())
    group = add_group(house.store, cast.ada, "Jail team", now=NOW)
    people = [cast.bob.id]
    change_group(house.store, cast.ada, group, 1, name="Jail team", person_ids=people)
    state = await open_at(bob, campaign_id)
    assert [one.label for one in state.who.choices] == ["Jail team"]
    await bob.send(CampaignState.limit, form={"group": "999"})
    state = await bob.state(CampaignState)
    assert (state.errors, state.head.group) == ({"group": "Choose a group of the list."}, "")
    await bob.send(CampaignState.limit, form={"group": str(group)})
    state = await bob.state(CampaignState)
    assert (state.head.group, state.who.value) == ("Jail team", str(group))
    assert (await flash_of(bob)).startswith("Only the group Jail team and admins see")
    for nonsense in (None, [], {"group": 3}):
        await bob.send(CampaignState.limit, form=nonsense)
