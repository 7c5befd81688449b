"""Correcting a line on the page of a request, and the forms beside letters, through the guard."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from records_app.office.recording import close_request, record_answer
from records_app.web.house import House
from records_app.web.pages.request import RequestState
from tests.office.cast import NOW, Cast
from tests.web.made_requests import add, kinds, ready_request, waiting_request
from tests.web.request_tab import typed, visit
from tests.web.tabs import Tab

LATER = NOW + timedelta(days=7)


@pytest.fixture(autouse=True)
def at_a_known_time():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def request_id(house: House, cast: Cast) -> int:
    """Sent and received on Monday (lines 2 and 3), denied on Wednesday (line 4)."""
    made = waiting_request(house.store, cast.bob, cast.riverbend)
    denied = {"on": "2026-11-25", "kind": "denied", "exception": "610.021(14)"}
    add(house.store, cast.bob, made, record_answer, now=LATER, **denied)
    return made


async def correcting(tab: Tab, house: House, actor, request_id: int, line: object) -> RequestState:
    """Visit the address of a correction."""
    return await visit(tab, house, actor, request_id, "correct", line=str(line))


async def test_a_line_opens_its_form_with_what_it_says(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    state = await correcting(tab, house, cast.bob, request_id, 4)
    assert state.form == "answer"
    held = {name: state.start[name] for name in ("line", "on", "kind", "exception")}
    assert held == {
        "line": "4",
        "on": "2026-11-25",
        "kind": "denied",
        "exception": "610.021(14)",
    }
    assert state.start["said"].startswith("Wed, Nov 25, 2026: They denied the request")


async def test_a_correction_is_kept_and_the_timeline_shows_both(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    state = await correcting(tab, house, cast.bob, request_id, 4)
    form = typed(state, line="4", on="2026-11-25", kind="released", why="Wrong box.")
    await tab.send(RequestState.record, form=form)
    assert kinds(house.store, request_id)[-1] == "Corrected"
    seen = await visit(tab, house, cast.vera, request_id)
    assert seen.standing == "Records released · our turn"
    assert [line.first for line in seen.happened[:2]] == [
        "They released the records.",
        "They denied the request and cited 610.021(14).",
    ]
    assert seen.happened[1].mark == "Corrected by Bob on Mon, Nov 30, 2026: Wrong box."
    assert {(line.correct, line.undo) for line in seen.happened} == {("", "")}


async def test_a_line_is_struck_out_and_taken_back(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    state = await correcting(tab, house, cast.bob, request_id, 4)
    form = typed(state, line="4", strike=True, why="Another request.", on="junk")
    await tab.send(RequestState.record, form=form)
    state = await correcting(tab, house, cast.bob, request_id, 5)
    assert state.view is not None
    assert (state.form, state.view.label) == ("undo", "No answer")
    await tab.send(RequestState.record, form=typed(state, line="5", why="It was ours."))
    assert kinds(house.store, request_id)[-2:] == ["Corrected", "Corrected"]
    seen = await visit(tab, house, cast.bob, request_id)
    assert seen.view is not None
    assert seen.view.label == "Denied, law cited"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (1, "An approved letter is final"),
        (77, "There is no such line"),
        ("", "There is no such line"),
        ("4 or 1=1", "There is no such line"),
    ],
)
async def test_a_line_that_stays_says_why(
    tab: Tab, house: House, cast: Cast, request_id: int, line: object, words: str
) -> None:
    state = await correcting(tab, house, cast.bob, request_id, line)
    assert state.form == "refused"
    assert words in state.start["refused"]
    before = kinds(house.store, request_id)
    form = typed(state, line=str(line), strike="on", why="No.")
    await tab.send(RequestState.record, form=form)
    assert kinds(house.store, request_id) == before


async def test_only_those_who_record_correct(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    before = kinds(house.store, request_id)
    for actor in (cast.vera, cast.carl, None):
        state = await correcting(tab, house, actor, request_id, 4)
        assert state.form == ""
        if state.view is not None:
            form = typed(state, line="4", strike="on", why="No.")
            await tab.send(RequestState.record, form=form)
    assert kinds(house.store, request_id) == before


async def test_correct_the_receipt_and_the_sending_open_with_what_is_recorded(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    receipt = await visit(tab, house, cast.bob, request_id, "confirm_receipt")
    assert (receipt.form, receipt.start["line"]) == ("received", "3")
    assert (receipt.start["on"], receipt.start["evidence"]) == ("2026-11-23", "reply")
    sending = await visit(tab, house, cast.bob, request_id, "send")
    assert (sending.form, sending.start["line"], sending.start["to"]) == ("sent", "2", "clerk")


async def test_what_was_never_recorded_is_recorded_and_not_corrected(
    tab: Tab, house: House, cast: Cast
) -> None:
    ready = ready_request(house.store, cast.bob, cast.riverbend)
    state = await visit(tab, house, cast.bob, ready, "send")
    assert (state.form, state.start.get("line", "")) == ("sent", "")


@pytest.mark.parametrize(
    ("step", "form", "chosen"),
    [
        ("contact", "contact", ""),
        ("outside", "outside", ""),
        ("sue", "outside", "suit"),
        ("log_decision", "decision", ""),
    ],
)
async def test_the_forms_beside_letters_open(
    tab: Tab, house: House, cast: Cast, request_id: int, step: str, form: str, chosen: str
) -> None:
    state = await visit(tab, house, cast.bob, request_id, step)
    assert (state.form, state.start["step"], state.start["line"]) == (form, chosen, "")


async def test_they_record_also_when_the_request_is_closed(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    add(house.store, cast.bob, request_id, close_request, now=LATER, outcome="denied")
    forms = {
        "contact": {"how": "visit", "detail": "They were kind."},
        "outside": {"step": "complaint", "reference": "AG-1"},
        "log_decision": {"step": "complaint", "ruling": "no_action"},
    }
    for step, fields in forms.items():
        state = await visit(tab, house, cast.bob, request_id, step)
        await tab.send(RequestState.record, form=typed(state, on="2026-11-30", **fields))
        assert not (await tab.state(RequestState)).errors
    assert kinds(house.store, request_id)[-3:] == ["Contacted", "Escalated", "Decided"]
