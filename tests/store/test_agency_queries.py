"""The queries behind finding agencies, on both databases."""

import pytest

from records_app.office.agency_words import agency_key
from records_app.store.agencies import (
    PAGE_SIZE,
    AgencyNarrowing,
    best_matches,
    counties_there_are,
    find_agency,
    page_of_agencies,
)
from records_app.store.tables import Agency, Request
from tests.office.cast import NOW, make_office


def add(session, name, *, kind="police", city="", county="", state="MO", also=(), g287="none"):
    session.add(
        Agency(
            slug=f"{state}-{name}-{county}".lower().replace(" ", "-"),
            name=name,
            kind=kind,
            law="us-mo" if state == "MO" else "us-il",
            city=city,
            county=county,
            state=state,
            g287=g287,
            search_key=agency_key(name, also, city, county),
        )
    )


@pytest.fixture
def towns(store):
    with store.transaction() as session:
        add(session, "Elm Police Department", city="Elm", county="Oak County", g287="signed")
        add(session, "Oak County Sheriff's Office", kind="sheriff", city="Elm", county="Oak County")
        add(session, "Oak Police Department", city="Oak", county="Birch County")
        add(session, "Oak Police Department", city="Oak", county="Birch County", state="IL")
        add(session, "Oak Police Department - North Station", kind="branch", city="Oak")
        add(session, "Big Oak Police Department", city="Big Oak", county="Birch County")
        add(session, "Patrol of the State", kind="state", also=("Water Patrol", "WP_1%"))
    return store


def names(store, *words, law="", limit=8):
    with store.reading() as session:
        found = best_matches(session, tuple((word,) for word in words), law, limit)
        return [f"{row.name} {row.state}" for row in found]


def test_name_comes_before_city_and_county_and_a_branch_comes_last_among_equals(towns):
    assert names(towns, "oak") == [
        "Oak County Sheriff's Office MO",
        "Oak Police Department MO",
        "Oak Police Department IL",
        "Oak Police Department - North Station MO",
        "Big Oak Police Department MO",
        "Elm Police Department MO",
    ]


def test_police_sheriffs_and_jails_come_before_colleges_and_parks(store):
    with store.transaction() as session:
        add(session, "Elm College", kind="university", county="Elm County")
        add(session, "Elm County Parks", kind="park", county="Elm County")
        add(session, "Elm County Sheriff's Office", kind="sheriff", county="Elm County")
        add(session, "Elm Police Department", county="Elm County")
    assert names(store, "elm") == [
        "Elm County Sheriff's Office MO",
        "Elm Police Department MO",
        "Elm College MO",
        "Elm County Parks MO",
    ]


def test_every_word_must_begin_a_word(towns):
    assert names(towns, "oak", "sher") == ["Oak County Sheriff's Office MO"]
    assert names(towns, "ak") == []
    assert names(towns, "oak", "nothing") == []


def test_other_names_are_searched(towns):
    assert names(towns, "water") == ["Patrol of the State MO"]


def test_law_and_limit(towns):
    assert names(towns, "oak", law="us-il") == ["Oak Police Department IL"]
    assert len(names(towns, "oak", limit=2)) == 2


@pytest.mark.parametrize(
    "wildcard", ["%", "_", "e_m", "o%k", "/", "\\", "'", '"; DROP TABLE agency']
)
def test_wildcards_and_quotes_mean_themselves(towns, wildcard):
    assert names(towns, wildcard) == []


def test_pages_hold_twenty_five_and_do_not_overlap(store):
    cast = make_office(store)
    with store.transaction() as session:
        for i in range(PAGE_SIZE + 3):
            add(session, f"Town {i:02} Police Department", county="Oak County")
    wanted = AgencyNarrowing(county="Oak County", state="MO")
    with store.reading() as session:
        first = page_of_agencies(session, cast.vera, wanted, 1)
        second = page_of_agencies(session, cast.vera, wanted, 2)
        third = page_of_agencies(session, cast.vera, wanted, 3)
    assert (len(first.rows), len(second.rows), third.rows) == (PAGE_SIZE, 3, ())
    assert first.total == second.total == PAGE_SIZE + 3
    assert [row.name for row in first.rows + second.rows] == [
        f"Town {i:02} Police Department" for i in range(PAGE_SIZE + 3)
    ]


def test_filters_narrow_together(towns):
    cast = make_office(towns)
    wanted = AgencyNarrowing(words=(("elm",),), county="Oak County", state="MO", g287="signed")
    with towns.reading() as session:
        found = page_of_agencies(session, cast.vera, wanted, 1)
    assert [row.name for row in found.rows] == ["Elm Police Department"]


def test_a_county_of_the_other_state_is_another_county(towns):
    cast = make_office(towns)
    with towns.reading() as session:
        found = page_of_agencies(
            session, cast.vera, AgencyNarrowing(county="Birch County", state="IL"), 1
        )
        counties = counties_there_are(session)
    assert [row.state for row in found.rows] == ["IL"]
    assert counties.index(("Birch County", "MO")) < counties.index(("Birch County", "IL"))


def test_the_list_counts_requests_but_no_drafts(store):
    cast = make_office(store)
    with store.transaction() as session:
        for stage, agency in (("waiting", cast.riverbend), ("draft", cast.riverbend)):
            session.add(
                Request(
                    agency_id=agency,
                    author_id=cast.bob.id,
                    stage=stage,
                    created_at=NOW,
                    updated_at=NOW,
                    updated_by_id=cast.bob.id,
                )
            )
    with store.reading() as session:
        found = page_of_agencies(session, cast.bob, AgencyNarrowing(), 1)
    assert found.requests == {cast.riverbend: 1}


@pytest.mark.parametrize("wrong", [0, -1, 2**40, "", "no-such", "ü", "a\x00b", "x" * 10_000])
def test_a_wrong_id_or_slug_finds_nothing(store, wrong):
    make_office(store)
    with store.reading() as session:
        assert find_agency(session, wrong) is None
