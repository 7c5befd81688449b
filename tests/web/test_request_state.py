"""The page of a request through the guard: who sees it, who records, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from records_app.office.drafting import new_draft, save_draft
from records_app.office.recording import add_note, close_request
from records_app.web.guard import NOT_YOURS
from records_app.web.house import House
from records_app.web.pages.request import RequestState
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast, filled_form
from tests.web.made_requests import add, kinds, ready_request, version, waiting_request
from tests.web.request_tab import redirects, typed, visit
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")

TODAY = "2026-11-23"


async def test_a_stranger_sees_and_does_nothing(tab: Tab, house: House, cast: Cast) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend)
    before = kinds(house.store, request_id)
    state = await visit(tab, house, None, request_id, "note")
    assert (state.view, state.form) == (None, "")
    form = {"version": "5", "request": str(request_id), "text": "Mine now."}
    await tab.send(RequestState.record, form=form)
    await tab.send(RequestState.choose_channel, channel="post")
    assert kinds(house.store, request_id) == before
    assert "Riverbend" not in tab.wire.text()


@pytest.mark.parametrize(
    ("who", "records"),
    [("vera", False), ("carl", False), ("bob", True), ("alice", True), ("ada", True)],
)
async def test_everybody_sees_it_and_owner_and_staff_record(
    tab: Tab, house: House, cast: Cast, who: str, records: bool
) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend)
    before = kinds(house.store, request_id)
    state = await visit(tab, house, getattr(cast, who), request_id, "note")
    assert state.view is not None
    assert state.view.may_record is records
    assert state.above == "MO-2026-0001 · funding agreements, vehicle grants · by Bob"
    assert state.form == ("note" if records else "")
    await tab.send(RequestState.record, form=typed(state, text="Called them."))
    assert kinds(house.store, request_id) == before + (["Noted"] if records else [])


async def test_no_form_opens_a_way_around_the_guard(tab: Tab, house: House, cast: Cast) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend)
    before = kinds(house.store, request_id)
    state = await visit(tab, house, cast.vera, request_id)
    state.form = "note"
    await tab.send(RequestState.record, form=typed(state, text="Called them."))
    assert (await tab.state(SessionState)).flash == NOT_YOURS
    carls = await visit(tab, house, cast.carl, request_id)
    carls.form = "note"
    await tab.send(RequestState.record, form=typed(carls, text="Called them."))
    assert kinds(house.store, request_id) == before


@pytest.mark.parametrize("wrong", ["0", "999", "-1", "abc", "1.5", "9" * 30, "٣", "1/2", "%00"])
async def test_a_wrong_address_is_not_found(tab: Tab, house: House, cast: Cast, wrong: str) -> None:
    waiting_request(house.store, cast.bob, cast.riverbend)
    state = await visit(tab, house, cast.ada, wrong)
    assert state.view is None
    session = await tab.state(SessionState)
    assert (session.not_found, session.flash) == (True, "")


async def test_a_draft_has_no_such_page(tab: Tab, house: House, cast: Cast) -> None:
    draft_id = new_draft(house.store, cast.bob, now=NOW)
    save_draft(house.store, cast.bob, draft_id, 1, filled_form(cast.riverbend), now=NOW)
    for actor in (cast.bob, cast.carl, cast.ada):
        state = await visit(tab, house, actor, draft_id)
        assert state.view is None
        assert (await tab.state(SessionState)).not_found


async def test_the_next_request_never_shows_the_one_before(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend)
    await visit(tab, house, cast.bob, request_id)
    tab.path = "/requests/999/"
    await tab.send(RequestState.load)
    state = await tab.state(RequestState)
    assert state.view is None
    assert (await tab.state(SessionState)).not_found


RECORDED: list[tuple[str, str, dict[str, str], str, str]] = [
    ("ready", "send", {"on": TODAY, "channel": "portal", "reference": "P-1"}, "Sent", "recorded"),
    (
        "waiting",
        "confirm_receipt",
        {"on": TODAY, "at": "09:30", "evidence": "phone", "detail": "The clerk."},
        "Received",
        "clock runs",
    ),
    ("waiting", "log_answer", {"on": TODAY, "kind": "acknowledged"}, "Answered", "recorded"),
    ("waiting", "note", {"on": TODAY, "text": "We called them."}, "Noted", "kept"),
    (
        "waiting",
        "letter",
        {"on": TODAY, "letter": "reminder", "channel": "email"},
        "FollowUpSent",
        "recorded",
    ),
    ("waiting", "pay_fee", {"on": TODAY, "amount": "40"}, "FeePaid", "recorded"),
    ("waiting", "close", {"on": TODAY, "outcome": "withdrawn"}, "Closed", "closed"),
    ("closed", "reopen", {"on": TODAY, "detail": "They wrote again."}, "Reopened", "open again"),
]


@pytest.mark.parametrize(
    ("at", "step", "fields", "event", "said"), RECORDED, ids=[row[1] for row in RECORDED]
)
async def test_each_form_records_and_closes(
    tab: Tab,
    house: House,
    cast: Cast,
    at: str,
    step: str,
    fields: dict[str, str],
    event: str,
    said: str,
) -> None:
    make = ready_request if at == "ready" else waiting_request
    request_id = make(house.store, cast.bob, cast.riverbend)
    if at == "closed":
        add(house.store, cast.bob, request_id, close_request, outcome="withdrawn")
    state = await visit(tab, house, cast.bob, request_id, step)
    assert state.form
    assert state.start["on"] == TODAY
    await tab.send(RequestState.record, form=typed(state, **fields))
    assert kinds(house.store, request_id)[-1] == event
    assert redirects(tab) == [f"/requests/{request_id}/"]
    session = await tab.state(SessionState)
    assert said in session.flash
    assert session.flash_tone == "good"
    tab.query = {}
    await tab.send(RequestState.load)
    state = await tab.state(RequestState)
    assert (state.form, state.done) == ("", 1)
    assert said in (await tab.state(SessionState)).flash


async def test_a_second_press_records_nothing_twice(tab: Tab, house: House, cast: Cast) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend)
    state = await visit(tab, house, cast.bob, request_id, "note")
    form = typed(state, text="Called them.")
    await tab.send(RequestState.record, form=form)
    await tab.send(RequestState.record, form=form)
    assert kinds(house.store, request_id).count("Noted") == 1
    assert (await tab.state(RequestState)).stale == ""


async def test_what_is_wrong_is_said_by_field_and_nothing_is_kept(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend)
    before = kinds(house.store, request_id)
    state = await visit(tab, house, cast.bob, request_id, "log_answer")
    fields = {"on": "2026-02-30", "kind": "fee_asked", "fee": "ten", "detail": "a\u202eb"}
    await tab.send(RequestState.record, form=typed(state, **fields))
    state = await tab.state(RequestState)
    assert set(state.errors) == {"on", "fee", "detail"}
    assert [problem.field for problem in state.problems] == list(state.errors)
    assert (state.form, state.attempt) == ("answer", 1)
    assert kinds(house.store, request_id) == before
    assert redirects(tab) == []
    await tab.send(RequestState.load)
    assert (await tab.state(RequestState)).errors == {}


async def test_what_the_browser_could_not_read_is_not_taken_for_empty(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend)
    before = kinds(house.store, request_id)
    state = await visit(tab, house, cast.bob, request_id, "log_answer")
    fields = {"on": TODAY, "kind": "delayed", "promised_on": "", "unfinished": "promised_on"}
    await tab.send(RequestState.record, form=typed(state, **fields))
    state = await tab.state(RequestState)
    assert list(state.errors) == ["promised_on"]
    assert "not a day on the calendar" in state.errors["promised_on"]
    assert kinds(house.store, request_id) == before
    state = await visit(tab, house, cast.bob, request_id, "confirm_receipt")
    fields = {"on": TODAY, "at": "", "evidence": "reply", "unfinished": "at"}
    await tab.send(RequestState.record, form=typed(state, **fields))
    state = await tab.state(RequestState)
    assert list(state.errors) == ["at"]
    assert "not a time of day" in state.errors["at"]


async def test_fields_of_another_kind_of_answer_do_not_count(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend)
    state = await visit(tab, house, cast.bob, request_id, "log_answer")
    left_over = {"fee": "ten", "promised_on": "2026-02-30", "exception": "§ 610.021(14)"}
    await tab.send(RequestState.record, form=typed(state, on=TODAY, kind="denied", **left_over))
    await tab.send(RequestState.load)
    state = await tab.state(RequestState)
    assert state.happened[0].first == "They denied the request and cited § 610.021(14)."
    assert state.standing == "Denied, law cited · our turn"


async def test_whoever_is_second_is_told_and_can_save_again(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend)
    state = await visit(tab, house, cast.bob, request_id, "log_answer")
    with time_machine.travel(NOW + timedelta(minutes=42), tick=False):
        later = NOW + timedelta(minutes=42)
        add(house.store, cast.alice, request_id, add_note, now=later, text="They called back.")
        fields = {"on": TODAY, "kind": "released"}
        await tab.send(RequestState.record, form=typed(state, **fields))
        state = await tab.state(RequestState)
        assert state.stale.startswith("Alice changed this request at 10:42 AM.")
        assert (state.form, state.attempt) == ("answer", 1)
        assert state.happened[0].rest == "They called back."
        assert state.view is not None
        assert state.view.version == version(house.store, request_id)
        assert kinds(house.store, request_id)[-1] == "Noted"
        await tab.send(RequestState.record, form=typed(state, **fields))
    assert kinds(house.store, request_id)[-1] == "Answered"


async def test_a_form_of_another_request_is_not_recorded_here(
    tab: Tab, house: House, cast: Cast
) -> None:
    mine = waiting_request(house.store, cast.bob, cast.riverbend)
    other = waiting_request(house.store, cast.bob, cast.fenwick)
    state = await visit(tab, house, cast.bob, mine, "note")
    form = {**typed(state, text="Called."), "request": str(other)}
    await tab.send(RequestState.record, form=form)
    for request_id in (mine, other):
        assert "Noted" not in kinds(house.store, request_id)


@pytest.mark.parametrize(
    "form", [None, 7, "x", [], {}, {"text": 7}, {"version": "1e3"}, {"version": {"a": 1}}]
)
async def test_junk_from_the_wire_changes_nothing(
    tab: Tab, house: House, cast: Cast, form: Any
) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend)
    before = kinds(house.store, request_id)
    await visit(tab, house, cast.bob, request_id, "note")
    if isinstance(form, dict) and form:
        form = {"request": str(request_id), "text": "x", **form}
    await tab.send(RequestState.record, form=form)
    await tab.send(RequestState.choose_channel, channel=form)
    await tab.send(RequestState.wrote_where_to, text=form)
    assert kinds(house.store, request_id) == before


@pytest.mark.parametrize("step", ["", "approve", "nothing", "sent", "reopen", "<b>"])
async def test_a_step_that_is_not_due_opens_no_form(
    tab: Tab, house: House, cast: Cast, step: str
) -> None:
    request_id = waiting_request(house.store, cast.bob, cast.riverbend)
    state = await visit(tab, house, cast.bob, request_id, step)
    assert state.view is not None
    assert (state.form, state.start) == ("", {})
