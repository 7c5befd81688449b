"""Approves the letters of campaigns in the background, also after a restart in the middle."""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from pathlib import Path

from records_app.office.campaigns.approving import approve_next, under_way
from records_app.web.house import clock, house
from records_app.web.run import log_failure

_EVERY_SECONDS = 30
_BREATH_SECONDS = 0.02
_waked: asyncio.Event | None = None
_loop: asyncio.AbstractEventLoop | None = None


def wake() -> None:
    """A campaign was begun: there is something to do."""
    if _waked is not None and _loop is not None:
        _loop.call_soon_threadsafe(_waked.set)


@asynccontextmanager
async def approving_campaigns() -> AsyncIterator[None]:
    """While the server runs; what is not approved by then goes on at the next start."""
    global _waked, _loop  # noqa: PLW0603 - one per process, like the event loop
    _waked, _loop = asyncio.Event(), asyncio.get_running_loop()
    ending = asyncio.Event()
    task = asyncio.create_task(_work_on(_waked, ending))
    try:
        yield
    finally:
        # The letter that is just being made is finished first; no thread outlives the database.
        ending.set()
        _waked.set()
        await task
        _waked = _loop = None


async def _work_on(waked: asyncio.Event, ending: asyncio.Event) -> None:
    # A thread of its own: the others belong to the people who wait for a page.
    with ThreadPoolExecutor(1, thread_name_prefix="campaign") as thread:
        while not ending.is_set():
            waked.clear()
            try:
                await _approve_all(thread, ending)
            except Exception as error:
                log_failure(error, "approving a campaign")
            if not ending.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(waked.wait(), _EVERY_SECONDS)


async def _approve_all(thread: ThreadPoolExecutor, ending: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    with _only_one(house().settings.data_dir) as is_ours:
        if not is_ours:
            return
        store = house().store
        while not ending.is_set():
            ids = await loop.run_in_executor(thread, under_way, store)
            if not ids:
                return
            # One letter of each in turn: a small campaign does not wait for a large one.
            for campaign_id in ids:
                step = partial(approve_next, store, campaign_id, now=clock()[0])
                await loop.run_in_executor(thread, step)
                await asyncio.sleep(_BREATH_SECONDS)


@contextmanager
def _only_one(folder: Path) -> Iterator[bool]:
    """Of several server processes one works; the system takes the lock back from a dead one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder / ".campaigns.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(descriptor)
