"""How fast one socket may talk. Who talks faster waits: nothing piles up here, and nothing is lost.

The framework queues events without a bound: without this, a stranger with one socket fills the
memory of the machine as fast as the line is.
"""

from __future__ import annotations

BURST_BYTES = 4 * 1024 * 1024
BYTES_PER_SECOND = 128 * 1024
# A short message is work too: looking somebody up costs the same for every event.
LEAST_BYTES = 2 * 1024


class SocketPace:
    """Counts what came over one socket against what may have come by now."""

    def __init__(self, now: float) -> None:
        self._left, self._at = float(BURST_BYTES), now

    def wait_after(self, size: int, now: float) -> float:
        """Take in a message of ``size`` bytes at ``now``; seconds to wait before it goes on."""
        earned = (now - self._at) * BYTES_PER_SECOND
        self._left, self._at = min(float(BURST_BYTES), self._left + earned), now
        self._left -= max(size, LEAST_BYTES)
        return max(0.0, -self._left / BYTES_PER_SECOND)
