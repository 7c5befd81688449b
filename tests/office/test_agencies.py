"""Looking agencies up: typing, the list, and the page of one."""

from datetime import date, timedelta

import pytest

from records_app.directory.reader import read_directory
from records_app.office.agencies import agency_page, list_agencies, search_agencies
from records_app.office.agency_views import AgencyFilter
from records_app.office.directory_import import load_directory
from records_app.office.refusals import NotFound
from records_app.store.tables import Request, RequestSubject
from tests.office.cast import NOW, make_office

TODAY = date(2026, 11, 23)
SOME = (
    "mo-st-louis-slmpd-police",
    "mo-st-louis-county-police",
    "mo-st-louis-county-wildwood-precinct-police",
    "mo-de-soto-police",
    "mo-ofallon-police",
    "il-ofallon-police",
    "mo-franklin-county-sheriff",
    "mo-christian-county-sheriff",
    "mo-wheaton-police",
    "mo-of-revenue",
)


@pytest.fixture
def some(store):
    chosen = [agency for agency in read_directory().agencies if agency.slug in SOME]
    load_directory(store, NOW, agencies=chosen)
    return store


def typed(store, text, **options):
    return [found.slug for found in search_agencies(store, text, **options)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("slmpd", "mo-st-louis-slmpd-police"),
        ("Saint Louis Metro", "mo-st-louis-slmpd-police"),
        ("sai lou met", "mo-st-louis-slmpd-police"),
        ("st. louis county pd", "mo-st-louis-county-police"),
        ("desoto", "mo-de-soto-police"),
        ("DE SOTO", "mo-de-soto-police"),
        ("O Fallon", "mo-ofallon-police"),
        ("o’fallon", "mo-ofallon-police"),
        ("franklin county jail", "mo-franklin-county-sheriff"),
        ("ozark", "mo-christian-county-sheriff"),
        ("barry county", "mo-wheaton-police"),
    ],
)
def test_what_people_type_finds_what_they_mean(some, text, first):
    assert typed(some, text)[0] == first


def test_found_agencies_say_where_they_are(some):
    [missouri, illinois] = search_agencies(some, "ofallon")
    assert missouri.place == "O'Fallon, St. Charles County"
    assert illinois.place == "O'Fallon, St. Clair County, Illinois"
    [city] = search_agencies(some, "slmpd")
    assert city.place == "City of St. Louis"
    [state] = search_agencies(some, "revenue")
    assert state.place == "The whole State"
    assert search_agencies(some, "christian")[0].g287 == "signed"


def test_search_can_be_limited(some):
    assert typed(some, "ofallon", law="us-il") == ["il-ofallon-police"]
    assert len(typed(some, "police", limit=3)) == 3


@pytest.mark.parametrize(
    "text",
    ["", "   ", "%", "_", "x" * 10_000, "a " * 5_000, "\x00", "\ud800", "'--", "🚓", "聖路易"],
)
def test_hostile_text_finds_nothing_and_breaks_nothing(some, text):
    assert typed(some, text) in ([], typed(some, "a a a a a a a a"))


def test_the_list_is_filtered_and_says_by_what_one_can_filter(some):
    cast = make_office(some)
    page = list_agencies(some, cast.vera, AgencyFilter(county="St. Clair County, IL"))
    assert [row.slug for row in page.rows] == ["il-ofallon-police"]
    assert ("St. Clair County, IL", "St. Clair County, Illinois") in [
        (choice.value, choice.label) for choice in page.counties
    ]
    assert {"police", "sheriff", "branch"} <= {choice.value for choice in page.kinds}
    assert page.standings[0].value == "signed"
    signed = list_agencies(some, cast.vera, AgencyFilter(g287="signed"))
    assert {row.slug for row in signed.rows} == {"mo-christian-county-sheriff", "mo-wheaton-police"}


@pytest.mark.parametrize("page", [-5, 0, 1, 2, 10**12])
def test_a_page_that_is_not_there_gives_the_nearest(some, page):
    cast = make_office(some)
    found = list_agencies(some, cast.vera, AgencyFilter(), page)
    assert (found.page, found.pages) == (1, 1)
    assert found.total == len(found.rows) == len(SOME) + 3


def test_a_filter_that_nothing_fits_gives_an_empty_first_page(some):
    cast = make_office(some)
    found = list_agencies(some, cast.vera, AgencyFilter(text="nothing at all", kind="x" * 500))
    assert (found.rows, found.total, found.page, found.pages) == ((), 0, 1, 1)


