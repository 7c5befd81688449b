"""The process that reads one workbook from standard input and writes the sheet as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

try:
    import resource
except ImportError:  # Windows has no such limits; the time limit of the parent remains
    resource = None  # type: ignore[assignment]

from records_app.office.importing.read_xlsx import read_xlsx
from records_app.office.importing.sheet import FileRefused, to_json


def main(arguments: Sequence[str]) -> None:
    """Read within so many seconds of work and megabytes of memory, and answer in any case."""
    seconds, megabytes = (int(one) for one in arguments[:2])
    _limit(seconds, megabytes)
    try:
        answer = to_json(read_xlsx(sys.stdin.buffer.read()))
    except FileRefused as refused:
        answer = {"refused": str(refused)}
    except MemoryError:
        answer = {"refused": "The workbook needs too much memory. Save the list as CSV."}
    except Exception:  # openpyxl raises many kinds over damaged files; none may be a crash
        words = "The workbook is damaged. Open it in your program and save it again."
        answer = {"refused": words}
    json.dump(answer, sys.stdout)


def _limit(seconds: int, megabytes: int) -> None:
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
