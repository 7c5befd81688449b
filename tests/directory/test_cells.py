from datetime import date

import pytest

from records_app.directory import cells


@pytest.mark.parametrize("nothing", ["", "  ", "nan", "NaN", "NOT AVAILABLE", "-999", "N/A", None])
def test_every_way_of_writing_nothing_is_empty(nothing):
    assert cells.cell(nothing) == ""


def test_spaces_become_single():
    assert cells.cell("  Morrisville  Police\tDepartment ") == "Morrisville Police Department"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("63101", "63101"),
        ("63101-2044", "63101"),
        ("631012044", "63101"),
        ("63101.0", "63101"),
        ("2134", "02134"),
        ("nan", ""),
        ("-999", ""),
        ("6", ""),
    ],
)
def test_zip_codes_have_five_digits(written, expected):
    assert cells.postal_code(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("(314) 555-0100", "(314) 555-0100"),
        ("314-555-0100", "(314) 555-0100"),
        ("314.555.0100", "(314) 555-0100"),
        ("+1 314 555 0100", "(314) 555-0100"),
        ("3145550100 x12", "(314) 555-0100 ext. 12"),
        ("555-0100", ""),
        ("NOT AVAILABLE", ""),
        ("call us", ""),
    ],
)
def test_phones_are_written_one_way(written, expected):
    assert cells.phone(written) == expected


def test_dates():
    assert cells.iso_date("2026-05-18") == date(2026, 5, 18)
    assert cells.iso_date("nan") is None
    with pytest.raises(ValueError, match=r"day"):
        cells.iso_date("2026-02-30")


def test_web_addresses_are_found_in_text():
    text = "https://a.example/press ; see (http://b.example/x), and https://c.example."
    assert cells.web_addresses(text) == (
        "https://a.example/press",
        "http://b.example/x",
        "https://c.example",
    )


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("301 Jefferson Street", ("301 Jefferson Street",)),
        ("1222 Spruce Street, Suite 6.101", ("1222 Spruce Street, Suite 6.101",)),
        (
            "1915 Olive Street, Attn: Public Information, Room 728",
            ("Attn: Public Information, Room 728", "1915 Olive Street"),
        ),
        (
            "City Counselor's Office, City Hall, 1200 Market Street",
            ("City Counselor's Office, City Hall", "1200 Market Street"),
        ),
        (
            "7900 Forsyth Boulevard (Bureau of Records, Room B-013)",
            ("Bureau of Records, Room B-013", "7900 Forsyth Boulevard"),
        ),
        (
            "Attn: Custodian of Records, P.O. Box 1408 (1510 East Elm Street)",
            ("Attn: Custodian of Records", "P.O. Box 1408"),
        ),
        ("2729 Plaza Drive, P.O. Box 236", ("2729 Plaza Drive", "P.O. Box 236")),
        ("State Highway 172", ("State Highway 172",)),
        ("nan", ()),
    ],
)
def test_addresses_become_lines_for_an_envelope(written, lines):
    assert cells.address_lines(written) == lines
