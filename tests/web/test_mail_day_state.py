"""The page of letters in a tab: its lists, and recording the mail."""

from __future__ import annotations

import pytest

from records_app.office.recording import record_sent
from records_app.web.house import House
from records_app.web.pages.letters import LettersState
from tests.office.cast import NOW, Cast, make_agency
from tests.office.mailed import letter_row, mail_letter
from tests.web.letters_tab import ON, said, sendings, shown, visit
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")

NUMBER = "9400 1112 0108 0805 4830 16"


@pytest.fixture
def birch(house: House, cast: Cast) -> int:
    """An agency that has an address and nothing else."""
    return make_agency(house.store, "Birch Police", address="1 Oak Street\nBirch, MO 63001")


async def test_the_lists(tab: Tab, house: House, cast: Cast, birch: int) -> None:
    for agency in (cast.riverbend, cast.fenwick, cast.maple, birch):
        mail_letter(house.store, cast.bob, agency)
    state = await visit(tab, house, cast.alice)
    lists = (state.post, state.email, state.portal, state.fax, state.nowhere)
    assert [len(lines) for lines in lists] == [1, 1, 1, 0, 1]
    assert (state.is_loaded, state.may_record, state.is_empty) == (True, True, False)
    assert state.today == ON


async def test_a_viewer_is_told_and_gets_nothing(tab: Tab, house: House, cast: Cast) -> None:
    letter = mail_letter(house.store, cast.bob, cast.riverbend)
    state = await visit(tab, house, cast.vera)
    assert (state.is_loaded, state.may_record, state.email) == (True, False, [])
    await tab.send(LettersState.open_letter, letter_id=letter)
    assert (await shown(tab)).item is None
    await tab.send(LettersState.record_mail, form={"mailed-on": ON})
    assert await said(tab) == "Your role does not allow you to do this."
    assert sendings(house, letter) == []


async def test_ticks_choose_what_is_printed_and_recorded(
    tab: Tab, house: House, cast: Cast, birch: int
) -> None:
    first, second = (mail_letter(house.store, cast.bob, birch) for _ in range(2))
    state = await visit(tab, house, cast.alice)
    assert (state.going, state.print_query) == (2, f"?letters={first}-{second}")
    await tab.send(LettersState.tick, letter_id=first, goes=False)
    state = await shown(tab)
    assert (state.going, state.print_query) == (1, f"?letters={second}")
    form = {"mailed-on": ON, f"number-{first}": "1", f"number-{second}": NUMBER}
    await tab.send(LettersState.record_mail, form=form)
    assert sendings(house, first) == []
    assert [one.reference for one in sendings(house, second)] == ["9400111201080805483016"]
    assert await said(tab) == "1 letter is recorded as mailed."
    assert [line.id for line in (await shown(tab)).post] == [first]
    await tab.send(LettersState.record_mail, form=form)
    assert sendings(house, first) == []
    await tab.send(LettersState.tick_all, goes=False)
    assert (await shown(tab)).going == 0
    await tab.send(LettersState.tick_all, goes=True)
    assert (await shown(tab)).going == 1


async def test_a_tab_that_connects_again_keeps_what_was_chosen(
    tab: Tab, house: House, cast: Cast, birch: int
) -> None:
    first, second = (mail_letter(house.store, cast.bob, birch) for _ in range(2))
    mail = mail_letter(house.store, cast.bob, cast.riverbend)
    await visit(tab, house, cast.bob)
    await tab.send(LettersState.tick, letter_id=first, goes=False)
    await tab.send(LettersState.open_letter, letter_id=mail)
    await tab.send(LettersState.load)
    state = await shown(tab)
    assert state.item is not None
    assert (state.print_query, state.item.id, state.group) == (f"?letters={second}", mail, "email")
    request_id = letter_row(house.store, mail).request_id
    record_sent(house.store, cast.bob, request_id, 3, {"on": ON, "channel": "email"}, now=NOW)
    await tab.send(LettersState.load)
    assert (await shown(tab)).item is None


async def test_a_second_click_records_nothing_twice(
    tab: Tab, house: House, cast: Cast, birch: int
) -> None:
    letter = mail_letter(house.store, cast.bob, birch)
    await visit(tab, house, cast.bob)
    form = {"mailed-on": ON, f"number-{letter}": ""}
    await tab.send(LettersState.record_mail, form=form)
    await tab.send(LettersState.record_mail, form=form)
    assert len(sendings(house, letter)) == 1
    assert (await shown(tab)).is_empty


async def test_wrong_numbers_and_days_stand_at_their_fields(
    tab: Tab, house: House, cast: Cast, birch: int
) -> None:
    first, second = (mail_letter(house.store, cast.bob, birch) for _ in range(2))
    await visit(tab, house, cast.bob)
    form = {"mailed-on": ON, f"number-{first}": NUMBER, f"number-{second}": NUMBER}
    await tab.send(LettersState.record_mail, form=form)
    state = await shown(tab)
    assert sorted(state.errors) == sorted([f"number-{first}", f"number-{second}"])
    assert (state.wrong, state.pressed) == ("mail", 1)
    await tab.send(LettersState.record_mail, form={"mailed-on": "", "unfinished": "mailed-on"})
    assert list((await shown(tab)).errors) == ["on"]
    assert sendings(house, first) == sendings(house, second) == []


