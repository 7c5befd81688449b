"""The directory as a whole: what a person can rely on when choosing an agency."""

import re
from collections import Counter, defaultdict

import pytest

from records_app.directory.places import letters_of, missouri_places
from records_app.directory.reader import read_directory
from records_app.directory.records import AgencyKind, ContactKind
from records_app.directory.shipped import rows
from records_app.directory.spelling import county_name

DIRECTORY = read_directory()
AGENCIES = DIRECTORY.agencies
BY_SLUG = {agency.slug: agency for agency in AGENCIES}

# These serve the whole State; the FBI's list gives them no county.
STATEWIDE = {
    "mo-gaming-commission",
    "mo-missouri-department-of-corrections",
    "mo-missouri-supreme-court",
    "mo-of-revenue",
    "mo-of-social-services",
}

# Main bodies that only our own list of contacts has.
NOT_IN_THE_LIST = {
    "mo-city-of-columbia",
    "mo-city-of-ferguson",
    "mo-city-of-st-louis",
    "mo-missouri-department-of-corrections",
    "mo-st-charles-county-department-of-corrections",
    "mo-st-louis-city-justice-center",
    "mo-st-louis-county-justice-center",
}


def test_there_are_more_than_nine_hundred_agencies():
    assert len(AGENCIES) >= 900
    laws = Counter(agency.law for agency in AGENCIES)
    assert laws == {"us-mo": 794, "us-il": 122}
    assert all(a.law == ("us-mo" if a.state == "MO" else "us-il") for a in AGENCIES)


def test_slugs_are_unique_and_fit_an_address():
    assert len(BY_SLUG) == len(AGENCIES)
    assert all(re.fullmatch(r"(mo|il)(-[a-z0-9]+)+", slug) for slug in BY_SLUG)


def test_slugs_stay_when_the_files_stay():
    shipped = {row["agency_id"].strip("-") for row in rows("mo_agency_directory.csv")}
    kept = {a.slug for a in AGENCIES if a.state == "MO"}
    new = kept - shipped
    assert new == NOT_IN_THE_LIST | {"mo-marshals-office"}


def test_no_agency_is_there_twice():
    found = defaultdict(list)
    for agency in AGENCIES:
        found[letters_of(agency.name), agency.state, agency.county].append(agency.slug)
    assert {key: slugs for key, slugs in found.items() if len(slugs) > 1} == {}


def test_every_county_is_one_of_the_census():
    missouri = {a.county for a in AGENCIES if a.state == "MO"} - {""}
    assert missouri <= missouri_places().counties
    assert "St. Louis city" in missouri
    files = ("il_metro_east_law_enforcement_hifld.csv", "il_metro_east_jails_prisons_hifld.csv")
    metro_east = {county_name(row["county"]) for name in files for row in rows(name)}
    assert len(metro_east) == 9
    assert {a.county for a in AGENCIES if a.state == "IL"} == metro_east


def test_every_agency_has_a_county_or_serves_the_whole_state():
    assert {a.slug for a in AGENCIES if not a.county} == STATEWIDE


def test_names_are_clean():
    for agency in AGENCIES:
        assert agency.name == " ".join(agency.name.split())
        assert not re.search(r"Sherrif|Sheriffs|Dept|Pubic|Saint |Sainte ", agency.name), agency
        assert not re.search(r"\b(Of|And|The|Iii)\b|\d+(Th|St|Nd|Rd)\b|'S\b", agency.name), agency
        shouted = [w for w in re.findall(r"[A-Z]{2,}", agency.name) if w not in ("COMET", "III")]
        assert shouted == [], agency.name


def test_no_cell_says_nothing_in_words():
    for agency in AGENCIES:
        cells = (agency.city, agency.postal_code, agency.phone, agency.ori, *agency.address_lines)
        assert not {c.casefold() for c in cells} & {"nan", "-999", "not available"}


def test_phones_and_zip_codes_have_one_form():
    for agency in AGENCIES:
        assert re.fullmatch(r"(\(\d{3}\) \d{3}-\d{4})?", agency.phone)
        assert re.fullmatch(r"(\d{5})?", agency.postal_code)


def test_branches_name_the_agency_they_belong_to():
    branches = [a for a in AGENCIES if a.kind is AgencyKind.BRANCH]
    assert len(branches) == 82
    parents = {a.part_of for a in branches} - {""}
    assert parents <= set(BY_SLUG)
    assert all(BY_SLUG[slug].kind is not AgencyKind.BRANCH for slug in parents)
    assert [a.slug for a in branches if not a.part_of] == [
        "mo-st-louis-hanley-hills-substation-police"
    ]


