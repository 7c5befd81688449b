"""Drafts in a tab that nothing may harm: two windows, a restart, a stranger, hostile payloads."""

from __future__ import annotations

import pytest

from records_app.office.drafting import discard_draft, open_draft, save_draft
from records_app.web.guard import NOT_YOURS
from records_app.web.house import House
from records_app.web.pages.new_request import DraftState
from records_app.web.pages.new_request.kept import GONE
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast, filled_form
from tests.office.signing_in import session_of
from tests.web.draft_tab import begun, kept, type_into, visit
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


async def test_two_windows_and_nothing_is_lost(tab: Tab, house: House, cast: Cast) -> None:
    draft_id = begun(house, cast)
    state = await visit(tab, house, cast.bob, draft_id)
    other = filled_form(cast.riverbend, fee_cap="99")
    save_draft(house.store, cast.bob, draft_id, 2, other, now=NOW)
    await type_into(tab, signer_title="Volunteer", specifics="Keys")
    assert state.conflict.startswith("In another window you changed this")
    assert state.unsaved
    assert kept(house)[0]["fee_cap"] == "99"
    await tab.send(DraftState.ask_to_approve)
    assert state.asked == 0
    await tab.send(DraftState.keep_mine)
    form = kept(house)[0]
    assert (form["fee_cap"], form["specifics"]) == ("25", "Keys")
    assert (state.conflict, state.unsaved) == ("", False)


async def test_two_windows_and_the_newer_is_taken(tab: Tab, house: House, cast: Cast) -> None:
    draft_id = begun(house, cast)
    state = await visit(tab, house, cast.bob, draft_id)
    filled = state.filled
    other = filled_form(cast.riverbend, fee_cap="99")
    save_draft(house.store, cast.bob, draft_id, 2, other, now=NOW)
    await type_into(tab, fee_cap="1")
    await tab.send(DraftState.take_newer)
    assert state.loaded["fee_cap"] == "99"
    assert state.filled > filled, "the fields must be drawn anew"
    assert (state.conflict, state.unsaved) == ("", False)


async def test_a_draft_that_is_gone_leaves_the_text_on_the_screen(
    tab: Tab, house: House, cast: Cast
) -> None:
    draft_id = begun(house, cast)
    state = await visit(tab, house, cast.bob, draft_id)
    discard_draft(house.store, cast.bob, draft_id, 2, now=NOW)
    await type_into(tab, specifics="Keys")
    await tab.send(DraftState.keep_mine)
    assert state.conflict == GONE
    assert not (await tab.state(SessionState)).not_found


async def test_what_was_typed_while_the_server_restarted_is_kept(
    tab: Tab, house: House, cast: Cast
) -> None:
    draft_id = begun(house, cast)
    tab.belongs_to(session_of(house.store, cast.bob))
    tab.path = f"/drafts/{draft_id}/"
    await type_into(tab, specifics="Keys", fee_cap="7")
    state = await tab.state(DraftState)
    form = open_draft(house.store, cast.bob, draft_id, now=NOW).form
    assert (form["specifics"], form["fee_cap"]) == ("Keys", "7")
    assert (state.loaded["specifics"], state.loaded["fee_cap"]) == ("Keys", "7")


async def test_a_reload_after_the_server_restarted_shows_what_was_typed_since(
    tab: Tab, house: House, cast: Cast
) -> None:
    draft_id = begun(house, cast)
    state = await visit(tab, house, cast.bob, draft_id)
    state.reset()  # the server restarted; the page stays as it is and only loads again
    await tab.send(DraftState.load)
    await type_into(tab, specifics="Typed after the restart")
    await tab.send(DraftState.load)
    await tab.send(DraftState.mounted)
    assert state.loaded["specifics"] == "Typed after the restart"


@pytest.mark.parametrize("draft", ["1", "2", "0", "abc", "-1", "99999999999", "1/2", "%31"])
async def test_a_wrong_address_or_anothers_draft_is_not_found(
    tab: Tab, house: House, cast: Cast, draft: str
) -> None:
    begun(house, cast, specifics="Between us")
    state = await visit(tab, house, cast.carl, draft)
    assert not state.ready
    assert (await tab.state(SessionState)).not_found
    assert "Between us" not in tab.wire.text()


async def test_a_viewer_cannot_begin(tab: Tab, house: House, cast: Cast) -> None:
    state = await visit(tab, house, cast.vera)
    await type_into(tab, specifics="Keys")
    assert not state.ready
    assert (await tab.state(SessionState)).flash == NOT_YOURS
    assert kept(house) == []


async def test_hostile_payloads_change_nothing(tab: Tab, house: House, cast: Cast) -> None:
    state = await visit(tab, house, cast.bob, begun(house, cast))
    before = kept(house)
    for field, value in [("_id", "7"), ("agency", "2"), ("subjects", "x"), ("fee_cap", {"a": 1})]:
        await tab.send(DraftState.typed, field=field, value=value)
    await tab.send(DraftState.tick, subject="secrets", on=True)
    await tab.send(DraftState.tick, subject=["funding"], on=True)
    await tab.send(DraftState.choose_format, value=["paper"])
    await tab.send(DraftState.choose, agency_id={"id": 1})
    await tab.send(DraftState.search, text=["a"])
    assert kept(house) == before
    assert (state.subjects, state.found) == (["funding", "vehicles"], [])
