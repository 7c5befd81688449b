"""What lies around every request: gate, origin, sizes, sockets, headers."""

from __future__ import annotations

import base64
import hashlib
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from limits import RateLimitItemPerMinute
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission
from records_app.office.refusals import (
    ChangedElsewhere,
    LinkExpired,
    NotAllowed,
    NotFound,
    Refused,
    TooManyAttempts,
)
from records_app.records_app import with_layers
from records_app.settings import Settings
from records_app.web.body_limit import LARGEST
from records_app.web.client_address import client_address
from records_app.web.house import House, move_in
from records_app.web.origins import allowed_origins
from records_app.web.page_gate import public_files
from records_app.web.routes import ROUTES
from records_app.web.routes.permit import require
from records_app.web.same_origin import REFUSAL
from records_app.web.security_headers import (
    content_security_policy,
    inline_script_hashes,
)
from records_app.web.socket_limits import LARGEST_MESSAGE, SocketLimits
from tests.office.cast import Cast
from tests.office.signing_in import session_of
from tests.web.conftest import ORIGIN

Browser = httpx.AsyncClient


@pytest.fixture
def signed_in(client: Browser, cast: Cast, house: House) -> Browser:
    client.cookies.set("sid", session_of(house.store, cast.vera, datetime.now(UTC)))
    return client


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/", "/login/"),
        ("/agencies/", "/login/?next=/agencies/"),
        ("/agencies/?q=a%26b&x=%2F", "/login/?next=/agencies/%3Fq%3Da%2526b%26x%3D%252F"),
        ("/requests/new", "/login/?next=/requests/new"),
        ("/index.html", "/login/?next=/index.html"),
        ("/404.html", "/login/?next=/404.html"),
        ("/__spa-fallback.html", "/login/?next=/__spa-fallback.html"),
        ("/nowhere/", "/login/?next=/nowhere/"),
        ("/loginx/", "/login/?next=/loginx/"),
        ("/ping/x", "/login/?next=/ping/x"),
        ("/look.css/", "/login/?next=/look.css/"),
        ("//evil.example/", "/login/?next=/evil.example/"),
        ("/%5Cevil.example/", "/login/?next=/evil.example/"),
        ("/" + "x" * 3000, "/login/"),
    ],
)
async def test_strangers_see_no_page(client: Browser, path: str, location: str) -> None:
    answer = await client.get(ORIGIN + path)
    assert (answer.status_code, answer.headers["location"]) == (303, location)
    assert "secret" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
async def test_strangers_change_nothing(client: Browser, method: str) -> None:
    answer = await client.request(method, "/requests/1/send/?x=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login/")


@pytest.mark.parametrize("path", ["/login/", "/look.css", "/assets/a-1234.js", "/healthz"])
async def test_what_is_public_needs_no_session(client: Browser, path: str) -> None:
    assert (await client.get(path)).status_code == 200


@pytest.mark.parametrize("path", ["/_upload", "/_upload/x", "/_all_routes", "/_health"])
async def test_doors_of_the_framework_are_closed(signed_in: Browser, path: str) -> None:
    for method in ("GET", "POST"):
        assert (await signed_in.request(method, path)).status_code == 404


async def test_people_see_pages(signed_in: Browser) -> None:
    answer = await signed_in.get("/agencies/")
    assert (answer.status_code, "secret" in answer.text) == (200, True)


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/agencies", "/agencies/"),
        ("/agencies?q=a%26b&x=", "/agencies/?q=a%26b&x="),
        ("/requests/MO-2026-0001", "/requests/MO-2026-0001/"),
        ("/login?next=/x/", "/login/?next=/x/"),
        ("//evil", "/evil/"),
        ("/%0d%0aSet-Cookie:x", "/%0D%0ASet-Cookie:x/"),
    ],
)
async def test_the_slash_comes_with_the_query(signed_in: Browser, path: str, location: str) -> None:
    answer = await signed_in.get(ORIGIN + path)
    assert (answer.status_code, answer.headers["location"]) == (308, location)


@pytest.mark.parametrize("cookie", ["sid=", "sid=x", "sid=" + "x" * 9000, "SID=1", "sid", "=;;="])
async def test_a_made_up_cookie_opens_nothing(client: Browser, cast: Cast, cookie: str) -> None:
    answer = await client.get("/", headers={"Cookie": cookie})
    assert answer.status_code == 303


async def test_health_is_the_databases(
    client: Browser, house: House, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await client.get("/healthz")).json() == {"database": "up"}
    from records_app.store.database import Store, open_store

    gone: Store = open_store("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    move_in(House(settings, gone))
    answer = await client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"database": "down"})


@pytest.mark.parametrize(
    ("headers", "fine"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN}, False),
        ({"Origin": ORIGIN}, True),
        ({"Origin": "http://127.0.0.1:8000"}, True),
        ({"Origin": "http://LOCALHOST:8000"}, True),
        ({"Origin": "http://localhost:8001"}, False),
        ({"Origin": "http://localhost"}, False),
        ({"Origin": "https://localhost:8000"}, False),
        ({"Origin": "http://localhost:8000.evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
        ({}, False),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "WHATEVER"])
