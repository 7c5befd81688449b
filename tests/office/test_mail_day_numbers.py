"""Certified-mail numbers: what a person types, what a scanner sends, and what is doubted."""

from __future__ import annotations

import pytest

from records_app.office.mail_day_numbers import doubt_about, tidy_number, twice

GOOD = ("71123456789123456787", "9400111201080805483016", "9505511069605048600624")
"""Examples that are printed in public descriptions of these numbers."""


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("9400 1112 0108 0805 4830 16", "9400111201080805483016"),
        (" 9400-1112-0108-0805-4830-16\r\n", "9400111201080805483016"),
        ("9400\u00a01112\u202f0108\t0805 4830 16", "9400111201080805483016"),
        ("420630009400111201080805483016", "9400111201080805483016"),
        ("4206300012349400111201080805483016", "9400111201080805483016"),
        ("\x1d420630009400111201080805483016\x1d", "9400111201080805483016"),
        ("RB 123 456 785 US", "RB123456785US"),
        ("", ""),
        ("   ", ""),
        (None, ""),
        (12, ""),
        (["1"], ""),
    ],
)
def test_what_is_typed_or_scanned_becomes_the_number(typed: object, tidy: str) -> None:
    assert tidy_number(typed) == tidy


def test_a_number_is_never_longer_than_a_line() -> None:
    assert len(tidy_number("7" * 5000)) == 200
    assert len(tidy_number("x" * 5000)) == 200


@pytest.mark.parametrize("number", ["", *GOOD, "71969010756003077385"])
def test_no_doubt(number: str) -> None:
    assert doubt_about(number) == ""


@pytest.mark.parametrize(
    ("number", "doubt"),
    [
        ("7", "This has 1 digit; a certified-mail number has 20 or 22. Check the receipt."),
        ("7" * 21, "This has 21 digits; a certified-mail number has 20 or 22. Check the receipt."),
        ("RB123456785US", "A certified-mail number has only digits. Check it against the receipt."),
        ("٧" * 20, "A certified-mail number has only digits. Check it against the receipt."),
        (
            "9400111201080805483017",
            "The last digit does not fit the others. Check it against the receipt.",
        ),
    ],
)
def test_a_doubt_says_what_to_do(number: str, doubt: str) -> None:
    assert doubt_about(number) == doubt


@pytest.mark.parametrize("number", GOOD)
def test_any_one_wrong_digit_is_noticed(number: str) -> None:
    for place, digit in enumerate(number):
        wrong = number[:place] + str((int(digit) + 1) % 10) + number[place + 1 :]
        if len(wrong) == 22:
            assert doubt_about(wrong), wrong


def test_one_number_at_two_letters() -> None:
    assert twice({1: "71", 2: "72", 3: "71", 4: "", 5: ""}) == {1: "71", 3: "71"}
