"""Writing a request through the guard: kept as typed, told what is wrong, approved or given up."""

from __future__ import annotations

import json
from typing import Any

import pytest
import time_machine
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.letters.blocks import Block
from records_app.office.drafting import discard_draft, new_draft, open_draft, save_draft
from records_app.store.tables import Request
from records_app.web.components.whole_input import UNFINISHED
from records_app.web.guard import NOT_YOURS
from records_app.web.house import House
from records_app.web.pages.new_request import DraftState
from records_app.web.pages.new_request.sheet import lines_of, marked, same_words
from records_app.web.pages.new_request.state import GONE
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast, filled_form
from tests.office.signing_in import session_of
from tests.web.tabs import Tab


@pytest.fixture(autouse=True)
def at_a_known_time():
    with time_machine.travel(NOW, tick=False):
        yield


async def visit(
    tab: Tab, house: House, actor: Actor, draft: object = "new", agency: str = ""
) -> DraftState:
    tab.belongs_to(session_of(house.store, actor))
    tab.path = f"/drafts/{draft}/"
    tab.query = {"agency": agency} if agency else {}
    await tab.open()
    await tab.send(DraftState.load)
    await tab.send(DraftState.mounted)
    return await tab.state(DraftState)


async def type_into(tab: Tab, **fields: str) -> None:
    for field, value in fields.items():
        await tab.send(DraftState.typed, field=field, value=value)


def begun(house: House, cast: Cast, **changes: object) -> int:
    """A draft of Bob's with nothing wrong in it but the changes."""
    draft_id = new_draft(house.store, cast.bob, now=NOW)
    form = filled_form(cast.riverbend, **changes)
    save_draft(house.store, cast.bob, draft_id, 1, form, now=NOW)
    return draft_id


def kept(house: House) -> list[dict[str, Any]]:
    with house.store.reading() as session:
        return [row.form for row in session.exec(select(Request))]


def redirects(tab: Tab) -> list[str]:
    updates = json.loads(tab.wire.text())
    events = [event for update in updates for event in update.get("events", [])]
    return [event["payload"]["path"] for event in events if event["name"] == "_redirect"]


def letter(state: DraftState) -> str:
    return "\n".join(line.lead + line.text for line in state.lines)


async def test_looking_at_the_empty_form_keeps_nothing(tab: Tab, house: House, cast: Cast) -> None:
    state = await visit(tab, house, cast.bob)
    assert state.ready
    assert state.loaded["signer_name"] == "Bob"
    assert "Request for records" in letter(state)
    assert (state.wrong, state.to_check, state.saved) == ({}, [], "")
    assert kept(house) == []


async def test_the_first_keystroke_begins_one_draft_with_an_address(
    tab: Tab, house: House, cast: Cast
) -> None:
    state = await visit(tab, house, cast.bob)
    await type_into(tab, specifics="The lease of the booking room", fee_cap="40")
    (form,) = kept(house)
    assert (form["specifics"], form["fee_cap"]) == ("The lease of the booking room", "40")
    assert (state.address, state.begun) == ("/drafts/1/", "/drafts/1/")
    assert state.saved == "Draft saved 10:00 AM"
    assert "The lease of the booking room" in letter(state)
    tab.path = state.address
    await tab.send(DraftState.load)
    assert state.begun == "", "the page has the address now"
    await type_into(tab, signer_title="Volunteer")
    assert len(kept(house)) == 1


async def test_an_agency_in_the_address_is_chosen(tab: Tab, house: House, cast: Cast) -> None:
    state = await visit(tab, house, cast.bob, agency=str(cast.riverbend))
    assert state.agency is not None
    assert state.agency.name == "Riverbend Police Department"
    assert not state.choosing
    tab.path, tab.query = "/requests/new/", {"agency": str(cast.fenwick)}
    await tab.send(DraftState.begin)
    assert redirects(tab)[-1] == f"/drafts/new/?agency={cast.fenwick}"


async def test_only_fields_that_were_touched_are_called_wrong(
    tab: Tab, house: House, cast: Cast
) -> None:
    state = await visit(tab, house, cast.bob)
    await type_into(tab, fee_cap="ten")
    assert list(state.wrong) == ["fee_cap"]
    assert state.attempt == 0
    await tab.send(DraftState.ask_to_approve)
    assert {"agency", "subjects", "fee_cap"} <= set(state.wrong)
    assert [error.field for error in state.to_check][:2] == ["agency", "subjects"]
    assert (state.attempt, state.asked) == (1, 0)


async def test_agencies_are_found_and_chosen(tab: Tab, house: House, cast: Cast) -> None:
    state = await visit(tab, house, cast.bob)
    await tab.send(DraftState.search, text="fenw")
    names = [found.name for found in state.found]
    assert "Fenwick County Sheriff's Office" in names
    assert state.found_words.endswith("found.")
    await tab.send(DraftState.choose, agency_id=cast.fenwick)
    assert state.agency is not None
    assert (state.agency.name, state.choosing) == ("Fenwick County Sheriff's Office", False)
    assert state.agency_note.startswith("We have no postal address")
    await tab.send(DraftState.change_agency)
    await tab.send(DraftState.search, text="zzzz")
    assert state.found_words.startswith("No agency found")
    await tab.send(DraftState.keep_agency)
    assert not state.choosing


