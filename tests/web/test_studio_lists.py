"""The editor of a list in a tab: items worded anew, added, moved, taken out, kept as versions."""

from __future__ import annotations

from typing import Any

import pytest

from records_app.office.missouri_time import missouri_day
from records_app.office.wording_items import open_items, save_items
from records_app.web.guard import NOT_YOURS
from records_app.web.house import House
from records_app.web.pages.new_request import DraftState
from records_app.web.pages.studio import ItemsState
from tests.office.cast import NOW, Cast
from tests.web.signed_in_tab import become, flash_of
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")

PATH = "/studio/lists/shared/vehicles/"


@pytest.fixture
async def alice(tab: Tab, house: House, cast: Cast) -> Tab:
    """The tab of staff in the editor of vehicles."""
    become(tab, house, cast.alice, PATH)
    await tab.send(ItemsState.load)
    return tab


def newest(house: House, cast: Cast) -> Any:
    return open_items(house.store, cast.ada, "shared", "vehicles", today=missouri_day(NOW))


def keys(state: Any) -> list[str]:
    return [row.key for row in state.asked_rows]


def sheet(state: Any) -> list[str]:
    return [line.text for line in state.lines if line.kind == "item"]


async def fill(tab: Tab, key: str, **fields: str) -> None:
    for field, text in fields.items():
        await tab.send(ItemsState.typed, key=key, field=field, text=text)


async def test_an_item_is_worded_anew_seen_in_the_letter_and_kept(
    alice: Tab, house: House, cast: Cast
) -> None:
    state = await alice.state(ItemsState)
    assert (state.found.title, state.version, len(state.asked_rows)) == (
        "Items: Vehicle grants",
        0,
        6,
    )
    await fill(alice, "use", text="Who drives them.")
    state = await alice.state(ItemsState)
    assert "Who drives them." in sheet(state)
    assert (state.problems, newest(house, cast).version) == ([], 0)
    await alice.send(ItemsState.save, form={"note": "Shorter", "text-use": "Who drives the cars."})
    state = await alice.state(ItemsState)
    assert "Who drives the cars." in sheet(state)
    assert [line.note for line in newest(house, cast).versions] == ["Shorter", ""]
    assert await flash_of(alice) == "Version 1 is saved. New letters use it from now on."
    await alice.send(ItemsState.words_that_came, key="use")
    state = await alice.state(ItemsState)
    assert [row.text == row.shipped for row in state.asked_rows] == [True] * 6


async def test_an_item_is_added_moved_and_taken_out(alice: Tab, house: House, cast: Cast) -> None:
    await alice.send(ItemsState.add)
    key = keys(await alice.state(ItemsState))[-1]
    await alice.send(ItemsState.save, form={})
    state = await alice.state(ItemsState)
    assert state.wrong[f"text-{key}"] == "Write what you ask for."
    assert (state.attempt, newest(house, cast).version) == (1, 0)
    await fill(alice, key, text="Fuel cards.", short="fuel cards", why="They show miles.")
    await fill(alice, key, law="us-mo")
    for _ in range(9):
        await alice.send(ItemsState.move, key=key, step=-1)
    await alice.send(ItemsState.turn, key="titles", on=False)
    state = await alice.state(ItemsState)
    assert keys(state)[0] == key
    assert [row.key for row in state.out_rows] == ["titles"]
    assert (sheet(state)[0], len(sheet(state))) == ("Fuel cards.", 6)
    assert state.focus_on == "item-titles"
    await alice.send(ItemsState.save, form={})
    rows = newest(house, cast).rows
    assert [(rows[0].key, rows[0].law), rows[-1].on] == [(key, "us-mo"), False]
    await alice.send(ItemsState.turn, key="titles", on=True)
    state = await alice.state(ItemsState)
    assert (state.out_rows, keys(state)[-1]) == ([], "titles")


async def test_what_was_added_and_left_empty_does_not_count_once_it_is_out(
    alice: Tab, house: House, cast: Cast
) -> None:
    await alice.send(ItemsState.add)
    key = keys(await alice.state(ItemsState))[-1]
    await alice.send(ItemsState.turn, key=key, on=False)
    await fill(alice, "use", text="Who drives them.")
    assert (await alice.state(ItemsState)).problems == []
    await alice.send(ItemsState.save, form={})
    assert len(newest(house, cast).rows) == 6


async def test_a_missing_guard_is_said_while_typing(tab: Tab, house: House, cast: Cast) -> None:
    become(tab, house, cast.alice, "/studio/lists/shared/transfers/")
    await tab.send(ItemsState.load)
    await fill(tab, "detainer-log", text="All detainer logs.")
    state = await tab.state(ItemsState)
    assert state.wrong["text-detainer-log"].startswith(
        "The guard for names is missing: 8 CFR 236.6"
    )


