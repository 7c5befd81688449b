"""Backups by the clock: when the next one is due, how they are named, which ones may go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

_NAME = re.compile(r"sunshine-desk-([0-9]{8}-[0-9]{6})\.backup")
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

    def last(self) -> datetime | None:
        """When the newest backup was written."""
        written = self.written()
        return written[0][0] if written else None

    def is_due(self, now: datetime) -> bool:
        """Whether it is time. A clock that was set back does not stop the backups."""
        last = self.last()
        return last is None or last > now or now - last >= timedelta(hours=self.hours)

    def rotate(self) -> Sequence[Path]:
        """Remove what is older than the newest ``keep``; gives what was removed."""
        gone = [path for _, path in self.written()[self.keep :]]
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
