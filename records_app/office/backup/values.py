"""The values of a row as JSON, one row a line, so that either database can read them back."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

_PLAIN = (bool, int, float, str, type(None))
# The first letter of a marked value; what is marked is always a list of two.
_READERS: dict[str, Callable[[Any], Any]] = {
    "bytes": lambda text: base64.b64decode(text, validate=True),
    "instant": datetime.fromisoformat,
    "day": date.fromisoformat,
    "time": time.fromisoformat,
    "number": Decimal,
    "json": lambda value: value,
}
# A datetime is a date too, so it stands before it.
_WRITERS: tuple[tuple[tuple[type, ...], str, Callable[[Any], Any]], ...] = (
    ((bytes,), "bytes", lambda value: base64.b64encode(value).decode()),
    ((datetime,), "instant", lambda value: value.astimezone(UTC).isoformat()),
    ((date,), "day", date.isoformat),
    ((time,), "time", time.isoformat),
    ((Decimal,), "number", str),
    ((dict, list), "json", lambda value: value),
)


def line_of(row: tuple[Any, ...]) -> bytes:
    """One row as a line. Raises ``TypeError`` for a value of a kind that is not known."""
    values = [_written(value) for value in row]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def row_of(line: bytes) -> list[Any]:
    """The row that a line holds. Raises ``ValueError``."""
    values = json.loads(line)
    if not isinstance(values, list):
        raise ValueError("a line is not a list")
    return [_read(value) for value in values]


def _written(value: Any) -> Any:
    if isinstance(value, _PLAIN):
        return value
    for kinds, mark, write in _WRITERS:
        if isinstance(value, kinds):
            return [mark, write(value)]
    raise TypeError(f"a {type(value).__name__} cannot be kept in a backup")


def _read(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    if len(value) != 2 or value[0] not in _READERS:
        raise ValueError("a value is of a kind that is not known")
    return _READERS[value[0]](value[1])
