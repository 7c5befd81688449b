"""One agency in a tab: who may correct it, closed days, and wrong addresses and forms."""

from __future__ import annotations

from datetime import date

import pytest

from records_app.office.agencies import add_closure
from records_app.store.tables import Agency
from records_app.web.guard import NOT_YOURS
from records_app.web.house import House
from records_app.web.pages.agency import AgencyState
from records_app.web.pages.agency.words import lead_words
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast
from tests.web.agency_tab import RIVERBEND, become, changes, closures, contacts, flash_of, show
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


@pytest.fixture
async def alice(tab: Tab, house: House, cast: Cast) -> Tab:
    """The tab of staff on Riverbend's page."""
    become(tab, house, cast.alice)
    await tab.send(AgencyState.load)
    return tab


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


async def test_letters_are_offered_under_every_law_that_has_some(
    alice: Tab, house: House, cast: Cast
) -> None:
    assert (await alice.state(AgencyState)).has_letters
    with house.store.transaction() as session:
        row = session.get(Agency, cast.riverbend)
        assert row is not None
        row.law, row.state = "us-il", "IL"
        session.add(row)
    state = await show(alice)
    assert state.has_letters
    assert state.above.endswith("Illinois · Illinois law")


async def test_the_sentence_without_any_contact(alice: Tab, cast: Cast) -> None:
    alice.path = "/agencies/maple-grove-police-department/"
    state = await show(alice)
    assert lead_words(state.view).startswith("We know no way to reach them yet.")
