"""Days as people write them in lists: 3/4/2025, 2025-03-04, Mar 4, 2025, Excel's numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from records_app.office.importing.sheet import Cell, CellKind


class DayOrder(StrEnum):
    """Which number of 3/4/2025 is the month."""

    MONTH_FIRST = "month"
    DAY_FIRST = "day"


class NoDay(ValueError):
    """Why a cell is no day, in words."""


_TIME = r"(?:[ T,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?(?:Z|[+-]\d\d:?\d\d)?)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_PACKED = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_SHORT = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){_TIME}")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_WEEKDAY = r"(?:[A-Za-z]{3,9}\.?,? +)?"
_NAME = r"([A-Za-z]{3,9})\.?"
_NUMBER = r"(\d{1,2})(?:st|nd|rd|th)?"
_MONTH_DAY = re.compile(rf"{_WEEKDAY}{_NAME} +{_NUMBER},? +(\d{{4}}){_TIME}")
_DAY_MONTH = re.compile(rf"{_WEEKDAY}{_NUMBER}[ -]+{_NAME},?[ -]+(\d{{4}}){_TIME}")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_FIRST_1900 = date(1899, 12, 30)
_FIRST_1904 = date(1904, 1, 1)
# As serial numbers: 1990 to 2049. Other numbers of five digits are ZIP codes and the like.
_SERIALS = range(32_874, 54_789)


def day_in(cell: Cell, order: DayOrder, *, from_1904: bool = False) -> date | None:
    """The day in a cell, None when it is empty. Raises ``NoDay``."""
    text = " ".join(cell.text.split())
    if not text:
        return None
    if cell.kind is CellKind.ERROR:
        raise NoDay(f"The cell holds {text}.")
    found = (
        _written(text, order)
        or _with_month_name(text)
        or _serial(text, _FIRST_1904 if from_1904 else _FIRST_1900)
    )
    if found is None:
        raise NoDay(f"“{text[:40]}” is not a day. Write it like 3/4/2025 or 2025-03-04.")
    return found


def _written(text: str, order: DayOrder) -> date | None:
    if match := _ISO.fullmatch(text) or _PACKED.fullmatch(text):
        return _day(text, *(int(one) for one in match.groups()[:3]))
    if match := _SHORT.fullmatch(text):
        first, second, year = (int(one) for one in match.groups()[:3])
        month, day = (first, second) if order is DayOrder.MONTH_FIRST else (second, first)
        return _day(text, _whole_year(year), month, day)
    return None


def _with_month_name(text: str) -> date | None:
    if match := _MONTH_DAY.fullmatch(text):
        name, day, year = match.group(1), match.group(2), match.group(3)
    elif match := _DAY_MONTH.fullmatch(text):
        day, name, year = match.group(1), match.group(2), match.group(3)
    else:
        return None
    wanted = name.casefold()
    month = next((i for i, one in enumerate(_MONTHS, 1) if one.startswith(wanted[:4])), 0)
    return _day(text, int(year), month or 13, int(day))


def _serial(text: str, first: date) -> date | None:
    match = _SERIAL.fullmatch(text)
    if match is None or int(match.group(1)) not in _SERIALS:
        return None
    return first + timedelta(days=int(match.group(1)))


def _whole_year(year: int) -> int:
    if year >= 100:
        return year
    return 2000 + year if year < 70 else 1900 + year


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoDay(f"“{text[:40]}” is not a day on the calendar.") from None


def order_in(cells: Iterable[Cell]) -> DayOrder | None:
    """The order that the days of a list show by themselves; None when they can be read both ways.

    A list without days such as 3/4/2025 gives the American order, as it makes no difference.
    """
    month_first = day_first = ambiguous = False
    for cell in cells:
        match = _SHORT.fullmatch(" ".join(cell.text.split()))
        if match is None or cell.kind is not CellKind.TEXT:
            continue
        first, second = int(match.group(1)), int(match.group(2))
        if first > 12:
            day_first = True
        elif second > 12:
            month_first = True
        elif first != second:
            ambiguous = True
    if month_first != day_first:
        return DayOrder.MONTH_FIRST if month_first else DayOrder.DAY_FIRST
    return None if ambiguous or month_first else DayOrder.MONTH_FIRST
