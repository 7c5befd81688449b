"""`due --batch`: a CSV file in, the same lines with their dates out."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from records_app.cli.input_error import InputError
from records_app.cli.read_days import read_date, read_time
from records_app.law.deadlines import deadline
from records_app.law.errors import LawError, shown

_NEEDED = ("law", "clock", "start")
_ADDED = ("due", "safe", "error")
_KNOWN = {*_NEEDED, "time"}


def run_batch(path: Path) -> None:
    """Writes one line for every line of the file, in order, to standard output.

    Each line of the file is read on its own, so that a stray quotation mark spoils one line only.
    Raises InputError when the file cannot be read or its header is wrong.
    """
    try:
        # Bytes that are no UTF-8 become a replacement character: they spoil their line only.
        with path.open(encoding="utf-8-sig", errors="replace") as lines:
            header = _header(str(path), next(lines, ""))
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow((*header, *_ADDED))
            for answer in _answers(header, lines):
                writer.writerow(answer)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None


def _header(place: str, line: str) -> list[str]:
    try:
        header = [name.strip() for name in _fields(line)]
    except csv.Error:
        header = []
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        raise InputError(f"{place}: line 1 has no column {', '.join(missing)}")
    strange = [name for name in header if name not in _KNOWN]
    if strange:
        raise InputError(f"{place}: line 1 has an unknown column {shown(strange[0])}")
    if len(set(header)) < len(header):
        raise InputError(f"{place}: line 1 names a column twice")
    return header


def _answers(header: list[str], lines: Iterable[str]) -> Iterator[list[str]]:
    for line in lines:
        try:
            fields = _fields(line)
        except csv.Error as error:
            yield [line.rstrip("\n"), *[""] * (len(header) + 1), f"line: {error}"]
            continue
        try:
            found = _dates(header, fields)
        except (InputError, LawError) as error:
            found = ("", "", str(error))
        # A line that does not fit the header is given back as far as it does.
        kept = (fields + [""] * len(header))[: len(header)]
        yield [*kept, *found]


def _fields(line: str) -> list[str]:
    return next(csv.reader([line.rstrip("\n")], strict=True), [])


def _dates(header: list[str], fields: list[str]) -> tuple[str, str, str]:
    if len(fields) != len(header):
        raise InputError(f"line: {len(fields)} fields, the header has {len(header)}")
    row = {name: field.strip() for name, field in zip(header, fields, strict=True)}
    start = read_date("start", row["start"])
    at = read_time("time", row.get("time", ""))
    found = deadline(row["law"], row["clock"], start, at=at)
    return found.due.isoformat(), found.safe.isoformat(), ""
