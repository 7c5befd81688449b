"""Files that are read as a list, and those that are refused with a word on what to do."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from records_app.office.importing import reading
from records_app.office.importing.reading import read_sheet
from records_app.office.importing.sheet import (
    CellKind,
    FileRefused,
    Sheet,
    from_json,
    to_json,
)
from records_app.office.importing.zip_check import check_workbook
from tests.office.made_lists import xlsx_list

TEXT = "Agency,Note\nJos\u00e9 Police,\u201cyes\u201d\nB,c\n"


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in sheet.rows]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_the_encoding_is_found_and_said(encoding: str, name: str) -> None:
    sheet = read_sheet(TEXT.encode(encoding))
    assert texts(sheet)[1] == ["Jos\u00e9 Police", "\u201cyes\u201d"]
    assert sheet.remarks == (f"A CSV file in {name}, separated by commas.",)


@pytest.mark.parametrize(("mark", "word"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs")])
def test_the_separator_is_found_even_beside_others(mark: str, word: str) -> None:
    row = mark.join(("A", '"x, y; z"', "C"))
    sheet = read_sheet("\n".join([row] * 3).encode())
    assert texts(sheet) == [["A", "x, y; z", "C"]] * 3
    assert word in sheet.remarks[0]


def test_rows_keep_their_numbers_over_quotes_and_empty_lines() -> None:
    sheet = read_sheet(b'a,b\n"two\nlines",x\n\n,,\nlast,y\n')
    assert [row.line for row in sheet.rows] == [1, 2, 6]


def test_a_workbook_gives_days_numbers_formulas_and_errors() -> None:
    content = xlsx_list(
        [
            ["Old requests"],
            ["Agency", "Sent", "Fee", "Twice"],
            ["Riverbend", datetime(2025, 3, 4), 12.5, "=C3*2"],
            [],
            ["Fenwick", 45720, "#REF!", True],
        ]
    )
    sheet = read_sheet(content)
    assert [row.line for row in sheet.rows] == [1, 2, 3, 5]
    day, fee, formula = sheet.rows[2].cells[1:]
    assert (day.text, day.kind) == ("2025-03-04", CellKind.DAY)
    assert (fee.text, fee.kind) == ("12.5", CellKind.NUMBER)
    assert (formula.text, formula.kind) == ("a formula whose value was not saved", CellKind.ERROR)
    number, error, truth = sheet.rows[3].cells[1:]
    assert (number.text, error.kind, truth.text) == ("45720", CellKind.ERROR, "yes")
    assert any("1 cell is a formula" in remark for remark in sheet.remarks)
    assert from_json(to_json(sheet)) == sheet


def test_the_value_a_formula_showed_is_used_and_nothing_is_worked_out() -> None:
    content = _with_sheet(b'<c r="B2"><f>1+1</f><v>7</v></c>')
    assert texts(read_sheet(content))[1] == ["Riverbend", "7"]


def test_other_sheets_are_named_and_not_read() -> None:
    book = Workbook()
    book.create_sheet("Secret \u202e sheet").append(["x"])
    book.worksheets[0].append(["Agency", "Sent"])
    book.worksheets[0].append(["Riverbend", "3/4/2025"])
    stream = io.BytesIO()
    book.save(stream)
    sheet = read_sheet(stream.getvalue())
    assert texts(sheet) == [["Agency", "Sent"], ["Riverbend", "3/4/2025"]]
    assert any("Not read: \u201cSecret  sheet\u201d" in remark for remark in sheet.remarks)


def _with_sheet(cells: bytes, head: bytes = b"") -> bytes:
    """A workbook whose second row holds these cells."""
    whole = xlsx_list([["Agency", "Sent"], ["Riverbend", "x"]])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                begin = content.index(b'<c r="B2"')
                end = content.index(b"</row>", begin)
                content = head + content[:begin] + cells + content[end:]
            new.writestr(member.filename, content)
    return stream.getvalue()


def _zip(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _encrypted() -> bytes:
    content = bytearray(xlsx_list([["a", "b"], ["c", "d"]]))
    for signature, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.find(signature)
        while at >= 0:
            flags = struct.unpack_from("<H", content, at + place)[0]
            struct.pack_into("<H", content, at + place, flags | 1)
            at = content.find(signature, at + 4)
    return bytes(content)


BOMB = b"\0" * (30 * 1024 * 1024)
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "The file is empty."),
    "only spaces": (b" \r\n\t ", "The file is empty."),
    "too large": (b"a,b\n" * 1_400_000, "larger than 5 MB"),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office file (.xls)"),
    "encrypted by office": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "protected by a password",
    ),
    "encrypted zip": (_encrypted(), "protected by a password"),
    "a plain zip": (_zip(**{"notes.txt": b"hello"}), "no Excel workbook"),
    "macros": (
        xlsx_list([["a", "b"], ["c", "d"]], **{"xl/vbaProject.bin": b"x"}),
        "macros",
    ),
    "bomb": (
        _zip(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>", "xl/a.bin": BOMB}),
        "far more than a list needs",
    ),
    "truncated": (xlsx_list([["Agency", "Sent"], ["a", "b"]])[:2500], "damaged or breaks off"),
    "entities": (_with_sheet(b"<c/>", ENTITIES), "entities"),
    "not XML inside": (_zip(**{"[Content_Types].xml": b"<x", "xl/workbook.xml": b"<"}), "damaged"),
    "a PDF": (b"%PDF-1.7\n1 0 obj", "This is a PDF"),
    "a program": (b"MZ\x90\x00\x03\x00\x00\x00", "a program"),
    "another program": (b"\x7fELF\x02\x01\x01", "a program"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "a picture"),
    "packed": (b"\x1f\x8b\x08\x00", "a packed file"),
    "a web page": (b"<!DOCTYPE html><table><tr><td>Agency</td></tr></table>", "web page"),
    "NUL in the text": (b"Agency,Sent\nRiver\0bend,x\n", "no text and no spreadsheet"),
    "odd characters": (b"\x01\x02\x03\x04\x05\x06\x07,a\nb,c", "no text and no spreadsheet"),
    "half of UTF-16": (b"\xff\xfea\x00b", "breaks off"),
    "headings alone": (b"Agency,Sent\n", "There is no list"),
    "too many columns": (b",".join([b"x"] * 61) + b"\na,b\n", "more than 60 columns"),
    "too many rows": (b"a,b\n" * 5_021, "more than 5,000 rows"),
    "a quotation mark that never ends": (b'a,b\n"' + b"x" * 140_000, "quotation mark"),
    "an empty workbook": (xlsx_list([]), "its sheets are empty"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_list_is_refused_with_a_word(name: str) -> None:
    content, words = REFUSED[name]
    with pytest.raises(FileRefused) as refused:
        read_sheet(content)
    assert words in str(refused.value)


def test_a_word_that_looks_like_a_mark_of_a_program_is_text() -> None:
    assert texts(read_sheet(b"MZ number,b\n1,2\n"))[0] == ["MZ number", "b"]


def test_a_cell_that_is_too_long_is_an_error_of_the_cell() -> None:
    sheet = read_sheet(b"a,b\nc," + b"x" * 2001)
    assert sheet.rows[1].cells[1].kind is CellKind.ERROR


def test_a_sheet_that_claims_to_be_huge_is_read_by_what_is_in_it() -> None:
    whole = _with_sheet(b'<c r="B2"><v>7</v></c>')
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.infolist():
            content = old.read(member).replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
            new.writestr(member.filename, content)
    assert texts(read_sheet(stream.getvalue()))[1] == ["Riverbend", "7"]


def test_reading_a_workbook_ends_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0)
    with pytest.raises(FileRefused, match=r"took too long|cannot be read"):
        read_sheet(xlsx_list([["a", "b"], ["c", "d"]]))


def outcome(content: bytes) -> Sheet | str:
    """The list, or the word on why there is none. Anything else is a crash."""
    try:
        return read_sheet(content)
    except FileRefused as refused:
        return str(refused)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_list_or_a_word(content: bytes) -> None:
    found = outcome(b"x" + content if content.startswith(b"PK") else content)
    if isinstance(found, str):
        assert found.endswith((".", "closed."))
        assert "Traceback" not in found
    else:
        assert len(found.rows) >= 2
        assert from_json(to_json(found)) == found


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_text_gives_a_list_or_a_word(text: str, encoding: str) -> None:
    found = outcome(b"Agency,Sent\n" + text.encode(encoding, "replace"))
    assert found if isinstance(found, str) else texts(found)[0]


WHOLE = xlsx_list([["Agency", "Sent"], ["Riverbend", "3/4/2025"]])


def damaged(data: st.DataObject, most: int) -> bytes:
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, most))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    return bytes(content[: len(content) - data.draw(st.sampled_from([0, 0, 1, 200]))])


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_zip_is_passed_or_refused_and_never_a_crash(data: st.DataObject) -> None:
    content = damaged(data, 6)
    try:
        check_workbook(content)
    except FileRefused as refused:
        words = str(refused)
    else:
        words = "passed."
    assert words.endswith(".")


@settings(max_examples=5)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_and_never_a_crash(data: st.DataObject) -> None:
    found = outcome(damaged(data, 3))
    assert found if isinstance(found, str) else found.rows
