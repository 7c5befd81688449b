"""Every wrong input of the calculator is named at its field, in plain words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from records_app.law.agency_days import AgencyDays
from records_app.office.calculating import calculate
from records_app.office.calculating_view import Calculation

TODAY = date(2026, 11, 23)


def asked(agency: AgencyDays | None = None, **fields: str) -> Calculation:
    return calculate(fields, today=TODAY, agency=agency or AgencyDays())


def error_of(found: Calculation) -> tuple[str, str]:
    """The one error: its field and its words."""
    (error,) = found.errors
    assert found.result is None
    return error.field, error.message


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"law": "us-xx"}, "law", "“us-xx” is no law and no State we know."),
        ({"law": "xx" * 60}, "law", "is no law"),
        ({"law": "us-ks", "clock": "suit"}, "clock", "Kansas Open Records Act has no clock “suit”"),
        ({"start": "yesterday"}, "start", "“yesterday” is not a day of the calendar"),
        ({"start": "2026-02-30"}, "start", "“2026-02-30” is not a day"),
        ({"start": "20261124"}, "start", "is not a day"),
        ({"start": "2026-W48-2"}, "start", "is not a day"),
        ({"start": "0001-01-01"}, "start", "is before Sat, Aug 28, 2004, when § 610.023.3"),
        ({"start": "2200-12-31"}, "start", "Wed, Dec 31, 2200 is after"),
        ({"start": "2026-11-24", "at": "25:00"}, "at", "“25:00” is not a time"),
        ({"clock": "refile", "start": "2025-08-27"}, "start", "is before Thu, Aug 28, 2025"),
        ({"law": "us-ks", "clock": "cost-contact", "start": "2025-06-30"}, "start", "Jul 1, 2025"),
        ({"way": "back", "wanted": "1999-01-01"}, "wanted", "is too early for any start"),
        ({"way": "back", "wanted": "9999-01-01"}, "wanted", "is not a day of the calendar"),
        (
            {"clock": "promised", "start": "2026-11-24", "promised_on": "2026-11-20"},
            "promised_on",
            "Fri, Nov 20, 2026 is before Tue, Nov 24, 2026, the day it was promised.",
        ),
        ({"clock": "fee", "fee": "a lot"}, "fee", "“a lot” is not an amount in dollars"),
        ({"clock": "fee", "fee": "-3"}, "fee", "is not an amount"),
        ({"clock": "fee", "fee": "1e9"}, "fee", "is not an amount"),
        (
            {"law": "us-il", "extension": "6"},
            "extension",
            "6 is more than the law allows, 5 business days.",
        ),
        ({"law": "us-il", "extension": "0"}, "extension", "is not a whole number of days above 0"),
        ({"law": "us-il", "extension": "²"}, "extension", "“²” is not a whole number of days."),
        (
            {"clock": "suit", "start": "2026-11-24", "violated_on": "2026-11-25"},
            "violated_on",
            "is after",
        ),
        (
            {"clock": "suit", "start": "2026-11-24", "violated_on": "2020-01-01"},
            "violated_on",
            "the time had run out",
        ),
        (
            {"start": "2026-11-24", "pause1_from": "2026-12-04", "pause1_to": "2026-12-01"},
            "pauses",
            "ends before it starts",
        ),
        (
            {"start": "2026-11-24", "pause1_from": "2026-11-24", "pause1_to": "2026-11-26"},
            "pauses",
            "begins before the clock has run a day",
        ),
        (
            {"start": "2026-11-24", "pause2_from": "2026-11-25"},
            "pause2_to",
            "Name the last day as well.",
        ),
        (
            {"start": "2026-11-24", "pause1_from": "soon", "pause1_to": "2026-11-25"},
            "pause1_from",
            "“soon” is not a day",
        ),
    ],
)
def test_a_wrong_input_is_named_at_its_field(
    fields: dict[str, str], field: str, words: str
) -> None:
    found_field, message = error_of(asked(**fields))
    assert found_field == field
    assert words in message
    assert message.endswith(".")


def test_overlapping_pauses_are_refused() -> None:
    pauses = {
        "pause1_from": "2026-12-01",
        "pause1_to": "2026-12-04",
        "pause2_from": "2026-12-04",
        "pause2_to": "2026-12-08",
    }
    field, message = error_of(asked(law="us-fed", start="2026-11-24", **pauses))
    assert field == "pauses"
    assert (
        message
        == "Fri, Dec 4, 2026 to Tue, Dec 8, 2026 overlaps Tue, Dec 1, 2026 to Fri, Dec 4, 2026."
    )


def test_all_that_is_surely_wrong_is_said_at_once() -> None:
    found = asked(law="us-fed", start="2026-13-44", at="late", extension="30")
    assert [error.field for error in found.errors] == ["start", "at", "extension"]
    assert found.result is None


def test_closures_of_a_whole_year_are_an_error_of_the_agency() -> None:
    days = tuple((date(2026, 11, 24) + timedelta(days=n), "") for n in range(500))
    assert error_of(asked(AgencyDays(closed=days), start="2026-11-24"))[0] == "agency"
