"""Floods of strangers, and limits of one person: whoever is signed in goes on working."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
import time_machine
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from starlette.types import Message, Receive, Scope, Send

from records_app.office.counters import SharedCounters, counters_in
from records_app.web import socket_limits
from records_app.web.act_limits import MISSES_PER_ADDRESS, PER_PERSON
from records_app.web.house import House
from records_app.web.open_sockets import MOST_OF_ACCOUNT, MOST_OF_ADDRESS
from records_app.web.socket_limits import (
    LARGEST_MESSAGE,
    PER_ACCOUNT,
    PER_ADDRESS,
    SocketLimits,
)
from records_app.web.socket_pace import BURST_BYTES, BYTES_PER_SECOND, SocketPace
from tests.office.cast import NOW, Cast
from tests.office.signing_in import session_of
from tests.web.waiting import PATIENCE_SECONDS

ORIGIN = "http://localhost:8000"
FLOOD = 300


@pytest.fixture(autouse=True)
def a_minute_that_stands() -> Iterator[None]:
    """What may be done so often in a minute is counted in one, however long the test takes."""
    with time_machine.travel(NOW, tick=False):
        yield


async def _accepting(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "websocket.accept"})


async def opens(limits: SocketLimits, cookie: str = "", address: str = "192.0.2.7") -> bool:
    """Whether a websocket is accepted."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.disconnect"}

    headers = [(b"origin", ORIGIN.encode())]
    if cookie:
        headers.append((b"cookie", f"sid={cookie}".encode()))
    scope = {"type": "websocket", "headers": headers, "client": (address, 1), "path": "/_event/"}
    await limits(scope, receive, send)
    return sent[0]["type"] == "websocket.accept"


async def test_a_flood_of_sockets_leaves_the_door_open_for_whoever_is_signed_in(
    house: House, cast: Cast
) -> None:
    limits = SocketLimits(_accepting, [ORIGIN], 0)
    vera = session_of(house.store, cast.vera, datetime.now(UTC))
    flood = [await opens(limits, "forged" if n % 2 else "") for n in range(FLOOD)]
    assert flood.count(True) == PER_ADDRESS.amount
    assert await opens(limits, vera)
    assert not await opens(limits)
    assert await opens(limits, address="192.0.2.8")


async def test_one_account_opens_only_so_many_sockets_from_wherever(
    house: House, cast: Cast
) -> None:
    limits = SocketLimits(_accepting, [ORIGIN], 0)
    vera, bob = (session_of(house.store, who, datetime.now(UTC)) for who in (cast.vera, cast.bob))
    opened = [await opens(limits, vera, f"192.0.2.{n % 200}") for n in range(FLOOD)]
    assert opened.count(True) == PER_ACCOUNT.amount
    assert await opens(limits, bob)


async def test_so_many_sockets_are_open_at_once_and_no_more(house: House, cast: Cast) -> None:
    ends = asyncio.Event()

    async def stays_open(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})
        await ends.wait()

    limits = SocketLimits(stays_open, [ORIGIN], 0, most_of_strangers=MOST_OF_ADDRESS + 5)
    here = "192.0.2.7"
    crowd = [asyncio.create_task(opens(limits, address=here)) for _ in range(MOST_OF_ADDRESS)]
    await until_open(limits, MOST_OF_ADDRESS)
    assert not await opens(limits, address=here)
    crowd += [asyncio.create_task(opens(limits, address=f"192.0.2.{n}")) for n in range(50, 55)]
    await until_open(limits, MOST_OF_ADDRESS + 5)
    assert not await opens(limits, address="192.0.2.99")
    # Whoever is signed in has places of their own, and there is an end to those too.
    vera, bob = (session_of(house.store, who, datetime.now(UTC)) for who in (cast.vera, cast.bob))
    crowd += [asyncio.create_task(opens(limits, vera)) for _ in range(MOST_OF_ACCOUNT)]
    await until_open(limits, MOST_OF_ADDRESS + 5 + MOST_OF_ACCOUNT)
    assert not await opens(limits, vera)
    crowd.append(asyncio.create_task(opens(limits, bob)))
    await until_open(limits, MOST_OF_ADDRESS + 6 + MOST_OF_ACCOUNT)
    ends.set()
    assert all(await asyncio.gather(*crowd))
    # A place is free again when a socket ends, however it ends.
    assert await opens(limits, address=here)
    assert limits._open._open.total() == limits._open._strangers == 0


async def until_open(limits: SocketLimits, count: int) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while limits._open._open.total() < count:
            await asyncio.sleep(0.01)


