"""Strangers' passwords are checked a few at a time, in a line of their own.

A check takes all of a processor for a moment. However many come at once: those who are inside
never wait behind them, and the line is short for each address. Whoever is sent away hears it a
second later: who tries again at once, again and again, would otherwise keep everybody busy.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Any, TypeVar

from records_app.office.attempts import network_of
from records_app.office.refusals import TooManyAttempts

T = TypeVar("T")

MOST_WAITING = 24
MOST_OF_ONE_ADDRESS = 4
MOST_HELD = 200
HELD_FOR = 1.0

_threads = ThreadPoolExecutor(2, thread_name_prefix="sign-in")


class LineIsFull(TooManyAttempts):
    """Very many want to sign in at this moment, or very many from one address."""

    def __init__(self) -> None:
        super().__init__(30)
        self.args = ("Very many sign-ins at this moment. Try again in a minute.",)


class SignInLine:
    """Counts who waits, by network address. Used from the event loop only."""

    def __init__(self) -> None:
        self._waiting: Counter[str] = Counter()
        self._held = 0

    async def wait_for(
        self, address: str, function: Callable[..., T], *args: Any, **kwargs: Any
    ) -> T:
        """Call ``function`` in a thread when it is its turn; raise ``LineIsFull`` without one."""
        network = network_of(address)
        if self._waiting.total() >= MOST_WAITING or self._waiting[network] >= MOST_OF_ONE_ADDRESS:
            raise LineIsFull
        self._waiting[network] += 1
        try:
            work = partial(copy_context().run, partial(function, *args, **kwargs))
            return await asyncio.get_running_loop().run_in_executor(_threads, work)
        finally:
            self._waiting[network] -= 1
            if not self._waiting[network]:
                del self._waiting[network]

    async def hold_back(self) -> None:
        """Let somebody who is sent away wait, unless very many do so already."""
        if self._held >= MOST_HELD:
            return
        self._held += 1
        try:
            await asyncio.sleep(HELD_FOR)
        finally:
            self._held -= 1
