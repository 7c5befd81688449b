"""The printable year: what counts, what does not, and what is in doubt."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import calendar_of
from records_app.law.statute import known_laws, law
from records_app.office.year_table import YearTable, year_table


def table(year: int, code: str = "us-mo", agency: AgencyDays | None = None) -> YearTable:
    return year_table(code, year, agency=agency or AgencyDays())


@pytest.mark.parametrize("code", known_laws())
@pytest.mark.parametrize("year", [1900, 2025, 2026, 2027, 2028, 2200])
def test_a_year_counts_what_the_calendars_say(code: str, year: int) -> None:
    calendars = [calendar_of(code, name) for name in law(code).calendars]
    day, surely, maybe = date(year, 1, 1), 0, 0
    while day.year == year:
        opens = [calendar.is_open(day) for calendar in calendars]
        surely, maybe = surely + all(opens), maybe + (any(opens) and not all(opens))
        day += timedelta(days=1)
    found = table(year, code)
    assert found.sentence.startswith(f"{surely} business days")
    assert found.has_doubts is (maybe > 0)
    cells = [cell for month in found.months for week in month.weeks for cell in week]
    assert sum(cell.kind == "open" for cell in cells) == surely
    assert sum(cell.kind == "doubt" for cell in cells) == maybe
    numbers = [cell.number for cell in cells if cell.number]
    assert len(numbers) == (date(year, 12, 31) - date(year, 1, 1)).days + 1
    assert all(len(week) == 7 for month in found.months for week in month.weeks)


def test_a_year_says_what_is_expected_and_where_it_is_from() -> None:
    found = table(2027)
    truman = next(one for one in found.closed if one.name.startswith("Truman"))
    assert (truman.day, truman.kind, truman.source) == (
        "Fri, May 7",
        "doubt",
        "only in “State list”",
    )
    assert "expected, not published" in truman.name
    assert any("State list for 2027: expected, not published" in words for words in found.cautions)
    assert not any("expected" in words for words in table(2026).cautions)
    assert (found.previous, found.following) == (2026, 2028)
    assert (table(1900).previous, table(2200).following) == (0, 0)


def test_a_year_of_an_agency_shows_its_own_days() -> None:
    own = AgencyDays(
        closed=((date(2026, 11, 27), "day after Thanksgiving"), (date(2025, 1, 3), "snow")),
        open=((date(2026, 2, 12), "Lincoln Day is worked"),),
    )
    found = {one.day: one for one in table(2026, agency=own).closed}
    assert found["Fri, Nov 27"].name == "day after Thanksgiving"
    assert found["Fri, Nov 27"].kind == "doubt"
    assert found["Thu, Feb 12"].source == "this agency is open: Lincoln Day is worked"
    assert found["Thu, Feb 12"].kind == "doubt"
    assert "Fri, Jan 3" not in found
    assert found["Thu, Nov 26"].source == "§ 9.010, RSMo"


@pytest.mark.parametrize("year", [1899, 2201, 0, -5])
def test_a_year_outside_the_calendar_is_refused(year: int) -> None:
    with pytest.raises(ValueError, match="is not a year from 1900 to 2200"):
        table(year)
