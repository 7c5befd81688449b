"""Backups by the clock: when the next one is due, how they are named, which ones may go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

_NAME = re.compile(r"sunshine-desk-([0-9]{8}-[0-9]{6})\.backup")
_UNFINISHED = re.compile(r"\.sunshine-desk-[0-9]{8}-[0-9]{6}\.backup\.[0-9]+\.part")
_WRITTEN = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Plan:
    """Where backups go, how many hours lie between two, and how many are kept."""

    folder: Path
    hours: int
    keep: int

    def next_name(self, now: datetime) -> Path:
        """The path of a backup that is written at ``now``."""
        return self.folder / f"sunshine-desk-{now.astimezone(UTC):{_WRITTEN}}.backup"

    def written(self) -> tuple[tuple[datetime, Path], ...]:
        """The backups that are there, newest first. Files with other names are not ours."""
        if not self.folder.is_dir():
            return ()
        found = ((_time_in(path.name), path) for path in self.folder.iterdir() if path.is_file())
        return tuple(sorted(((at, path) for at, path in found if at is not None), reverse=True))

    def last(self, now: datetime) -> datetime | None:
        """When the newest backup was written. One that is dated later than now does not count."""
        return next((at for at, _ in self.written() if at <= now), None)

    def is_due(self, now: datetime) -> bool:
        """Whether it is time. A clock that was set back neither stops nor hurries the backups."""
        last = self.last(now)
        return last is None or now - last >= timedelta(hours=self.hours)

    def rotate(self, now: datetime) -> Sequence[Path]:
        """Remove all but the newest ``keep``; gives what was removed.

        What is dated later than ``now`` was written before the clock was set back, so it is older.
        """
        by_age = sorted(self.written(), key=lambda one: (one[0] <= now, one[0]), reverse=True)
        gone = [path for _, path in by_age[self.keep :]]
        for path in gone:
            path.unlink(missing_ok=True)
        return gone

    def clear_unfinished(self) -> Sequence[Path]:
        """Remove what a process left that was killed while it wrote; gives what was removed."""
        gone = [path for path in self.folder.iterdir() if _UNFINISHED.fullmatch(path.name)]
        for path in gone:
            path.unlink(missing_ok=True)
        return gone


def _time_in(name: str) -> datetime | None:
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    try:
        return datetime.strptime(match.group(1), _WRITTEN).replace(tzinfo=UTC)
    except ValueError:
        return None
