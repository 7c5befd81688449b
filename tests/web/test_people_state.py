"""The page of the people: only admins, links that are shown once, and nothing left behind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from records_app.casework.people import Role
from records_app.office.accounts import ONESELF, disable_person, list_people
from records_app.office.invites import open_invites, read_invite
from records_app.web.guard import NOT_YOURS
from records_app.web.house import House
from records_app.web.pages.people import PeopleState
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast
from tests.office.signing_in import session_of
from tests.web.signed_in_tab import become, flash_of
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")

NEW = {"name": "Rosa Lane", "email": "Rosa@opendoors.example", "role": "advocate"}
START = "http://localhost:8000/invite/"


@pytest.fixture
async def ada(tab: Tab, house: House, cast: Cast) -> Tab:
    """The tab of the admin on the page."""
    become(tab, house, cast.ada, "/people/")
    await tab.send(PeopleState.load)
    return tab


def card(house: House, cast: Cast, person_id: int) -> Any:
    return next(one for one in list_people(house.store, cast.ada) if one.id == person_id)


async def everything(tab: Tab, person_id: int) -> None:
    await tab.send(PeopleState.load)
    await tab.send(PeopleState.invite, form=NEW)
    form = {"person": str(person_id), "role": "admin", "called": "number", "drafts": "discard"}
    await tab.send(PeopleState.make_password_link, form=form)
    await tab.send(PeopleState.give_role, form=form)
    await tab.send(PeopleState.disable, form=form)
    await tab.send(PeopleState.delete, form=form)
    await tab.send(PeopleState.reset_second_factor, form=form)
    await tab.send(PeopleState.ask_for_second_factor, form={"required": "yes"})
    await tab.send(PeopleState.enable, form=form)
    await tab.send(PeopleState.take_back, invite_id=1)
    await tab.send(PeopleState.forget)


@pytest.mark.parametrize("who", ["", "vera", "bob", "alice"])
async def test_nobody_but_an_admin_sees_or_does_anything(
    tab: Tab, house: House, cast: Cast, who: str
) -> None:
    tab.path = "/people/"
    if who:
        become(tab, house, getattr(cast, who), "/people/")
    await everything(tab, cast.carl.id)
    state = await tab.state(PeopleState)
    assert (state.people, state.invites, state.link) == ([], [], "")
    assert open_invites(house.store, cast.ada, now=NOW) == ()
    assert card(house, cast, cast.carl.id).role is Role.ADVOCATE
    assert await flash_of(tab) == (NOT_YOURS if who else "")
    assert "carl@opendoors.example" not in tab.wire.text()


async def test_the_table_says_who_is_here(ada: Tab, house: House, cast: Cast) -> None:
    session_of(house.store, cast.bob, now=NOW - timedelta(days=2))
    disable_person(house.store, cast.ada, cast.carl.id, now=NOW)
    await ada.send(PeopleState.load)
    state = await ada.state(PeopleState)
    lines = {line.name: line for line in state.people}
    assert state.lead == "Five people. One is disabled."
    assert lines["Ada"].is_me
    assert lines["Ada"].seen == "Today, 10:00 AM"
    assert lines["Bob"].seen == "Sat, Nov 21, 2026, 10:00 AM"
    assert lines["Vera"].seen == "Not signed in"
    assert lines["Carl"].disabled == "since Mon, Nov 23, 2026"
    assert lines["Alice"].role_name == "Staff"


async def test_an_invitation_is_a_whole_link_that_works(ada: Tab, house: House, cast: Cast) -> None:
    await ada.send(PeopleState.invite, form=NEW)
    state = await ada.state(PeopleState)
    assert state.link.startswith(START)
    assert state.link.endswith("/")
    invited = read_invite(house.store, state.link.removeprefix(START).strip("/"), now=NOW)
    assert (invited.email, invited.role) == ("rosa@opendoors.example", Role.ADVOCATE)
    assert state.link_for == "Rosa Lane"
    assert state.link_words == (
        "It works once, until Mon, Nov 30, 2026, 10:00 AM. It is shown only now."
    )
    [line] = state.invites
    assert (line.who, line.what) == ("Rosa Lane, rosa@opendoors.example", "Invited as advocate")
    assert state.lead == "Five people. One link is open."


@pytest.mark.parametrize("leaving", ["load", "forget"])
async def test_the_link_is_gone_once_the_page_is_left(ada: Tab, leaving: str) -> None:
    await ada.send(PeopleState.invite, form=NEW)
    secret = (await ada.state(PeopleState)).link
    ada.wire.updates.clear()
    await ada.send(getattr(PeopleState, leaving))
    state = await ada.state(PeopleState)
    assert (state.link, state.link_for, state.link_words) == ("", "", "")
    ada.wire.updates.clear()
    await ada.open()
    assert secret not in ada.wire.text()


async def test_another_person_in_the_tab_never_gets_the_link(
    ada: Tab, house: House, cast: Cast
) -> None:
    await ada.send(PeopleState.invite, form=NEW)
    secret = (await ada.state(PeopleState)).link
    ada.wire.updates.clear()
    become(ada, house, cast.alice, "/people/")
    await ada.open()
    assert secret not in ada.wire.text()
    assert (await ada.state(PeopleState)).link == ""


async def test_an_invitation_with_mistakes_says_which(ada: Tab, house: House, cast: Cast) -> None:
    await ada.send(PeopleState.invite, form={"name": "x" * 10_000, "email": "no", "role": "king"})
    state = await ada.state(PeopleState)
    assert set(state.errors) == {"name", "email", "role"}
    assert (state.asked, state.attempt, state.link) == ("invite", 1, "")
    assert open_invites(house.store, cast.ada, now=NOW) == ()


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "{{ 7*7 }} {% x %}", "聖路易", "\u202eevil", "a\x00b"]
)
async def test_hostile_names_are_refused_or_kept_as_text(
    ada: Tab, house: House, cast: Cast, name: str
) -> None:
    await ada.send(PeopleState.invite, form={**NEW, "name": name})
    state = await ada.state(PeopleState)
    kept = [line.name for line in open_invites(house.store, cast.ada, now=NOW)]
    assert kept == ([] if state.errors else [name])
    assert await flash_of(ada) == ""


async def test_somebody_who_is_here_is_not_invited_again(ada: Tab) -> None:
    await ada.send(PeopleState.invite, form={**NEW, "email": "bob@opendoors.example"})
    assert (await ada.state(PeopleState)).errors["email"].startswith("Somebody with this address")


async def test_taking_a_link_back_ends_it(ada: Tab, house: House, cast: Cast) -> None:
    await ada.send(PeopleState.invite, form=NEW)
    [line] = (await ada.state(PeopleState)).invites
    await ada.send(PeopleState.take_back, invite_id=line.id)
    state = await ada.state(PeopleState)
    assert (state.invites, state.link) == ([], "")
    assert await flash_of(ada) == "The link is taken back. It does not work any more."
    await ada.send(PeopleState.take_back, invite_id=line.id)
    assert (await ada.state(SessionState)).not_found


async def test_a_link_for_a_new_password_lasts_a_day(ada: Tab, house: House, cast: Cast) -> None:
    await ada.send(PeopleState.make_password_link, form={"person": str(cast.bob.id)})
    state = await ada.state(PeopleState)
    invited = read_invite(house.store, state.link.removeprefix(START).strip("/"), now=NOW)
    assert invited.for_password
    assert invited.email == cast.bob.email
    assert state.link_for == "Bob"
    assert "until Tue, Nov 24, 2026, 10:00 AM" in state.link_words
    assert state.invites[0].what == "New password"


async def test_roles_change_and_the_row_closes(ada: Tab, house: House, cast: Cast) -> None:
    ada.query = {"of": str(cast.bob.id)}
    await ada.send(PeopleState.load)
    assert (await ada.state(PeopleState)).of.name == "Bob"
    await ada.send(PeopleState.give_role, form={"person": str(cast.bob.id), "role": "staff"})
    assert card(house, cast, cast.bob.id).role is Role.STAFF
    assert await flash_of(ada) == "Bob is staff now."
    ada.query = {}
    await ada.send(PeopleState.load)
    state = await ada.state(PeopleState)
    assert state.of is None
    assert {line.name: line.role_name for line in state.people}["Bob"] == "Staff"


async def test_disabling_and_enabling(ada: Tab, house: House, cast: Cast) -> None:
    await ada.send(PeopleState.disable, form={"person": str(cast.bob.id)})
    assert card(house, cast, cast.bob.id).disabled_at == NOW
    assert await flash_of(ada) == "Bob cannot sign in any more."
    await ada.send(PeopleState.enable, form={"person": str(cast.bob.id)})
    assert card(house, cast, cast.bob.id).disabled_at is None
    assert await flash_of(ada) == "Bob can sign in again."


async def test_an_admin_does_not_lock_themselves_out(ada: Tab, house: House, cast: Cast) -> None:
    await ada.send(PeopleState.disable, form={"person": str(cast.ada.id)})
    state = await ada.state(PeopleState)
    assert (state.asked, state.problems[0].message) == ("disable", ONESELF)
    await ada.send(PeopleState.give_role, form={"person": str(cast.ada.id), "role": "viewer"})
    mine = card(house, cast, cast.ada.id)
    assert (mine.role, mine.disabled_at) == (Role.ADMIN, None)


@pytest.mark.parametrize("form", [None, [], 5, "x", {}, {"role": None}, {"email": {"a": 1}}])
async def test_junk_forms_break_nothing(ada: Tab, house: House, cast: Cast, form: object) -> None:
    before = list_people(house.store, cast.ada)
    for handler in (
        PeopleState.invite,
        PeopleState.give_role,
        PeopleState.disable,
        PeopleState.delete,
        PeopleState.reset_second_factor,
        PeopleState.make_password_link,
        PeopleState.enable,
    ):
        await ada.send(handler, form=form)
        assert not (await flash_of(ada)).startswith("Something went wrong")
    assert list_people(house.store, cast.ada) == before
    assert open_invites(house.store, cast.ada, now=NOW) == ()


@pytest.mark.parametrize("number", [0, -1, 999, 2**70, True, None, "x", {"id": 1}])
async def test_ids_that_nobody_has_change_nobody(
    ada: Tab, house: House, cast: Cast, number: object
) -> None:
    before = list_people(house.store, cast.ada)
    form = {"person": str(number), "role": "staff", "called": "keep", "drafts": "discard"}
    for handler in (
        PeopleState.give_role,
        PeopleState.disable,
        PeopleState.delete,
        PeopleState.reset_second_factor,
        PeopleState.make_password_link,
        PeopleState.enable,
    ):
        await ada.send(handler, form=form if number != 1 else {**form, "person": number})
        assert not (await flash_of(ada)).startswith("Something went wrong")
    await ada.send(PeopleState.take_back, invite_id=number)
    assert list_people(house.store, cast.ada) == before
    assert open_invites(house.store, cast.ada, now=NOW) == ()


@pytest.mark.parametrize("of", ["0", "999", "-3", "x" * 5000, "1; --", "²"])
async def test_an_address_that_asks_for_nobody_opens_nothing(ada: Tab, of: str) -> None:
    ada.query = {"of": of}
    await ada.send(PeopleState.load)
    assert (await ada.state(PeopleState)).of is None
    assert await flash_of(ada) == ""
