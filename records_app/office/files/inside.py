"""A program of its own that opens files from strangers; it never runs inside the app.

It gets one file on standard input and a task as its arguments, and answers on standard output:

* ``look KIND`` - JSON: pages (or null), and remarks (locked, damaged, scripts, attachments, ...)
* ``text KIND`` - JSON: the text of each page, within limits
* ``page KIND NUMBER`` - a PNG of one page, counted from 1

Before it opens anything it limits its own memory and time, so a file that is made to hang or to
swell can do no harm. It needs no database, no settings and no secrets.
"""

from __future__ import annotations

import importlib
import os
import resource
import sys
from pathlib import Path

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
TASKS = frozenset({"look", "text", "page"})


def limit_ourselves() -> None:
    """Limits that hold whatever the file makes the libraries do."""
    size = os.fstat(0).st_size
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY + 2 * size, MEMORY + 2 * size))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(task: str, *arguments: str) -> None:
    """Do the one task that the arguments name."""
    limit_ourselves()
    if task not in TASKS:
        raise SystemExit(2)
    # Nothing of ours is in reach of this program but the modules beside it.
    sys.path.append(str(Path(__file__).parents[3]))
    module = importlib.import_module(f"records_app.office.files.inside_{task}")
    sys.stdout.buffer.write(module.answer(*arguments))


if __name__ == "__main__":
    main(*sys.argv[1:])
