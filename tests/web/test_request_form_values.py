"""What the forms of a request suggest and keep, and how a note is shown."""

from __future__ import annotations

import pytest

from records_app.office.recording import add_note
from records_app.web.house import House
from records_app.web.pages.request import RequestState
from tests.office.after_the_request import request_before
from tests.office.cast import Cast
from tests.web.made_requests import add, ready_request, waiting_request
from tests.web.request_tab import redirects, visit
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


@pytest.mark.parametrize(
    ("step", "form", "letter"),
    [
        ("letter", "follow_up", "reminder"),
        ("confirm_demand", "follow_up_received", "reminder"),
        ("pay_fee", "payment", "reminder"),
    ],
)
async def test_a_step_opens_its_form_with_its_letter_chosen(
    tab: Tab, house: House, cast: Cast, step: str, form: str, letter: str
) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend)
    state = await visit(tab, house, cast.bob, request_id, step)
    assert (state.form, state.start["letter"]) == (form, letter)


@pytest.mark.parametrize(
    ("step", "letter"),
    [("remind", "reminder"), ("demand_grounds", "demand-grounds"), ("thank", "thanks")],
)
async def test_a_step_that_a_letter_does_leads_to_that_letter(
    tab: Tab, house: House, cast: Cast, step: str, letter: str
) -> None:
    request_id = request_before(house.store, cast, letter)
    seen = await visit(tab, house, cast.vera, request_id, step)
    assert (seen.form, redirects(tab)) == ("", []), "whoever only looks stays on the page"
    await visit(tab, house, cast.bob, request_id, step)
    assert redirects(tab)[-1] == f"/requests/{request_id}/letter/{letter}/"


async def test_a_letter_that_no_step_asks_for_can_be_recorded(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = request_before(house.store, cast, "thanks")
    state = await visit(tab, house, cast.bob, request_id, "demand_date")
    assert (state.form, state.start["letter"]) == ("follow_up", "demand-date")
    assert state.start["number"] == ""
    assert redirects(tab) == []


async def test_the_channel_suggests_where_to(tab: Tab, house: House, cast: Cast) -> None:
    request_id = ready_request(house.store, cast.bob, cast.riverbend)
    state = await visit(tab, house, cast.bob, request_id, "send")
    assert (state.start["channel"], state.start["to"]) == ("email", "records@riverbend.example")
    await tab.send(RequestState.choose_channel, channel="fax")
    state = await tab.state(RequestState)
    assert (state.start["channel"], state.start["to"]) == ("fax", "")
    await tab.send(RequestState.choose_channel, channel="email")
    assert (await tab.state(RequestState)).start["to"] == "records@riverbend.example"


async def test_what_a_person_wrote_stays_when_they_change_the_channel(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = ready_request(house.store, cast.bob, cast.riverbend)
    await visit(tab, house, cast.bob, request_id, "send")
    await tab.send(RequestState.wrote_where_to, text=" the clerk's own address ")
    await tab.send(RequestState.choose_channel, channel="fax")
    state = await tab.state(RequestState)
    # The suggestion does not change, so the field is not drawn anew over what was written.
    assert (state.start["channel"], state.start["to"]) == ("fax", "records@riverbend.example")
    await tab.send(RequestState.wrote_where_to, text="")
    await tab.send(RequestState.choose_channel, channel="post")
    assert (await tab.state(RequestState)).start["to"] == ""


async def test_a_note_stays_in_one_piece(tab: Tab, house: House, cast: Cast) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend)
    text = "I called. <b>Nobody</b> knew. {{ x }}."
    add(house.store, cast.bob, request_id, add_note, text=text)
    state = await visit(tab, house, cast.vera, request_id)
    assert (state.happened[0].first, state.happened[0].rest) == ("", text)
