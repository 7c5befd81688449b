"""What an admin does on the page of the people that asks for the password again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlmodel import select

from records_app.casework.people import Role
from records_app.office.accounts import list_people
from records_app.office.invites import open_invites
from records_app.office.password_again import PLEASE, WRONG
from records_app.office.second_factor_admin import is_required
from records_app.store.tables_people import Person, SignIn
from records_app.store.tables_sign_in import SecondFactor
from records_app.web.house import House
from records_app.web.pages.people import PeopleState
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast
from tests.office.signing_in import PASSWORD, give_password, session_of
from tests.web.signed_in_tab import become, flash_of
from tests.web.tabs import Tab

LATER = NOW + timedelta(minutes=10)


@pytest.fixture
async def ada(tab: Tab, house: House, cast: Cast) -> Any:
    """The tab of the admin, ten minutes after she signed in."""
    give_password(house.store, cast.ada)
    become(tab, house, cast.ada, "/people/")
    with time_machine.travel(LATER, tick=False):
        await tab.send(PeopleState.load)
        yield tab


def forms(cast: Cast) -> dict[Any, dict[str, str]]:
    bob = str(cast.bob.id)
    return {
        PeopleState.give_role: {"person": bob, "role": "admin"},
        PeopleState.disable: {"person": bob},
        PeopleState.delete: {"person": bob, "called": "number", "drafts": "discard"},
        PeopleState.reset_second_factor: {"person": bob},
        PeopleState.make_password_link: {"person": bob},
        PeopleState.enable: {"person": bob},
        PeopleState.invite: {"name": "Rosa", "email": "rosa@example.org", "role": "admin"},
        PeopleState.ask_for_second_factor: {"required": "yes"},
    }


async def test_after_ten_minutes_each_asks_for_the_password_and_does_nothing(
    ada: Tab, house: House, cast: Cast
) -> None:
    assert (await ada.state(PeopleState)).must_confirm
    before = list_people(house.store, cast.ada)
    for handler, form in forms(cast).items():
        await ada.send(handler, form=form)
        state = await ada.state(PeopleState)
        assert state.errors == {"again": PLEASE}, handler
        assert state.link == ""
    assert list_people(house.store, cast.ada) == before
    assert open_invites(house.store, cast.ada, now=LATER) == ()
    assert not is_required(house.store, cast.ada)


async def test_a_wrong_password_does_nothing_and_the_right_one_does_it(
    ada: Tab, house: House, cast: Cast
) -> None:
    form = {"person": str(cast.bob.id), "role": "staff"}
    await ada.send(PeopleState.give_role, form={**form, "again": "wrong horse battery"})
    state = await ada.state(PeopleState)
    assert (state.errors, state.must_confirm) == ({"again": WRONG}, True)
    await ada.send(PeopleState.give_role, form={**form, "again": PASSWORD})
    state = await ada.state(PeopleState)
    assert (state.errors, state.must_confirm) == ({}, False)
    assert await flash_of(ada) == "Bob is staff now."
    # For the next ten minutes nothing asks again.
    await ada.send(PeopleState.disable, form={"person": str(cast.bob.id)})
    assert await flash_of(ada) == "Bob cannot sign in any more."
    assert PASSWORD not in ada.wire.text()


async def test_guessing_the_password_there_has_its_limit(ada: Tab, cast: Cast) -> None:
    for _ in range(8):
        form = {"person": str(cast.bob.id), "again": "wrong horse battery"}
        await ada.send(PeopleState.disable, form=form)
    await ada.send(PeopleState.disable, form={"person": str(cast.bob.id), "again": PASSWORD})
    assert (await flash_of(ada)).startswith("Too many attempts.")


async def test_it_counts_for_this_browser_alone(ada: Tab, house: House, cast: Cast) -> None:
    form = {"person": str(cast.bob.id), "again": PASSWORD}
    await ada.send(PeopleState.disable, form=form)
    become(ada, house, cast.ada, "/people/")  # a session that began ten minutes ago
    await ada.send(PeopleState.load)
    await ada.send(PeopleState.give_role, form={"person": str(cast.carl.id), "role": "admin"})
    assert (await ada.state(PeopleState)).errors == {"again": PLEASE}


async def test_deleting_leaves_a_number_and_nothing_to_sign_in_with(
    ada: Tab, house: House, cast: Cast
) -> None:
    session_of(house.store, cast.bob)
    form = {"person": str(cast.bob.id), "called": "number", "drafts": "discard"}
    await ada.send(PeopleState.delete, form={**form, "again": PASSWORD})
    name = f"Person {cast.bob.id}"
    assert await flash_of(ada) == f"The account is deleted. In the log it is {name}."
    assert "Bob" not in [line.name for line in (await ada.state(PeopleState)).people]
    with house.store.reading() as session:
        person = session.get_one(Person, cast.bob.id)
        assert session.exec(select(SignIn).where(SignIn.person_id == person.id)).all() == []
    assert (person.name, person.password_hash, person.email) == (name, "", f"person-{person.id}")


async def test_both_choices_have_to_be_made(ada: Tab, cast: Cast) -> None:
    form = {"person": str(cast.bob.id), "again": PASSWORD}
    await ada.send(PeopleState.delete, form=form)
    assert set((await ada.state(PeopleState)).errors) == {"called", "drafts"}


async def test_those_who_can_have_the_drafts(ada: Tab, cast: Cast) -> None:
    ada.query = {"of": str(cast.bob.id)}
    await ada.send(PeopleState.load)
    labels = [one.label for one in (await ada.state(PeopleState)).heirs]
    assert labels == ["Choose", "Nobody: discard them", *(f"{n} gets them" for n in _WRITERS)]


_WRITERS = ("Ada", "Alice", "Carl")


async def test_a_second_factor_is_taken_back(ada: Tab, house: House, cast: Cast) -> None:
    with house.store.transaction() as session:
        session.add(SecondFactor(person_id=cast.bob.id, secret="A" * 32, confirmed_at=NOW))
    await ada.send(PeopleState.load)
    assert {one.name for one in (await ada.state(PeopleState)).people if one.has_factor} == {"Bob"}
    assert "A" * 32 not in ada.wire.text()
    form = {"person": str(cast.bob.id), "again": PASSWORD}
    await ada.send(PeopleState.reset_second_factor, form=form)
    assert (await flash_of(ada)).startswith("Bob signs in without a second factor")
    await ada.send(PeopleState.reset_second_factor, form=form)
    assert (await ada.state(SessionState)).not_found


async def test_everybody_is_asked_or_nobody(ada: Tab, house: House, cast: Cast) -> None:
    for wanted in ("yes", "no"):
        form = {"required": wanted, "again": PASSWORD}
        await ada.send(PeopleState.ask_for_second_factor, form=form)
        assert is_required(house.store, cast.ada) is (wanted == "yes")
        assert (await ada.state(PeopleState)).factor_required is (wanted == "yes")


async def test_who_is_no_admin_any_more_does_nothing_with_the_right_password(
    ada: Tab, house: House, cast: Cast
) -> None:
    with house.store.transaction() as session:
        session.get_one(Person, cast.ada.id).role = Role.STAFF.value
    for handler, form in forms(cast).items():
        await ada.send(handler, form={**form, "again": PASSWORD})
    with house.store.reading() as session:
        bob = session.get_one(Person, cast.bob.id)
    assert (bob.role, bob.disabled_at, bob.deleted_at) == ("advocate", None, None)
