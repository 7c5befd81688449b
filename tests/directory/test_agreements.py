"""Every 287(g) agreement belongs to exactly one agency."""

from collections import Counter
from datetime import date

from records_app.directory.agreements import with_agreements
from records_app.directory.matching import core_key
from records_app.directory.merging import without_doubles
from records_app.directory.missouri import read_missouri
from records_app.directory.places import missouri_places
from records_app.directory.reader import read_directory
from records_app.directory.records import AgencyKind, Standing287g
from records_app.directory.shipped import rows
from records_app.directory.spelling import agency_name, county_name

AGENCIES = read_directory().agencies
SIGNERS = {a.slug: a for a in AGENCIES if a.agreements}

# Where ICE's county is not the agency's, and how the agreement is matched all the same.
COUNTY_DIFFERS = {
    ("Missouri Highway Patrol", ""): "a State agency: found by its name",
    ("St. Mary Police Department", ""): "ICE gives no county: one agency has the name",
    ("North County Police Cooperative", "North County"): "no such county: one agency has the name",
    ("Wheaton Police Department", "Montgomery County"): "Wheaton is in Barry County: one agency",
}


def test_every_agreement_of_the_sheets_has_its_agency():
    by_key = {core_key(a.name): a for a in SIGNERS.values()}
    missing = [
        (row["agency"], row["support_model"])
        for row in rows("mo_287g_agreements_history.csv")
        if row["support_model"]
        not in {x.model for x in by_key[core_key(agency_name(row["agency"]))].agreements}
    ]
    assert missing == []


def test_counties_differ_only_where_we_know_why():
    by_key = {core_key(a.name): a for a in SIGNERS.values()}
    differing = set()
    for file in ("mo_287g_agreements_history.csv", "mo_287g_pending_history.csv"):
        for row in rows(file):
            name, county = agency_name(row["agency"]), county_name(row["county"])
            if by_key[core_key(name)].county != county:
                differing.add((name, county))
    assert differing == set(COUNTY_DIFFERS)


def test_no_agreement_makes_up_an_agency():
    listed, _ = read_missouri(missouri_places())
    before = without_doubles(listed)
    assert len(with_agreements(before)) == len(before)


def test_an_agreement_without_an_agency_creates_one():
    listed, _ = read_missouri(missouri_places())
    before = [a for a in without_doubles(listed) if a.slug != "mo-ava-police"]
    after = with_agreements(before)
    new = [a for a in after if a.name == "Ava Police Department"]
    assert len(after) == len(before) + 1
    assert (new[0].county, new[0].kind) == ("Douglas County", AgencyKind.POLICE)
    assert new[0].g287 is Standing287g.SIGNED


def test_how_many_agreements_there_are():
    agreements = [x for a in AGENCIES for x in a.agreements]
    sheets = len(rows("mo_287g_agreements_history.csv"))
    only_linked = 8
    only_pending = 1
    assert len(agreements) == sheets + only_linked + only_pending == 116
    assert Counter(a.g287 for a in SIGNERS.values()) == {
        Standing287g.SIGNED: 90,
        Standing287g.LISTED_EARLIER: 2,
    }


def test_every_document_link_is_kept_once():
    links = [x.moa_url for a in AGENCIES for x in a.agreements if x.moa_url]
    assert sorted(links) == sorted(r["moa_url"] for r in rows("mo_287g_moa_links_2026-09-14.csv"))


def test_a_misspelled_pending_row_is_not_a_second_agreement():
    christian = SIGNERS["mo-christian-county-sheriff"]
    assert [(x.model, x.current) for x in christian.agreements] == [
        ("Jail Enforcement Model", False),
        ("Task Force Model", True),
        ("Warrant Service Officer", True),
    ]
    assert [x.model for x in SIGNERS["mo-ste-genevieve-police"].agreements] == ["Task Force Model"]


def test_only_wheaton_has_one_that_stayed_pending():
    pending = [(a.slug, x) for a in SIGNERS.values() for x in a.agreements if x.signed_on is None]
    [(slug, agreement)] = pending
    assert slug == "mo-wheaton-police"
    assert agreement.model == "Warrant Service Officer"
    assert agreement.last_listed == date(2025, 9, 23)
    assert SIGNERS[slug].g287 is Standing287g.SIGNED


def test_who_was_listed_earlier_only():
    earlier = {a.slug for a in SIGNERS.values() if a.g287 is Standing287g.LISTED_EARLIER}
    assert earlier == {"mo-comet-drug-task-force", "mo-st-mary-police"}


def test_branches_sign_nothing():
    assert all(a.kind is not AgencyKind.BRANCH for a in SIGNERS.values())
