"""Contacts of an agency in a tab: confirmed, corrected, removed, and two who do so at once."""

from __future__ import annotations

import pytest

from records_app.office.agencies import correct_contact, remove_contact
from records_app.web.house import House
from records_app.web.pages.agency import AgencyState
from tests.office.cast import NOW, Cast
from tests.web.agency_tab import become, changes, contacts, flash_of, show
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


@pytest.fixture
async def alice(tab: Tab, house: House, cast: Cast) -> Tab:
    """The tab of staff on Riverbend's page."""
    become(tab, house, cast.alice)
    await tab.send(AgencyState.load)
    return tab


@pytest.mark.parametrize("who", ["alice", "ada"])
async def test_staff_confirm_that_a_contact_is_still_right(
    tab: Tab, house: House, cast: Cast, who: str
) -> None:
    become(tab, house, getattr(cast, who))
    first = (await show(tab)).view.contacts[0]
    assert first.checked == "Never checked; from made up"
    press = {"agency_id": cast.riverbend, "contact_id": first.id, "version": first.version}
    await tab.send(AgencyState.confirm, **press)
    await tab.send(AgencyState.confirm, **press)  # the second half of a double press
    name = getattr(cast, who).name
    state = await tab.state(AgencyState)
    assert state.view.contacts[0].checked == f"Last checked Nov 23, 2026 by {name}"
    assert await flash_of(tab) == "Thank you. It counts as checked today."
    assert changes(house) == [("confirmed", "")]
    assert "one checked" in state.lead


async def test_confirming_what_somebody_else_changed_shows_theirs(
    alice: Tab, house: House, cast: Cast
) -> None:
    old = (await alice.state(AgencyState)).view.contacts[0]
    ada_corrects(house, cast, old.id, "new@riverbend.example")
    press = {"agency_id": cast.riverbend, "contact_id": old.id, "version": old.version}
    await alice.send(AgencyState.confirm, **press)
    assert await flash_of(alice) == "Ada changed this contact at 10:00 AM. Look at it again."
    assert (await alice.state(AgencyState)).view.contacts[0].value == "new@riverbend.example"


def ada_corrects(house: House, cast: Cast, contact_id: int, value: str) -> None:
    correct_contact(
        house.store,
        cast.ada,
        contact_id=contact_id,
        agency_id=cast.riverbend,
        kind="email",
        value=value,
        reason="a call",
        version=1,
        now=NOW,
    )


async def test_a_correction_keeps_the_kind_and_the_history(
    alice: Tab, house: House, cast: Cast
) -> None:
    state = await show(alice, form="correct", of="1")
    assert (state.form, state.start["value"]) == ("correct-1", "records@riverbend.example")
    form = {
        "agency": str(cast.riverbend),
        "version": "1",
        "kind": "portal",  # nobody asked for it: the kind is fixed
        "value": " clerk@riverbend.example ",
        "reason": "Their web page",
    }
    await alice.send(AgencyState.save_contact, form=form)
    await alice.send(AgencyState.save_contact, form=form)
    assert contacts(house, cast.riverbend)["email"] == "clerk@riverbend.example"
    assert changes(house) == [("corrected", "Their web page")]
    assert await flash_of(alice) == "The contact is corrected."
    state = await show(alice)
    assert (state.form, state.done, state.done_in) == ("", 1, "contacts")
    assert state.view.changes[0].sentence == (
        "E-mail changed from records@riverbend.example to clerk@riverbend.example"
    )
    assert (await show(alice)).done == 0  # a fresh visit moves no focus


async def test_what_is_wrong_stands_at_its_field_and_nothing_is_saved(
    alice: Tab, house: House, cast: Cast
) -> None:
    await show(alice, form="correct", of="1")
    form = {"agency": str(cast.riverbend), "version": "1", "value": "nope", "reason": " "}
    await alice.send(AgencyState.save_contact, form=form)
    state = await alice.state(AgencyState)
    assert set(state.errors) == {"value", "reason"}
    assert (state.form, state.attempt) == ("correct-1", 1)
    assert changes(house) == []


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "w" * 400,
        "<b>bold</b> {{ 7*7 }} {% raw %}",
        "a\x00b",
        "a\u202eb",
        "javascript:alert(1)",
    ],
)
async def test_hostile_text_is_refused_or_kept_as_text(
    alice: Tab, house: House, cast: Cast, text: str
) -> None:
    await show(alice, form="add")
    form = {"agency": str(cast.riverbend), "kind": "website", "value": text, "reason": text}
    await alice.send(AgencyState.save_contact, form=form)
    assert (await alice.state(AgencyState)).errors["value"]
    assert "website" not in contacts(house, cast.riverbend)
    assert await flash_of(alice) == ""


