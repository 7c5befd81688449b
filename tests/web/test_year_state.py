"""The year table through the real guard."""

from __future__ import annotations

import pytest
from reflex.utils.format import json_dumps

from tests.web.calculating import RIVERBEND, year
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


async def test_a_year_of_one_law(tab: Tab) -> None:
    state = await year(tab, law="us-il", year="2027")
    assert state.table is not None
    assert (state.table.law_name, len(state.table.months)) == (
        "Illinois Freedom of Information Act",
        12,
    )
    assert state.previous == "/calculator/year/?law=us-il&year=2026"
    assert state.following == "/calculator/year/?law=us-il&year=2028"
    assert len(json_dumps(state.table)) < 40_000
    this_year = await year(tab)
    assert this_year.table is not None
    assert (this_year.table.law, this_year.table.year) == ("us-mo", 2026)


async def test_a_year_of_one_agency(vera: Tab, closed_friday: int) -> None:
    state = await year(vera, year="2026", agency=RIVERBEND)
    assert state.table is not None
    assert state.agency_name == "Riverbend Police Department"
    assert [one.day for one in state.table.closed if one.name == "A quiet Friday"] == [
        "Fri, Nov 27"
    ]
    assert state.following.endswith(f"year=2027&agency={RIVERBEND}")
    assert state.without_agency == "/calculator/year/?law=us-mo&year=2026"


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ({"law": "us-ia"}, ["law"]),
        ({"law": "xx", "year": "xx"}, ["law", "year"]),
        ({"year": "1899"}, ["year"]),
        ({"year": "2201"}, ["year"]),
        ({"year": "20261"}, ["year"]),
        ({"year": "٢٠٢٦"}, ["year"]),
        ({"year": "2026", "agency": "no-such-agency"}, ["agency"]),
    ],
)
async def test_a_wrong_year_is_named(vera: Tab, query: dict[str, str], fields: list[str]) -> None:
    state = await year(vera, **query)
    assert (state.table, [fault.field for fault in state.faults]) == (None, fields)
