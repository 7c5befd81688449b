"""The built app on another day, which a test may move on as it likes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from zoneinfo import ZoneInfo

from tests.e2e.running import ROOT, STOP_LIMIT_SECONDS, RunningApp, running_app

MISSOURI = ZoneInfo("America/Chicago")
_SITE = ROOT / "tests" / "e2e" / "another_day"


class Travel:
    """The clock of one served app. It goes on by itself from where it was set."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def to(self, month: int, day: int, hour: int = 10) -> None:
        """Make it that hour of that day of 2026 in Missouri, for every process of the app."""
        moment = datetime.combine(date(2026, month, day), time(hour), MISSOURI).astimezone(UTC)
        written = self._file.with_suffix(".written")
        written.write_text(moment.isoformat(), encoding="ascii")
        os.replace(written, self._file)
        ends = monotonic() + STOP_LIMIT_SECONDS
        while not all(map(partial(_is_there, moment), self._file.parent.glob("clock-*"))):
            assert monotonic() < ends, "a process did not come along"
            sleep(0.02)

    @property
    def environment(self) -> dict[str, str]:
        """What the processes of the app need to follow this clock."""
        return {"DESK_CLOCK": str(self._file), "PYTHONPATH": str(_SITE)}


def _is_there(moment: datetime, said: Path) -> bool:
    """Whether the process that wrote this file has come to the moment, or is no more."""
    try:
        state = Path("/proc", said.name.partition("-")[2], "stat").read_text()
    except OSError:
        return True
    return state.rpartition(")")[2].split()[0] == "Z" or said.read_text() == moment.isoformat()


@contextmanager
def running_on(
    month: int, day: int, folder: Path, *arguments: str, extra: dict[str, str]
) -> Iterator[tuple[RunningApp, Travel]]:
    """Serve the app on that day of 2026 at ten in the morning."""
    travel = Travel(folder / "clock")
    travel.to(month, day)
    given = {**travel.environment, **extra}
    with running_app(folder / "data", *arguments, extra=given) as app:
        yield app, travel