@pytest.mark.parametrize(
    ("slug", "kind"),
    [
        ("mo-st-louis-slmpd-police", AgencyKind.POLICE),
        ("mo-pineville-police", AgencyKind.POLICE),
        ("mo-park-hills-police", AgencyKind.POLICE),
        ("mo-texas-county-sheriff", AgencyKind.SHERIFF),
        ("mo-st-louis-city-justice-center", AgencyKind.JAIL),
        ("il-menard-correctional-center", AgencyKind.JAIL),
        ("mo-missouri-department-of-corrections", AgencyKind.STATE),
        ("mo-missouri-state-highway-patrol-general-headquarters-state", AgencyKind.STATE),
        ("mo-truman-state-university", AgencyKind.UNIVERSITY),
        ("mo-nixa-schools", AgencyKind.SCHOOL),
        ("mo-springfield-municipal-court-police", AgencyKind.COURT),
        ("mo-lambert-st-louis-international-airport", AgencyKind.AIRPORT),
        ("mo-st-louis-county-park-rangers", AgencyKind.PARK),
        ("mo-comet-drug-task-force", AgencyKind.TASK_FORCE),
        ("mo-city-of-st-louis", AgencyKind.CITY),
    ],
)
def test_kinds(slug, kind):
    assert BY_SLUG[slug].kind is kind


def test_private_and_federal_bodies_are_left_out_with_a_reason():
    names = {left.name for left in DIRECTORY.left_out}
    assert {"Union Pacific Railroad", "FCI Greenville", "U.S. ICE FOIA Office"} <= names
    assert "Washington University Police Department" in names
    assert all(left.why for left in DIRECTORY.left_out)
    kept = " ".join(a.name for a in AGENCIES)
    assert not re.search(r"Railroad|Railway|\bFCI\b|ICE FOIA|Fontbonne", kept)


def test_towns_that_joined_cahokia_heights_are_left_out_of_illinois_only():
    names = {a.name for a in AGENCIES if a.state == "IL"}
    assert "Cahokia Heights Police Department" in names
    assert not names & {f"{t} Police Department" for t in ("Alorton", "Cahokia", "Centreville")}


def test_every_row_of_the_missouri_list_is_accounted_for():
    listed = rows("mo_agency_directory.csv")
    kept = sum(1 for a in AGENCIES if a.state == "MO") - len(NOT_IN_THE_LIST)
    private_or_federal = 12
    merged_away = len(listed) - private_or_federal - kept
    assert merged_away == 29


def test_doubles_keep_the_address_of_the_one_and_the_number_of_the_other():
    seligman = BY_SLUG["mo-seligman-police"]
    assert (seligman.ori, seligman.phone) == ("MO0050500", "(417) 662-3600")
    assert "Seligman City Police Department" in seligman.also
    springfield = BY_SLUG["mo-springfield-police"]
    assert (springfield.county, springfield.ori) == ("Greene County", "MO0390300")


def test_an_illinois_sheriff_keeps_the_county_jail():
    sheriff = BY_SLUG["il-st-clair-county-sheriff"]
    assert sheriff.also == ("St. Clair County Jail",)
    assert sheriff.ori == "IL0820000"
    assert sheriff.website.startswith("https://www.co.st-clair.il.us/")
    assert not [a for a in AGENCIES if a.state == "IL" and a.name.endswith("Jail")]


def test_contacts_say_where_they_come_from_and_how_old_they_are():
    contacts = [c for a in AGENCIES for c in a.contacts]
    assert len(contacts) > 1500
    assert all(c.value and c.source and c.as_of for c in contacts)
    for contact in contacts:
        if contact.kind is ContactKind.EMAIL:
            assert re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]+", contact.value)
        if contact.kind in (ContactKind.PORTAL, ContactKind.WEBSITE):
            assert re.match(r"https?://", contact.value)


def test_the_highway_patrol_can_be_written_to():
    patrol = BY_SLUG["mo-missouri-state-highway-patrol-general-headquarters-state"]
    by_kind = {c.kind: c for c in patrol.contacts if c.verified}
    assert by_kind[ContactKind.POST].value == (
        "Attn: Custodian of Records\nP.O. Box 1408\nJefferson City, MO 65102"
    )
    assert by_kind[ContactKind.FAX].value == "(573) 526-7168"
    assert not any(c.verified for c in BY_SLUG["mo-st-louis-slmpd-police"].contacts)


def test_doubtful_values_are_named():
    doubts = {(d.slug, d.value) for d in DIRECTORY.doubts}
    assert len(DIRECTORY.doubts) == 126
    assert ("mo-st-george-police", "St. George") in doubts
    assert ("mo-st-louis-community-college-forest-park", "63100") in doubts
    assert ("mo-pettis-county-sheriff", "2025-08-02") in doubts
    assert {d.slug for d in DIRECTORY.doubts} <= set(BY_SLUG)
