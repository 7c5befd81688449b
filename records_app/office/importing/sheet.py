"""A list as it was read from a file: rows of cells, and what the person should know about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LARGEST_FILE = 5 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST_CELL = 2_000


class FileRefused(Exception):
    """Why a file cannot be brought in, in words for the person who chose it."""


class CellKind(StrEnum):
    """What a cell holds, as far as the file says so."""

    TEXT = "t"
    NUMBER = "n"
    DAY = "d"
    ERROR = "e"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``text`` of a day is YYYY-MM-DD; of an error the word for what is wrong."""

    text: str = ""
    kind: CellKind = CellKind.TEXT


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row with anything in it. ``line`` is its number in the file, from 1."""

    line: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell in a column, counted from 0; an empty one behind the last."""
        return self.cells[column] if 0 <= column < len(self.cells) else Cell()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a list, the ones above the headings among them.

    ``remarks`` are sentences for the person, such as which encoding was found. ``from_1904`` says
    that days written as numbers count from 1904, as old Excel for Mac wrote them.
    """

    kind: str
    rows: tuple[SheetRow, ...]
    remarks: tuple[str, ...] = ()
    from_1904: bool = False

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(row.cells) for row in self.rows), default=0)


def checked_sheet(
    kind: str,
    rows: Iterable[SheetRow],
    remarks: Iterable[str] = (),
    *,
    from_1904: bool = False,
) -> Sheet:
    """The sheet without empty rows and columns at the end. Raises ``FileRefused`` over a cap."""
    kept: list[SheetRow] = []
    for row in rows:
        cells = _without_empty_end(row.cells)
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise FileRefused(
                f"Row {row.line} has more than {MOST_COLUMNS} columns. "
                "Delete the columns that are not needed."
            )
        kept.append(SheetRow(row.line, cells))
        # A few rows above the list may be a title and the headings.
        if len(kept) > MOST_ROWS + 20:
            raise FileRefused(
                f"The list has more than {MOST_ROWS:,} rows. Split it into several files."
            )
    if len(kept) < 2:
        raise FileRefused("There is no list in this file: it needs a row of headings and rows.")
    return Sheet(kind, tuple(kept), tuple(remarks), from_1904)


def _without_empty_end(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    end = len(cells)
    while end and not cells[end - 1].text:
        end -= 1
    return cells[:end]


def tidy_cell(text: str) -> Cell:
    """Text from a file as a cell: no spaces around it; too much of it is an error of the cell."""
    tidy = text.strip()
    if len(tidy) > LONGEST_CELL:
        return Cell(f"more than {LONGEST_CELL:,} characters", CellKind.ERROR)
    return Cell(tidy)


def to_json(sheet: Sheet) -> dict[str, Any]:
    """The sheet as plain values, to be kept in a file."""
    return {
        "kind": sheet.kind,
        "remarks": list(sheet.remarks),
        "from_1904": sheet.from_1904,
        "rows": [[row.line, [_cell_to_json(cell) for cell in row.cells]] for row in sheet.rows],
    }


def from_json(raw: Mapping[str, Any]) -> Sheet:
    """The sheet that ``to_json`` wrote."""
    rows = (
        SheetRow(int(line), tuple(_cell_from_json(cell) for cell in cells))
        for line, cells in raw["rows"]
    )
    return Sheet(str(raw["kind"]), tuple(rows), tuple(raw["remarks"]), bool(raw["from_1904"]))


def _cell_to_json(cell: Cell) -> str | list[str]:
    return cell.text if cell.kind is CellKind.TEXT else [cell.kind.value, cell.text]


def _cell_from_json(raw: str | list[str]) -> Cell:
    return Cell(raw) if isinstance(raw, str) else Cell(raw[1], CellKind(raw[0]))
