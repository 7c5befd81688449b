"""Python runs this before anything else: the processes of the app then live on another day.

The file that ``DESK_CLOCK`` names holds the moment it is now, in UTC; the clock goes on from there,
and follows when somebody writes another moment into the file. Each process says in a file beside it
to which moment it came.
"""

from __future__ import annotations

import os
import threading
from datetime import datetime
from pathlib import Path

import time_machine


def _moment(file: Path) -> datetime | None:
    try:
        return datetime.fromisoformat(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None  # it is just being written


def _follow(file: Path, traveller: time_machine.Traveller) -> None:
    wait, last = threading.Event(), None
    while not wait.wait(0.05):
        wanted = _moment(file)
        if wanted is not None and wanted != last:
            traveller.move_to(wanted)
            last = wanted
            written = file.with_name(f"{file.name}-{os.getpid()}.new")
            written.write_text(wanted.isoformat(), encoding="ascii")
            os.replace(written, written.with_suffix(""))


def _begin(file: Path) -> None:
    first = _moment(file)
    assert first is not None, f"{file} holds no moment"
    traveller = time_machine.travel(first, tick=True).start()

    def follow() -> None:
        threading.Thread(target=_follow, args=(file, traveller), daemon=True).start()

    follow()
    # A thread does not come along into a process that is split off, as the workers are.
    os.register_at_fork(after_in_child=follow)


if "DESK_CLOCK" in os.environ:
    _begin(Path(os.environ["DESK_CLOCK"]))
