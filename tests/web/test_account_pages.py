"""Sign in, sign out and one-time links as a browser without scripts sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from records_app.casework.people import Actor
from records_app.office.accounts import list_people
from records_app.office.invites import first_admin_link, invite, password_link
from records_app.office.sign_in import WRONG, actor_of
from records_app.settings import Settings
from records_app.store.tables_people import Person
from records_app.web.house import House, move_in
from records_app.web.next_page import next_page
from tests.office.cast import Cast
from tests.office.signing_in import PASSWORD, give_password, session_of

Browser = httpx.AsyncClient
EVIL = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "evil.example",
    "/login/",
    "/login/?next=/login/",
    "/logout/",
    "/invite/x/",
    "/x" * 1500,
    "/ä",
    "",
]


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def bob(cast: Cast, house: House) -> Actor:
    give_password(house.store, cast.bob)
    return cast.bob


async def sign_in(client: Browser, email: str, password: str = PASSWORD, **more: str):
    return await client.post("/login/", data={"email": email, "password": password, **more})


def fields(page: str) -> Iterator[tuple[str, str]]:
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name:
            yield name.group(1), value.group(1) if value else ""


async def test_the_form_is_a_page_that_needs_no_script(client: Browser, bob: Actor) -> None:
    answer = await client.get("/login/?next=/agencies/%3Fq%3Dcedar")
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "style=" not in answer.text
    assert dict(fields(answer.text)) == {"next": "/agencies/?q=cedar", "email": "", "password": ""}
    assert answer.text.count("<h1") == 1
    assert "script-src" not in answer.headers["content-security-policy"]


async def test_signing_in_sets_the_cookie_and_goes_on(
    client: Browser, bob: Actor, house: House
) -> None:
    answer = await sign_in(client, bob.email, next="/agencies/?q=cedar")
    assert (answer.status_code, answer.headers["location"]) == (303, "/agencies/?q=cedar")
    cookie = answer.headers.get_list("set-cookie")[0]
    name, _, rest = cookie.partition("=")
    token, _, flags = rest.partition(";")
    assert name == "sid"
    assert {flag.strip().lower() for flag in flags.split(";")} == {
        "httponly",
        "samesite=lax",
        "path=/",
        "max-age=1209600",
    }
    assert actor_of(house.store, token, now()) == bob
    page = await client.get("/agencies/?q=cedar")
    assert page.status_code == 200


async def test_over_tls_the_cookie_is_bound_to_host_and_tls(
    client: Browser, bob: Actor, house: House, settings: Settings
) -> None:
    tls = settings.model_copy(update={"public_url": "https://desk.example.org"})
    move_in(House(tls, house.store))
    answer = await sign_in(client, bob.email)
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("__host-sid=")
    assert "; secure" in cookie
    assert "domain" not in cookie
    token = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
    plain_name = await client.get("/", headers={"Cookie": f"sid={token}"})
    assert plain_name.status_code == 303


@pytest.mark.parametrize("email", ["nobody@opendoors.example", "bob@opendoors.example", "", "é"])
async def test_wrong_is_wrong_in_the_same_words(client: Browser, bob: Actor, email: str) -> None:
    answer = await sign_in(client, email, "wrong " + PASSWORD)
    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers
    assert answer.text.count(WRONG) == 2  # in the summary and at the field
    assert dict(fields(answer.text)) == {"next": "/", "email": email, "password": ""}
    assert "wrong " + PASSWORD not in answer.text
    assert re.search(r'class="summary"[^>]*tabindex="-1"[^>]*autofocus', answer.text)
    assert 'aria-invalid="true" aria-describedby="password-error"' in answer.text


async def test_what_was_typed_is_text(client: Browser, bob: Actor) -> None:
    nasty = '"><script>alert(1)</script>{{ 7*7 }}'
    answer = await sign_in(client, nasty, "x", next='/"><script>')
    assert "<script" not in answer.text
    assert "{{ 7*7 }}" in answer.text


async def test_too_many_attempts_say_when_to_come_back(client: Browser, bob: Actor) -> None:
    for _ in range(8):
        assert (await sign_in(client, bob.email, "wrong")).status_code == 400
    answer = await sign_in(client, bob.email)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 900
    assert "Too many attempts" in answer.text
    assert "set-cookie" not in answer.headers


async def test_a_cookie_planted_before_is_not_the_session_after(
    client: Browser, bob: Actor, cast: Cast, house: House
) -> None:
    planted = session_of(house.store, cast.vera, now())
    client.cookies.set("sid", planted)
    answer = await sign_in(client, bob.email)
    token = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
    assert token != planted
    assert actor_of(house.store, planted, now()) is None
    client.cookies.clear()
    client.cookies.set("sid", "attackers-choice")
    answer = await sign_in(client, bob.email)
    assert "attackers-choice" not in answer.headers["set-cookie"]
    assert actor_of(house.store, "attackers-choice", now()) is None


async def test_who_is_signed_in_goes_straight_on(client: Browser, bob: Actor, house: House) -> None:
    client.cookies.set("sid", session_of(house.store, bob, now()))
    answer = await client.get("/login/?next=/agencies/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/agencies/")


@pytest.mark.parametrize("wanted", EVIL)
async def test_no_other_host_after_signing_in(client: Browser, bob: Actor, wanted: str) -> None:
    answer = await sign_in(client, bob.email, next=wanted)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert next_page(wanted) == "/"


@pytest.mark.parametrize("wanted", [None, 3, b"/x", ["/x"]])
def test_what_is_no_text_is_no_page(wanted: object) -> None:
    assert next_page(wanted) == "/"


@pytest.mark.parametrize("wanted", ["/", "/agencies/?q=a%20b&x=//y", "/requests/MO-2026-0001/#x"])
def test_our_own_pages_are_kept(wanted: str) -> None:
    assert next_page(wanted) == wanted


async def test_signing_out_ends_the_session_and_the_cookie(
    client: Browser, bob: Actor, house: House
) -> None:
    token = session_of(house.store, bob, now())
    client.cookies.set("sid", token)
    answer = await client.post("/logout/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login/?out=1")
    assert re.match(r'sid="?"?; .*max-age=0', answer.headers["set-cookie"].lower())
    assert actor_of(house.store, token, now()) is None
    assert "You are signed out." in (await client.get("/login/?out=1")).text


async def test_signing_out_needs_a_post_and_no_session(client: Browser, bob: Actor) -> None:
    assert (await client.get("/logout/")).status_code == 405
    assert (await client.post("/logout/")).status_code == 303


async def test_the_first_link_makes_an_admin_who_is_signed_in(
    client: Browser, house: House
) -> None:
    token = first_admin_link(house.store, now=now())
    page = await client.get(f"/invite/{token}/")
    assert page.status_code == 200
    assert set(dict(fields(page.text))) == {"name", "email", "password"}
    answer = await client.post(
        f"/invite/{token}/",
        data={"name": "Dora", "email": "dora@opendoors.example", "password": PASSWORD},
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    session = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
    actor = actor_of(house.store, session, now())
    assert actor is not None
    assert (actor.name, actor.role.value) == ("Dora", "admin")
    for answer in (
        await client.get(f"/invite/{token}/"),
        await client.post(f"/invite/{token}", data={"password": PASSWORD}),
    ):
        assert answer.status_code == 404
        assert "does not work any more" in answer.text
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("slash", ["", "/"])
async def test_errors_keep_what_was_typed_but_the_password(
    client: Browser, cast: Cast, house: House, slash: str
) -> None:
    ada = replace(cast.ada, confirmed_at=now())
    token = invite(house.store, ada, "dora@opendoors.example", "", "viewer", now=now())
    answer = await client.post(
        f"/invite/{token}{slash}",
        data={"name": "<b>Dora</b>", "email": "no address", "password": "too short"},
    )
    assert answer.status_code == 400
    assert dict(fields(answer.text)) == {
        "name": "&lt;b&gt;Dora&lt;/b&gt;",
        "email": "no address",
        "password": "",
    }
    assert answer.text.count('class="error"') == 2
    assert "<title>Error: " in answer.text
    assert len(list_people(house.store, cast.ada)) == 5


async def test_a_new_password_asks_for_nothing_else(
    client: Browser, cast: Cast, bob: Actor, house: House
) -> None:
    ada = replace(cast.ada, confirmed_at=now())
    token = password_link(house.store, ada, bob.id, now=now())
    page = await client.get(f"/invite/{token}/")
    assert set(dict(fields(page.text))) == {"password"}
    assert bob.email in page.text
    answer = await client.post(f"/invite/{token}/", data={"password": "three other words"})
    assert answer.status_code == 303
    client.cookies.clear()
    assert (await sign_in(client, bob.email)).status_code == 400
    assert (await sign_in(client, bob.email, "three other words")).status_code == 303


@pytest.mark.parametrize(
    "path", ["/invite/x/", "/invite/%00/", "/invite/" + "a" * 4000, "/invite/%ED%A0%80/"]
)
async def test_a_wrong_link_is_a_plain_page(client: Browser, cast: Cast, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 404
    assert "This link has ended" in answer.text


@pytest.mark.parametrize("path", ["/invite/", "/login/nothing/", "/invite/a/b/"])
async def test_what_no_route_has_shows_no_page_to_strangers(
    client: Browser, cast: Cast, path: str
) -> None:
    answer = await client.get(path)
    assert "secret" not in answer.text
    assert (answer.status_code, answer.headers["location"].startswith("/login/")) == (303, True)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"email": "bob@opendoors.example"}'),
        ("multipart/form-data; boundary=x", b"--x--"),
        ("multipart/form-data", b"nonsense"),
        ("text/plain", b"email=bob"),
        ("", b"\xff\xfe"),
        ("application/x-www-form-urlencoded", b"\xff=%ff&&&=;email"),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(200))),
        ("application/x-www-form-urlencoded", b"email=a&email=b&password=c&password=d"),
    ],
)
async def test_a_strange_body_is_a_wrong_form(
    client: Browser, bob: Actor, kind: str, body: bytes
) -> None:
    answer = await client.post("/login/", content=body, headers={"Content-Type": kind})
    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers


async def test_people_disabled_meanwhile_are_out(client: Browser, bob: Actor, house: House) -> None:
    with house.store.transaction() as session:
        session.get_one(Person, bob.id).disabled_at = now()
    assert (await sign_in(client, bob.email)).status_code == 400
