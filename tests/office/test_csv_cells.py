"""No cell of an export runs as a formula, and nothing else about it changes."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records_app.office.csv_cells import csv_file, safe_cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =HYPERLINK(1)",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff=1",
        "\x00=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠A1",
    ],
)
def test_what_could_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text).startswith("'")


@pytest.mark.parametrize(
    "text", ["", "Riverbend", "§ 610.021(14)", "a=b", "3-4", "'quoted'", "“-”", " two words "]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_our_own_values_are_written_plainly() -> None:
    assert safe_cell(Decimal("-12.50")) == "-12.50"
    assert safe_cell(Decimal("1E+2")) == "100"
    assert safe_cell(-3) == "-3"
    assert safe_cell(date(2026, 11, 3)) == "2026-11-03"
    assert [safe_cell(value) for value in (None, True, False)] == ["", "yes", "no"]


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_comes_back_and_never_begins_a_formula(cells: list[str]) -> None:
    content = csv_file(["one"], [cells])
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig", "strict"), newline="")))
    assert read[0] == ["one"]
    for written, cell in zip(read[1] if len(read) > 1 else [""], cells, strict=True):
        assert written[:1] not in set("=+-@\t\r\n")
        assert written.removeprefix("'") == cell.replace("\x00", "").removeprefix("'")
