"""Fees over a real store: on the page of a request, by agency, and as a file."""

from __future__ import annotations

import csv
import io

import pytest

from records_app.office.fees_of_request import FeesView, cap_in, fees_of
from records_app.office.fees_report import fees_csv, fees_report
from records_app.office.report_views import ReportFilter
from records_app.store.database import Store
from tests.office.cast import Cast, ready_request
from tests.office.reported_answers import answered, fee_lines, paid

EVERYTHING = ReportFilter()
LINES = fee_lines(
    ("Copies", "copies", "412", "0.25", "103", ""),
    ("Review", "attorney", "2", "150", "300", "city attorney"),
    ("Search", "research", "1", "9.50", "9.50", "clerk"),
)


def fee(on: str, amount: str, **more: str) -> dict[str, str]:
    return {"on": on, "kind": "fee_asked", "fee": amount, **more}


def sums(view: FeesView) -> dict[str, str]:
    return {one.name: one.value for one in view.sums}


def test_the_lines_with_what_the_law_says(store: Store, cast: Cast) -> None:
    request_id = answered(store, cast.bob, cast.riverbend, fee("2026-11-05", "412.50", **LINES))
    view = fees_of(store, cast.bob, request_id)
    assert view is not None
    assert view.title == "Thu, Nov 5, 2026: they asked for a fee of $412.50."
    assert [(line.what, line.numbers, line.amount) for line in view.lines] == [
        ("Copies", "412 pages at $0.25", "$103.00"),
        ("Review", "2 hours at $150.00", "$300.00"),
        ("Search", "1 hour at $9.50", "$9.50"),
    ]
    assert [[flag.citation for flag in line.flags] for line in view.lines] == [
        ["§ 610.026.1(1), RSMo"],
        ["Gross v. Parson, 624 S.W.3d 877 (Mo. banc 2021)"],
        [],
    ]
    assert view.flags == ()
    assert "$412.50 is more than the $25.00 that our letter names" in view.cap
    assert view.may_object
    assert sums(view) == {
        "Asked": "$412.50",
        "Paid": "$0.00",
        "Waived": "$0.00",
        "Refunded": "$0.00",
        "Open": "$412.50",
    }


def test_who_may_look_only_gets_no_letter_to_write(store: Store, cast: Cast) -> None:
    request_id = answered(store, cast.bob, cast.riverbend, fee("2026-11-05", "412.50"))
    views = {
        who.name: fees_of(store, who, request_id) for who in (cast.vera, cast.carl, cast.alice)
    }
    assert {name: view.may_object for name, view in views.items() if view} == {
        "Vera": False,
        "Carl": False,
        "Alice": True,
    }


def test_nothing_is_shown_while_nobody_spoke_of_a_fee(store: Store, cast: Cast) -> None:
    silent, _ = ready_request(store, cast.bob, cast.riverbend)
    assert fees_of(store, cast.bob, silent) is None
    assert fees_of(store, cast.bob, 999_999) is None
    assert fees_of(store, cast.bob, -1) is None


def test_estimate_demand_waiver_and_payment(store: Store, cast: Cast) -> None:
    request_id = answered(
        store,
        cast.bob,
        cast.riverbend,
        fee("2026-11-04", "400", estimate="yes"),
        fee("2026-11-05", "40"),
        {"on": "2026-11-09", "kind": "fee_waived", "fee": "15"},
    )
    paid(store, cast.bob, request_id, "2026-11-10", "20")
    view = fees_of(store, cast.bob, request_id)
    assert view is not None
    assert sums(view) == {
        "Estimated": "$400.00",
        "Asked": "$40.00",
        "Paid": "$20.00",
        "Waived": "$15.00",
        "Refunded": "$0.00",
        "Open": "$5.00",
    }
    assert view.earlier == ("Wed, Nov 4, 2026: they estimated a fee of $400.00.",)


def test_what_is_not_known_is_not_a_sum(store: Store, cast: Cast) -> None:
    request_id = answered(store, cast.bob, cast.riverbend, fee("2026-11-05", ""))
    view = fees_of(store, cast.bob, request_id)
    assert view is not None
    assert (sums(view)["Open"], "Asked" in sums(view), view.cap) == ("Not known", False, "")


