"""The card of people beside a request, in a tab: who may do what, and what comes back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.assigning import assign
from records_app.office.drafting import new_draft
from records_app.office.reminding import remind_me
from records_app.office.watching import watch
from records_app.store.tables import RemindMe, Request, Watch
from records_app.web.guard import NOT_YOURS
from records_app.web.house import House
from records_app.web.pages.request import RequestState
from records_app.web.pages.request.people_state import PeopleState
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast
from tests.web.made_requests import version, waiting_request
from tests.web.request_tab import visit
from tests.web.signed_in_tab import flash_of
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


@pytest.fixture
def request_id(house: House, cast: Cast) -> int:
    """In the care of Bob, who wrote it."""
    return waiting_request(house.store, cast.bob, cast.riverbend)


async def look(tab: Tab, house: House, actor: Actor | None, request_id: object) -> PeopleState:
    await visit(tab, house, actor, request_id)
    await tab.send(PeopleState.load)
    return await tab.state(PeopleState)


def form_of(state: PeopleState, **fields: Any) -> dict[str, Any]:
    assert state.card is not None
    return {
        "version": str(state.card.version),
        "request": str(state.card.request_id),
        **fields,
    }


def care_of(house: House, request_id: int) -> int | None:
    with house.store.reading() as session:
        return session.get_one(Request, request_id).assigned_id


def rows(house: House) -> tuple[int, int]:
    """How many watches and reminders there are."""
    with house.store.reading() as session:
        return len(session.exec(select(Watch)).all()), len(session.exec(select(RemindMe)).all())


async def test_a_stranger_and_a_viewer_move_nothing(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    state = await look(tab, house, None, request_id)
    assert state.card is None
    state = await look(tab, house, cast.vera, request_id)
    assert state.card is not None
    assert (state.card.may_take, state.card.choices) == (False, ())
    form = form_of(state, care_to=str(cast.vera.id))
    for event, payload in (
        (PeopleState.move, {"form": form}),
        (PeopleState.move, {"form": {**form, "care_to": "nobody"}}),
        (PeopleState.take, {}),
    ):
        await tab.send(event, **payload)
        assert await flash_of(tab) == NOT_YOURS
    assert care_of(house, request_id) == cast.bob.id


async def test_an_advocate_moves_nothing_out_of_anothers_care(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    state = await look(tab, house, cast.carl, request_id)
    for to in (str(cast.carl.id), str(cast.alice.id), "nobody"):
        await tab.send(PeopleState.move, form=form_of(state, care_to=to))
        assert (await flash_of(tab)).startswith("Your role does not allow you to move")
    await tab.send(PeopleState.take)
    assert care_of(house, request_id) == cast.bob.id


async def test_handing_over_shows_in_what_happened(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    state = await look(tab, house, cast.bob, request_id)
    assert state.card is not None
    assert (state.card.in_care_of, state.card.is_mine) == ("Bob", True)
    filled = state.filled
    form = form_of(state, care_to=str(cast.carl.id), care_why="on leave")
    await tab.send(PeopleState.move, form=form)
    await tab.send(PeopleState.move, form=form)  # the second half of a double press
    state = await tab.state(PeopleState)
    assert state.card is not None
    assert (state.card.in_care_of, state.filled, state.stale) == ("Carl", filled + 1, "")
    assert await flash_of(tab) == "Handed over from Bob to Carl: on leave."
    page = await tab.state(RequestState)
    assert page.view is not None
    assert page.happened[0].rest == "Handed over from Bob to Carl: on leave."
    assert page.view.version == state.card.version == version(house.store, request_id)


async def test_letting_go_and_taking(tab: Tab, house: House, cast: Cast, request_id: int) -> None:
    state = await look(tab, house, cast.bob, request_id)
    await tab.send(PeopleState.move, form=form_of(state, care_to="nobody"))
    assert care_of(house, request_id) is None
    state = await look(tab, house, cast.carl, request_id)
    assert state.card is not None
    assert state.card.may_take
    await tab.send(PeopleState.take)
    assert care_of(house, request_id) == cast.carl.id
    page = await tab.state(RequestState)
    assert page.view is not None
    assert page.view.may_record


async def test_what_is_wrong_is_said_at_its_field(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    state = await look(tab, house, cast.alice, request_id)
    await tab.send(PeopleState.move, form=form_of(state, care_to="", care_why="x" * 600))
    state = await tab.state(PeopleState)
    assert (set(state.errors), state.attempt) == ({"care_to", "care_why"}, 1)
    filled = state.filled
    form = form_of(state, remind_on="2026-11-20", remind_note="Call")
    await tab.send(PeopleState.remind, form=form)
    state = await tab.state(PeopleState)
    assert (set(state.errors), state.attempt) == ({"remind_on"}, 2)
    assert state.filled == filled  # the forms are not drawn anew: they keep what was typed


async def test_of_two_who_move_it_the_second_is_told(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    state = await look(tab, house, cast.alice, request_id)
    form = form_of(state, care_to=str(cast.ada.id))
    newest = version(house.store, request_id)
    assign(house.store, cast.bob, request_id, newest, {"care_to": str(cast.carl.id)}, now=NOW)
    filled = state.filled
    await tab.send(PeopleState.move, form=form)
    state = await tab.state(PeopleState)
    assert state.stale.startswith("Bob changed this request at 10:00 AM.")
    assert state.filled == filled
    assert care_of(house, request_id) == cast.carl.id
    await tab.send(PeopleState.move, form=form_of(state, care_to=str(cast.ada.id)))
    assert care_of(house, request_id) == cast.ada.id
    assert (await tab.state(PeopleState)).stale == ""


async def test_a_viewer_watches_and_is_reminded(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    watch(house.store, cast.bob, request_id)
    state = await look(tab, house, cast.vera, request_id)
    await tab.send(PeopleState.watch)
    assert (await tab.state(PeopleState)).watched_by == "Watched by Bob and you."
    form = form_of(state, remind_on="2026-12-01", remind_note="Ask the board")
    await tab.send(PeopleState.remind, form=form)
    await tab.send(PeopleState.remind, form=form)
    state = await tab.state(PeopleState)
    assert state.card is not None
    assert [(one.day, one.note) for one in state.card.reminders] == [
        ("Tue, Dec 1, 2026", "Ask the board")
    ]
    assert await flash_of(tab) == "The reminder is kept. Only you see it."
    assert rows(house) == (2, 1)
    await tab.send(PeopleState.done, reminder=state.card.reminders[0].id)
    await tab.send(PeopleState.stop_watching)
    state = await tab.state(PeopleState)
    assert state.card is not None
    assert (state.card.reminders, state.watched_by) == ((), "Watched by Bob.")


async def test_nobody_sees_or_ends_the_reminder_of_another(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    raw = {"remind_on": "2026-12-01", "remind_note": "My own thought"}
    number = remind_me(house.store, cast.bob, request_id, raw, now=NOW)
    for other in (cast.vera, cast.carl, cast.alice, cast.ada):
        state = await look(tab, house, other, request_id)
        assert state.card is not None
        assert state.card.reminders == ()
        await tab.send(PeopleState.done, reminder=number)
        assert (await tab.state(SessionState)).not_found
    assert "My own thought" not in tab.wire.text()
    with house.store.reading() as session:
        assert session.get_one(RemindMe, number).done_at is None


async def test_the_draft_of_another_and_nonsense_show_no_people(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    draft = new_draft(house.store, cast.bob, now=NOW)
    for wanted in (draft, 4711, "x", "1/2", "9" * 30, "-1", ""):
        state = await look(tab, house, cast.alice, wanted)
        assert state.card is None
        for event in (PeopleState.watch, PeopleState.stop_watching, PeopleState.take):
            await tab.send(event)
    assert rows(house) == (0, 0)


async def test_a_form_of_another_request_changes_nothing(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    other = waiting_request(house.store, cast.bob, cast.fenwick)
    state = await look(tab, house, cast.alice, request_id)
    form = form_of(state, request=str(other), care_to=str(cast.ada.id), remind_on="2026-12-01")
    await tab.send(PeopleState.move, form=form)
    await tab.send(PeopleState.remind, form=form)
    assert care_of(house, request_id) == care_of(house, other) == cast.bob.id
    assert rows(house) == (0, 0)


@pytest.mark.parametrize("form", [None, [], 5, "x", {}, {"request": 7}, {"care_to": {"a": 1}}])
async def test_junk_changes_nothing(
    tab: Tab, house: House, cast: Cast, request_id: int, form: Any
) -> None:
    await look(tab, house, cast.alice, request_id)
    for event in (PeopleState.move, PeopleState.remind):
        await tab.send(event, form=form)
    await tab.send(PeopleState.done, reminder=form)
    assert care_of(house, request_id) == cast.bob.id
    assert rows(house) == (0, 0)
    assert not (await flash_of(tab)).startswith("Something went wrong")
