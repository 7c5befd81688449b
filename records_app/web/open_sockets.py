"""How many websockets are open at this moment. Each takes a fifth of a MiB, and a descriptor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

MOST_OF_ACCOUNT = 100
MOST_OF_ADDRESS = 40


class OpenSockets:
    """Counts by account, by network address, and strangers in all. Used from the event loop only.

    It is a matter of this process: its memory is what would run out.
    """

    def __init__(self, most_of_strangers: int) -> None:
        self._most_of_strangers = most_of_strangers
        self._open: Counter[str] = Counter()
        self._strangers = 0

    @contextmanager
    def place(self, whose: str, *, stranger: bool) -> Iterator[bool]:
        """A place for one more as long as the block lasts; False where there is none."""
        # Asking a Counter for what it does not have leaves nothing behind.
        most = MOST_OF_ADDRESS if stranger else MOST_OF_ACCOUNT
        if self._open[whose] >= most or (stranger and self._strangers >= self._most_of_strangers):
            yield False
            return
        self._open[whose] += 1
        self._strangers += stranger
        try:
            yield True
        finally:
            self._open[whose] -= 1
            self._strangers -= stranger
            if not self._open[whose]:
                del self._open[whose]
