"""The studio in a tab, and the routes of the logo: staff word letters, admins change the logo."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from records_app.office.logo import LogoTrouble, change_logo
from records_app.office.missouri_time import missouri_day
from records_app.office.wording import open_wording, save_wording
from records_app.web.guard import NOT_YOURS
from records_app.web.house import House
from records_app.web.pages.studio import StudioState, WordingState
from tests.office.cast import NOW, Cast
from tests.office.made_logos import picture
from tests.office.signing_in import session_of
from tests.web.signed_in_tab import become, flash_of
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")

PATH = "/studio/us-mo/demand-grounds/"


@pytest.fixture
async def alice(tab: Tab, house: House, cast: Cast) -> Tab:
    """The tab of staff in the editor."""
    become(tab, house, cast.alice, PATH)
    await tab.send(WordingState.load)
    return tab


def newest(house: House, cast: Cast) -> int:
    today = missouri_day(NOW)
    return open_wording(house.store, cast.ada, "us-mo", "demand-grounds", today=today).version


def sheet(state: Any) -> str:
    return " ".join(line.lead + line.text for line in state.lines)


@pytest.mark.parametrize("who", ["", "vera", "bob"])
async def test_others_see_and_change_nothing(tab: Tab, house: House, cast: Cast, who: str) -> None:
    tab.path = PATH
    if who:
        become(tab, house, getattr(cast, who), PATH)
    await tab.send(WordingState.load)
    await tab.send(WordingState.typed, part="own_last", text="Ours.")
    await tab.send(WordingState.save, form={"own_last": "Ours.", "own_last-how": "own"})
    await tab.send(StudioState.load)
    await tab.send(StudioState.take_logo_off)
    assert (await tab.state(WordingState)).found is None
    assert (await tab.state(StudioState)).laws == []
    assert newest(house, cast) == 0
    assert await flash_of(tab) == (NOT_YOURS if who else "")


async def test_typing_shows_in_the_sample_letter_and_is_kept_as_a_version(
    alice: Tab, house: House, cast: Cast
) -> None:
    state = await alice.state(WordingState)
    assert (state.found.title, state.version) == ("Ask for the grounds of a denial", 0)
    await alice.send(WordingState.choose, part="own_last", how="own")
    await alice.send(WordingState.typed, part="own_last", text="We thank {agency}.")
    state = await alice.state(WordingState)
    assert "We thank Riverbend Police Department." in sheet(state)
    assert [line.text for line in state.lines if line.changed]
    assert (state.problems, newest(house, cast)) == ([], 0)
    form = {"own_last": "We thank {agency}.", "own_last-how": "own", "note": "Thanks"}
    await alice.send(WordingState.save, form=form)
    state = await alice.state(WordingState)
    assert (state.version, newest(house, cast)) == (1, 1)
    assert await flash_of(alice) == "Version 1 is saved. New letters use it from now on."
    assert [line.note for line in state.found.versions] == ["Thanks", ""]


async def test_a_missing_statement_is_said_while_typing_and_refused_when_saving(
    alice: Tab, house: House, cast: Cast
) -> None:
    await alice.send(WordingState.choose, part="own_grounds", how="own")
    await alice.send(WordingState.typed, part="own_grounds", text="Why?\n{nobody}")
    state = await alice.state(WordingState)
    said = state.wrong["own_grounds"]
    assert "Line 2: There is no {nobody}" in said
    assert "The demand for written grounds is missing: § 610.023.4, RSMo." in said
    await alice.send(WordingState.save, form={})
    state = await alice.state(WordingState)
    assert (state.attempt, newest(house, cast)) == (1, 0)


async def test_of_two_who_save_the_second_keeps_what_was_typed(
    alice: Tab, house: House, cast: Cast
) -> None:
    raw = {"own_last": "Theirs.", "own_last-how": "own"}
    save_wording(house.store, cast.ada, "us-mo", "demand-grounds", raw, version=0, now=NOW)
    form = {"own_last": "Ours.", "own_last-how": "own"}
    await alice.send(WordingState.save, form=form)
    state = await alice.state(WordingState)
    assert state.stale.startswith("Ada saved another version on ")
    assert (state.version, newest(house, cast)) == (1, 1)
    assert [part.text for part in state.found.parts if part.name == "own_last"] == [""]
    await alice.send(WordingState.save, form=form)
    assert newest(house, cast) == 2
    assert (await alice.state(WordingState)).stale == ""


async def test_going_back_asks_first(alice: Tab, house: House, cast: Cast) -> None:
    await alice.send(WordingState.save, form={"own_last": "Ours.", "own_last-how": "own"})
    await alice.send(WordingState.go_back)
    assert newest(house, cast) == 1
    await alice.send(WordingState.ask_to_go_back, number=0)
    await alice.send(WordingState.stay)
    assert (await alice.state(WordingState)).asked == 0
    await alice.send(WordingState.ask_to_go_back, number=0)
    await alice.send(WordingState.go_back)
    state = await alice.state(WordingState)
    assert (newest(house, cast), state.found.words) == (2, "Standard wording")
    await alice.send(WordingState.compare, form={"one": "0", "other": "1"})
    state = await alice.state(WordingState)
    assert [(line.kind, line.text) for line in state.differs.lines] == [("new", "Ours.")]


@pytest.mark.parametrize("form", [None, [], 5, {}, {"own_last": 7}, {"own_last-how": {"a": 1}}])
async def test_nonsense_changes_nothing(alice: Tab, house: House, cast: Cast, form: object) -> None:
    await alice.send(WordingState.save, form=form)
    await alice.send(WordingState.compare, form=form)
    await alice.send(WordingState.typed, part="own_nothing", text="x")
    await alice.send(WordingState.choose, part="own_last", how="nonsense")
    await alice.send(WordingState.ask_to_go_back, number="x")
    assert newest(house, cast) == 0


@pytest.mark.parametrize("path", ["/studio/us-mo/x/", "/studio/x/request/", "/studio/a/b/c/"])
async def test_there_is_no_such_letter(tab: Tab, house: House, cast: Cast, path: str) -> None:
    become(tab, house, cast.alice, path)
    await tab.send(WordingState.load)
    assert (await tab.state(WordingState)).found is None


async def test_the_list_tells_what_became_of_a_logo(tab: Tab, house: House, cast: Cast) -> None:
    become(tab, house, cast.ada, "/studio/")
    tab.query = {"logo": "drawing"}
    await tab.send(StudioState.load)
    state = await tab.state(StudioState)
    assert (state.logo_trouble, state.logo, len(state.laws)) == (LogoTrouble.DRAWING.words, "", 7)
    change_logo(house.store, cast.ada, picture(), now=NOW)
    tab.query = {"logo": "kept"}
    await tab.send(StudioState.load)
    state = await tab.state(StudioState)
    assert state.logo.startswith("/office/logo.png?v=")
    assert (state.logo_trouble, await flash_of(tab)) == (
        "",
        "The logo is saved. New letters bear it.",
    )
    await tab.send(StudioState.take_logo_off)
    assert (await tab.state(StudioState)).logo == ""


async def send(client: httpx.AsyncClient, content: bytes, name: str = "logo.png") -> str:
    answer = await client.post("/office/logo", files={"file": (name, content, "image/png")})
    assert answer.status_code == 303
    return answer.headers["location"]


async def test_an_admin_sends_a_logo_and_everybody_sees_it(
    client: httpx.AsyncClient, house: House, cast: Cast
) -> None:
    client.cookies.set("sid", session_of(house.store, cast.ada))
    assert (await client.get("/office/logo.png")).status_code == 404
    assert await send(client, picture()) == "/studio/?logo=kept#logo"
    client.cookies.set("sid", session_of(house.store, cast.vera))
    answer = await client.get("/office/logo.png")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "drawing"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * (3 * 1024 * 1024), "too-large"),
        (picture()[:100], "broken"),
        (b"GIF89a", "other-kind"),
        (b"", "missing"),
    ],
)
async def test_a_logo_that_is_none_is_refused_in_words(
    client: httpx.AsyncClient, house: House, cast: Cast, content: bytes, why: str
) -> None:
    client.cookies.set("sid", session_of(house.store, cast.ada))
    assert await send(client, content) == f"/studio/?logo={why}#logo"
    assert (await client.get("/office/logo.png")).status_code == 404


async def test_fifty_megabytes_are_not_read(
    client: httpx.AsyncClient, house: House, cast: Cast
) -> None:
    client.cookies.set("sid", session_of(house.store, cast.ada))
    files = {"file": ("logo.png", b"x" * (50 * 1024 * 1024), "image/png")}
    answer = await client.post("/office/logo", files=files)
    assert answer.status_code == 413
    assert "larger than 12 MiB" in answer.text


@pytest.mark.parametrize("who", ["alice", "bob", "vera"])
async def test_nobody_else_sends_one(
    client: httpx.AsyncClient, house: House, cast: Cast, who: str
) -> None:
    client.cookies.set("sid", session_of(house.store, getattr(cast, who)))
    answer = await client.post("/office/logo", files={"file": ("a.png", picture(), "image/png")})
    assert answer.status_code == 403
    assert (await client.get("/office/logo.png")).status_code == 404


async def test_a_stranger_is_sent_to_the_sign_in_page(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    assert (await client.get("/office/logo.png")).status_code in {302, 303, 307}