async def test_a_reason_with_markup_is_text(alice: Tab, house: House, cast: Cast) -> None:
    await show(alice, form="add")
    reason = "They said: <b>now</b> {{ 7*7 }}"
    form = {"kind": "fax", "value": "314 555 0177", "reason": reason}
    await alice.send(AgencyState.save_contact, form={**form, "agency": str(cast.riverbend)})
    assert contacts(house, cast.riverbend)["fax"] == "(314) 555-0177"
    assert (await show(alice)).view.changes[0].reason == reason


async def test_of_two_who_correct_the_second_is_told_and_loses_nothing(
    alice: Tab, house: House, cast: Cast
) -> None:
    await show(alice, form="correct", of="1")
    ada_corrects(house, cast, 1, "ada@riverbend.example")
    form = {"agency": str(cast.riverbend), "version": "1", "value": "mine@riverbend.example"}
    await alice.send(AgencyState.save_contact, form={**form, "reason": "a letter"})
    state = await alice.state(AgencyState)
    assert state.form == "correct-1"
    assert state.stale.startswith("Ada changed this contact at 10:00 AM. What you typed is still")
    assert (state.start["value"], state.start["reason"]) == ("mine@riverbend.example", "a letter")
    assert state.view.contacts[0].value == "ada@riverbend.example"
    await alice.send(AgencyState.save_contact, form={**form, "version": "2", "reason": "a letter"})
    assert contacts(house, cast.riverbend)["email"] == "mine@riverbend.example"


async def test_a_correction_of_what_is_gone_becomes_a_new_contact(
    alice: Tab, house: House, cast: Cast
) -> None:
    await show(alice, form="correct", of="1")
    remove_contact(
        house.store,
        cast.ada,
        contact_id=1,
        agency_id=cast.riverbend,
        reason="it bounced",
        version=1,
        now=NOW,
    )
    form = {"agency": str(cast.riverbend), "value": "mine@riverbend.example", "reason": "a call"}
    await alice.send(AgencyState.save_contact, form={**form, "version": "1"})
    state = await alice.state(AgencyState)
    assert (state.form, state.start["kind"]) == ("add", "email")
    assert state.stale.startswith("Ada removed this contact at 10:00 AM.")
    await alice.send(AgencyState.save_contact, form={**form, "kind": "email"})
    assert contacts(house, cast.riverbend)["email"] == "mine@riverbend.example"


async def test_removing_asks_for_a_reason(alice: Tab, house: House, cast: Cast) -> None:
    await show(alice, form="remove", of="1")
    form = {"agency": str(cast.riverbend), "version": "1", "reason": ""}
    await alice.send(AgencyState.remove, form=form)
    assert set((await alice.state(AgencyState)).errors) == {"reason"}
    await alice.send(AgencyState.remove, form={**form, "reason": "It bounced."})
    assert "email" not in contacts(house, cast.riverbend)
    assert changes(house) == [("removed", "It bounced.")]


async def test_removing_what_is_gone_already_says_so(alice: Tab, house: House, cast: Cast) -> None:
    await show(alice, form="remove", of="1")
    remove_contact(
        house.store,
        cast.ada,
        contact_id=1,
        agency_id=cast.riverbend,
        reason="it bounced",
        version=1,
        now=NOW,
    )
    form = {"agency": str(cast.riverbend), "version": "1", "reason": "It bounced."}
    await alice.send(AgencyState.remove, form=form)
    assert await flash_of(alice) == "Ada removed this contact already, at 10:00 AM."
    assert changes(house) == [("removed", "it bounced")]
