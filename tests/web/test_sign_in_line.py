"""However many want to sign in at once: few are checked, and those inside do not wait."""

from __future__ import annotations

import asyncio
from threading import Event
from types import SimpleNamespace

import pytest

from records_app.office.refusals import TooManyAttempts
from records_app.web import sign_in_line
from records_app.web.sign_in_line import (
    HELD_FOR,
    MOST_HELD,
    MOST_OF_ONE_ADDRESS,
    MOST_WAITING,
    LineIsFull,
    SignInLine,
)
from tests.web.waiting import PATIENCE_SECONDS


async def test_an_address_has_few_places_and_others_still_get_theirs() -> None:
    line, door = SignInLine(), Event()
    waiting = [
        asyncio.create_task(line.wait_for("192.0.2.1", door.wait, PATIENCE_SECONDS))
        for _ in range(MOST_OF_ONE_ADDRESS)
    ]
    await asyncio.sleep(0)
    with pytest.raises(LineIsFull) as full:
        await line.wait_for("192.0.2.1", door.wait, PATIENCE_SECONDS)
    assert isinstance(full.value, TooManyAttempts)
    assert str(full.value) == "Very many sign-ins at this moment. Try again in a minute."
    other = asyncio.create_task(line.wait_for("192.0.2.2", str, 7))
    door.set()
    assert await asyncio.gather(*waiting, other) == [True] * MOST_OF_ONE_ADDRESS + ["7"]
    assert await line.wait_for("192.0.2.1", str, 8) == "8"


async def test_the_line_is_short_for_all_and_takes_no_thread_of_others() -> None:
    line, door = SignInLine(), Event()
    waiting = [
        asyncio.create_task(line.wait_for(f"192.0.2.{number}", door.wait, PATIENCE_SECONDS))
        for number in range(MOST_WAITING)
    ]
    await asyncio.sleep(0)
    with pytest.raises(LineIsFull):
        await line.wait_for("192.0.2.200", door.wait, PATIENCE_SECONDS)
    assert await asyncio.gather(*(asyncio.to_thread(str, n) for n in range(40)))
    door.set()
    await asyncio.gather(*waiting)


async def test_a_failure_gives_the_place_back() -> None:
    line = SignInLine()
    for _ in range(MOST_OF_ONE_ADDRESS + 2):
        with pytest.raises(ValueError, match="invalid literal"):
            await line.wait_for("192.0.2.1", int, "x")


async def test_who_is_sent_away_waits_as_long_as_there_is_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[float] = []
    over = asyncio.Event()

    async def sleep(seconds: float) -> None:
        asked.append(seconds)
        await over.wait()

    monkeypatch.setattr(sign_in_line, "asyncio", SimpleNamespace(sleep=sleep))
    line = SignInLine()
    held = [asyncio.create_task(line.hold_back()) for _ in range(MOST_HELD)]
    await asyncio.sleep(0)
    no_room = asyncio.create_task(line.hold_back())
    await asyncio.sleep(0)
    assert no_room.done()
    assert asked == [HELD_FOR] * MOST_HELD
    assert not any(one.done() for one in held)
    over.set()
    await asyncio.gather(*held)
    over.clear()
    held = [asyncio.create_task(line.hold_back()) for _ in range(MOST_HELD)]
    await asyncio.sleep(0)
    for one in held:
        one.cancel()
    await asyncio.gather(*held, return_exceptions=True)
    room = asyncio.create_task(line.hold_back())
    await asyncio.sleep(0)
    assert not room.done()
    assert asked == [HELD_FOR] * (2 * MOST_HELD + 1)
    room.cancel()
