"""Typed reading of one table in a law's TOML file, with errors that name the place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from records_app.law.errors import LawFileWrong, shown

Word = TypeVar("Word", bound=StrEnum)


class Table:
    """Takes values out of a TOML table one by one; what is left at the end is an error."""

    def __init__(self, place: str, data: object) -> None:
        if not isinstance(data, dict):
            raise LawFileWrong(place, f"{shown(data)} is not a table")
        self.place = place
        self._left: dict[str, Any] = dict(data)

    def text(self, key: str, default: str | None = None) -> str:
        value = self._take(key, str, default)
        if not value.strip():
            raise LawFileWrong(f"{self.place}.{key}", "is empty")
        return str(value)

    def number(self, key: str, default: int | None = None) -> int:
        return int(self._take(key, int, default))

    def flag(self, key: str, default: bool) -> bool:
        return bool(self._take(key, bool, default))

    def day(self, key: str) -> date:
        value: date = self._take(key, date, None)
        return value

    def day_or_none(self, key: str) -> date | None:
        return self.day(key) if key in self._left else None

    def word(self, key: str, kind: type[Word], default: Word | None = None) -> Word:
        value = self.text(key, default)
        try:
            return kind(value)
        except ValueError:
            known = ", ".join(kind)
            message = f"{shown(value)} is not one of {known}"
            raise LawFileWrong(f"{self.place}.{key}", message) from None

    def numbers(self, key: str) -> tuple[int, ...]:
        values = self._take(key, list, [])
        if any(type(value) is not int for value in values):
            raise LawFileWrong(f"{self.place}.{key}", f"{shown(values)} are not all whole numbers")
        return tuple(values)

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._take(key, list, [])
        if any(type(value) is not str for value in values):
            raise LawFileWrong(f"{self.place}.{key}", f"{shown(values)} are not all texts")
        return tuple(values)

    def table_or_none(self, key: str) -> Table | None:
        if key not in self._left:
            return None
        return Table(f"{self.place}.{key}", self._take(key, dict, None))

    def tables(self, key: str, *, needed: bool = True) -> Iterator[Table]:
        """Each table of an array of tables."""
        for index, data in enumerate(self._take(key, list, None if needed else []), start=1):
            yield Table(f"{self.place}.{key}[{index}]", data)

    def named_tables(self, key: str) -> Mapping[str, Table]:
        """The tables under a key, by name, in the order of the file."""
        tables = self._take(key, dict, None)
        return {name: Table(f"{self.place}.{key}.{name}", data) for name, data in tables.items()}

    def done(self) -> None:
        """Refuses keys that nobody asked for: a misspelt rule must not vanish."""
        if self._left:
            raise LawFileWrong(self.place, f"has unknown keys: {', '.join(sorted(self._left))}")

    def _take(self, key: str, kind: type[Any], default: Any) -> Any:
        value = self._left.pop(key, default)
        place = f"{self.place}.{key}"
        if value is None:
            raise LawFileWrong(place, "is missing")
        if value is default:
            return value
        if type(value) is not kind:
            raise LawFileWrong(place, f"{shown(value)} is not of type {kind.__name__}")
        return value