async def test_changes_come_from_our_own_pages(
    client: Browser, headers: dict[str, str], fine: bool, method: str
) -> None:
    del client.headers["origin"]
    answer = await client.request(method, "/login/", headers=headers)
    assert (answer.status_code != 403) is fine
    assert (REFUSAL in answer.text) is not fine


async def test_a_body_of_one_mebibyte_and_no_more(signed_in: Browser) -> None:
    client = signed_in
    fits = await client.post("/echo/", content=b"x" * LARGEST)
    assert (fits.status_code, fits.text) == (200, str(LARGEST))
    for content in (b"x" * (LARGEST + 1), _in_parts(LARGEST + 1)):
        too_large = await client.post("/echo/", content=content)
        assert too_large.status_code == 413
    for length in ("-1", "1e3", "9" * 30, "²"):
        answer = await client.post(
            "/echo/", content=b"", headers={"Content-Length": length.encode()}
        )
        assert answer.status_code == 413


async def _in_parts(size: int):
    for _ in range(0, size, 65536):
        yield b"x" * 65536
    yield b"x"


@pytest.mark.parametrize(
    ("path", "method", "status", "cache"),
    [
        ("/", "GET", 303, "no-store"),
        ("/login/", "GET", 200, "no-store"),
        ("/login/", "POST", 400, "no-store"),
        ("/login", "GET", 308, "no-store"),
        ("/logout/", "POST", 303, "no-store"),
        ("/logout/", "GET", 405, "no-store"),
        ("/invite/x/", "GET", 404, "no-store"),
        ("/healthz", "GET", 200, "no-store"),
        ("/_upload", "GET", 404, "no-store"),
        ("/look.css", "GET", 200, "public, no-cache"),
        ("/assets/a-1234.js", "GET", 200, "public, max-age=31536000, immutable"),
        ("/assets/gone.js", "GET", 404, "no-store"),
        ("/login/", "POST", 413, "no-store"),
        ("/login/", "PUT", 403, "no-store"),
    ],
)
async def test_every_answer_has_the_headers(
    client: Browser, cast: Cast, path: str, method: str, status: int, cache: str
) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"} if status == 403 else {}
    content = b"x" * (LARGEST + 1) if status == 413 else b""
    answer = await client.request(method, path, headers=headers, content=content)
    assert answer.status_code == status
    _check_headers(answer, cache)


async def test_pages_have_them_too(signed_in: Browser) -> None:
    answer = await signed_in.get("/agencies/")
    _check_headers(answer, "no-store")
    digest = base64.b64encode(hashlib.sha256(b"let sun = 1").digest()).decode()
    policy = answer.headers["content-security-policy"]
    assert f"script-src 'self' 'sha256-{digest}';" in policy
    assert "connect-src 'self' ws://127.0.0.1:8000 ws://localhost:8000;" in policy


def _check_headers(answer: httpx.Response, cache: str) -> None:
    assert answer.headers["cache-control"] == cache
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "strict-transport-security" not in answer.headers
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'unsafe-inline'" not in policy


async def test_over_tls_browsers_are_told_to_stay_there(
    house: House, settings: Settings, built: Path
) -> None:
    tls = settings.model_copy(update={"public_url": "https://desk.example.org"})
    move_in(House(tls, house.store))
    site = with_layers(Starlette(routes=list(ROUTES)), tls, built)
    async with Browser(
        transport=httpx.ASGITransport(site), base_url="https://desk.example.org"
    ) as browser:
        answer = await browser.get("/login/")
        assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
        for origin, status in ((ORIGIN, 403), ("https://desk.example.org", 303)):
            posted = await browser.post("/logout/", headers={"Origin": origin})
            assert posted.status_code == status


def test_inline_scripts_are_found_exactly(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(
        b"<script>\n one ()\n</script><script src='/x.js'></script>"
        b'<script type="module" async="">two</script><script type="module" src="/y.js"></script>'
        b"<script> </script>"
    )
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.html").write_bytes(
        b'<script data-src="x">three</script><script>two</script>'
    )
    expected = {
        f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'"
        for text in (b"\n one ()\n", b"two", b"three")
    }
    assert set(inline_script_hashes(tmp_path)) == expected
    assert inline_script_hashes(tmp_path / "none") == ()


def test_the_policy_names_sockets_of_our_own_address_only() -> None:
    policy = content_security_policy((), ("https://desk.example.org",))
    assert "connect-src 'self' wss://desk.example.org;" in policy
    assert "http:" not in policy


def test_both_names_of_this_machine_are_ours_until_a_public_one_is_set(
    settings: Settings,
) -> None:
    assert allowed_origins(settings) == ("http://localhost:8000", "http://127.0.0.1:8000")
    public = settings.model_copy(update={"public_url": "https://Desk.example.org"})
    assert allowed_origins(public) == ("https://desk.example.org",)


def test_the_assets_folder_is_public_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "look.css").touch()
    (tmp_path / "fonts" / "a.woff2").touch()
    assert public_files(tmp_path) == {"/look.css", "/fonts/a.woff2"}


