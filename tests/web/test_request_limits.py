"""What is let in: origins of ours, bodies and socket messages of some size, so many sockets."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from limits import RateLimitItemPerMinute
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from records_app.settings import Settings
from records_app.web.body_limit import LARGEST, TOO_SLOW, BodyLimit
from records_app.web.client_address import client_address
from records_app.web.origins import allowed_origins
from records_app.web.same_origin import REFUSAL
from records_app.web.socket_limits import LARGEST_MESSAGE, SocketLimits
from tests.web.conftest import ORIGIN

Browser = httpx.AsyncClient


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


def test_both_names_of_this_machine_are_ours_until_a_public_one_is_set(
    settings: Settings,
) -> None:
    assert allowed_origins(settings) == ("http://localhost:8000", "http://127.0.0.1:8000")
    public = settings.model_copy(update={"public_url": "https://Desk.example.org"})
    assert allowed_origins(public) == ("https://desk.example.org",)


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


@pytest.mark.parametrize("pieces", [0, 1])
async def test_a_body_that_never_ends_is_not_waited_for(pieces: int) -> None:
    asked = 0

    async def reads(scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive()).get("more_body"):
            pass
        await PlainTextResponse("all of it came")(scope, receive, send)

    async def receive() -> Message:
        nonlocal asked
        asked += 1
        if asked > pieces:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": b"a=", "more_body": True}

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    for path, status in (("/login/", 408), ("/upload", None)):
        asked = 0
        limit = BodyLimit(reads, larger={"/upload": 2 * LARGEST}, patience=0.01)
        scope = {"type": "http", "method": "POST", "path": path, "headers": []}
        asking = asyncio.create_task(limit(scope, receive, send))
        if status is None:
            # Who uploads has all the time there is.
            done, _ = await asyncio.wait([asking], timeout=0.2)
            assert not done
            asking.cancel()
        else:
            await asyncio.wait_for(asking, 30)
            assert [one.get("status") for one in sent] == [status, None]
            assert TOO_SLOW.encode() in sent[1]["body"]


async def test_who_waits_for_an_answer_is_not_hurried() -> None:
    left, told = asyncio.Event(), asyncio.Event()

    async def answers_late(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        leaving = asyncio.create_task(receive())  # as a long answer looks out for them
        done, _ = await asyncio.wait([leaving], timeout=0.2)
        assert not done
        told.set()
        assert (await leaving)["type"] == "http.disconnect"

    waiting = [{"type": "http.request", "body": b"a=b", "more_body": False}]

    async def receive() -> Message:
        if waiting:
            return waiting.pop()
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        raise AssertionError(message)

    scope = {"type": "http", "method": "POST", "path": "/login/", "headers": []}
    asking = asyncio.create_task(BodyLimit(answers_late, patience=0.01)(scope, receive, send))
    await asyncio.wait_for(told.wait(), 30)
    left.set()
    await asyncio.wait_for(asking, 30)


async def _in_parts(size: int):
    for _ in range(0, size, 65536):
        yield b"x" * 65536
    yield b"x"


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
    limits = SocketLimits(_accepting, [ORIGIN], 0, per_address=RateLimitItemPerMinute(3))
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
