"""Writing a request in a tab: kept as typed, told what is wrong, approved or given up."""

from __future__ import annotations

import pytest

from records_app.office.drafting import open_draft
from records_app.office.groups import add_group, limit_agency
from records_app.web.components.whole_input import UNFINISHED
from records_app.web.house import House
from records_app.web.pages.new_request import DraftState
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast
from tests.web.draft_tab import begun, kept, redirects, type_into, visit
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


def letter(state: DraftState) -> str:
    return "\n".join(line.lead + line.text for line in state.lines)


async def test_looking_at_the_empty_form_keeps_nothing(tab: Tab, house: House, cast: Cast) -> None:
    state = await visit(tab, house, cast.bob)
    assert state.ready
    assert state.loaded["signer_name"] == "Bob"
    assert "Request for records" in letter(state)
    assert (state.wrong, state.to_check, state.saved) == ({}, [], "")
    assert kept(house) == []


async def test_the_first_keystroke_begins_one_draft_with_an_address(
    tab: Tab, house: House, cast: Cast
) -> None:
    state = await visit(tab, house, cast.bob)
    await type_into(tab, specifics="The lease of the booking room", fee_cap="40")
    (form,) = kept(house)
    assert (form["specifics"], form["fee_cap"]) == ("The lease of the booking room", "40")
    assert (state.address, state.begun) == ("/drafts/1/", "/drafts/1/")
    assert state.saved == "Draft saved 10:00 AM"
    assert "The lease of the booking room" in letter(state)
    tab.path = state.address
    await tab.send(DraftState.load)
    assert state.begun == "", "the page has the address now"
    await type_into(tab, signer_title="Volunteer")
    assert len(kept(house)) == 1


async def test_an_agency_in_the_address_is_chosen(tab: Tab, house: House, cast: Cast) -> None:
    state = await visit(tab, house, cast.bob, agency=str(cast.riverbend))
    assert state.agency is not None
    assert state.agency.name == "Riverbend Police Department"
    assert not state.choosing
    tab.path, tab.query = "/requests/new/", {"agency": str(cast.fenwick)}
    await tab.send(DraftState.begin)
    assert redirects(tab)[-1] == f"/drafts/new/?agency={cast.fenwick}"


async def test_only_fields_that_were_touched_are_called_wrong(
    tab: Tab, house: House, cast: Cast
) -> None:
    state = await visit(tab, house, cast.bob)
    await type_into(tab, fee_cap="ten")
    assert list(state.wrong) == ["fee_cap"]
    assert state.attempt == 0
    await tab.send(DraftState.ask_to_approve)
    assert {"agency", "subjects", "fee_cap"} <= set(state.wrong)
    assert [error.field for error in state.to_check][:2] == ["agency", "subjects"]
    assert (state.attempt, state.asked) == (1, 0)


async def test_agencies_are_found_and_chosen(tab: Tab, house: House, cast: Cast) -> None:
    state = await visit(tab, house, cast.bob)
    await tab.send(DraftState.search, text="fenw")
    names = [found.name for found in state.found]
    assert "Fenwick County Sheriff's Office" in names
    assert state.found_words.endswith("found.")
    await tab.send(DraftState.choose, agency_id=cast.fenwick)
    assert state.agency is not None
    assert (state.agency.name, state.choosing) == ("Fenwick County Sheriff's Office", False)
    assert state.agency_note.startswith("We have no postal address")
    await tab.send(DraftState.change_agency)
    await tab.send(DraftState.search, text="zzzz")
    assert state.found_words.startswith("No agency found")
    await tab.send(DraftState.keep_agency)
    assert not state.choosing


async def test_approving_asks_first_and_leads_to_the_request(
    tab: Tab, house: House, cast: Cast
) -> None:
    draft_id = begun(house, cast)
    state = await visit(tab, house, cast.bob, draft_id)
    await tab.send(DraftState.approve)
    assert redirects(tab) == []
    await tab.send(DraftState.ask_to_approve)
    assert (state.asked, state.to_check) == (1, [])
    await tab.send(DraftState.approve)
    assert redirects(tab)[-1] == f"/requests/{draft_id}/"
    session = await tab.state(SessionState)
    assert session.flash == "The letter is final. Its number is MO-2026-0001."