@pytest.mark.parametrize(
    ("hops", "forwarded", "address"),
    [
        (0, "198.51.100.9", "192.0.2.7"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "6.6.6.6, 198.51.100.9", "198.51.100.9"),
        (2, "6.6.6.6, 198.51.100.9, 10.0.0.1", "198.51.100.9"),
        (2, "198.51.100.9", "192.0.2.7"),
        (1, "", "192.0.2.7"),
        (1, " , ,", "192.0.2.7"),
    ],
)
def test_the_address_is_what_our_own_proxies_saw(hops: int, forwarded: str, address: str) -> None:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    scope = {"type": "http", "client": ("192.0.2.7", 1), "headers": headers}
    assert client_address(scope, hops) == address


def test_without_a_peer_there_is_still_one_counter() -> None:
    assert client_address({"type": "http", "client": None, "headers": []}, 0) == "unknown"


async def _socket(
    limits: SocketLimits, origin: str | None, messages: list[Message] | None = None
) -> list[Message]:
    headers = [(b"origin", origin.encode())] if origin is not None else []
    scope = {"type": "websocket", "path": "/_event", "client": ("192.0.2.7", 1), "headers": headers}
    waiting = [{"type": "websocket.connect"}, *(messages or [])]
    sent: list[Message] = []

    async def receive() -> Message:
        return waiting.pop(0) if waiting else {"type": "websocket.disconnect", "code": 1000}

    async def send(message: Message) -> None:
        sent.append(message)

    await limits(scope, receive, send)
    return sent


async def _accepting(scope: Scope, receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] != "websocket.disconnect":
        await send({"type": "websocket.send", "text": str(len(message.get("text") or ""))})


@pytest.mark.parametrize(
    ("origin", "opens"),
    [
        (ORIGIN, True),
        ("http://127.0.0.1:8000", True),
        ("http://localhost:3000", False),
        ("https://evil.example", False),
        ("null", False),
        ("", False),
        (None, False),
    ],
)
async def test_a_socket_needs_an_origin_of_ours(origin: str | None, opens: bool) -> None:
    limits = SocketLimits(_accepting, allowed_origins(Settings(public_url="", port=8000)), 0)
    sent = await _socket(limits, origin)
    assert (sent[0]["type"] == "websocket.accept") is opens


async def test_an_address_opens_so_many_sockets_a_minute() -> None:
    limits = SocketLimits(_accepting, [ORIGIN], 0, RateLimitItemPerMinute(3))
    kinds = [(await _socket(limits, ORIGIN))[0]["type"] for _ in range(5)]
    assert kinds == ["websocket.accept"] * 3 + ["websocket.close"] * 2


async def test_a_message_that_is_too_large_ends_the_socket() -> None:
    limits = SocketLimits(_accepting, [ORIGIN], 0)
    fits = {"type": "websocket.receive", "text": "x" * LARGEST_MESSAGE}
    large = {"type": "websocket.receive", "text": "x" * (LARGEST_MESSAGE + 1)}
    raw = {"type": "websocket.receive", "bytes": b"x" * (LARGEST_MESSAGE + 1)}
    sent = await _socket(limits, ORIGIN, [fits, large, fits])
    assert [message["type"] for message in sent] == [
        "websocket.accept",
        "websocket.send",
        "websocket.close",
    ]
    assert sent[-1]["code"] == 1009
    assert (await _socket(limits, ORIGIN, [raw]))[-1]["type"] == "websocket.close"


async def test_a_route_asks_for_its_permission(house: House, cast: Cast) -> None:
    @require(Permission.DRAFT)
    async def hello(request: Request, actor: Actor) -> Response:
        return PlainTextResponse(actor.name)

    for who, status in ((None, 303), (cast.vera, 403), (cast.bob, 200), (cast.ada, 200)):
        cookie = f"sid={session_of(house.store, who, datetime.now(UTC))}" if who else ""
        answer = await _ask(Route("/x.pdf", hello), cookie)
        assert answer.status_code == status
        if status == 200:
            assert answer.text == who.name


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (NotFound("letter"), 404),
        (NotAllowed("do that"), 403),
        (LinkExpired(), 404),
        (TooManyAttempts(30), 429),
        (Refused(()), 400),
        (ChangedElsewhere("Bob", datetime.fromtimestamp(time.time(), UTC)), 409),
    ],
)
async def test_a_route_answers_refusals(
    house: House, cast: Cast, refusal: Exception, status: int
) -> None:
    @require(Permission.SEE)
    async def refuse(request: Request, actor: Actor) -> Response:
        raise refusal

    cookie = f"sid={session_of(house.store, cast.vera, datetime.now(UTC))}"
    answer = await _ask(Route("/x.pdf", refuse), cookie)
    assert answer.status_code == status
    assert answer.text.strip() == str(refusal).strip()
    assert (answer.headers.get("retry-after") == "30") is (status == 429)


async def _ask(route: Route, cookie: str) -> Any:
    async with Browser(transport=httpx.ASGITransport(route), base_url=ORIGIN) as browser:
        return await browser.get("/x.pdf", headers={"Cookie": cookie})
