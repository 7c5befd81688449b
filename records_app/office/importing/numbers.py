"""Which number each request of a list gets: its own while that is free, else the next OLD one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

PREFIX = "OLD"
_USABLE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,18}[A-Za-z0-9])?")
# Numbers of this form are counted: the counter of their series must know the highest.
_COUNTED = re.compile(r"([A-Z]{2,3}-[0-9]{4})-([0-9]{4,})")
_LARGEST = 9_999


def series_of(sent_on: date) -> str:
    """The series of an earlier request: ``OLD-2024``."""
    return f"{PREFIX}-{sent_on.year:04d}"


def is_usable(number: str) -> bool:
    """Whether a number of theirs can be a number here."""
    if not _USABLE.fullmatch(number):
        return False
    counted = _COUNTED.fullmatch(number)
    return counted is None or int(counted.group(2)) <= _LARGEST


def usable_once(numbers: Iterable[str], taken: Iterable[str]) -> frozenset[str]:
    """The numbers that can be used as they are: not taken, and once in the list."""
    seen: set[str] = set()
    twice: set[str] = set()
    for number in numbers:
        (twice if number in seen else seen).add(number)
    free = seen - twice - set(taken)
    return frozenset(number for number in free if is_usable(number))


def highest_counted(numbers: Iterable[str]) -> Mapping[str, int]:
    """For each series that is counted the highest of these numbers."""
    highest: dict[str, int] = {}
    for number in numbers:
        if match := _COUNTED.fullmatch(number):
            series, place = match.group(1), int(match.group(2))
            highest[series] = max(place, highest.get(series, 0))
    return highest
