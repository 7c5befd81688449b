"""The page of letters in a tab: one letter after the other by e-mail and portal."""

from __future__ import annotations

import pytest

from records_app.office.recording import add_note, record_sent
from records_app.store.tables import LetterRow
from records_app.web.house import House
from records_app.web.pages.letters import LettersState
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast
from tests.office.mailed import letter_row, mail_letter
from tests.web.letters_tab import ON, item, said, sendings, shown, visit
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


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
    assert [(line.postal, line.where) for line in state.post] == [
        ("100 Main Street, Riverbend, MO 63000", "records@riverbend.example")
    ]
    for nonsense in (0, "x", [letter], None):
        await tab.send(LettersState.not_by_post, letter_id=nonsense)
    assert [line.id for line in (await shown(tab)).post] == [letter]
    await tab.send(LettersState.not_by_post, letter_id=letter)
    state = await shown(tab)
    assert (state.post, [line.id for line in state.email]) == ([], [letter])


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
