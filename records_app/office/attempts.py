"""How often somebody may try to sign in. Counted in memory, for this process."""

from __future__ import annotations

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from records_app.office.refusals import TooManyAttempts

PER_ADDRESS = RateLimitItemPerMinute(20, 15)
PER_ACCOUNT = RateLimitItemPerMinute(8, 15)


class Attempts:
    """Failed attempts by network address and by account, in a window that moves."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def refuse_if_too_many(self, address: str, account: str) -> None:
        """Raise ``TooManyAttempts`` when either limit is reached."""
        waits = [
            self._limiter.get_window_stats(limit, kind, key).reset_time - time.time()
            for limit, kind, key in _counters(address, account)
            if not self._limiter.test(limit, kind, key)
        ]
        if waits:
            raise TooManyAttempts(max(1, math.ceil(max(waits))))

    def failed(self, address: str, account: str) -> None:
        """Count a failure against both."""
        for limit, kind, key in _counters(address, account):
            self._limiter.hit(limit, kind, key)

    def succeeded(self, account: str) -> None:
        """Forget the account's failures. The address keeps its own: it may try other accounts."""
        self._limiter.clear(PER_ACCOUNT, "account", account)


def _counters(address: str, account: str) -> tuple[tuple[RateLimitItemPerMinute, str, str], ...]:
    return ((PER_ADDRESS, "address", address), (PER_ACCOUNT, "account", account))
