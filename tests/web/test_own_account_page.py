"""The page of one's own account, as a browser without scripts sees it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import httpx
import pytest
import time_machine

from records_app.casework.people import Actor
from records_app.office.password_again import PLEASE, WRONG
from records_app.office.second_factor import my_factor
from records_app.office.sign_in import actor_of
from records_app.web.house import House
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast
from tests.office.phones import code_at, give_phone
from tests.office.signing_in import PASSWORD, give_password, session_of
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")

Browser = httpx.AsyncClient
ACCOUNT, SETUP = "/account/", "/account/second-factor/"
NEW = "a garden of seven lamps"
PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Safari/604.1"}


@pytest.fixture
def bob(cast: Cast, house: House, client: Browser) -> Actor:
    """Bob, signed in to this browser with his password."""
    give_password(house.store, cast.bob)
    give_password(house.store, cast.carl)
    return cast.bob


@pytest.fixture
async def here(client: Browser, bob: Actor) -> Browser:
    answer = await client.post("/login/", data={"email": bob.email, "password": PASSWORD})
    assert answer.status_code == 303
    return client


async def elsewhere(here: Browser, email: str) -> str:
    """Sign in from a phone; gives the session."""
    kept = dict(here.cookies)
    here.cookies.clear()
    answer = await here.post("/login/", data={"email": email, "password": PASSWORD}, headers=PHONE)
    here.cookies.clear()
    for name, value in kept.items():
        here.cookies.set(name, value)
    return answer.headers["set-cookie"].partition("=")[2].partition(";")[0]


async def act(here: Browser, act: str, **fields: Any) -> httpx.Response:
    return await here.post(ACCOUNT, data={"act": act, **fields})


def numbers(page: str, act: str) -> list[str]:
    return re.findall(rf'value="{act}"><input type="hidden" name="id" value="(\d+)"', page)


async def test_only_whoever_is_signed_in_sees_it(client: Browser, bob: Actor) -> None:
    for path in (ACCOUNT, SETUP):
        assert (await client.get(path)).status_code == 303
        assert (await client.post(path, data={"act": "name"})).status_code == 303


async def test_the_page_is_plain_and_says_where_one_is_signed_in(here: Browser, bob: Actor) -> None:
    await elsewhere(here, bob.email)
    page = await here.get(ACCOUNT)
    assert page.status_code == 200
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.text.count("<h1") == 1
    assert "Safari on an iPhone" in page.text
    assert "from 192.0.2.7" in page.text
    assert 'href="/agencies/"' in page.text
    assert 'href="/people/"' not in page.text
    ids = re.findall(r'id="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))


async def test_a_new_name(here: Browser, bob: Actor, house: House) -> None:
    answer = await act(here, "name", name="Robert Brown")
    assert answer.headers["location"] == "/account/?done=name"
    page = await here.get("/account/?done=name")
    assert "Your name is changed." in page.text
    assert "Robert Brown" in page.text
    wrong = await act(here, "name", name="<b>" * 60)
    assert wrong.status_code == 400
    assert "&lt;b&gt;" in wrong.text
    assert "<b><b>" not in wrong.text


async def test_a_new_password_keeps_this_browser_only(
    here: Browser, bob: Actor, house: House
) -> None:
    there = await elsewhere(here, bob.email)
    for old, new in (("wrong horse battery", NEW), (PASSWORD, "password1234")):
        answer = await act(here, "password", old=old, password=new)
        assert answer.status_code == 400
        assert old not in answer.text
        assert new not in answer.text
    assert (await act(here, "password", old=PASSWORD, password=NEW)).status_code == 303
    assert actor_of(house.store, there, NOW) is None
    assert (await here.get(ACCOUNT)).status_code == 200


async def test_signing_out_there_and_nobody_elses(here: Browser, bob: Actor, house: House) -> None:
    there = await elsewhere(here, bob.email)
    carls = await elsewhere(here, "carl@opendoors.example")
    carl = actor_of(house.store, carls, NOW)
    assert carl is not None
    for number in (str(carl.session_id), "0", "x", "9" * 30, ""):
        assert (await act(here, "end", id=number)).status_code == 404
    (number,) = numbers((await here.get(ACCOUNT)).text, "end")
    assert (await act(here, "end", id=number)).status_code == 303
    assert actor_of(house.store, there, NOW) is None
    assert actor_of(house.store, carls, NOW) == carl


@pytest.mark.parametrize("what", ["others", "start", "codes", "off"])
async def test_after_ten_minutes_the_password_is_asked_for_in_the_same_form(
    here: Browser, bob: Actor, house: House, what: str
) -> None:
    there = await elsewhere(here, bob.email)
    give_phone(house.store, bob)
    with time_machine.travel(NOW + timedelta(minutes=10), tick=False):
        for again, why in (("", PLEASE), ("wrong horse battery", WRONG)):
            answer = await act(here, what, again=again)
            assert answer.status_code == 400
            assert why in answer.text
            assert f'id="again-{what}" name="again" type="password" value=""' in answer.text
        assert actor_of(house.store, there, NOW) == bob
        assert my_factor(house.store, bob).codes_left == 10
        assert (await act(here, what, again=PASSWORD)).status_code in (200, 303)


async def test_guessing_the_password_there_has_its_limit(here: Browser, bob: Actor) -> None:
    for _ in range(8):
        assert (await act(here, "others", again="wrong horse battery")).status_code == 400
    assert (await act(here, "others", again=PASSWORD)).status_code == 429


async def test_setting_up_the_second_factor(here: Browser, bob: Actor, house: House) -> None:
    assert (await here.get(SETUP)).headers["location"] == ACCOUNT
    assert (await act(here, "start")).headers["location"] == SETUP
    page = await here.get(SETUP)
    key = re.search(r'<code class="key">([A-Z2-7 ]+)</code>', page.text)
    assert key is not None
    assert "<svg " in page.text
    assert (await here.post(SETUP, data={"code": "000000"})).status_code == 400
    assert my_factor(house.store, bob).since is None
    code = code_at(key.group(1).replace(" ", ""), NOW)
    done = await here.post(SETUP, data={"code": code})
    assert len(re.findall(r"<code>([a-z0-9-]{19})</code>", done.text)) == 10
    assert my_factor(house.store, bob).since == NOW
    assert key.group(1) not in (await here.get(ACCOUNT)).text
    assert (await here.get(SETUP)).headers["location"] == ACCOUNT


async def test_the_square_is_not_shown_ten_minutes_later(here: Browser, bob: Actor) -> None:
    await act(here, "start")
    with time_machine.travel(NOW + timedelta(minutes=10), tick=False):
        assert (await here.get(SETUP)).headers["location"] == ACCOUNT
        answer = await here.post(SETUP, data={"code": "123456"})
        assert answer.headers["location"] == ACCOUNT


async def test_a_new_browser_is_asked_about_on_the_next_page(
    here: Browser, bob: Actor, house: House, tab: Tab
) -> None:
    tab.belongs_to(here.cookies["sid"])
    await tab.open()
    assert (await tab.state(SessionState)).new_browser_id == 0
    there = await elsewhere(here, bob.email)
    await tab.open()
    asked = await tab.state(SessionState)
    assert asked.new_browser == "Safari on an iPhone, from 192.0.2.7, Mon, Nov 23, 2026, 10:00 AM."
    page = await here.get(ACCOUNT)
    assert numbers(page.text, "out") == [str(asked.new_browser_id)]
    answer = await act(here, "out", id=str(asked.new_browser_id))
    assert answer.headers["location"] == "/account/?done=out"
    assert actor_of(house.store, there, NOW) is None
    await tab.open()
    assert (await tab.state(SessionState)).new_browser_id == 0


async def test_whoever_takes_the_tab_over_is_not_told_of_it(
    here: Browser, bob: Actor, cast: Cast, house: House, tab: Tab
) -> None:
    await elsewhere(here, bob.email)
    tab.belongs_to(here.cookies["sid"])
    await tab.open()
    tab.wire.updates.clear()
    tab.belongs_to(session_of(house.store, cast.vera, NOW))
    await tab.open()
    assert (await tab.state(SessionState)).new_browser == ""
    assert "iPhone" not in tab.wire.text()


@pytest.mark.parametrize(
    "fields", [{}, {"act": "king"}, {"act": "mine"}, {"act": "out", "id": "-1"}]
)
async def test_what_no_form_sends_is_not_found(
    here: Browser, bob: Actor, fields: dict[str, str]
) -> None:
    assert (await here.post(ACCOUNT, data=fields)).status_code == 404


@pytest.mark.parametrize("what", ["name", "password", "end", "others", "off"])
async def test_posting_from_another_site_does_nothing(here: Browser, bob: Actor, what: str) -> None:
    headers = {"Origin": "https://evil.example"}
    answer = await here.post(ACCOUNT, data={"act": what, "name": "Evil"}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("done", ["king", "<script>", "x" * 5000])
async def test_an_address_that_says_something_was_done_says_nothing_of_its_own(
    here: Browser, bob: Actor, done: str
) -> None:
    page = await here.get(ACCOUNT, params={"done": done})
    assert "<script" not in page.text
    assert 'class="flash"' not in page.text
