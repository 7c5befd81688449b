"""The second step of signing in, as a browser without scripts sees it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import time_machine

from records_app.casework.people import Actor
from records_app.office.sign_in import actor_of
from records_app.settings import Settings
from records_app.store.people import office_row_locked
from records_app.web.house import House, move_in
from tests.office.cast import Cast
from tests.office.phones import code_at, give_phone
from tests.office.signing_in import PASSWORD, give_password, session_of
from tests.web.tabs import Tab

Browser = httpx.AsyncClient
STEP = "/login/code/"


@pytest.fixture(autouse=True)
def at_a_known_time():
    with time_machine.travel(datetime(2026, 11, 23, 16, 0, 5, tzinfo=UTC), tick=False):
        yield


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def bob(cast: Cast, house: House) -> Actor:
    give_password(house.store, cast.bob)
    return cast.bob


@pytest.fixture
def secret(bob: Actor, house: House) -> str:
    return give_phone(house.store, bob)[0]


async def first_step(client: Browser, bob: Actor, **more: str) -> httpx.Response:
    return await client.post("/login/", data={"email": bob.email, "password": PASSWORD, **more})


def given(answer: httpx.Response) -> dict[str, str]:
    """The cookies that an answer sets, by name."""
    pairs = (one.partition(";")[0].partition("=") for one in answer.headers.get_list("set-cookie"))
    return {name: value for name, _, value in pairs}


async def test_the_password_alone_gives_no_session(
    client: Browser, bob: Actor, secret: str, house: House
) -> None:
    answer = await first_step(client, bob, next="/agencies/?q=cedar")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login/code/?next=/agencies/%3Fq%3Dcedar"
    assert set(given(answer)) == {"half"}
    flags = answer.headers["set-cookie"].lower()
    assert "httponly" in flags
    assert "max-age=600" in flags
    page = await client.get(answer.headers["location"])
    assert page.status_code == 200
    assert "The second step" in page.text
    assert "<script" not in page.text
    assert secret not in page.text
    for path in ("/", "/agencies/", "/account/"):
        assert (await client.get(path)).status_code == 303


async def test_the_code_opens_the_page_that_was_asked_for(
    client: Browser, bob: Actor, secret: str, house: House
) -> None:
    half = given(await first_step(client, bob))["half"]
    answer = await client.post(STEP, data={"code": code_at(secret, now()), "next": "/agencies/"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/agencies/")
    cookies = given(answer)
    assert set(cookies) == {"sid", "known", "half"}
    assert cookies["half"] == '""'
    assert cookies["sid"] != half
    assert actor_of(house.store, cookies["sid"], now()) == bob
    client.cookies.set("half", half)
    again = await client.post(STEP, data={"code": code_at(secret, now())})
    assert again.headers["location"].startswith("/login/?late=1")
    assert "sid" not in given(again)


async def test_half_a_session_opens_nothing_anywhere_else(
    client: Browser, bob: Actor, secret: str, tab: Tab
) -> None:
    half = given(await first_step(client, bob))["half"]
    client.cookies.clear()
    client.cookies.set("sid", half)
    for path in ("/", "/agencies/", "/account/", "/audit.csv", "/requests/1/files/"):
        assert (await client.get(path)).headers["location"].startswith("/login/")
    assert (await client.post("/account/", data={"act": "name"})).status_code == 303
    tab.belongs_to(half)
    tab.path = "/"
    await tab.open()
    assert bob.email not in tab.wire.text()


async def test_a_session_is_no_half_of_one(
    client: Browser, bob: Actor, secret: str, house: House
) -> None:
    client.cookies.set("half", session_of(house.store, bob, now()))
    assert (await client.get(STEP)).headers["location"].startswith("/login/?late=1")
    answer = await client.post(STEP, data={"code": code_at(secret, now())})
    assert "sid" not in given(answer)


@pytest.mark.parametrize("cookie", ["", "x", "é", "a" * 5000, "' OR 1=1 --"])
async def test_without_the_first_step_there_is_no_second(
    client: Browser, bob: Actor, secret: str, cookie: str
) -> None:
    headers = {"Cookie": f"half={cookie}".encode()}
    for answer in (
        await client.get(STEP, headers=headers),
        await client.post(STEP, data={"code": code_at(secret, now())}, headers=headers),
    ):
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login/?late=1")
        assert "sid" not in given(answer)
    late = await client.get("/login/?late=1")
    assert "Please sign in again." in late.text


async def test_a_wrong_code_says_so_and_keeps_the_way(
    client: Browser, bob: Actor, secret: str
) -> None:
    await first_step(client, bob)
    answer = await client.post(STEP, data={"code": "000000", "next": "/agencies/"})
    assert answer.status_code == 400
    assert "This code is not right" in answer.text
    assert '<input type="hidden" name="next" value="/agencies/">' in answer.text
    assert "000000" not in answer.text
    for _ in range(7):
        await client.post(STEP, data={"code": "000000"})
    answer = await client.post(STEP, data={"code": code_at(secret, now())})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "/login/code/", ""])
async def test_no_other_host_after_the_second_step(
    client: Browser, bob: Actor, secret: str, wanted: str
) -> None:
    await first_step(client, bob, next=wanted)
    answer = await client.post(STEP, data={"code": code_at(secret, now()), "next": wanted})
    assert answer.headers["location"] == "/"


async def test_a_session_planted_before_ends_at_the_first_step(
    client: Browser, bob: Actor, cast: Cast, secret: str, house: House
) -> None:
    planted = session_of(house.store, cast.vera, now())
    client.cookies.set("sid", planted)
    await first_step(client, bob)
    assert actor_of(house.store, planted, now()) is None


async def test_starting_again_ends_the_half_session(
    client: Browser, bob: Actor, secret: str
) -> None:
    half = given(await first_step(client, bob))["half"]
    await client.post("/logout/")
    client.cookies.set("half", half)
    answer = await client.post(STEP, data={"code": code_at(secret, now())})
    assert "sid" not in given(answer)


async def test_over_tls_its_cookies_are_bound_to_host_and_tls(
    client: Browser, bob: Actor, secret: str, house: House, settings: Settings
) -> None:
    tls = settings.model_copy(update={"public_url": "https://desk.example.org"})
    move_in(House(tls, house.store))
    answer = await first_step(client, bob)
    assert set(given(answer)) == {"__Host-half"}
    half = given(answer)["__Host-half"]
    answer = await client.post(
        STEP, data={"code": code_at(secret, now())}, headers={"Cookie": f"__Host-half={half}"}
    )
    assert set(given(answer)) == {"__Host-sid", "__Host-known", "__Host-half"}
    assert all("secure" in one.lower() for one in answer.headers.get_list("set-cookie"))


async def test_posting_from_another_site_does_nothing(
    client: Browser, bob: Actor, secret: str
) -> None:
    await first_step(client, bob)
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = await client.post(STEP, data={"code": code_at(secret, now())}, headers=headers)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


async def test_where_everybody_is_asked_one_sets_it_up_before_anything_else(
    client: Browser, bob: Actor, house: House
) -> None:
    with house.store.transaction() as session:
        row = office_row_locked(session)
        row.second_factor_required = True
        session.add(row)
    answer = await first_step(client, bob)
    assert set(given(answer)) == {"half"}
    assert (await client.get("/")).status_code == 303
    page = await client.get(STEP)
    assert "<svg " in page.text
    assert "style=" not in page.text
    key = re.search(r'<code class="key">([A-Z2-7 ]+)</code>', page.text)
    assert key is not None
    secret = key.group(1).replace(" ", "")
    wrong = await client.post(STEP, data={"code": "000000"})
    assert (wrong.status_code, key.group(0) in wrong.text) == (400, True)
    done = await client.post(STEP, data={"code": code_at(secret, now()), "next": "/agencies/"})
    assert done.status_code == 200
    codes = re.findall(r"<code>([a-z0-9-]{19})</code>", done.text)
    assert len(codes) == 10
    assert 'href="/agencies/"' in done.text
    assert actor_of(house.store, given(done)["sid"], now()) == bob
    client.cookies.clear()
    await first_step(client, bob)
    with time_machine.travel(now() + timedelta(minutes=1), tick=False):
        again = await client.post(STEP, data={"code": codes[0]})
        assert actor_of(house.store, given(again)["sid"], now()) == bob
