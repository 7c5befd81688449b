"""Where counts of attempts are kept: in this process, or in Valkey for several processes."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import TypeVar

from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage, Storage
from limits.storage.base import MovingWindowSupport

# A count must never keep a person waiting: a server that does not answer is left alone for a while.
_PATIENCE_SECONDS = 0.5
_REST_SECONDS = 5.0
_Answer = TypeVar("_Answer")
_log = logging.getLogger(__name__)


class SharedCounters(Storage, MovingWindowSupport):
    """Counts that every process of an office shares in one Valkey or Redis.

    While that does not answer, this process goes by what it counted itself. So no limit is ever
    off: of several processes each allows what one of them should. Keys travel as hashes, so that
    nobody reads addresses there by the way.
    """

    STORAGE_SCHEME = None

    def __init__(self, url: str, *, rest_seconds: float = _REST_SECONDS) -> None:
        super().__init__()
        self._shared = RedisStorage(
            url,
            key_prefix="sunshine-desk",
            wrap_exceptions=True,
            socket_timeout=_PATIENCE_SECONDS,
            socket_connect_timeout=_PATIENCE_SECONDS,
        )
        self._own = MemoryStorage()
        self._rest_seconds = rest_seconds
        self._rests_until = 0.0
        self._is_gone = False
        self._lock = Lock()

    @property
    def base_exceptions(self) -> type[Exception]:
        """What may be raised: nothing of the server's."""
        return StorageError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count up to a new value, which is forgotten after ``expiry`` seconds."""
        mine = self._own.incr(key, expiry, amount)
        return self._ask(lambda: self._shared.incr(_hidden(key), expiry, amount), mine)

    def get(self, key: str) -> int:
        """A value that was counted up; 0 for none."""
        return self._ask(lambda: self._shared.get(_hidden(key)), self._own.get(key))

    def get_expiry(self, key: str) -> float:
        """When a value is forgotten, in seconds since 1970."""
        return self._ask(lambda: self._shared.get_expiry(_hidden(key)), self._own.get_expiry(key))

    def clear(self, key: str) -> None:
        """Forget a value, or the entries of a window."""
        self._own.clear(key)
        self._ask(lambda: self._shared.clear(_hidden(key)), None)

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count one more in a window of ``expiry`` seconds; False when ``limit`` is reached."""
        mine = self._own.acquire_entry(key, limit, expiry, amount)
        return self._ask(
            lambda: self._shared.acquire_entry(_hidden(key), limit, expiry, amount), mine
        )

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the window began, in seconds since 1970, and how many are in it."""
        mine = self._own.get_moving_window(key, limit, expiry)
        return self._ask(lambda: self._shared.get_moving_window(_hidden(key), limit, expiry), mine)

    def check(self) -> bool:
        """Whether the counts are shared right now."""
        return self._ask(lambda: bool(self._shared.get("answers")) or True, False)

    def reset(self) -> int | None:
        """Forget everything."""
        self._own.reset()
        return self._ask(self._shared.reset, None)

    def _ask(self, shared: Callable[[], _Answer], mine: _Answer) -> _Answer:
        if time.monotonic() < self._rests_until:
            return mine
        try:
            answer = shared()
        except StorageError as error:
            self._rests_until = time.monotonic() + self._rest_seconds
            if self._turned(gone=True):
                _log.warning(
                    "the server of RECORDS_REDIS_URL does not answer (%s): each process counts "
                    "attempts for itself until it does",
                    type(error.__cause__).__name__,
                )
            return mine
        if self._turned(gone=False):
            _log.warning("the server of RECORDS_REDIS_URL answers again: counts are shared")
        return answer

    def _turned(self, *, gone: bool) -> bool:
        with self._lock:
            changed, self._is_gone = self._is_gone is not gone, gone
            return changed


Counters = MemoryStorage | SharedCounters


def counters_in(redis_url: str) -> Counters:
    """The counts of this process; with an address, those of every process that uses it.

    The address is like ``redis://host:6379/0``; nothing is asked of it before the first count.
    """
    return _shared(redis_url) if redis_url else MemoryStorage()


@cache
def _shared(redis_url: str) -> SharedCounters:
    # One for the process, so that its log says once when the server is gone.
    return SharedCounters(redis_url)


def are_apart(counters: Counters) -> bool:
    """Whether counts should be shared and are not, because the server for them does not answer."""
    return isinstance(counters, SharedCounters) and not counters.check()


def _hidden(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
