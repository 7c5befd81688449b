"""A shared draft that is taken back while a colleague types: nothing they wrote is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlmodel import select

from records_app.office.approving import approve
from records_app.office.drafting import discard_draft, open_draft
from records_app.office.groups import add_group, limit_agency
from records_app.office.sharing import share_draft, take_draft_back
from records_app.store.tables import Request
from records_app.web.house import House
from records_app.web.pages.letter_after.state import LetterAfterState
from records_app.web.pages.new_request import DraftState
from records_app.web.pages.new_request.kept import GONE
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast
from tests.web.draft_tab import begun, redirects, type_into, visit
from tests.web.letter_tab import visit as open_letter
from tests.web.made_requests import waiting_request
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")

Harm = Callable[[House, Cast, int], object]


def _taken_back(house: House, cast: Cast, draft_id: int) -> None:
    take_draft_back(house.store, cast.bob, draft_id)


def _discarded(house: House, cast: Cast, draft_id: int) -> None:
    version = open_draft(house.store, cast.bob, draft_id, now=NOW).version
    discard_draft(house.store, cast.bob, draft_id, version, now=NOW)


def _limited(house: House, cast: Cast, draft_id: int) -> None:
    group = add_group(house.store, cast.ada, "Detention team", now=NOW)
    limit_agency(house.store, cast.ada, group, cast.riverbend)


async def typing(tab: Tab, house: House, cast: Cast) -> tuple[DraftState, int]:
    """Carl on a draft that Bob shares."""
    draft_id = begun(house, cast)
    share_draft(house.store, cast.bob, draft_id, now=NOW)
    return await visit(tab, house, cast.carl, draft_id), draft_id


def form_of(house: House, draft_id: int) -> dict[str, object]:
    with house.store.reading() as session:
        return session.get_one(Request, draft_id).form


@pytest.mark.parametrize("harm", [_taken_back, _discarded, _limited])
async def test_what_was_typed_stays_and_becomes_a_draft_of_ones_own(
    tab: Tab, house: House, cast: Cast, harm: Harm
) -> None:
    state, draft_id = await typing(tab, house, cast)
    harm(house, cast, draft_id)
    before = form_of(house, draft_id)
    await type_into(tab, specifics="Keys of the sally port", fee_cap="7")
    assert (state.conflict, state.lost, state.unsaved) == (GONE, True, True)
    assert not (await tab.state(SessionState)).not_found
    await tab.send(DraftState.keep_own)
    assert (state.conflict, state.lost, state.unsaved) == ("", False, False)
    with house.store.reading() as session:
        own = session.exec(select(Request).where(Request.author_id == cast.carl.id)).one()
        assert (own.form["specifics"], own.form["fee_cap"]) == ("Keys of the sally port", "7")
    assert form_of(house, draft_id) == before
    assert redirects(tab)[-1] == f"/drafts/{own.id}/"
    tab.path = f"/drafts/{own.id}/"
    await tab.open()
    await tab.send(DraftState.load)
    await type_into(tab, specifics="Keys and cards")
    assert form_of(house, own.id or 0)["specifics"] == "Keys and cards"


async def test_approving_what_is_not_there_any_more_loses_nothing(
    tab: Tab, house: House, cast: Cast
) -> None:
    state, draft_id = await typing(tab, house, cast)
    await type_into(tab, specifics="Keys")
    await tab.send(DraftState.ask_to_approve)
    take_draft_back(house.store, cast.bob, draft_id)
    await tab.send(DraftState.approve)
    assert (state.conflict, state.lost, state.ready) == (GONE, True, True)
    await tab.send(DraftState.ask_to_discard)
    await tab.send(DraftState.discard)
    assert redirects(tab)[-1] == "/"
    assert form_of(house, draft_id)["specifics"] == "Keys"


async def test_of_two_windows_the_newer_one_may_be_gone(tab: Tab, house: House, cast: Cast) -> None:
    state, draft_id = await typing(tab, house, cast)
    version = open_draft(house.store, cast.bob, draft_id, now=NOW).version
    approve(house.store, cast.bob, draft_id, version, now=NOW)
    await type_into(tab, specifics="Keys")
    assert state.conflict.startswith("Bob changed this")
    await tab.send(DraftState.take_newer)
    assert (state.conflict, state.lost) == (GONE, True)
    await tab.send(DraftState.keep_own)
    with house.store.reading() as session:
        own = session.exec(select(Request).where(Request.author_id == cast.carl.id)).one()
    assert own.form["specifics"] == "Keys"


async def test_nobody_keeps_a_draft_that_was_not_lost(tab: Tab, house: House, cast: Cast) -> None:
    await typing(tab, house, cast)
    await tab.send(DraftState.keep_own)
    with house.store.reading() as session:
        assert len(session.exec(select(Request)).all()) == 1


async def test_a_letter_of_a_request_that_is_for_others_now_stays_on_the_screen(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend, days_ago=20)
    state = await open_letter(tab, house, cast.bob, request_id, "reminder")
    _limited(house, cast, request_id)
    await tab.send(LetterAfterState.typed, field="signer_title", value="Volunteer")
    assert state.conflict.startswith("This request is not there for you any more")
    assert not (await tab.state(SessionState)).not_found
    assert state._values["signer_title"] == "Volunteer"
    await tab.send(LetterAfterState.still_holds)
    await tab.send(LetterAfterState.ask_to_approve)
    assert (state.lost, state.asked, state.ready) == (True, 0, True)
