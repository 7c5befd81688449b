"""How often somebody who is not signed in may let us compute something."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter

from records_app.office.counters import Counters, counters_in
from records_app.office.refusals import OfficeRefusal

PER_ADDRESS = RateLimitItemPerMinute(60)
_HOUSEHOLD = 64


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


def network_of(address: str) -> str:
    """The address itself; of IPv6 the part that one household has for itself."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(found, IPv6Address):
        return str(int(found) >> _HOUSEHOLD)
    return str(found)
