"""How often somebody may try to sign in or read a calendar. Counted here, or in Redis."""

from __future__ import annotations

import math
import time
from ipaddress import IPv6Address, ip_address

from limits import RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter

from records_app.office.counters import Counters, counters_in
from records_app.office.refusals import TooManyAttempts

PER_ADDRESS = RateLimitItemPerMinute(20, 15)
PER_ACCOUNT = RateLimitItemPerMinute(8, 15)
_REMEMBERED_SECONDS = 30 * 24 * 3600

_HOUSEHOLD = 64
SECOND_STEP = "second step"
AGAIN = "password again"

_Counter = tuple[RateLimitItemPerMinute, str, tuple[str, ...]]


def network_of(address: str) -> str:
    """The address itself; of IPv6 the part that one household has for itself."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(found, IPv6Address):
        # A server that listens on both kinds sees everybody of the older kind in one such part.
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else str(int(found) >> _HOUSEHOLD)
    return str(found)


class Attempts:
    """Failed attempts by network address and by account, in a window that moves.

    Where somebody has signed in before, their account has a count of its own: whoever fails
    elsewhere for them, as often as they like, does not keep them out. Network addresses count as
    ``network_of`` says: whoever has very many of the newer kind is one.
    """

    def __init__(self, counters: Counters | None = None, act: str = "") -> None:
        self._counts = counters or counters_in("")
        self._limiter = MovingWindowRateLimiter(self._counts)
        self._act = (act,) if act else ()

    def at(self, act: str) -> Attempts:
        """The same limits, counted apart for what only those reach who showed something before.

        So strangers who fail at the door keep nobody from the second step, or from what asks for
        the password again.
        """
        return Attempts(self._counts, act)

    def refuse_if_too_many(self, address: str, account: str) -> None:
        """Raise ``TooManyAttempts`` when either limit is reached."""
        waits = [
            self._limiter.get_window_stats(limit, kind, *key).reset_time - time.time()
            for limit, kind, key in self._counters(address, account)
            if not self._limiter.test(limit, kind, *key)
        ]
        if waits:
            raise TooManyAttempts(max(1, math.ceil(max(waits))))

    def failed(self, address: str, account: str) -> None:
        """Count a failure against both."""
        for limit, kind, key in self._counters(address, account):
            self._limiter.hit(limit, kind, *key)

    def succeeded(self, address: str, account: str) -> None:
        """Forget the account's failures. The address keeps its own: it may try other accounts."""
        for _, kind, key in self._counters(address, account)[1:]:
            self._limiter.clear(PER_ACCOUNT, kind, *key)
        self._counts.incr(_signed_in_from(address, account), _REMEMBERED_SECONDS)

    def _counters(self, address: str, account: str) -> tuple[_Counter, _Counter]:
        network = network_of(address)
        of_network = (PER_ADDRESS, "address", (*self._act, network))
        if self._counts.get(_signed_in_from(address, account)):
            return of_network, (PER_ACCOUNT, "here", (*self._act, account, network))
        return of_network, (PER_ACCOUNT, "account", (*self._act, account))


def _signed_in_from(address: str, account: str) -> str:
    return f"signed in/{account}/{network_of(address)}"


MISSES_PER_ADDRESS = RateLimitItemPerMinute(20, 15)
READS_PER_CALENDAR = RateLimitItemPerMinute(60)


class CalendarReads:
    """How often calendars are read: wrong addresses by who asks, right ones by calendar."""

    def __init__(self, counters: Counters | None = None) -> None:
        self._limiter = MovingWindowRateLimiter(counters or counters_in(""))

    def refuse_if_too_many_misses(self, address: str) -> None:
        """Raise ``TooManyAttempts`` for a network address that keeps guessing."""
        network = network_of(address)
        if not self._limiter.test(MISSES_PER_ADDRESS, "misses", network):
            raise self._too_many(MISSES_PER_ADDRESS, "misses", network)

    def missed(self, address: str) -> None:
        """Count an address that leads nowhere."""
        self._limiter.hit(MISSES_PER_ADDRESS, "misses", network_of(address))

    def read(self, calendar_id: int) -> None:
        """Count a calendar that is read; raise ``TooManyAttempts`` when it is read all the time."""
        if not self._limiter.hit(READS_PER_CALENDAR, "calendar", str(calendar_id)):
            raise self._too_many(READS_PER_CALENDAR, "calendar", str(calendar_id))

    def _too_many(self, limit: RateLimitItemPerMinute, kind: str, key: str) -> TooManyAttempts:
        reset = self._limiter.get_window_stats(limit, kind, key).reset_time
        return TooManyAttempts(max(1, math.ceil(reset - time.time())))
