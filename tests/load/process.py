"""What a process and its children take: memory at most, and time of the processor."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Watched:
    """A process from now on. ``memory`` is the largest resident memory seen, in MiB."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._before = _of_all(process)[1]
        self.memory = 0.0

    async def look_every_second(self) -> None:
        """Look at the memory until cancelled."""
        while True:
            self.memory = max(self.memory, _of_all(self._process)[0])
            await asyncio.sleep(1)

    def processor_time(self) -> float:
        """Seconds of a processor since the beginning, all threads together."""
        return _of_all(self._process)[1] - self._before


def _of_all(process: int) -> tuple[float, float]:
    """Resident memory in MiB and processor seconds of a process with its children."""
    memory, seconds = 0.0, 0.0
    with suppress(OSError):
        # After the name in brackets: state is the first field, user and system time 12 and 13.
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        seconds = (int(fields[11]) + int(fields[12])) / _TICKS
        memory = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE / 2**20
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        for child in children:
            more = _of_all(int(child))
            memory, seconds = memory + more[0], seconds + more[1]
    return memory, seconds