async def test_going_back_comparing_and_the_version_of_an_address(
    alice: Tab, house: House, cast: Cast
) -> None:
    await alice.send(ItemsState.save, form={"text-use": "Who drives them."})
    await alice.send(ItemsState.go_back)
    assert newest(house, cast).version == 1
    await alice.send(ItemsState.ask_to_go_back, number=0)
    await alice.send(ItemsState.stay)
    await alice.send(ItemsState.ask_to_go_back, number=0)
    await alice.send(ItemsState.go_back)
    state = await alice.state(ItemsState)
    assert (state.found.words, state.version) == ("Standard wording", 2)
    await alice.send(ItemsState.compare, form={"one": "1", "other": "2"})
    state = await alice.state(ItemsState)
    assert [line.kind for line in state.differs.lines] == ["gone", "new"]
    for asked, said in (("1", "version 1"), ("7", "There is no version 7.")):
        alice.query = {"version": asked}
        await alice.send(ItemsState.load)
        assert said in (await alice.state(ItemsState)).differs.words


async def test_of_two_who_save_the_second_keeps_what_was_typed(
    alice: Tab, house: House, cast: Cast
) -> None:
    rows = [
        {name: getattr(row, name) for name in ("key", "on", "text", "short", "why", "law")}
        for row in newest(house, cast).rows
    ]
    save_items(house.store, cast.ada, "shared", "vehicles", rows[::-1], note="", version=0, now=NOW)
    await alice.send(ItemsState.save, form={"text-use": "Who drives them."})
    state = await alice.state(ItemsState)
    assert state.stale.startswith("Ada saved another version on ")
    assert "Who drives them." in [row.text for row in state.asked_rows]
    await alice.send(ItemsState.save, form={})
    assert newest(house, cast).version == 2


async def test_a_new_request_offers_the_list_and_changes_it(
    alice: Tab, house: House, cast: Cast
) -> None:
    await alice.send(ItemsState.add)
    key = keys(await alice.state(ItemsState))[-1]
    await fill(alice, key, text="Fuel cards.", short="fuel cards", why="They show miles.")
    await alice.send(ItemsState.save, form={})
    alice.path = "/drafts/new/"
    await alice.send(DraftState.load)
    await alice.send(DraftState.tick, subject="vehicles", on=True)
    state = await alice.state(DraftState)
    assert [line.text for line in state.item_lists[0].lines][-1] == "Fuel cards."
    await alice.send(DraftState.move_item, subject="vehicles", key=key, step=-1)
    await alice.send(DraftState.tick_item, subject="vehicles", key="money", on=False)
    await alice.send(DraftState.reword_item, subject="vehicles", key=key, words="Gas cards.")
    await alice.send(DraftState.tick_item, subject="vehicles", key="own-nothing", on=True)
    state = await alice.state(DraftState)
    (shown,) = state.item_lists
    assert shown.words == "Vehicle grants: 6 of 7 items"
    assert [(line.key, line.text, line.own) for line in shown.lines][-2] == (
        key,
        "Gas cards.",
        True,
    )
    assert "Gas cards." in [line.text for line in state.lines]


@pytest.mark.parametrize("who", ["", "vera", "bob"])
async def test_others_see_and_change_nothing(tab: Tab, house: House, cast: Cast, who: str) -> None:
    tab.path = PATH
    if who:
        become(tab, house, getattr(cast, who), PATH)
    await tab.send(ItemsState.load)
    await tab.send(ItemsState.add)
    await tab.send(ItemsState.typed, key="use", field="text", text="Ours.")
    await tab.send(ItemsState.save, form={"text-use": "Ours."})
    assert (await tab.state(ItemsState)).found is None
    assert newest(house, cast).version == 0
    assert await flash_of(tab) == (NOT_YOURS if who else "")


@pytest.mark.parametrize("form", [None, [], 5, {}, {"text-use": 7}, {"note": {"a": 1}}])
async def test_nonsense_changes_nothing(alice: Tab, house: House, cast: Cast, form: object) -> None:
    await alice.send(ItemsState.typed, key="nothing", field="text", text="x")
    await alice.send(ItemsState.typed, key="use", field="on", text="x")
    await alice.send(ItemsState.typed, key=7, field=None, text=3)
    await alice.send(ItemsState.turn, key="use", on="no")
    await alice.send(ItemsState.move, key="use", step=5)
    await alice.send(ItemsState.words_that_came, key="x")
    await alice.send(ItemsState.ask_to_go_back, number="x")
    await alice.send(ItemsState.save, form=form)
    await alice.send(ItemsState.compare, form=form)
    assert newest(house, cast).version == 0


@pytest.mark.parametrize(
    "path", ["/studio/lists/x/funding/", "/studio/lists/shared/x/", "/studio/lists/a/b/c/"]
)
async def test_there_is_no_such_list(tab: Tab, house: House, cast: Cast, path: str) -> None:
    become(tab, house, cast.alice, path)
    await tab.send(ItemsState.load)
    assert (await tab.state(ItemsState)).found is None
