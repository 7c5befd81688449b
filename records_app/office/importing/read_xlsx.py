"""Reads the cells of an Excel workbook. Runs in a process of its own: see ``reading``."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from records_app.office.importing.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    CellKind,
    FileRefused,
    Sheet,
    SheetRow,
    checked_sheet,
    tidy_cell,
)

_MOST_LINES = 4 * MOST_ROWS
_WIDEST = 4 * MOST_COLUMNS
_ERROR = re.compile(r"#(REF|N/A|NAME\?|VALUE|DIV/0|NULL|NUM|SPILL|CALC)!?\??")


def read_xlsx(content: bytes) -> Sheet:
    """The first sheet with a list in it. Formulas are not worked out: their last value counts."""
    values = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    formulas = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    from_1904 = values.epoch == CALENDAR_MAC_1904
    left: list[str] = []
    found: tuple[str, list[SheetRow], int] | None = None
    for shown, written in zip(values.worksheets, formulas.worksheets, strict=True):
        rows, count = _rows_of(shown, written) if found is None else ([], 0)
        if found is None and sum(1 for row in rows if any(c.text for c in row.cells)) > 1:
            found = (shown.title, rows, count)
        else:
            left.append(shown.title)
    if found is None:
        raise FileRefused("There is no list in this workbook: its sheets are empty.")
    title, rows, count = found
    return checked_sheet("XLSX", rows, _remarks(title, left, count), from_1904=from_1904)


def _remarks(title: str, left: list[str], formulas: int) -> Iterator[str]:
    name = _short(title)
    yield f"An Excel workbook. The sheet “{name}” was read."
    if left:
        others = ", ".join(f"“{_short(one)}”" for one in left[:5])
        yield f"Not read: {others}. To bring in another sheet, save it as a file of its own."
    if formulas:
        cells = "1 cell is a formula" if formulas == 1 else f"{formulas:,} cells are formulas"
        yield f"{cells}. The value that was last shown is used; nothing is worked out here."


def _short(title: str) -> str:
    return "".join(c for c in title if c.isprintable())[:40]


def _rows_of(shown: Any, written: Any) -> tuple[list[SheetRow], int]:
    """The rows of a sheet with their numbers, and how many cells are formulas."""
    rows: list[SheetRow] = []
    count = 0
    for sheet in (shown, written):
        if not hasattr(sheet, "reset_dimensions"):  # a sheet that is only a chart
            return [], 0
        # The size that the file claims may be a lie in both directions.
        sheet.reset_dimensions()
    pairs = zip_longest(_lines(shown), _lines(written), fillvalue=())
    for line, (values, sources) in enumerate(pairs, start=1):
        if line > _MOST_LINES:
            raise FileRefused(
                f"The sheet has more than {_MOST_LINES:,} lines, empty ones among them. "
                "Copy the list into a new sheet."
            )
        cells: list[Cell] = []
        for value, source in zip_longest(values, sources):
            is_formula = not isinstance(source, (str, int, float)) and _is_formula(source)
            is_formula = is_formula or (isinstance(source, str) and source.startswith("="))
            count += is_formula
            cells.append(_cell(value, is_formula=is_formula))
        rows.append(SheetRow(line, tuple(cells)))
    return rows, count


def _lines(sheet: Any) -> Iterable[tuple[Any, ...]]:
    lines: Iterable[tuple[Any, ...]] = sheet.iter_rows(max_col=_WIDEST, values_only=True)
    return lines


def _is_formula(source: object) -> bool:
    return type(source).__name__ in ("ArrayFormula", "DataTableFormula")


def _cell(value: object, *, is_formula: bool) -> Cell:
    match value:
        case None if is_formula:
            cell = Cell("a formula whose value was not saved", CellKind.ERROR)
        case None:
            cell = Cell()
        case bool():
            cell = Cell("yes" if value else "no")
        case datetime():
            cell = Cell(value.date().isoformat(), CellKind.DAY)
        case date():
            cell = Cell(value.isoformat(), CellKind.DAY)
        case int() | float():
            cell = Cell(_number(value), CellKind.NUMBER)
        case _ if _ERROR.fullmatch(str(value)):
            cell = Cell(str(value), CellKind.ERROR)
        case _:
            cell = tidy_cell(str(value))
    return cell


def _number(value: float) -> str:
    whole = isinstance(value, int) or value.is_integer()
    return str(int(value))[:40] if whole else f"{value:.10g}"