async def test_a_ticked_subject_is_marked_in_the_letter(tab: Tab, house: House, cast: Cast) -> None:
    state = await visit(tab, house, cast.bob, begun(house, cast, subjects=["funding"]))
    assert not any(line.changed for line in state.lines)
    await tab.send(DraftState.tick, subject="training", on=True)
    assert "Training records" in [line.text for line in state.lines if line.changed]
    assert "Funding agreements" not in [line.text for line in state.lines if line.changed]
    await tab.send(DraftState.tick, subject="funding", on=False)
    assert state.subjects == ["training"]
    assert kept(house)[0]["subjects"] == ["training"]


async def test_approving_asks_first_and_leads_to_the_request(
    tab: Tab, house: House, cast: Cast
) -> None:
    draft_id = begun(house, cast)
    state = await visit(tab, house, cast.bob, draft_id)
    await tab.send(DraftState.approve)
    assert redirects(tab) == []
    await tab.send(DraftState.ask_to_approve)
    assert (state.asked, state.to_check) == (1, [])
    await tab.send(DraftState.approve)
    assert redirects(tab)[-1] == f"/requests/{draft_id}/"
    session = await tab.state(SessionState)
    assert session.flash == "The letter is final. Its number is MO-2026-0001."


async def test_a_change_after_the_question_takes_it_back(
    tab: Tab, house: House, cast: Cast
) -> None:
    state = await visit(tab, house, cast.bob, begun(house, cast))
    await tab.send(DraftState.ask_to_approve)
    await type_into(tab, fee_cap="30")
    assert state.asked == 0
    await tab.send(DraftState.approve)
    assert redirects(tab) == []


async def test_two_windows_and_nothing_is_lost(tab: Tab, house: House, cast: Cast) -> None:
    draft_id = begun(house, cast)
    state = await visit(tab, house, cast.bob, draft_id)
    other = filled_form(cast.riverbend, fee_cap="99")
    save_draft(house.store, cast.bob, draft_id, 2, other, now=NOW)
    await type_into(tab, signer_title="Volunteer", specifics="Keys")
    assert state.conflict.startswith("Bob changed this")
    assert state.unsaved
    assert kept(house)[0]["fee_cap"] == "99"
    await tab.send(DraftState.ask_to_approve)
    assert state.asked == 0
    await tab.send(DraftState.keep_mine)
    form = kept(house)[0]
    assert (form["fee_cap"], form["specifics"]) == ("25", "Keys")
    assert (state.conflict, state.unsaved) == ("", False)


async def test_two_windows_and_the_newer_is_taken(tab: Tab, house: House, cast: Cast) -> None:
    draft_id = begun(house, cast)
    state = await visit(tab, house, cast.bob, draft_id)
    filled = state.filled
    other = filled_form(cast.riverbend, fee_cap="99")
    save_draft(house.store, cast.bob, draft_id, 2, other, now=NOW)
    await type_into(tab, fee_cap="1")
    await tab.send(DraftState.take_newer)
    assert state.loaded["fee_cap"] == "99"
    assert state.filled > filled, "the fields must be drawn anew"
    assert (state.conflict, state.unsaved) == ("", False)


async def test_a_draft_that_is_gone_leaves_the_text_on_the_screen(
    tab: Tab, house: House, cast: Cast
) -> None:
    draft_id = begun(house, cast)
    state = await visit(tab, house, cast.bob, draft_id)
    discard_draft(house.store, cast.bob, draft_id, 2, now=NOW)
    await type_into(tab, specifics="Keys")
    await tab.send(DraftState.keep_mine)
    assert state.conflict == GONE
    assert not (await tab.state(SessionState)).not_found


async def test_what_was_typed_while_the_server_restarted_is_kept(
    tab: Tab, house: House, cast: Cast
) -> None:
    draft_id = begun(house, cast)
    tab.belongs_to(session_of(house.store, cast.bob))
    tab.path = f"/drafts/{draft_id}/"
    await type_into(tab, specifics="Keys", fee_cap="7")
    state = await tab.state(DraftState)
    form = open_draft(house.store, cast.bob, draft_id, now=NOW).form
    assert (form["specifics"], form["fee_cap"]) == ("Keys", "7")
    assert (state.loaded["specifics"], state.loaded["fee_cap"]) == ("Keys", "7")


