"""Illinois: a batch that makes us a recurrent requester is said before it is approved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from records_app.office.campaigns.recurrent import notices, reached, year_before
from records_app.office.campaigns.reviewing import leave_out, one_letter, review_part
from records_app.store.database import Store
from tests.office.campaign_cast import campaign_of, member_of
from tests.office.cast import NOW, Cast, make_agency, make_office, ready_request

TODAY = date(2026, 11, 23)


@pytest.fixture
def cast(sqlite_store: Store) -> Cast:
    return make_office(sqlite_store)


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=each) for each in days]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], ""),
        (ago(*range(6)), ""),
        (ago(*range(7)), "7 or more requests within 7 days"),
        (ago(0, 0, 0, 0, 0, 0, 0), "7 or more requests within 7 days"),
        # Seven days are a day and the six after it.
        (ago(0, 1, 2, 3, 4, 5, 7), ""),
        (ago(0, 1, 2, 3, 4, 6, 6), "7 or more requests within 7 days"),
        # At any time in the twelve months, not only now.
        (ago(0, *range(200, 207)), "7 or more requests within 7 days"),
        (ago(*range(0, 28, 2)), ""),
        (ago(*range(0, 28, 2), 29), "15 or more requests within 30 days"),
        (ago(*range(0, 28, 2), 30), ""),
        (ago(*range(0, 7 * 49, 7)), ""),
        (ago(*range(0, 7 * 50, 7)), "50 or more requests within 12 months"),
        (ago(*range(0, 7 * 49, 7), 365), "50 or more requests within 12 months"),
        (ago(*range(0, 7 * 49, 7), 366), ""),
    ],
)
def test_the_three_counts_at_their_edges(days: Sequence[date], words: str) -> None:
    assert reached(days, TODAY) == words


def test_twelve_months_are_counted_by_the_calendar() -> None:
    assert year_before(date(2025, 2, 28)) == date(2024, 2, 28)
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    leap = date(2024, 3, 1)
    days = [leap - timedelta(days=7 * each) for each in range(49)]
    assert reached([*days, date(2023, 3, 1)], leap) == "50 or more requests within 12 months"
    assert reached([*days, date(2023, 2, 28)], leap) == ""


def test_the_review_says_it_at_the_letter_and_above_the_batch(
    sqlite_store: Store, cast: Cast
) -> None:
    store = sqlite_store
    body = make_agency(
        store,
        "Bond Town Police Department",
        law="us-il",
        address="1 Main Street\nBond Town, IL 62000",
        contacts=(("email", "foia@bond.example"),),
    )
    for days in (1, 2, 3, 4, 5):
        ready_request(store, cast.carl, body, now=NOW - timedelta(days=days))
        ready_request(store, cast.carl, cast.riverbend, now=NOW - timedelta(days=days))
    campaign_id = campaign_of(store, cast.bob, (body, cast.riverbend), subjects=["training"])
    assert review_part(store, cast.bob, campaign_id, "", 1, now=NOW).recurrent == ()
    ready_request(store, cast.carl, body, now=NOW - timedelta(days=6))
    part = review_part(store, cast.bob, campaign_id, "warned", 1, now=NOW)
    assert part.recurrent == (
        "With this batch, Bond Town Police Department has 7 or more requests within 7 days from "
        "us. Illinois may then treat us as a recurrent requester, with 21 business days to answer "
        "(5 ILCS 140/2(g) and 3.2). Better ask for several things in one request, or leave it out.",
    )
    (line,) = part.lines
    assert line.name == "Bond Town Police Department"
    assert line.warnings[-1].startswith("With this batch, this public body has 7 or more requests")
    member_id = member_of(store, campaign_id, body)
    leave_out(store, cast.bob, campaign_id, member_id, True, now=NOW)
    assert review_part(store, cast.bob, campaign_id, "", 1, now=NOW).recurrent == ()


def test_every_office_of_a_body_counts_also_those_outside_the_batch(
    sqlite_store: Store, cast: Cast
) -> None:
    store = sqlite_store
    offices = [
        make_agency(store, f"Madison County Sheriff's Office - {name}", law="us-il")
        for name in ("Jail", "Annex", "Court")
    ]
    other = make_agency(store, "Bond Town Police Department", law="us-il")
    for _ in range(5):
        ready_request(store, cast.carl, offices[0])
        ready_request(store, cast.carl, other)
    campaign_id = campaign_of(store, cast.bob, (*offices[1:], other), subjects=["training"])
    member_id = member_of(store, campaign_id, offices[1])
    alone = one_letter(store, cast.bob, campaign_id, member_id, now=NOW)
    assert "this public body has 7 or more requests within 7 days" in alone.warnings[-1]
    (said,) = review_part(store, cast.bob, campaign_id, "", 1, now=NOW).recurrent
    assert said.startswith(
        "With this batch, Madison County Sheriff's Office - Annex and Madison County Sheriff's "
        "Office - Court have 7 or more requests within 7 days from us."
    )
    assert said.endswith("or leave them out.")


def test_many_names_are_cut() -> None:
    (said,) = notices({"7 or more requests within 7 days": [f"Town {n}" for n in range(40)]})
    assert said.startswith("With this batch, Town 0, Town 1, Town 2 and 37 other agencies have 7")
