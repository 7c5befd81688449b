"""What days, amounts, words and names in a list mean."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records_app.casework.subjects import Subject
from records_app.office.importing.agency_names import AgencyNames
from records_app.office.importing.columns import guessed_columns, heading_row, headings
from records_app.office.importing.days import DayOrder, NoDay, day_in, order_in
from records_app.office.importing.numbers import highest_counted, is_usable, usable_once
from records_app.office.importing.reading import read_sheet
from records_app.office.importing.rows import tidy_text
from records_app.office.importing.sheet import Cell, CellKind
from records_app.office.importing.words import amount_in, guessed_meaning, subjects_in
from records_app.store.tables import Agency

MONTH, DAY = DayOrder.MONTH_FIRST, DayOrder.DAY_FIRST


@pytest.mark.parametrize(
    "text",
    [
        *("3/4/2025", "03/04/2025", "3-4-2025", "3.4.2025", "3/4/25", "3/4/2025 2:15 PM"),
        *("2025-03-04", "2025/3/4", "2025-03-04T10:00:00", "2025-03-04 00:00:00", "20250304"),
        *("Mar 4, 2025", "March 4, 2025", "Tuesday, March 4, 2025", "4 March 2025", "4-Mar-2025"),
        *("March 4th, 2025", "45720", "45720.5", " 3/4/2025\u00a0"),
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert day_in(Cell(text), MONTH) == date(2025, 3, 4)


def test_the_order_decides_only_what_can_be_read_both_ways() -> None:
    assert day_in(Cell("3/4/2025"), DAY) == date(2025, 4, 3)
    assert day_in(Cell("2025-03-04"), DAY) == date(2025, 3, 4)
    assert day_in(Cell("2025-03-04", CellKind.DAY), DAY) == date(2025, 3, 4)


def test_old_macs_count_from_another_year() -> None:
    assert day_in(Cell("44258", CellKind.NUMBER), MONTH, from_1904=True) == date(2025, 3, 4)


def test_a_year_of_two_digits_is_of_our_time() -> None:
    assert day_in(Cell("3/4/69"), MONTH) == date(2069, 3, 4)
    assert day_in(Cell("3/4/70"), MONTH) == date(1970, 3, 4)


@pytest.mark.parametrize(
    "text", ["2/30/2025", "13/13/2025", "soon", "63101", "March 2025", "3/4", "0/1/2025", "99999"]
)
def test_what_is_no_day_is_said(text: str) -> None:
    with pytest.raises(NoDay) as wrong:
        day_in(Cell(text), MONTH)
    assert text in str(wrong.value)


def test_an_error_in_a_cell_is_no_day() -> None:
    with pytest.raises(NoDay, match=r"#REF!"):
        day_in(Cell("#REF!", CellKind.ERROR), MONTH)


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_none(text: str) -> None:
    try:
        found = day_in(Cell(text), MONTH)
    except NoDay:
        return
    assert found is None or isinstance(found, date)


@given(st.dates(date(1990, 1, 1), date(2068, 12, 31)), st.sampled_from(list(DayOrder)))
def test_every_day_is_read_back(day: date, order: DayOrder) -> None:
    first, second = (day.month, day.day) if order is MONTH else (day.day, day.month)
    assert day_in(Cell(f"{first}/{second}/{day.year}"), order) == day
    assert day_in(Cell(day.isoformat()), order) == day


@pytest.mark.parametrize(
    ("days", "order"),
    [
        (["3/14/2025", "3/4/2025"], MONTH),
        (["14/3/2025", "3/4/2025"], DAY),
        (["3/4/2025"], None),
        (["3/14/2025", "14/3/2025"], None),
        (["5/5/2025", "2025-01-02", ""], MONTH),
    ],
)
def test_the_list_itself_may_show_the_order(days: list[str], order: DayOrder | None) -> None:
    assert order_in(Cell(one) for one in days) == order


@pytest.mark.parametrize(
    ("text", "amount"),
    [("25", "25"), ("$1,234.50", "1234.50"), ("40.5 USD", "40.5"), ("12.500", "12.50")],
)
def test_an_amount_is_read(text: str, amount: str) -> None:
    assert amount_in(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "0", "$0.00", "none", "N/A", "waived"])
def test_no_fee_is_no_fee(text: str) -> None:
    assert amount_in(text) is None


@pytest.mark.parametrize("text", ["about 20", "12.345", "1.2.3", "-5", "=1+1"])
def test_what_is_no_amount_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r"amount|places"):
        amount_in(text)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Pending", "nothing"),
        ("No response", "nothing"),
        ("Granted", "released"),
        ("Partial release", "partly_released"),
        ("Granted in part", "partly_released"),
        ("DENIED", "denied"),
        ("No responsive records", "no_records"),
        ("Says ICE controls them", "ice_control"),
        ("Denied: property of ICE", "ice_control"),
        ("Fee requested", "fee_asked"),
        ("Acknowledged", "acknowledged"),
        ("Extension", "delayed"),
        ("Withdrawn", "nothing"),
        ("qwertz", ""),
    ],
)
def test_an_answer_is_guessed(text: str, meaning: str) -> None:
    assert guessed_meaning("answer", text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Denied", "nothing"),
        ("Closed - denied", "denied"),
        ("Completed", "released"),
        ("withdrawn by us", "withdrawn"),
        ("Pending", "nothing"),
        ("abandoned", "lapsed"),
    ],
)
def test_only_what_says_so_is_over(text: str, meaning: str) -> None:
    assert guessed_meaning("outcome", text) == meaning


@pytest.mark.parametrize("subject", list(Subject))
def test_our_own_names_of_subjects_are_recognized(subject: Subject) -> None:
    assert subjects_in(subject.label) == (subject,)
    assert subject in subjects_in(subject.value)


def test_subjects_are_recognized_by_their_words() -> None:
    assert [one.value for one in subjects_in("287(g) agreements, training and SUVs")] == [
        "funding",
        "vehicles",
        "training",
    ]
    assert subjects_in("Budget of the library") == ()


def test_columns_are_found_in_any_order_below_a_title() -> None:
    content = b"Our old requests,,\nprepared by B,,\nNotes,DATE SENT,Public body\nx,3/4/2025,y\n"
    sheet = read_sheet(content)
    place = heading_row(sheet)
    assert sheet.rows[place].line == 3
    assert guessed_columns(headings(sheet, place)) == {"notes": 0, "sent_on": 1, "agency": 2}


def test_one_column_of_states_says_both_answer_and_end() -> None:
    assert guessed_columns(("Agency", "Status")) == {"agency": 0, "answer": 1, "outcome": 1}
    assert guessed_columns(("Status", "Outcome")) == {"answer": 0, "outcome": 1}
    assert guessed_columns(("Our no.", "Their no.")) == {"number": 0, "their_number": 1}


def agencies(*names: str) -> AgencyNames:
    return AgencyNames(
        Agency(id=number, slug=str(number), name=name, kind="police", law="us-mo")
        for number, name in enumerate(names, start=1)
    )


NAMES = agencies(
    "Riverbend Police Department",
    "Fenwick County Sheriff's Office",
    "Alder Police Department",
    "Alder Police Department",
    "St. Maple County Sheriff's Office",
)


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("riverbend police department", 1),
        ("Riverbend PD", 1),
        ("City of Riverbend Police Department", 1),
        ("FENWICK COUNTY SHERRIF", 2),
        ("Fenwick Co. Sheriff", 2),
        ("Saint Maple County Sheriff's Department", 5),
        ("Alder Police Department", 0),
        ("Riverbnd Police", 0),
        ("Library", 0),
    ],
)
def test_a_name_means_an_agency_only_beyond_doubt(name: str, sure: int) -> None:
    assert NAMES.match(name).sure == sure


def test_what_is_spelled_alike_is_offered() -> None:
    assert NAMES.match("Alder Police Department").offered == (3, 4)
    assert NAMES.match("Riverbnd Police").offered[0] == 1
    assert NAMES.match("").offered == ()


def test_numbers_are_used_only_when_they_can_be() -> None:
    assert is_usable("2025-07")
    assert is_usable("A.1_b")
    assert is_usable("MO-2019-0004")
    for bad in ("", "-1", "a b", "x" * 21, "MO-2019-10000", "a/b", "\u00e9"):
        assert not is_usable(bad)
    assert usable_once(["a", "b", "b", "c"], {"c"}) == {"a"}
    assert highest_counted(["MO-2019-0004", "MO-2019-0002", "x-1"]) == {"MO-2019": 4}


def test_text_loses_what_nobody_can_see() -> None:
    assert tidy_text(" a\u202eb\u200e\x07\r\nc\t d ") == "ab\nc  d"
