"""One agency in a tab: who may correct what, and what happens when two do so at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from sqlmodel import select

from records_app.office.agencies import (
    add_closure,
    correct_contact,
    remove_contact,
)
from records_app.store.tables import Agency, Closure, Contact, ContactChange
from records_app.web.guard import NOT_YOURS
from records_app.web.house import House
from records_app.web.pages.agency import AgencyState
from records_app.web.pages.agency.words import lead_words
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast
from tests.office.signing_in import session_of
from tests.web.tabs import Tab

RIVERBEND = "/agencies/riverbend-police-department/"


@pytest.fixture(autouse=True)
def at_a_known_time():
    with time_machine.travel(NOW, tick=False):
        yield


def become(tab: Tab, house: House, actor: Any, path: str = RIVERBEND) -> Tab:
    tab.belongs_to(session_of(house.store, actor))
    tab.path = path
    return tab


@pytest.fixture
async def alice(tab: Tab, house: House, cast: Cast) -> Tab:
    """The tab of staff on Riverbend's page."""
    become(tab, house, cast.alice)
    await tab.send(AgencyState.load)
    return tab


async def show(tab: Tab, **query: str) -> AgencyState:
    tab.query = query
    await tab.send(AgencyState.load)
    return await tab.state(AgencyState)


async def flash_of(tab: Tab) -> str:
    return (await tab.state(SessionState)).flash


def contacts(house: House, agency_id: int) -> dict[str, str]:
    with house.store.reading() as session:
        rows = session.exec(select(Contact).where(Contact.agency_id == agency_id))
        return {row.kind: row.value for row in rows if row.removed_at is None}


def changes(house: House) -> list[tuple[str, str]]:
    with house.store.reading() as session:
        return [(row.action, row.reason) for row in session.exec(select(ContactChange))]


def closures(house: House) -> list[tuple[date, bool, str]]:
    with house.store.reading() as session:
        return [(row.on, row.is_open, row.reason) for row in session.exec(select(Closure))]


async def everything(tab: Tab, agency_id: int) -> None:
    """Try every handler that changes something, with forms that nothing is wrong with."""
    form = {"agency": str(agency_id), "value": "(314) 555-0199", "kind": "fax", "reason": "call"}
    await tab.send(AgencyState.confirm, agency_id=agency_id, contact_id=1, version=1)
    await tab.send(AgencyState.save_contact, form={**form, "version": "1"})
    await tab.send(AgencyState.remove, form={**form, "version": "1"})
    await tab.send(AgencyState.add_day, form={**form, "on": "2026-11-27", "opens": "closed"})
    await tab.send(AgencyState.take_day_back, form=form)
    hours = {"closes_at": "16:30", "closed_at": "17:00"}
    await tab.send(AgencyState.change_hours, form={**form, **hours})


async def test_a_stranger_sees_and_changes_nothing(tab: Tab, house: House, cast: Cast) -> None:
    tab.path = RIVERBEND
    await tab.send(AgencyState.load)
    await everything(tab, cast.riverbend)
    assert (await tab.state(AgencyState)).view is None
    assert "Riverbend" not in tab.wire.text().replace("riverbend", "")
    assert changes(house) == []


@pytest.mark.parametrize("who", ["vera", "bob"])
async def test_viewers_and_advocates_look_but_do_not_correct(
    tab: Tab, house: House, cast: Cast, who: str
) -> None:
    become(tab, house, getattr(cast, who))
    state = await show(tab, form="add")
    assert state.view.name == "Riverbend Police Department"
    assert state.form == ""
    assert state.view.may_draft is (who == "bob")
    before = contacts(house, cast.riverbend)
    await everything(tab, cast.riverbend)
    assert await flash_of(tab) == NOT_YOURS
    assert (contacts(house, cast.riverbend), changes(house), closures(house)) == (before, [], [])


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


async def test_days_are_entered_and_taken_back(alice: Tab, house: House, cast: Cast) -> None:
    await show(alice, form="day")
    form = {"agency": str(cast.riverbend), "on": "2026-11-27", "opens": "closed", "reason": ""}
    await alice.send(AgencyState.add_day, form={**form, "on": "2026-02-30"})
    assert set((await alice.state(AgencyState)).errors) == {"on", "reason"}
    await alice.send(AgencyState.add_day, form={**form, "reason": "City hall closes"})
    assert closures(house) == [(date(2026, 11, 27), False, "City hall closes")]
    state = await show(alice)
    assert state.view.closures[0].words == "Closed on Fri, Nov 27, 2026"
    state = await show(alice, form="take_back", of=str(state.view.closures[0].id))
    taking = {"agency": str(cast.riverbend), "reason": ""}
    await alice.send(AgencyState.take_day_back, form=taking)
    assert set((await alice.state(AgencyState)).errors) == {"reason"}
    await alice.send(AgencyState.take_day_back, form={**taking, "reason": "They called back"})
    assert closures(house) == []
    # The same day once more is a new press, not the second half of the first.
    await show(alice, form="day")
    await alice.send(AgencyState.add_day, form={**form, "opens": "open", "reason": "Open house"})
    assert closures(house) == [(date(2026, 11, 27), True, "Open house")]


