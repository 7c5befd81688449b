"""Reads the text of files in the background, and clears away what a crash left."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from records_app.office.files.leftovers import clear_leftovers
from records_app.office.files.texts import read_next_text, try_locked_again
from records_app.web.apart import apart
from records_app.web.house import clock, house
from records_app.web.run import log_failure

_EVERY_SECONDS = 60
_ROUNDS_BETWEEN_CLEARING = 60
_waked: asyncio.Event | None = None


def wake() -> None:
    """A file was added: its text can be read."""
    if _waked is not None:
        _waked.set()


@asynccontextmanager
async def reading_texts() -> AsyncIterator[None]:
    """Read while the server runs; what is not read by then waits for the next start."""
    global _waked  # noqa: PLW0603 - one per process, like the event loop
    _waked = asyncio.Event()
    task = asyncio.create_task(_read_on(_waked))
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    _waked = None


async def _read_on(waked: asyncio.Event) -> None:
    rounds = 0
    while True:
        waked.clear()
        try:
            if rounds == 0:
                await asyncio.to_thread(try_locked_again, house().store)
            if rounds % _ROUNDS_BETWEEN_CLEARING == 0:
                now, _ = clock()
                await asyncio.to_thread(clear_leftovers, house().store, house().files, now=now)
            while await apart(read_next_text, house().store, house().files):
                pass
        except Exception as error:
            log_failure(error, "reading the text of files")
        rounds += 1
        with suppress(TimeoutError):
            await asyncio.wait_for(waked.wait(), _EVERY_SECONDS)
