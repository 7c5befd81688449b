"""Writing a letter after a request in a tab: filled, kept, told what is wrong, approved."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from records_app.office.follow_ups import follow_up_form
from records_app.office.recording import add_note
from records_app.store.tables import Office
from records_app.web.components.whole_input import UNFINISHED
from records_app.web.guard import NOT_YOURS
from records_app.web.house import House
from records_app.web.pages.letter_after import LetterAfterState, WhichLetterState
from records_app.web.pages.request import RequestState
from records_app.web.session_state import SessionState
from tests.office.after_the_request import add, letters, request_before
from tests.office.cast import NOW, Cast
from tests.web import request_tab
from tests.web.letter_tab import choose, redirects, sheet, type_into, visit
from tests.web.made_requests import kinds
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


async def test_it_opens_with_what_the_record_says(tab: Tab, house: House, cast: Cast) -> None:
    request_id = request_before(house.store, cast, "demand-grounds")
    state = await visit(tab, house, cast.bob, request_id, "demand-grounds")
    assert state.ready
    assert state.title == "Ask for the grounds of a denial"
    assert state.about == "MO-2026-0001 · Riverbend Police Department"
    assert state.back == f"/requests/{request_id}/"
    assert {field.name: field.value for field in state.fields}["cited"] == "§ 610.021(14)"
    assert "610.023.4" in sheet(state)
    assert (state.wrong, state.to_check, state.saved) == ({}, [], "")


async def test_every_kind_can_be_chosen_and_leads_to_its_page(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = request_before(house.store, cast, "demand-grounds")
    state = await choose(tab, house, cast.bob, request_id)
    assert len(state.offers) == 12
    assert state.offers[0].href == f"/requests/{request_id}/letter/demand-grounds/"
    assert state.offers[0].now == "Next step"
    for offer in state.offers:
        opened = await visit(tab, house, cast.bob, request_id, offer.href.split("/")[4])
        assert opened.title == offer.label


async def test_each_keystroke_is_kept_and_shown(tab: Tab, house: House, cast: Cast) -> None:
    request_id = request_before(house.store, cast, "clarification")
    state = await visit(tab, house, cast.bob, request_id, "clarification")
    await type_into(tab, answer="The two cars bought in 2025.")
    assert "The two cars bought in 2025." in sheet(state)
    assert [line.text for line in state.lines if line.changed] == ["The two cars bought in 2025."]
    assert state.saved == "Draft saved 10:00 AM"
    form = follow_up_form(house.store, cast.bob, request_id, "clarification", now=NOW)
    assert form.values["answer"] == "The two cars bought in 2025."
    again = await visit(tab, house, cast.bob, request_id, "clarification")
    assert {one.name: one.value for one in again.fields}["answer"].startswith("The two cars")


async def test_errors_stand_by_the_fields_one_has_been_to(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = request_before(house.store, cast, "clarification")
    state = await visit(tab, house, cast.bob, request_id, "clarification")
    await type_into(tab, reply_on=UNFINISHED)
    assert list(state.wrong) == ["reply_on"]
    assert state.attempt == 0
    await tab.send(LetterAfterState.ask_to_approve)
    assert [error.field for error in state.to_check] == ["reply_on", "answer"]
    assert (state.attempt, state.asked) == (1, 0)
    await tab.send(LetterAfterState.approve)
    assert len(letters(house.store, request_id)) == 1


async def test_what_nobody_can_keep_is_said_at_its_field(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = request_before(house.store, cast, "clarification")
    state = await visit(tab, house, cast.bob, request_id, "clarification")
    await type_into(tab, answer="x" * 12_001)
    assert state.unsaved
    assert "12,001 characters" in state.wrong["answer"]
    await type_into(tab, answer="Shorter.")
    assert not state.unsaved
    assert state.wrong == {}


async def test_approved_it_is_first_to_be_sent_with_its_number(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = request_before(house.store, cast, "demand-grounds")
    state = await visit(tab, house, cast.bob, request_id, "demand-grounds")
    await tab.send(LetterAfterState.approve)
    assert len(letters(house.store, request_id)) == 1, "nobody asked yet"
    await tab.send(LetterAfterState.ask_to_approve)
    assert state.asked == 1
    await tab.send(LetterAfterState.approve)
    assert redirects(tab)[-1] == f"/requests/{request_id}/"
    assert "MO-2026-0001-2" in (await tab.state(SessionState)).flash
    page = await request_tab.visit(tab, house, cast.bob, request_id, "send_letter")
    assert page.form == "follow_up"
    assert page.start["number"] == "MO-2026-0001-2"
    assert page.start["letter"] == "demand-grounds"
    assert (page.start["channel"], page.start["to"]) == ("email", "records@riverbend.example")
    form = request_tab.typed(
        page,
        **{name: page.start[name] for name in ("number", "letter", "channel", "to", "on")},
    )
    await tab.send(RequestState.record, form=form)
    assert kinds(house.store, request_id)[-2:] == ["FollowUpApproved", "FollowUpSent"]
    assert page.view is not None
    shown = await request_tab.visit(tab, house, cast.bob, request_id)
    assert shown.view is not None
    assert shown.view.letters[0].sent == "Sent Mon, Nov 23, 2026"
    assert shown.view.to_send is None


async def test_a_summary_goes_to_the_attorney_general(tab: Tab, house: House, cast: Cast) -> None:
    request_id = request_before(house.store, cast, "complaint-summary")
    await visit(tab, house, cast.bob, request_id, "complaint-summary")
    await tab.send(LetterAfterState.ask_to_approve)
    await tab.send(LetterAfterState.approve)
    page = await request_tab.visit(tab, house, cast.bob, request_id, "send_letter")
    assert (page.start["to"], page.start["channel"]) == ("Missouri Attorney General", "portal")
    await tab.send(RequestState.choose_channel, channel="post")
    assert page.start["to"] == "Missouri Attorney General"


async def test_a_change_elsewhere_is_told_and_nothing_typed_is_lost(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = request_before(house.store, cast, "thanks")
    state = await visit(tab, house, cast.bob, request_id, "thanks")
    await type_into(tab, paragraph="You were quick.")
    add(house.store, cast.alice, request_id, add_note, text="They called.")
    await tab.send(LetterAfterState.ask_to_approve)
    await tab.send(LetterAfterState.approve)
    assert state.conflict.startswith("Alice changed this request at 10:00 AM.")
    assert len(letters(house.store, request_id)) == 1
    await tab.send(LetterAfterState.ask_to_approve)
    assert state.asked == 0, "first look what happened"
    await tab.send(LetterAfterState.still_holds)
    assert state.conflict == ""
    await tab.send(LetterAfterState.ask_to_approve)
    await tab.send(LetterAfterState.approve)
    assert "You were quick." in letters(house.store, request_id)[1].text


async def test_lines_of_a_fee_are_added_and_read(tab: Tab, house: House, cast: Cast) -> None:
    request_id = request_before(house.store, cast, "fee-objection")
    state = await visit(tab, house, cast.bob, request_id, "fee-objection")
    assert [row.title for row in state.rows] == ["Line 1"]
    await tab.send(LetterAfterState.add_line)
    assert [row.title for row in state.rows] == ["Line 1", "Line 2"]
    await tab.send(LetterAfterState.typed, field="lines-2-what", value="40 pages")
    assert "Line 2" in state.wrong["lines"]
    await tab.send(LetterAfterState.typed, field="lines-2-rate", value="0.25")
    await tab.send(LetterAfterState.typed, field="lines-2-reason", value="page-rate")
    assert state.wrong == {}
    assert "40 pages: at $0.25 a page." in sheet(state)
    await tab.send(LetterAfterState.typed, field="lines-3-what", value="not on the screen")
    assert "not on the screen" not in sheet(state)


async def test_starting_again_takes_what_the_record_says(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = request_before(house.store, cast, "thanks")
    state = await visit(tab, house, cast.bob, request_id, "thanks")
    await type_into(tab, paragraph="Something I regret.")
    await tab.send(LetterAfterState.restart)
    assert "Something I regret." in sheet(state), "nobody was asked"
    await tab.send(LetterAfterState.ask_to_restart)
    await tab.send(LetterAfterState.keep_editing)
    await tab.send(LetterAfterState.restart)
    assert "Something I regret." in sheet(state)
    await tab.send(LetterAfterState.ask_to_restart)
    await tab.send(LetterAfterState.restart)
    assert "Something I regret." not in sheet(state)
    assert state.saved == ""


async def test_a_reminder_before_its_day_says_so_at_once(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = request_before(house.store, cast, "withdrawal")
    with time_machine.travel(NOW - timedelta(days=42), tick=False):
        state = await visit(tab, house, cast.bob, request_id, "reminder")
        assert "wait" in state.waits
        assert "late only after" in state.wrong["request"]
        await tab.send(LetterAfterState.ask_to_approve)
        assert state.asked == 0


async def test_a_letterhead_without_an_address_is_named(tab: Tab, house: House, cast: Cast) -> None:
    request_id = request_before(house.store, cast, "thanks")
    with house.store.transaction() as session:
        office = session.get_one(Office, 1)
        office.address = office.email = office.phone = ""
    state = await visit(tab, house, cast.bob, request_id, "thanks")
    assert "sender" in state.wrong


@pytest.mark.parametrize("who", ["vera", "carl"])
async def test_others_see_nothing_of_it(tab: Tab, house: House, cast: Cast, who: str) -> None:
    request_id = request_before(house.store, cast, "thanks")
    before = kinds(house.store, request_id)
    state = await visit(tab, house, getattr(cast, who), request_id, "thanks")
    assert (state.ready, state.lines, state.opened) == (False, [], "")
    assert (await tab.state(SessionState)).flash.startswith("Your role does not allow you to")
    await type_into(tab, paragraph="Mine now.")
    for handler in (LetterAfterState.ask_to_approve, LetterAfterState.approve):
        await tab.send(handler)
    offers = await choose(tab, house, getattr(cast, who), request_id)
    assert offers.offers == []
    assert kinds(house.store, request_id) == before
    assert "Riverbend" not in tab.wire.text()


async def test_a_stranger_sees_and_does_nothing(tab: Tab, house: House, cast: Cast) -> None:
    request_id = request_before(house.store, cast, "thanks")
    before = kinds(house.store, request_id)
    state = await visit(tab, house, None, request_id, "thanks")
    assert not state.ready
    state._request, state._kind, state.ready, state.asked = request_id, "thanks", True, 1
    for handler in (
        *(LetterAfterState.approve, LetterAfterState.ask_to_approve, LetterAfterState.add_line),
        *(LetterAfterState.restart, LetterAfterState.save_again, LetterAfterState.still_holds),
        *(LetterAfterState.keep_editing, LetterAfterState.ask_to_restart, WhichLetterState.load),
    ):
        await tab.send(handler)
    await tab.send(LetterAfterState.typed, field="paragraph", value="Mine now.")
    assert kinds(house.store, request_id) == before
    assert "Riverbend" not in tab.wire.text()


async def test_no_state_lets_somebody_elses_request_through(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = request_before(house.store, cast, "thanks")
    state = await visit(tab, house, cast.vera, request_id, "thanks")
    state._request, state._kind, state.ready, state.asked = request_id, "thanks", True, 1
    await tab.send(LetterAfterState.approve)
    assert (await tab.state(SessionState)).flash == NOT_YOURS
    carls = await visit(tab, house, cast.carl, request_id, "thanks")
    carls._request, carls._kind, carls.ready, carls.asked = request_id, "thanks", True, 1
    await tab.send(LetterAfterState.approve)
    assert len(letters(house.store, request_id)) == 1


@pytest.mark.parametrize(
    ("request_id", "kind"),
    [
        *((wrong, "thanks") for wrong in ("0", "999", "-1", "abc", "1.5", "9" * 30, "٣", "%00")),
        *(
            ("1", wrong)
            for wrong in ("request", "unknown", "THANKS", "a" * 300, "../thanks", "%00")
        ),
    ],
)
async def test_a_wrong_address_is_not_found(
    tab: Tab, house: House, cast: Cast, request_id: str, kind: str
) -> None:
    request_before(house.store, cast, "thanks")
    state = await visit(tab, house, cast.ada, request_id, kind)
    assert not state.ready
    assert (await tab.state(SessionState)).not_found


@pytest.mark.parametrize("junk", [None, 7, ["a"], {"a": 1}, "x"])
async def test_junk_from_the_wire_changes_nothing(
    tab: Tab, house: House, cast: Cast, junk: object
) -> None:
    request_id = request_before(house.store, cast, "thanks")
    state = await visit(tab, house, cast.bob, request_id, "thanks")
    before = sheet(state)
    await tab.send(LetterAfterState.typed, field=junk, value="Text")
    if junk != "x":
        await tab.send(LetterAfterState.typed, field="paragraph", value=junk)
    await tab.send(LetterAfterState.add_line)
    assert sheet(state) == before
    assert state.rows == []
