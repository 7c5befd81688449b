import pytest

from records_app.directory.places import missouri_places
from records_app.directory.search_keys import search_key
from records_app.directory.spelling import MISSPELLINGS, agency_name, county_name, mended, street


@pytest.mark.parametrize(("wrong", "right"), sorted(MISSPELLINGS.items()))
def test_every_known_misspelling_is_mended_in_any_case(wrong, right):
    assert mended(f"The {wrong.upper()} here") == f"The {right} here"
    assert mended(f"x{wrong}x") == f"x{wrong}x"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Dogulas County Sherrif's Office", "Douglas County Sheriff's Office"),
        ("Texas County Sheriffs Department", "Texas County Sheriff's Department"),
        ("Noel Marshals Office", "Noel Marshal's Office"),
        ("Missouri Supreme Court Marshals", "Missouri Supreme Court Marshals"),
        ("BOND COUNTY SHERIFF", "Bond County Sheriff's Office"),
        ("JERSEY COUNTY SHERIFF DEPARTMENT", "Jersey County Sheriff's Department"),
        ("Jefferson County Sheriff - East Zone", "Jefferson County Sheriff's Office - East Zone"),
        ("WORDEN POLICE DEPT.", "Worden Police Department"),
        ("Mcdonald County Sheriffs Office", "McDonald County Sheriff's Office"),
        ("O'FALLON POLICE DEPARTMENT", "O'Fallon Police Department"),
        ("DEKALB COUNTY SHERIFF", "DeKalb County Sheriff's Office"),
        ("PRAIRIE DU ROCHER POLICE DEPARTMENT", "Prairie du Rocher Police Department"),
        ("EAST SAINT LOUIS POLICE DEPARTMENT", "East St. Louis Police Department"),
        ("Sainte Genevieve Police Department", "Ste. Genevieve Police Department"),
        ("St Ann Police Department", "St. Ann Police Department"),
        ("13Th Judicial Circuit Court", "13th Judicial Circuit Court"),
        ("Department of Revenue,", "Department of Revenue"),
        ("Village Of Hillsdale Police Department", "Hillsdale Police Department"),
        ("City Of Saint Louis Port Authority", "City of St. Louis Port Authority"),
        (
            "Lincoln University Dept Of Pubic Safety",
            "Lincoln University Department of Public Safety",
        ),
        (
            "Alcohol And Tobacco Control - District Iii",
            "Alcohol and Tobacco Control - District III",
        ),
        ("FCI GREENVILLE", "FCI Greenville"),
        ("nan", ""),
    ],
)
def test_names_of_agencies(written, name):
    assert agency_name(written) == name


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("690 Chesterfield Pparkway West", "690 Chesterfield Parkway West"),
        ("301 WEST HIGH STREET", "301 West High Street"),
        ("372 State Highway Jj", "372 State Highway JJ"),
        ("9623 Saint Charles Rock Road", "9623 St. Charles Rock Road"),
        ("995 Main St", "995 Main St"),
        ("701 James Mccarthy Drive", "701 James McCarthy Drive"),
        ("10 North 11Th Street", "10 North 11th Street"),
        ("100 P.O. Box Road", "100 P.O. Box Road"),
    ],
)
def test_lines_of_addresses(written, line):
    assert street(written) == line


@pytest.mark.parametrize(
    ("written", "county"),
    [
        ("Dogulas County", "Douglas County"),
        ("DOUGLAS", "Douglas County"),
        ("Douglas County County", "Douglas County"),
        ("Saint Francois County", "St. Francois County"),
        ("Sainte Genevieve", "Ste. Genevieve County"),
        ("Dekalb County", "DeKalb County"),
        ("ST. LOUIS CITY", "St. Louis city"),
        ("St. Louis city", "St. Louis city"),
        ("St. Louis", "St. Louis County"),
        ("nan", ""),
    ],
)
def test_counties_are_written_as_the_census_does(written, county):
    assert county_name(written) == county


def test_county_name_leaves_the_census_spelling_alone():
    for county in missouri_places().counties:
        assert county_name(county) == county
        assert county_name(county.upper()) == county


def test_places_take_the_spelling_of_the_census():
    places = missouri_places()
    assert places.spelled("Desoto") == "De Soto"
    assert places.spelled("Lee'S Summit") == "Lee's Summit"
    assert places.spelled("Bel Ridge") == "Bel-Ridge"
    assert places.spelled("Nowhere At All") == "Nowhere At All"
    assert places.spelled_in_name("Laplata Police Department") == "La Plata Police Department"
    assert places.county("Wheaton") == "Barry County"
    assert places.county("Jefferson City") == ""


@pytest.mark.parametrize(
    "pair",
    [
        ("Saint Louis", "st. louis"),
        ("Sainte-Geneviève", "Ste Genevieve"),
        ("Sheriff’s Dept.", "SHERIFFS dept"),
        ("O'Fallon", "ofallon"),
        ("Ａ　B", "a b"),
    ],
)
def test_two_ways_to_type_one_name_give_one_key(pair):
    assert search_key(pair[0]) == search_key(pair[1]) != ""


def test_a_key_of_nothing_is_empty():
    assert search_key(" .,-'’ ") == ""
