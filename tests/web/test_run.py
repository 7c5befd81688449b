"""What a tab is told when a use case refuses, fails or is done, and what the use case is given."""

from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
import time_machine
from sqlalchemy import text

from records_app.web.house import House
from records_app.web.message_state import MessageState
from records_app.web.run import SOMETHING_WENT_WRONG
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast
from tests.web import bench
from tests.web.bench import BenchState, PlainState, sign_in
from tests.web.tabs import Tab


@pytest.fixture(autouse=True)
def at_a_known_time():
    bench.calls.clear()
    bench.times.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("not allowed", "Your role does not allow you to do that."),
        ("changed", "Bob changed this in the meantime."),
        ("refused", "Fee cap: Write an amount."),
    ],
)
async def test_refusals_become_words(
    tab: Tab, house: House, cast: Cast, what: str, said: str
) -> None:
    sign_in(tab, house, cast.bob)
    await tab.send(PlainState.ask, what=what)
    session = await tab.state(SessionState)
    assert session.flash.startswith(said)
    assert session.flash_tone == "bad"


@pytest.mark.parametrize("handler", [BenchState.ask, BenchState.steps, BenchState.slowly])
async def test_errors_of_a_form_stand_in_its_state_until_it_goes_well(
    tab: Tab, house: House, cast: Cast, handler
) -> None:
    sign_in(tab, house, cast.bob)
    await tab.send(handler, what="refused")
    state = await tab.state(BenchState)
    assert state.errors == {"fee": "Write an amount."}
    assert [problem.label for problem in state.problems] == ["Fee cap"]
    assert (await tab.state(SessionState)).flash == ""
    await tab.send(handler, what="fine")
    state = await tab.state(BenchState)
    assert (state.errors, state.problems, state.answer) == ({}, [], "Bob asked")


@pytest.mark.parametrize("handler", [BenchState.ask, BenchState.steps, BenchState.slowly])
async def test_a_failure_is_logged_and_told_without_its_detail(
    tab: Tab, house: House, cast: Cast, handler, caplog: pytest.LogCaptureFixture
) -> None:
    sign_in(tab, house, cast.bob)
    await tab.send(handler, what="broken")
    session = await tab.state(SessionState)
    assert session.flash.startswith(f"{SOMETHING_WENT_WRONG} (Reference ")
    reference = session.flash.rpartition(" ")[2].rstrip(")")
    assert f"failure {reference} at /" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "a secret detail" not in caplog.text
    assert "a secret detail" not in tab.wire.text()
    await tab.send(handler, what="fine")
    assert (await tab.state(SessionState)).flash == ""


async def test_not_found_shows_until_the_page_changes(tab: Tab, house: House, cast: Cast) -> None:
    sign_in(tab, house, cast.bob)
    tab.path = "/requests/none/"
    await tab.send(BenchState.ask, what="not found")
    assert (await tab.state(SessionState)).not_found
    tab.path = "/"
    await tab.send(BenchState.load)
    assert not (await tab.state(SessionState)).not_found


async def test_a_message_for_the_next_page_waits_for_it(tab: Tab, house: House, cast: Cast) -> None:
    sign_in(tab, house, cast.bob)
    tab.path = "/requests/new/"
    await tab.send(BenchState.ask, what="go")
    tab.path = "/requests/MO-2026-0001/"
    await tab.send(BenchState.load)
    assert (await tab.state(SessionState)).flash == "Sent."
    await tab.send(MessageState.dismiss)
    assert (await tab.state(SessionState)).flash == ""


async def test_a_reload_takes_the_message_away(tab: Tab, house: House, cast: Cast) -> None:
    sign_in(tab, house, cast.bob)
    await tab.send(BenchState.ask, what="say")
    await tab.open()
    assert (await tab.state(SessionState)).flash == ""


@pytest.mark.parametrize(
    "payload", [{}, {"what": {"a": 1}}, {"what": None}, {"who": "me"}, {"what": "x", "self": 1}]
)
async def test_a_payload_that_does_not_fit_breaks_nothing(
    tab: Tab, house: House, cast: Cast, payload: dict
) -> None:
    sign_in(tab, house, cast.bob)
    name = f"{BenchState.get_full_name()}.ask"
    event_payload = dict(payload)
    event_payload.pop("self", None)
    await tab.send(name, **event_payload)
    await tab.send(BenchState.ask, what="say")
    assert bench.calls[-1] == ("Bob", "say")


async def test_the_office_gets_now_in_utc_and_the_date_in_missouri(
    tab: Tab, house: House, cast: Cast
) -> None:
    sign_in(tab, house, cast.bob)
    late = NOW.replace(hour=4)  # ten in the evening of the day before, in Missouri
    with time_machine.travel(late, tick=False):
        await tab.send(BenchState.load)
    ((now, today),) = bench.times
    assert (now, now.tzinfo) == (late, UTC)
    assert today == late.astimezone(ZoneInfo("America/Chicago")).date()
    assert today != now.date()


async def test_without_a_database_nobody_gets_in_and_nothing_loops(
    tab: Tab, house: House, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    sign_in(tab, house, cast.bob)
    with house.store.transaction() as session:
        session.connection().execute(text("ALTER TABLE sign_in RENAME TO away"))
    await tab.open()
    await tab.send(BenchState.load)
    assert bench.calls == []
    assert (await tab.state(SessionState)).flash == SOMETHING_WENT_WRONG
    assert caplog.text.count("failure ") == 2
