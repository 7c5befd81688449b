"""Threads of their own for work on files, which may take seconds: everybody else goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")

# The threads that pages share for the database are few; a slow file must not take them all.
_threads = ThreadPoolExecutor(3, thread_name_prefix="files")


async def apart(function: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Call ``function`` in one of these threads, and wait for one to be free if need be."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_threads, partial(function, *args, **kwargs))