async def test_a_form_for_another_agency_changes_nothing(
    alice: Tab, house: House, cast: Cast
) -> None:
    day = add_closure(
        house.store,
        cast.ada,
        agency_id=cast.fenwick,
        on="2026-11-27",
        is_open=False,
        reason="theirs",
        now=NOW,
    )
    assert (await show(alice, form="take_back", of=str(day))).form == ""
    assert (await show(alice, form="correct", of="3")).form == ""  # Fenwick's portal
    before = contacts(house, cast.fenwick)
    for form in ("add", "day", "hours"):
        await show(alice, form=form)
        await everything(alice, cast.fenwick)
    assert (await alice.state(SessionState)).not_found
    assert contacts(house, cast.fenwick) == before
    assert (changes(house), len(closures(house))) == ([], 1)


@pytest.mark.parametrize(
    "query",
    [
        {"form": "correct"},
        {"form": "correct", "of": "999"},
        {"form": "correct", "of": "-1"},
        {"form": "correct", "of": "9" * 400},
        {"form": "remove", "of": "<b>"},
        {"form": "take_back", "of": "1"},
        {"form": "nonsense", "of": "1"},
        {"form": "__class__"},
    ],
)
async def test_an_address_that_asks_for_nonsense_opens_no_form(
    alice: Tab, query: dict[str, str]
) -> None:
    state = await show(alice, **query)
    assert (state.form, state.view.name) == ("", "Riverbend Police Department")
    assert await flash_of(alice) == ""


@pytest.mark.parametrize(
    "payload", [None, [], 3, "text", {}, {"agency": None}, {"agency": {"a": 1}, "value": []}]
)
async def test_junk_forms_break_nothing(
    alice: Tab, house: House, cast: Cast, payload: object
) -> None:
    before = contacts(house, cast.riverbend)
    await show(alice, form="add")
    for handler in (
        AgencyState.save_contact,
        AgencyState.remove,
        AgencyState.add_day,
        AgencyState.take_day_back,
        AgencyState.change_hours,
    ):
        await alice.send(handler, form=payload)
        assert not (await flash_of(alice)).startswith("Something went wrong")
    await alice.send(AgencyState.load)
    assert (contacts(house, cast.riverbend), changes(house)) == (before, [])


@pytest.mark.parametrize(("contact", "version"), [(True, 1), ("x", 1), (None, None), (2**70, 1)])
async def test_junk_numbers_confirm_nothing(
    alice: Tab, house: House, cast: Cast, contact: object, version: object
) -> None:
    payload = {"agency_id": cast.riverbend, "contact_id": contact, "version": version}
    await alice.send(AgencyState.confirm, **payload)
    assert changes(house) == []


@pytest.mark.parametrize(
    "path",
    [
        "/agencies/nope/",
        "/agencies/1/",
        "/agencies/x/y/",
        "/agencies/" + "a" * 5000 + "/",
        "/agencies/%00/",
        "/agencies/\u202e/",
        "/agencies/../office/",
    ],
)
async def test_a_wrong_address_is_no_such_page(
    tab: Tab, house: House, cast: Cast, path: str
) -> None:
    become(tab, house, cast.vera, path)
    await tab.send(AgencyState.load)
    assert (await tab.state(SessionState)).not_found
    assert (await tab.state(AgencyState)).view is None


async def test_going_to_another_agency_leaves_nothing_of_the_first(
    alice: Tab, house: House, cast: Cast
) -> None:
    await show(alice, form="add")
    alice.path = "/agencies/fenwick-county-sheriff-s-office/"
    state = await show(alice)
    assert (state.view.id, state.form) == (cast.fenwick, "")
    assert state.lead == (
        "One way to reach them, never checked. We have not asked them anything yet."
    )


async def test_letters_are_offered_for_missouri_only(alice: Tab, house: House, cast: Cast) -> None:
    assert (await alice.state(AgencyState)).has_letters
    with house.store.transaction() as session:
        row = session.get(Agency, cast.riverbend)
        assert row is not None
        row.law, row.state = "us-il", "IL"
        session.add(row)
    state = await show(alice)
    assert not state.has_letters
    assert state.above.endswith("Illinois · Illinois law")


async def test_the_sentence_without_any_contact(alice: Tab, cast: Cast) -> None:
    alice.path = "/agencies/maple-grove-police-department/"
    state = await show(alice)
    assert lead_words(state.view).startswith("We know no way to reach them yet.")
