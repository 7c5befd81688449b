"""Tables as CSV that no spreadsheet program runs as formulas."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

Cell = str | int | Decimal | date | bool | None
_STARTS_A_FORMULA = frozenset("=+-@")
_STARTS_A_CELL = frozenset("\t\r\n")


def csv_file(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as a CSV file in UTF-8, with the mark by which Excel knows the encoding.

    Dates are written YYYY-MM-DD, yes and no as words, nothing as an empty cell.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([safe_cell(head) for head in heads])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def safe_cell(cell: Cell) -> str:
    """One cell as text. Text that a program could take for a formula gets an apostrophe first.

    That is text whose first character, spaces and wide forms aside, is one of ``= + - @``, or
    which begins with a tab or a line break. Our own numbers stay numbers, also negative ones.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | Decimal):
        return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    # NUL ends a cell for some programs, so that the rest would begin one.
    text = cell.replace("\x00", "")
    return f"'{text}" if _is_risky(text) else text


def _is_risky(text: str) -> bool:
    if text[:1] in _STARTS_A_CELL and text:
        return True
    bare = "".join(
        character for character in text[:40] if unicodedata.category(character) not in ("Cf", "Cc")
    ).lstrip()
    return unicodedata.normalize("NFKC", bare[:1])[:1] in _STARTS_A_FORMULA and bool(bare)
