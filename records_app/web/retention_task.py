"""Removes by the clock what the office's rules let go by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from records_app.office.forgetting import forget_what_is_kept
from records_app.office.retention import purge_by_the_clock
from records_app.store.acting import Acting, acting_as
from records_app.web.house import clock, house
from records_app.web.run import log_failure

_EVERY_SECONDS = 3600


@asynccontextmanager
async def keeping_no_longer() -> AsyncIterator[None]:
    """Look at the start and every hour while the server runs."""
    task = asyncio.create_task(_go_on())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _go_on() -> None:
    while True:
        try:
            await purge_now()
        except Exception as error:
            log_failure(error, "removing what is past its time")
        await asyncio.sleep(_EVERY_SECONDS)


async def purge_now() -> int:
    """Remove what is past its time; gives how many things went."""
    now = clock()[0]
    # Another process of this office may have purged something since.
    await asyncio.to_thread(forget_what_is_kept, house().store)
    with acting_as(Acting(None, "the clock", "")):
        return await asyncio.to_thread(purge_by_the_clock, house().store, house().files, now=now)