def test_a_socket_that_talks_too_fast_is_held_back() -> None:
    pace = SocketPace(0.0)
    spoken, now = 0, 0.0
    while now < 60:
        spoken += LARGEST_MESSAGE
        now += pace.wait_after(LARGEST_MESSAGE, now)
    assert spoken <= BURST_BYTES + 61 * BYTES_PER_SECOND + LARGEST_MESSAGE
    quiet = SocketPace(0.0)
    # A person who types and clicks ten times a second all day never waits.
    assert max(quiet.wait_after(3_000, second / 10) for second in range(20_000)) == 0


async def test_a_flood_over_one_socket_waits_outside(
    house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, held = 0, asyncio.Event()

    async def greedy(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal taken
        await send({"type": "websocket.accept"})
        while True:
            taken += len((await receive())["text"])

    async def receive() -> Message:
        if taken > 2 * BURST_BYTES:  # nobody held it back
            held.set()
            await asyncio.Event().wait()
        return {"type": "websocket.receive", "text": "x" * LARGEST_MESSAGE}

    async def send(message: Message) -> None:
        return None

    async def sleep(seconds: float) -> None:
        assert seconds > 0
        held.set()
        await asyncio.Event().wait()

    # A clock that stands: who sends faster than it goes waits for ever.
    monkeypatch.setattr(socket_limits, "time", SimpleNamespace(monotonic=lambda: 0.0))
    monkeypatch.setattr(socket_limits, "asyncio", SimpleNamespace(sleep=sleep))
    headers = [(b"origin", ORIGIN.encode())]
    scope = {
        "type": "websocket",
        "headers": headers,
        "client": ("192.0.2.7", 1),
        "path": "/_event/",
    }
    task = asyncio.create_task(SocketLimits(greedy, [ORIGIN], 0)(scope, receive, send))
    async with asyncio.timeout(PATIENCE_SECONDS):
        await held.wait()
    task.cancel()
    assert BURST_BYTES - LARGEST_MESSAGE < taken <= BURST_BYTES + LARGEST_MESSAGE


async def test_hundreds_of_bad_sign_ins_do_not_stop_the_desk(
    client: httpx.AsyncClient, house: House, cast: Cast
) -> None:
    cookie = session_of(house.store, cast.vera, datetime.now(UTC))

    async def knock(number: int) -> int:
        form = {"email": f"nobody{number % 40}@opendoors.example", "password": "wrong password"}
        answer = await client.post("/login/", data=form, headers={"Cookie": "sid=forged"})
        return answer.status_code

    async def work() -> int:
        answer = await client.get("/requests/1/", headers={"Cookie": f"sid={cookie}"})
        return answer.status_code

    flood = asyncio.gather(*(knock(number) for number in range(FLOOD)))
    worked = [await work() for _ in range(20)]
    knocked = await flood
    assert worked == [200] * 20
    assert set(knocked) <= {400, 429}
    assert knocked.count(429) > FLOOD - 60
    assert await work() == 200


async def test_guessing_links_ends_soon_and_a_page_of_ours_does_not(
    client: httpx.AsyncClient, house: House, cast: Cast
) -> None:
    found = [(await client.get(f"/invite/guess{n}/")).status_code for n in range(60)]
    assert found.count(404) == MISSES_PER_ADDRESS.amount
    assert found[-1] == 429
    answer = await client.get("/invite/one-more/")
    assert int(answer.headers["retry-after"]) > 0
    assert "Too many attempts" in answer.text
    cookie = session_of(house.store, cast.vera, datetime.now(UTC))
    page = await client.get("/requests/1/", headers={"Cookie": f"sid={cookie}"})
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("act", "path"), [("upload", "/requests/1/files"), ("import", "/import/list")]
)
async def test_one_person_uploads_only_so_often(
    client: httpx.AsyncClient,
    house: House,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    act: str,
    path: str,
) -> None:
    fewer: Mapping[str, Any] = PER_PERSON
    assert isinstance(fewer, dict)
    monkeypatch.setitem(fewer, act, (PER_PERSON[act][0], RateLimitItemPerMinute(3)))
    bob, carl = (session_of(house.store, who, datetime.now(UTC)) for who in (cast.bob, cast.carl))

    async def post(cookie: str) -> int:
        answer = await client.post(path, content=b"", headers={"Cookie": f"sid={cookie}"})
        return answer.status_code

    assert 429 not in [await post(bob) for _ in range(3)]
    assert await post(bob) == 429
    assert await post(carl) != 429


def test_counts_lie_in_this_process_or_are_shared() -> None:
    assert isinstance(counters_in(""), MemoryStorage)
    assert isinstance(counters_in("redis://localhost:6379/0"), SharedCounters)
