"""The items on the form of a new request: ticked, moved, reworded, and put back."""

from __future__ import annotations

import pytest

from records_app.web.house import House
from records_app.web.pages.new_request import DraftState
from tests.office.cast import Cast, make_agency
from tests.web.draft_tab import begun, kept, visit
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")

USE = {"subject": "vehicles", "key": "use"}


def letter(state: DraftState) -> str:
    return "\n".join(line.lead + line.text for line in state.lines)


def keys(state: DraftState) -> list[str]:
    return [line.key for one in state.item_lists for line in one.lines]


async def opened(tab: Tab, house: House, cast: Cast, **changes: object) -> DraftState:
    draft_id = begun(house, cast, subjects=["vehicles"], **changes)
    return await visit(tab, house, cast.bob, draft_id)


async def test_ticking_a_subject_shows_its_items(tab: Tab, house: House, cast: Cast) -> None:
    state = await visit(tab, house, cast.bob)
    assert state.item_lists == []
    await tab.send(DraftState.tick, subject="transfers", on=True)
    assert [one.words for one in state.item_lists] == ["Jail transfers: 10 of 10 items"]
    assert state.item_words["item-transfers-counts"].startswith("Records of monthly counts")
    await tab.send(DraftState.tick, subject="transfers", on=False)
    assert (state.item_lists, state.item_words) == ([], {})


async def test_an_item_that_is_not_wanted_leaves_the_letter(
    tab: Tab, house: House, cast: Cast
) -> None:
    state = await opened(tab, house, cast)
    assert "Take-home, mileage and fuel totals" in letter(state)
    await tab.send(DraftState.tick_item, **USE, on=False)
    assert "Take-home, mileage and fuel totals" not in letter(state)
    assert state.item_lists[0].words == "Vehicle grants: 5 of 6 items"
    assert "-vehicles/use" in kept(house)[0]["items"]
    await tab.send(DraftState.tick_item, **USE, on=True)
    assert "Take-home, mileage and fuel totals" in letter(state)


async def test_a_moved_item_stands_elsewhere_and_its_button_keeps_the_focus(
    tab: Tab, house: House, cast: Cast
) -> None:
    state = await opened(tab, house, cast)
    await tab.send(DraftState.move_item, **USE, step=-1)
    assert keys(state) == ["money", "purchases", "titles", "use", "markings", "surplus"]
    assert (state.focus_on, state.focused) == ("item-vehicles-use-up", 1)
    await tab.send(DraftState.move_item, **USE, step=1)
    assert (state.focus_on, state.focused) == ("item-vehicles-use-down", 2)
    await tab.send(DraftState.move_item, **USE, step=-1)
    await tab.send(DraftState.move_item, subject="vehicles", key="money", step=-1)
    assert keys(state)[0] == "money"
    await tab.send(DraftState.move_item, **USE, step=5)
    assert keys(state)[3] == "use"


async def test_other_words_stand_in_the_letter_and_never_come_back_into_the_field(
    tab: Tab, house: House, cast: Cast
) -> None:
    state = await opened(tab, house, cast)
    started = state.item_words["item-vehicles-use"]
    await tab.send(DraftState.reword_item, **USE, words="Mileage logs of such cars.")
    assert "Mileage logs of such cars." in letter(state)
    assert state.item_words["item-vehicles-use"] == started, "the field has what was typed"
    assert [line.own for line in state.item_lists[0].lines if line.key == "use"] == [True]
    other = {"subject": "vehicles", "key": "money"}
    await tab.send(DraftState.reword_item, **other, words="Every dollar.")
    await tab.send(DraftState.restore_item, **USE)
    assert state.item_words["item-vehicles-use"] == started
    assert state.item_words["item-vehicles-money"] == "Every dollar.", "its field is made anew too"
    assert state.items_drawn == 1
    assert "Mileage logs" not in letter(state)
    assert "+vehicles/use" in kept(house)[0]["items"]


async def test_words_that_cannot_be_printed_are_refused_at_their_field(
    tab: Tab, house: House, cast: Cast
) -> None:
    state = await opened(tab, house, cast)
    await tab.send(DraftState.reword_item, **USE, words="a\u200eb")
    assert state.wrong["item-vehicles-use"].startswith("Please remove U+200E")
    assert state.to_check[0].label == "Vehicle grants: use totals"
    assert "+vehicles/use a\u200eb" in kept(house)[0]["items"], "what was typed is kept"
    for key in ("money", "purchases", "titles", "markings", "use", "surplus"):
        await tab.send(DraftState.tick_item, subject="vehicles", key=key, on=False)
    assert state.wrong["items-vehicles"] == "Tick at least one item, or untick the subject."
    await tab.send(DraftState.ask_to_approve)
    assert state.asked == 0


@pytest.mark.parametrize(
    ("subject", "key"), [("cars", "use"), ("vehicles", "engine"), ("vehicles", ""), ("", "")]
)
async def test_items_that_are_none_change_nothing(
    tab: Tab, house: House, cast: Cast, subject: str, key: str
) -> None:
    state = await opened(tab, house, cast)
    before = letter(state)
    await tab.send(DraftState.tick_item, subject=subject, key=key, on=False)
    await tab.send(DraftState.reword_item, subject=subject, key=key, words="x")
    await tab.send(DraftState.move_item, subject=subject, key=key, step=1)
    await tab.send(DraftState.restore_item, subject=subject, key=key)
    assert letter(state) == before
    assert kept(house)[0]["items"] == []


async def test_an_agency_of_illinois_brings_its_law_and_its_words(
    tab: Tab, house: House, cast: Cast
) -> None:
    elm = make_agency(house.store, "Elm Township Police", law="us-il")
    state = await opened(tab, house, cast)
    await tab.send(DraftState.search, text="elm township")
    assert [found.id for found in state.found] == [elm]
    await tab.send(DraftState.choose, agency_id=elm)
    assert "Illinois Freedom of Information Act, 5 ILCS 140" in letter(state).replace("\u00a0", " ")
    assert "Missouri" not in letter(state).replace("Riverbend, Missouri", "")
    assert state.agency is not None
    assert state.agency.law_name == "Illinois Freedom of Information Act"


async def test_the_words_in_the_fields_follow_the_law(tab: Tab, house: House, cast: Cast) -> None:
    ice = make_agency(house.store, "Made-up Federal Office", law="us-fed")
    state = await opened(tab, house, cast)
    ours = state.item_words["item-vehicles-markings"]
    await tab.send(DraftState.choose, agency_id=ice)
    theirs = state.item_words["item-vehicles-markings"]
    assert ours != theirs
    assert theirs.startswith("Designs and approvals for ICE or DHS markings")
