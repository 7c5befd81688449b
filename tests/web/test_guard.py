"""Who gets through to which handler, and what ends when a session does."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from reflex.state import State

from records_app.casework.people import Role
from records_app.casework.permissions import Permission
from records_app.office.accounts import change_role, disable_person
from records_app.office.sign_in import sign_out
from records_app.web.guard import NOT_YOURS, action
from records_app.web.house import House
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast
from tests.office.signing_in import LONG
from tests.web import bench
from tests.web.bench import BenchState, PlainState, sign_in
from tests.web.tabs import Tab


@pytest.fixture(autouse=True)
def at_a_known_time():
    bench.calls.clear()
    bench.times.clear()
    with time_machine.travel(NOW, tick=False):
        yield


async def test_a_stranger_gets_through_to_nothing(tab: Tab, cast: Cast) -> None:
    await tab.open()
    for handler in (BenchState.load, BenchState.anyone_here):
        await tab.send(handler)
    for handler in (BenchState.ask, BenchState.steps, BenchState.slowly):
        await tab.send(handler, what="say")
    assert bench.calls == []
    assert (await tab.state(BenchState)).answer == ""
    session = await tab.state(SessionState)
    assert session.sign_in_href == "/login/?next=/"
    assert (session.person_name, session.may, session.flash) == ("", [], "")


async def test_a_stranger_may_call_what_is_public(tab: Tab, cast: Cast) -> None:
    await tab.send(BenchState.anyone)
    assert (await tab.state(BenchState)).answer == "anyone"


async def test_the_way_back_keeps_page_and_query(tab: Tab, cast: Cast) -> None:
    tab.path, tab.query = "/agencies/", {"q": "cedar"}
    await tab.send(BenchState.load)
    assert (await tab.state(SessionState)).sign_in_href == "/login/?next=/agencies/%3Fq%3Dcedar"


@pytest.mark.parametrize(
    ("who", "may_record"), [("vera", False), ("bob", True), ("alice", True), ("ada", True)]
)
async def test_each_role_gets_what_its_permissions_say(
    tab: Tab, house: House, cast: Cast, who: str, may_record: bool
) -> None:
    actor = getattr(cast, who)
    sign_in(tab, house, actor)
    await tab.send(BenchState.load)
    await tab.send(BenchState.ask, what="say")
    asked = [(actor.name, "load")] + ([(actor.name, "say")] if may_record else [])
    assert bench.calls == asked
    session = await tab.state(SessionState)
    assert session.flash == ("Said." if may_record else NOT_YOURS)
    assert session.flash_tone == ("good" if may_record else "bad")
    assert (session.person_name, session.person_role) == (actor.name, actor.role.value)
    assert ("record" in session.may) is may_record
    assert session.sign_in_href == ""


async def test_background_and_generator_handlers_are_guarded_too(
    tab: Tab, house: House, cast: Cast
) -> None:
    sign_in(tab, house, cast.vera)
    await tab.send(BenchState.slowly, what="say")
    await tab.send(BenchState.steps, what="say")
    assert bench.calls == []
    sign_in(tab, house, cast.bob)
    await tab.send(BenchState.slowly, what="later")
    assert (await tab.state(BenchState)).answer == "Bob asked"
    await tab.send(BenchState.steps, what="later")
    assert bench.calls == [("Bob", "later")] * 2


async def test_a_handler_without_a_policy_is_nobodys(tab: Tab, house: House, cast: Cast) -> None:
    sign_in(tab, house, cast.ada)
    await tab.send(PlainState.forgotten)
    await tab.send(PlainState.half_forgotten)
    assert bench.calls == []
    assert not (await tab.state(PlainState)).touched


@pytest.mark.parametrize("of", [State, SessionState, BenchState, PlainState])
async def test_nobody_sets_a_variable_from_outside(
    tab: Tab, house: House, cast: Cast, of: type
) -> None:
    sign_in(tab, house, cast.ada)
    name = f"{of.get_full_name()}.setvar"
    for variable, value in (("person_role", "admin"), ("answer", "forged"), ("_owner", "me")):
        await tab.send(name, var_name=variable, value=value)
    await tab.send(
        State.event_handlers["hydrate_and_load"],
        vars={f"{SessionState.get_full_name()}.person_name": "Mallory"},
    )
    await tab.send(
        "reflex___state____state.reflex___state____update_vars_internal_state.update_vars_internal",
        vars={f"{BenchState.get_full_name()}.answer": "forged"},
    )
    assert (await tab.state(BenchState)).answer == ""
    assert (await tab.state(SessionState)).person_name == "Ada"


async def test_the_tab_is_wiped_when_its_cookie_changes(tab: Tab, house: House, cast: Cast) -> None:
    sign_in(tab, house, cast.bob)
    await tab.send(BenchState.ask, what="mine")
    assert (await tab.state(BenchState)).answer == "Bob asked"
    tab.wire.updates.clear()
    tab.cookie = ""  # somebody has the tab's token, but not the cookie
    await tab.open()
    assert "Bob" not in tab.wire.text()
    state = await tab.state(BenchState)
    assert (state.answer, state._secret) == ("", "")
    sign_in(tab, house, cast.vera)
    await tab.open()
    assert "Bob" not in tab.wire.text()
    assert (await tab.state(SessionState)).person_name == "Vera"


async def test_a_new_session_of_the_same_person_starts_afresh(
    tab: Tab, house: House, cast: Cast
) -> None:
    sign_in(tab, house, cast.bob)
    await tab.send(BenchState.ask, what="mine")
    sign_in(tab, house, cast.bob)
    await tab.open()
    assert (await tab.state(BenchState)).answer == ""


@pytest.mark.parametrize("ending", ["signed out", "disabled", "expired"])
async def test_an_open_tab_loses_everything_when_the_session_ends(
    tab: Tab, house: House, cast: Cast, ending: str
) -> None:
    token = sign_in(tab, house, cast.bob)
    await tab.open()
    await tab.send(BenchState.ask, what="mine")
    bench.calls.clear()
    later = NOW
    if ending == "signed out":
        sign_out(house.store, token)
    elif ending == "disabled":
        disable_person(house.store, cast.ada, cast.bob.id, now=NOW)
    else:
        later = NOW + timedelta(days=LONG + 1)
    with time_machine.travel(later, tick=False):
        await tab.send(BenchState.ask, what="again")
    assert bench.calls == []
    assert (await tab.state(BenchState)).answer == ""
    session = await tab.state(SessionState)
    assert (session.person_name, session.sign_in_href) == ("", "/login/?next=/")
    last = tab.wire.updates[-1].delta
    assert any("/login/?next=/" in str(values) for values in last.values())


async def test_a_role_taken_away_counts_at_once(tab: Tab, house: House, cast: Cast) -> None:
    sign_in(tab, house, cast.bob)
    await tab.send(BenchState.ask, what="before")
    change_role(house.store, cast.ada, cast.bob.id, Role.VIEWER, now=NOW)
    await tab.send(BenchState.ask, what="after")
    assert bench.calls == [("Bob", "before")]
    assert "record" not in (await tab.state(SessionState)).may


async def test_the_cookie_never_reaches_the_browser(tab: Tab, house: House, cast: Cast) -> None:
    token = sign_in(tab, house, cast.bob)
    await tab.open()
    await tab.send(BenchState.ask, what="mine")
    assert "Bob" in tab.wire.text()
    assert token not in tab.wire.text()
    assert "only ours" not in tab.wire.text()


def test_a_handler_that_would_block_every_tab_is_refused() -> None:
    with pytest.raises(TypeError, match="must be async"):

        @action(Permission.SEE)
        def load(self) -> None:
            """Not async."""
