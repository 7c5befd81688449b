"""The page of letters in a tab: its lists, the letter that is open, and recording the mail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from records_app.casework.events import Sent
from records_app.casework.people import Actor
from records_app.office.recording import add_note, record_sent
from records_app.store.log import entries_of
from records_app.store.tables import LetterRow
from records_app.web.house import House
from records_app.web.pages.letters import LettersState
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast, make_agency
from tests.office.mailed import letter_row, mail_letter
from tests.office.signing_in import session_of
from tests.web.tabs import Tab

ON = "2026-11-23"
NUMBER = "9400 1112 0108 0805 4830 16"


@pytest.fixture(autouse=True)
def at_a_known_time() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def birch(house: House, cast: Cast) -> int:
    """An agency that has an address and nothing else."""
    return make_agency(house.store, "Birch Police", address="1 Oak Street\nBirch, MO 63001")


async def visit(tab: Tab, house: House, actor: Actor) -> LettersState:
    tab.belongs_to(session_of(house.store, actor))
    tab.path = "/letters/"
    await tab.open()
    await tab.send(LettersState.load)
    return await shown(tab)


async def shown(tab: Tab) -> LettersState:
    state: LettersState = await tab.state(LettersState)
    return state


async def said(tab: Tab) -> str:
    session: SessionState = await tab.state(SessionState)
    return session.flash


def sendings(house: House, letter_id: int) -> list[Sent]:
    with house.store.reading() as session:
        log = entries_of(session, letter_row(house.store, letter_id).request_id)
    return [entry.event for entry in log if isinstance(entry.event, Sent)]


def item(letter_id: int, **fields: Any) -> dict[str, Any]:
    """What the form of the open letter sends."""
    told = {"on": ON, "at": "", "channel": "email", "to": "x@y.example", "reference": "", **fields}
    return {"item-letter": str(letter_id), **{f"item-{name}": told[name] for name in told}}


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


async def test_one_letter_after_the_other_by_e_mail(tab: Tab, house: House, cast: Cast) -> None:
    first, second = (mail_letter(house.store, cast.bob, cast.riverbend) for _ in range(2))
    await visit(tab, house, cast.bob)
    await tab.send(LettersState.open_letter, letter_id=first)
    state = await shown(tab)
    assert state.item is not None
    assert (state.item.id, state.group, state.opened) == (first, "email", 1)
    await tab.send(LettersState.record_item, form=item(first, at="25:00"))
    state = await shown(tab)
    assert list(state.errors) == ["item-at"]
    assert state.wrong == "item"
    await tab.send(LettersState.record_item, form=item(first, at="10:05", reference="m-1"))
    state = await shown(tab)
    assert state.item is not None
    assert (state.item.id, state.opened, state.errors) == (second, 2, {})
    assert [(one.reference, str(one.at)) for one in sendings(house, first)] == [("m-1", "10:05:00")]
    assert await said(tab) == "The sending of MO-2026-0001 is recorded."
    await tab.send(LettersState.record_item, form=item(first))
    assert len(sendings(house, first)) == 1
    await tab.send(LettersState.record_item, form=item(second))
    state = await shown(tab)
    assert (state.item, state.is_empty) == (None, True)
    assert await said(tab) == "The sending of MO-2026-0002 is recorded. This list is done."


async def test_two_people_at_the_same_letter(tab: Tab, house: House, cast: Cast) -> None:
    letter = mail_letter(house.store, cast.bob, cast.riverbend)
    await visit(tab, house, cast.alice)
    await tab.send(LettersState.open_letter, letter_id=letter)
    request_id = letter_row(house.store, letter).request_id
    record_sent(house.store, cast.bob, request_id, 3, {"on": ON, "channel": "email"}, now=NOW)
    await tab.send(LettersState.record_item, form=item(letter))
    assert await said(tab) == "MO-2026-0001 does not wait any more. This list is done."
    assert len(sendings(house, letter)) == 1
    assert not (await tab.state(SessionState)).not_found


async def test_a_letter_that_somebody_sent_before_it_was_opened(
    tab: Tab, house: House, cast: Cast
) -> None:
    letter = mail_letter(house.store, cast.bob, cast.riverbend)
    await visit(tab, house, cast.alice)
    request_id = letter_row(house.store, letter).request_id
    record_sent(house.store, cast.bob, request_id, 3, {"on": ON, "channel": "email"}, now=NOW)
    await tab.send(LettersState.open_letter, letter_id=letter)
    state = await shown(tab)
    assert (state.item, state.is_empty) == (None, True)
    assert await said(tab) == "This letter does not wait any more."
    assert not (await tab.state(SessionState)).not_found


async def test_the_next_letter_is_damaged(tab: Tab, house: House, cast: Cast) -> None:
    first, damaged = (mail_letter(house.store, cast.bob, cast.riverbend) for _ in range(2))
    with house.store.transaction() as session:
        session.get_one(LetterRow, damaged).pdf = b"something else"
    await visit(tab, house, cast.alice)
    await tab.send(LettersState.open_letter, letter_id=first)
    await tab.send(LettersState.record_item, form=item(first))
    assert len(sendings(house, first)) == 1
    assert (await shown(tab)).item is None
    assert "has changed since it was approved" in await said(tab)


async def test_a_change_of_something_else_asks_again(tab: Tab, house: House, cast: Cast) -> None:
    letter = mail_letter(house.store, cast.bob, cast.riverbend)
    await visit(tab, house, cast.alice)
    await tab.send(LettersState.open_letter, letter_id=letter)
    request_id = letter_row(house.store, letter).request_id
    add_note(house.store, cast.bob, request_id, 3, {"text": "Wait for Friday."}, now=NOW)
    await tab.send(LettersState.record_item, form=item(letter))
    state = await shown(tab)
    assert state.stale.startswith("Bob changed this request in the meantime.")
    assert sendings(house, letter) == []
    await tab.send(LettersState.record_item, form=item(letter))
    assert len(sendings(house, letter)) == 1


async def test_a_letter_by_e_mail_is_mailed_instead(tab: Tab, house: House, cast: Cast) -> None:
    letter = mail_letter(house.store, cast.bob, cast.riverbend)
    await visit(tab, house, cast.bob)
    await tab.send(LettersState.open_letter, letter_id=letter)
    await tab.send(LettersState.mail_instead)
    state = await shown(tab)
    assert ([line.id for line in state.post], state.email, state.item) == ([letter], [], None)
    assert state.print_query == f"?letters={letter}"


async def test_a_shorter_text_for_a_portal(tab: Tab, house: House, cast: Cast) -> None:
    letter = mail_letter(house.store, cast.bob, cast.fenwick)
    await visit(tab, house, cast.bob)
    await tab.send(LettersState.open_letter, letter_id=letter)
    await tab.send(LettersState.fit, form={"limit": "many"})
    state = await shown(tab)
    assert state.portal_text is None


@pytest.mark.parametrize("letter_id", [0, -5, 2**40, "1", None, [1], True])
async def test_an_id_that_is_none(tab: Tab, house: House, cast: Cast, letter_id: object) -> None:
    mail_letter(house.store, cast.bob, cast.riverbend)
    await visit(tab, house, cast.bob)
    for handler, payload in (
        (LettersState.tick, {"letter_id": letter_id, "goes": "x"}),
        (LettersState.look_at_number, {"letter_id": letter_id, "number": letter_id}),
        (LettersState.choose_start, {"place": letter_id}),
        (LettersState.fit, {"form": letter_id}),
        (LettersState.record_item, {"form": letter_id}),
        (LettersState.record_mail, {"form": letter_id}),
    ):
        await tab.send(handler, **payload)
    state = await shown(tab)
    assert (len(state.email), state.item) == (1, None)


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