async def test_a_change_after_the_question_takes_it_back(
    tab: Tab, house: House, cast: Cast
) -> None:
    state = await visit(tab, house, cast.bob, begun(house, cast))
    await tab.send(DraftState.ask_to_approve)
    await type_into(tab, fee_cap="30")
    assert state.asked == 0
    await tab.send(DraftState.approve)
    assert redirects(tab) == []


async def test_closing_and_discarding(tab: Tab, house: House, cast: Cast) -> None:
    state = await visit(tab, house, cast.bob, begun(house, cast))
    await tab.send(DraftState.discard)
    assert redirects(tab) == []
    await tab.send(DraftState.close)
    assert redirects(tab) == ["/"]
    state = await visit(tab, house, cast.bob, 1)
    await tab.send(DraftState.ask_to_discard)
    assert state.asked_to_discard == 1
    await tab.send(DraftState.discard)
    assert redirects(tab) == ["/", "/"]
    state = await visit(tab, house, cast.bob, 1)
    assert (await tab.state(SessionState)).not_found


async def test_a_text_too_long_to_keep_is_refused_and_stays(
    tab: Tab, house: House, cast: Cast
) -> None:
    state = await visit(tab, house, cast.bob, begun(house, cast))
    await type_into(tab, specifics="x" * 12_001)
    assert "12,001 characters" in state.wrong["specifics"]
    assert state.unsaved
    await type_into(tab, specifics="Keys")
    assert (state.unsaved, kept(house)[0]["specifics"]) == (False, "Keys")


async def test_a_day_that_is_none_is_not_taken_for_an_open_end(
    tab: Tab, house: House, cast: Cast
) -> None:
    draft_id = begun(house, cast)
    state = await visit(tab, house, cast.bob, draft_id)
    await type_into(tab, period_to=UNFINISHED)
    assert "not a day on the calendar" in state.wrong["period_to"]
    version = open_draft(house.store, cast.bob, draft_id, now=NOW).version
    await type_into(tab, period_to=UNFINISHED)
    assert open_draft(house.store, cast.bob, draft_id, now=NOW).version == version
    await tab.send(DraftState.ask_to_approve)
    assert (state.asked, [each.field for each in state.to_check]) == (0, ["period_to"])
    await type_into(tab, period_to="")
    assert state.wrong == {}


async def test_the_text_for_a_portal_follows_the_draft_once_asked_for(
    tab: Tab, house: House, cast: Cast
) -> None:
    draft_id = begun(house, cast, agency=str(cast.fenwick))
    state = await visit(tab, house, cast.bob, draft_id)
    assert (state.takes_portal, state.portal) == (True, None)
    await type_into(tab, signer_title="Volunteer")
    assert (await tab.state(DraftState)).portal is None
    await tab.send(DraftState.write_portal, form={"limit": "470"})
    state = await tab.state(DraftState)
    assert state.portal.short.count_words.endswith(" of at most 470 characters")
    assert "the lease" not in state.portal.full
    await type_into(tab, specifics="The text of the lease")
    state = await tab.state(DraftState)
    assert "The text of the lease" in state.portal.full
    await tab.send(DraftState.write_portal, form={"limit": "many"})
    state = await tab.state(DraftState)
    assert state.portal.wrong.startswith("Write a number of characters")
    assert state.portal.full
    await tab.send(DraftState.choose, agency_id=cast.riverbend)
    state = await tab.state(DraftState)
    assert (state.takes_portal, state.portal) == (False, None)
    for nonsense in (None, [], {"limit": 7}):
        await tab.send(DraftState.write_portal, form=nonsense)
    assert (await tab.state(DraftState)).portal is None


async def test_an_agency_for_another_group_is_not_offered_and_said_at_once(
    tab: Tab, house: House, cast: Cast
) -> None:
    group = add_group(house.store, cast.ada, "Jail team", now=NOW)
    limit_agency(house.store, cast.ada, group, cast.riverbend)
    await visit(tab, house, cast.bob, agency=str(cast.riverbend))
    state = await tab.state(DraftState)
    assert "only for the group Jail team" in state.wrong["agency"]
    await tab.send(DraftState.search, text="river")
    state = await tab.state(DraftState)
    assert state.found == []
    assert state.found_words == "1 agency that fits is for a group that you are not in."
