"""Wait until something is so, however long a busy machine takes for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

PATIENCE_SECONDS = 300
"""Ends a hang, and nothing else."""


async def until(is_so: Callable[[], Awaitable[bool]]) -> None:
    """Ask again and again, and let others work in between."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await is_so():
            await asyncio.sleep(0.02)