def test_the_page_shows_contacts_with_their_age_and_agreements(some):
    cast = make_office(some)
    page = agency_page(some, cast.vera, "mo-christian-county-sheriff", TODAY)
    assert page.place == "Ozark, Christian County"
    post = page.contacts[0]
    assert (post.kind, post.lines[-1]) == ("post", "Ozark, MO 65721")
    assert post.checked == "Never checked; from a federal list of law enforcement (HIFLD), 2018"
    assert page.contacts[1].href == "tel:+14175812332"
    by_model = {one.model: one for one in page.agreements}
    assert by_model["Task Force Model"].standing == "signed"
    assert by_model["Task Force Model"].link.startswith("https://www.ice.gov/")
    assert by_model["Task Force Model"].words == (
        "signed Jul 7, 2025; listed Jul 8, 2025 to May 18, 2026"
    )
    assert by_model["Jail Enforcement Model"].standing == "listed_earlier"
    assert not page.may_care


def test_an_agreement_that_stayed_pending_says_so(some):
    cast = make_office(some)
    page = agency_page(some, cast.vera, "mo-wheaton-police", TODAY)
    pending = (
        page.agreements[-1] if page.agreements[-1].standing == "pending" else page.agreements[0]
    )
    assert pending.words == "listed as pending Sep 8, 2025 to Sep 23, 2025"


def test_a_station_names_the_agency_it_belongs_to(some):
    cast = make_office(some)
    page = agency_page(some, cast.vera, "mo-st-louis-county-wildwood-precinct-police", TODAY)
    assert page.belongs_to == "St. Louis County Police Department"
    assert page.belongs_to_href == "/agencies/mo-st-louis-county-police/"


def test_id_and_slug_give_the_same_page(store):
    cast = make_office(store)
    by_id = agency_page(store, cast.vera, cast.riverbend, TODAY)
    assert agency_page(store, cast.vera, by_id.slug, TODAY) == by_id


@pytest.mark.parametrize("wrong", [0, 999_999, 2**63, "nope", "../etc/passwd", ""])
def test_a_wrong_agency_is_not_found(store, wrong):
    cast = make_office(store)
    with pytest.raises(NotFound, match="no such agency"):
        agency_page(store, cast.alice, wrong, TODAY)


def add_request(store, cast, author, **columns):
    with store.transaction() as session:
        row = Request(
            agency_id=cast.riverbend,
            author_id=author.id,
            created_at=NOW,
            updated_at=NOW,
            updated_by_id=author.id,
            **columns,
        )
        session.add(row)
        session.flush()
        session.add(RequestSubject(request_id=row.id, subject="funding"))
        return row.id


def test_the_page_shows_our_requests_but_nobody_elses_drafts(store):
    cast = make_office(store)
    late = TODAY - timedelta(days=1)
    waiting = add_request(
        store,
        cast,
        cast.bob,
        number="MO-2026-0001",
        stage="waiting",
        turn="them",
        label="Waiting",
        clock="response",
        due_on=late,
        safe_on=late,
    )
    draft = add_request(store, cast, cast.bob)
    seen_by_bob = agency_page(store, cast.bob, cast.riverbend, TODAY).requests
    assert [line.id for line in seen_by_bob] == [draft, waiting]
    assert seen_by_bob[0].is_draft
    assert seen_by_bob[0].href == f"/drafts/{draft}/"
    [seen_by_alice] = agency_page(store, cast.alice, cast.riverbend, TODAY).requests
    assert seen_by_alice.number == "MO-2026-0001"
    assert seen_by_alice.is_overdue
    assert (seen_by_alice.label, seen_by_alice.tone) == ("No answer", "red")
    assert seen_by_alice.due == "Nov 22, 2026"
    assert seen_by_alice.subjects == "Funding agreements"
    assert seen_by_alice.href == f"/requests/{waiting}/"


@pytest.mark.parametrize(
    ("turn", "expected", "days"), [("us", False, -9), ("them", True, -9), ("them", False, 0)]
)
def test_nobody_is_called_late_when_they_are_not(store, turn, expected, days):
    cast = make_office(store)
    add_request(
        store,
        cast,
        cast.bob,
        stage="waiting",
        turn=turn,
        clock="response",
        receipt_expected=expected,
        due_on=TODAY + timedelta(days=days),
        safe_on=TODAY + timedelta(days=days),
    )
    [line] = agency_page(store, cast.vera, cast.riverbend, TODAY).requests
    assert not line.is_overdue