async def test_closing_and_discarding(tab: Tab, house: House, cast: Cast) -> None:
    state = await visit(tab, house, cast.bob, begun(house, cast))
    await tab.send(DraftState.discard)
    assert redirects(tab) == []
    await tab.send(DraftState.close)
    assert redirects(tab) == ["/"]
    state = await visit(tab, house, cast.bob, 1)
    await tab.send(DraftState.ask_to_discard)
    assert state.asked_to_discard == 1
    await tab.send(DraftState.discard)
    assert redirects(tab) == ["/", "/"]
    state = await visit(tab, house, cast.bob, 1)
    assert (await tab.state(SessionState)).not_found


@pytest.mark.parametrize("draft", ["1", "2", "0", "abc", "-1", "99999999999", "1/2", "%31"])
async def test_a_wrong_address_or_anothers_draft_is_not_found(
    tab: Tab, house: House, cast: Cast, draft: str
) -> None:
    begun(house, cast, specifics="Between us")
    state = await visit(tab, house, cast.carl, draft)
    assert not state.ready
    assert (await tab.state(SessionState)).not_found
    assert "Between us" not in tab.wire.text()


async def test_a_viewer_cannot_begin(tab: Tab, house: House, cast: Cast) -> None:
    state = await visit(tab, house, cast.vera)
    await type_into(tab, specifics="Keys")
    assert not state.ready
    assert (await tab.state(SessionState)).flash == NOT_YOURS
    assert kept(house) == []


async def test_hostile_payloads_change_nothing(tab: Tab, house: House, cast: Cast) -> None:
    state = await visit(tab, house, cast.bob, begun(house, cast))
    before = kept(house)
    for field, value in [("_id", "7"), ("agency", "2"), ("subjects", "x"), ("fee_cap", {"a": 1})]:
        await tab.send(DraftState.typed, field=field, value=value)
    await tab.send(DraftState.tick, subject="secrets", on=True)
    await tab.send(DraftState.tick, subject=["funding"], on=True)
    await tab.send(DraftState.choose_format, value=["paper"])
    await tab.send(DraftState.choose, agency_id={"id": 1})
    await tab.send(DraftState.search, text=["a"])
    assert kept(house) == before
    assert (state.subjects, state.found) == (["funding", "vehicles"], [])


async def test_a_text_too_long_to_keep_is_refused_and_stays(
    tab: Tab, house: House, cast: Cast
) -> None:
    state = await visit(tab, house, cast.bob, begun(house, cast))
    await type_into(tab, specifics="x" * 12_001)
    assert "12,001 characters" in state.wrong["specifics"]
    assert state.unsaved
    await type_into(tab, specifics="Keys")
    assert (state.unsaved, kept(house)[0]["specifics"]) == (False, "Keys")


def blocks(*texts: str) -> tuple[Block, ...]:
    return tuple(Block("item", text, number) for number, text in enumerate(texts, start=1))


def test_marks_show_what_is_new_and_not_what_moved() -> None:
    before = lines_of(blocks("Cars", "Keys"))
    after = marked(before, lines_of(blocks("Bids", "Cars", "Locks")))
    assert [(line.text, line.changed) for line in after] == [
        ("Bids", True),
        ("Cars", False),
        ("Locks", True),
    ]
    assert not any(line.changed for line in marked([], after[:0] + lines_of(blocks("Cars"))))


def test_a_new_number_or_a_mark_is_no_other_letter() -> None:
    one = lines_of(blocks("Cars"))
    assert same_words(one, lines_of((Block("item", "Cars", 7),)))
    assert not same_words(one, lines_of(blocks("Keys")))


def test_the_bold_start_of_a_paragraph_is_shown_once() -> None:
    (line,) = lines_of((Block("paragraph", "Fees. Please waive them.", 0, "Fees."),))
    assert (line.lead, line.text, line.marker) == ("Fees.", " Please waive them.", "")


async def test_a_day_that_is_none_is_not_taken_for_an_open_end(
    tab: Tab, house: House, cast: Cast
) -> None:
    draft_id = begun(house, cast)
    state = await visit(tab, house, cast.bob, draft_id)
    await type_into(tab, period_to=UNFINISHED)
    assert "not a day on the calendar" in state.wrong["period_to"]
    version = open_draft(house.store, cast.bob, draft_id, now=NOW).version
    await type_into(tab, period_to=UNFINISHED)
    assert open_draft(house.store, cast.bob, draft_id, now=NOW).version == version
    await tab.send(DraftState.ask_to_approve)
    assert (state.asked, [each.field for each in state.to_check]) == (0, ["period_to"])
    await type_into(tab, period_to="")
    assert state.wrong == {}


async def test_a_reload_after_the_server_restarted_shows_what_was_typed_since(
    tab: Tab, house: House, cast: Cast
) -> None:
    draft_id = begun(house, cast)
    state = await visit(tab, house, cast.bob, draft_id)
    state.reset()  # the server restarted; the page stays as it is and only loads again
    await tab.send(DraftState.load)
    await type_into(tab, specifics="Typed after the restart")
    await tab.send(DraftState.load)
    await tab.send(DraftState.mounted)
    assert state.loaded["specifics"] == "Typed after the restart"
