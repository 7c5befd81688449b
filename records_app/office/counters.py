"""Where counts of attempts are kept: in this process, or in Redis for several processes."""

from __future__ import annotations

from limits.storage import MemoryStorage, RedisStorage

Counters = MemoryStorage | RedisStorage


def counters_in(redis_url: str) -> Counters:
    """The counts of this process; with an address, those of every process that uses it.

    The address is like ``redis://host:6379/0``; nothing is asked of it before the first count.
    """
    return RedisStorage(redis_url) if redis_url else MemoryStorage()