@pytest.mark.parametrize(
    ("typed", "cap"), [("25", "25"), ("$1,000", "1000"), ("", None), ("ten", None), (None, None)]
)
def test_the_cap_as_it_was_typed(typed: str | None, cap: str | None) -> None:
    found = cap_in({"fee_cap": typed})
    assert (None if found is None else str(found)) == cap
    assert cap_in({}) is None


@pytest.fixture
def fees(store: Store, cast: Cast) -> list[int]:
    """Riverbend asked twice, once in 2025; Fenwick estimated once and named no sum once."""
    bob = cast.bob
    first = answered(store, bob, cast.riverbend, fee("2026-11-05", "412.50"))
    old = answered(store, bob, cast.riverbend, fee("2025-12-18", "20"), received="2025-12-15")
    paid(store, bob, old, "2026-01-05", "20")
    third = answered(store, bob, cast.fenwick, fee("2026-11-06", "90", estimate="yes"))
    unknown = answered(store, bob, cast.fenwick, fee("2026-11-07", ""))
    answered(store, bob, cast.maple, {"on": "2026-11-05", "kind": "released"})
    return [first, old, third, unknown]


def test_by_agency(store: Store, cast: Cast, fees: list[int]) -> None:
    report = fees_report(store, cast.vera, EVERYTHING)
    rows = [
        (row.agency, row.requests, row.estimated, row.asked, row.paid, row.open, row.note)
        for row in report.agencies
    ]
    assert rows == [
        (
            "Riverbend Police Department",
            2,
            "$0.00",
            "$432.50",
            "$20.00",
            "$412.50",
            "1 over our cap",
        ),
        (
            *("Fenwick County Sheriff's Office", 2, "$90.00", "$0.00", "$0.00", "$0.00"),
            "1 over our cap, 1 without a sum",
        ),
    ]
    assert report.total is not None
    assert (report.total.requests, report.total.asked, report.total.open) == (
        4,
        "$432.50",
        "$412.50",
    )
    assert report.lead == (
        "4 requests with a fee: $432.50 asked, $412.50 open. 2 went over what our letter names."
    )


def test_request_by_request(store: Store, cast: Cast, fees: list[int]) -> None:
    report = fees_report(store, cast.vera, EVERYTHING)
    assert [(row.href, row.asked, row.open) for row in report.requests] == [
        (f"/requests/{fees[3]}/", "No sum", "Not known"),
        (f"/requests/{fees[2]}/", "$90.00 estimated", "$0.00"),
        (f"/requests/{fees[0]}/", "$412.50", "$412.50"),
        (f"/requests/{fees[1]}/", "$20.00", "$0.00"),
    ]


def test_narrowing(store: Store, cast: Cast, fees: list[int]) -> None:
    def ids(**wanted: int) -> int:
        return len(fees_report(store, cast.vera, ReportFilter(**wanted)).requests)

    assert ids(year=2025) == 1  # the year in which they first asked, not that of the payment
    assert ids(agency_id=cast.fenwick) == 2
    assert ids(agency_id=cast.maple) == 0
    nothing = fees_report(store, cast.vera, ReportFilter(year=1999))
    assert (nothing.lead, nothing.total, nothing.is_empty) == ("No fee fits this.", None, False)
    assert [one.value for one in nothing.choices.years] == ["2026", "2025"]


def test_the_file(store: Store, cast: Cast, fees: list[int]) -> None:
    content = fees_csv(store, cast.vera, EVERYTHING)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [(row["asked"], row["open"], row["cap"], row["over cap"]) for row in rows] == [
        ("", "", "25", "no"),
        ("", "0", "25", "yes"),
        ("412.50", "412.50", "25", "yes"),
        ("20", "0", "25", "no"),
    ]
    assert len(fees_csv(store, cast.vera, ReportFilter(year=2025)).splitlines()) == 2


def test_nothing_yet(store: Store, cast: Cast) -> None:
    report = fees_report(store, cast.vera, EVERYTHING)
    assert report.is_empty
    assert len(fees_csv(store, cast.vera, EVERYTHING).splitlines()) == 1
