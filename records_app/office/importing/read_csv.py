"""Reads CSV: the encoding and the separator are found out, and said."""

from __future__ import annotations

import csv
import io

from records_app.office.importing.sheet import (
    MOST_COLUMNS,
    FileRefused,
    Sheet,
    SheetRow,
    checked_sheet,
    tidy_cell,
)

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_LOOKED_AT = 40
_NO_TEXT = (
    "This is no text and no spreadsheet. Save the list as CSV or as an Excel workbook (.xlsx)."
)


def read_csv(content: bytes) -> Sheet:
    """The rows of a CSV file. Raises ``FileRefused``."""
    text, encoding = decoded(content)
    separator = separator_in(text)
    # The reader counts lines; a row is named by the line on which it begins.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    rows: list[SheetRow] = []
    before = 0
    try:
        for values in reader:
            cells = tuple(tidy_cell(value) for value in values[: 4 * MOST_COLUMNS])
            rows.append(SheetRow(before + 1, cells))
            before = reader.line_num
    except csv.Error as error:
        raise FileRefused(
            f"Line {before + 1} cannot be read as CSV ({error}). "
            "Look for a quotation mark that is not closed."
        ) from None
    remarks = (f"A CSV file in {encoding}, separated by {_SEPARATORS[separator]}.",)
    return checked_sheet("CSV", rows, remarks)


def decoded(content: bytes) -> tuple[str, str]:
    """The text of a file and the name of the encoding that fits it. Raises ``FileRefused``."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return _plain(content.decode("utf-16")), "UTF-16"
        except UnicodeDecodeError:
            raise FileRefused(f"The text breaks off or is damaged. {_NO_TEXT}") from None
    if b"\0" in content:
        raise FileRefused(_NO_TEXT)
    for encoding, name in (("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")):
        try:
            return _plain(content.decode(encoding)), name
        except UnicodeDecodeError:
            continue
    raise FileRefused(_NO_TEXT)


def _plain(text: str) -> str:
    """The text, unless it is full of characters that nobody types."""
    if "\0" in text:
        raise FileRefused(_NO_TEXT)
    odd = sum(1 for c in text[:20_000] if ord(c) < 32 and c not in "\t\r\n\f\v")
    if odd > 5:
        raise FileRefused(_NO_TEXT)
    return text


def separator_in(text: str) -> str:
    """The separator that splits the first rows most evenly; a comma when none does."""
    # Not csv.Sniffer: it guesses letters as separators and can take minutes over one line.
    start = text[:200_000]
    best, best_score = ",", (0, 0)
    for separator in _SEPARATORS:
        widths = _widths(start, separator)
        if not widths:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        score = (widths.count(usual) if usual > 1 else 0, usual)
        if score > best_score:
            best, best_score = separator, score
    return best


def _widths(text: str, separator: str) -> list[int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    widths: list[int] = []
    try:
        for row in reader:
            if any(value.strip() for value in row):
                widths.append(len(row))
            if len(widths) >= _LOOKED_AT:
                break
    except csv.Error:
        return widths
    return widths
