"""What a server wrote while it was tried: none of our handlers failed, and no disk fills."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from pathlib import Path

from records_app.web.calm_log import TRACEBACKS_A_MINUTE

LONGEST_LINE = 600
MOST_A_MINUTE = 300_000
"""Characters, for what the framework's handlers could not read."""


@dataclass(frozen=True)
class Beginning:
    """Where the log ended before, and when that was: what is written is limited by the minute."""

    log: Path
    at: int
    clock: float = field(default_factory=time.monotonic)

    def assert_calm(self) -> None:
        """None of our handlers failed since, and strangers filled no disk, however long it took."""
        written = self.log.read_bytes()[self.at :].decode()
        minutes = int((time.monotonic() - self.clock) // 60) + 1
        failed = re.findall(r"failure \w+ at .*", written)
        assert [line for line in failed if not line.endswith(" at an event")] == []
        assert len(failed) <= TRACEBACKS_A_MINUTE * minutes
        assert max(map(len, written.splitlines()), default=0) < LONGEST_LINE
        assert len(written) < MOST_A_MINUTE * minutes


def beginning(log: Path) -> Beginning:
    """From here on."""
    return Beginning(log, log.stat().st_size)
