"""How often somebody who is not signed in may let us compute something."""

from __future__ import annotations

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter

from records_app.office.attempts import network_of
from records_app.office.counters import Counters, counters_in
from records_app.office.refusals import OfficeRefusal

PER_ADDRESS = RateLimitItemPerMinute(60)


class TooOften(OfficeRefusal):
    """The limit of one network address is reached for now."""

    def __init__(self) -> None:
        super().__init__("That was very often in a short time. Wait a minute, then go on.")


class StrangerLimit:
    """Counts by network address in a window that moves; in memory, or where ``counters`` are.

    What is kept is one short list of times for each address, forgotten after a minute.
    """

    def __init__(
        self, per_address: RateLimitItem = PER_ADDRESS, counters: Counters | None = None
    ) -> None:
        self._limiter = MovingWindowRateLimiter(counters or counters_in(""))
        self._per_address = per_address

    def count(self, address: str) -> None:
        """Count one more; raise ``TooOften`` when the limit is reached."""
        if not self._limiter.hit(self._per_address, network_of(address)):
            raise TooOften