async def test_a_doubt_is_said_at_once(tab: Tab, house: House, cast: Cast, birch: int) -> None:
    letter = mail_letter(house.store, cast.bob, birch)
    await visit(tab, house, cast.bob)
    await tab.send(LettersState.look_at_number, letter_id=letter, number="123")
    assert (await shown(tab)).doubts[f"number-{letter}"].startswith("This has 3 digits;")
    await tab.send(LettersState.look_at_number, letter_id=letter, number=NUMBER)
    assert (await shown(tab)).doubts[f"number-{letter}"] == ""


async def test_what_somebody_else_recorded_is_kept_with_the_reason(
    tab: Tab, house: House, cast: Cast, birch: int
) -> None:
    theirs, ours = (mail_letter(house.store, cast.bob, birch) for _ in range(2))
    await visit(tab, house, cast.alice)
    raw = {"on": ON, "channel": "hand"}
    record_sent(house.store, cast.bob, letter_row(house.store, theirs).request_id, 3, raw, now=NOW)
    await tab.send(LettersState.record_mail, form={"mailed-on": ON})
    state = await shown(tab)
    assert [(one.number, one.why) for one in state.kept] == [
        ("MO-2026-0001", "It does not wait any more: its sending is recorded.")
    ]
    assert len(sendings(house, theirs)) == len(sendings(house, ours)) == 1
    assert state.post == []


async def test_numbers_off_a_list_and_a_wrong_one_until_the_receipt_says_so(
    tab: Tab, house: House, cast: Cast, birch: int
) -> None:
    first, second = (mail_letter(house.store, cast.bob, birch) for _ in range(2))
    await visit(tab, house, cast.bob)
    await tab.send(LettersState.fill_numbers, text=f"{NUMBER}\n123")
    state = await shown(tab)
    assert state.list_wrong.startswith("Line 2: This has 3 digits;")
    assert (state.numbers, state.filled) == ({}, 0)
    await tab.send(LettersState.fill_numbers, text=f"{NUMBER}\n-")
    state = await shown(tab)
    fields = (f"number-{first}", f"number-{second}")
    assert state.numbers == {fields[0]: NUMBER.replace(" ", ""), fields[1]: ""}
    assert state.list_done == "1 number stands at the letters now. Nothing is recorded yet."
    assert (state.list_wrong, state.filled, state.doubtful) == ("", 1, False)
    form = {"mailed-on": ON, fields[0]: NUMBER, fields[1]: "123"}
    await tab.send(LettersState.record_mail, form=form)
    state = await shown(tab)
    assert (list(state.errors), state.doubtful) == ([fields[1]], True)
    assert sendings(house, first) == sendings(house, second) == []
    await tab.send(LettersState.record_mail, form={**form, "as-typed": "on"})
    assert [one.reference for one in sendings(house, second)] == ["123"]
    state = await shown(tab)
    assert (state.numbers, state.doubts, state.post) == ({}, {}, [])
    for nonsense in (None, 7, [], {"x": 1}):
        await tab.send(LettersState.fill_numbers, text=nonsense)


async def test_pile_after_pile(
    tab: Tab, house: House, cast: Cast, birch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("office.mail_day_view", "web.pages.letters.shown"):
        monkeypatch.setattr(f"records_app.{module}.PILE", 2)
    ids = [mail_letter(house.store, cast.bob, birch) for _ in range(5)]
    mails = [mail_letter(house.store, cast.bob, cast.riverbend) for _ in range(3)]
    state = await visit(tab, house, cast.bob)
    assert ([one.id for one in state.post], state.piles) == (ids[:2], 3)
    assert ([one.id for one in state.email], state.rest["email"]) == (mails[:2], 1)
    await tab.send(LettersState.look_at_number, letter_id=ids[0], number=NUMBER)
    await tab.send(LettersState.tick, letter_id=ids[1], goes=False)
    await tab.send(LettersState.open_pile, at=3)
    state = await shown(tab)
    assert ([one.id for one in state.post], state.pile) == (ids[4:], 3)
    assert state.print_query == f"?letters={ids[4]}"
    await tab.send(LettersState.tick_all, goes=False)
    await tab.send(LettersState.open_pile, at=1)
    state = await shown(tab)
    assert (state.print_query, state.numbers) == (
        f"?letters={ids[0]}",
        {f"number-{ids[0]}": NUMBER},
    )
    await tab.send(LettersState.record_mail, form={"mailed-on": ON})
    state = await shown(tab)
    assert ([one.id for one in state.post], state.piles) == (ids[1:3], 2)
    for nonsense in ("2", None, [], 2**70, -4):
        await tab.send(LettersState.open_pile, at=nonsense)
        assert (await shown(tab)).pile in (1, 2)
