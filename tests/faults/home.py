"""Where a process works that is killed again and again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from records_app.casework.people import Actor


@dataclass(frozen=True)
class Home:
    """An office on disk: its database, its folder of files, and who acts for whom."""

    url: str
    files: Path
    actor: Actor
    admin: Actor
    agency: int
    towns: tuple[int, ...]
