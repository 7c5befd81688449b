"""Removes uploads that wait to be brought in once their day is over, also while nobody uploads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from records_app.web.house import clock
from records_app.web.routes.imports import import_folder
from records_app.web.run import log_failure

_EVERY_SECONDS = 3600


@asynccontextmanager
async def clearing_imports() -> AsyncIterator[None]:
    """Clear at the start and every hour while the server runs."""
    task = asyncio.create_task(_clear_on())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _clear_on() -> None:
    while True:
        try:
            now, _ = clock()
            await asyncio.to_thread(import_folder().clean, now)
        except Exception as error:
            log_failure(error, "clearing uploads")
        await asyncio.sleep(_EVERY_SECONDS)
