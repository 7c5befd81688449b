"""Adding an agency that the directory lacks: who may, what it becomes, what is refused."""

from datetime import date

import pytest
from sqlmodel import select

from records_app.office.agencies import add_agency, agency_page, list_agencies, search_agencies
from records_app.office.agency_views import AgencyFilter
from records_app.office.refusals import NotAllowed, Refused
from records_app.store.tables import Agency
from tests.office.cast import NOW, make_office

TODAY = date(2026, 11, 23)
FORM = {
    "agency_name": "City of  Elm Park",
    "agency_kind": "city",
    "agency_law": "us-mo",
    "agency_county": "Fenwick County",
    "agency_city": "Elm Park",
    "agency_reason": "Their web page",
}


@pytest.fixture
def cast(store):
    return make_office(store)


def add(store, actor, **changed):
    return add_agency(store, actor, {**FORM, **changed}, now=NOW)


def refused(store, actor, **changed):
    with pytest.raises(Refused) as caught:
        add(store, actor, **changed)
    return {error.field: error.message for error in caught.value.errors}


def test_staff_add_an_agency_and_it_is_found_at_once(store, cast):
    slug = add(store, cast.alice)
    assert slug == "mo-city-of-elm-park"
    page = agency_page(store, cast.vera, slug, TODAY)
    assert (page.name, page.place) == ("City of Elm Park", "Elm Park, Fenwick County")
    assert [one.slug for one in search_agencies(store, "elm par")] == [slug]
    with store.reading() as session:
        row = session.exec(select(Agency).where(Agency.slug == slug)).one()
    assert row.source == "added by Alice, 2026-11-23: Their web page"
    assert not row.from_directory


@pytest.mark.parametrize(
    ("law", "state", "words"),
    [("us-il", "il", "Illinois"), ("us-ks", "ks", "Kansas"), ("us-fed", "dc", "Federal")],
)
def test_the_law_says_where_it_is_and_has_a_name(store, cast, law, state, words):
    slug = add(store, cast.ada, agency_law=law)
    assert slug == f"{state}-city-of-elm-park"
    assert agency_page(store, cast.ada, slug, TODAY).law_name == words


@pytest.mark.parametrize("who", ["bob", "vera"])
def test_others_may_not(store, cast, who):
    with pytest.raises(NotAllowed):
        add(store, getattr(cast, who))
    assert not search_agencies(store, "elm park")


def test_only_who_may_is_offered_it(store, cast):
    offered = {
        who: list_agencies(store, getattr(cast, who), AgencyFilter()).may_add
        for who in ("ada", "alice", "bob", "vera")
    }
    assert offered == {"ada": True, "alice": True, "bob": False, "vera": False}


def test_every_wrong_field_is_named(store, cast):
    wrong = refused(
        store,
        cast.alice,
        agency_name=" ",
        agency_kind="castle",
        agency_law=["us-mo"],
        agency_county="x" * 81,
        agency_city=None,
        agency_reason="\u202e",
    )
    assert set(wrong) == set(FORM)
    assert "letters" in refused(store, cast.alice, agency_name="🚓")["agency_name"]
    assert set(refused(store, cast.alice, agency_name=" ", agency_reason="")) == {
        "agency_name",
        "agency_reason",
    }


def test_the_same_name_in_the_same_place_is_refused(store, cast):
    add(store, cast.alice)
    for again in ({}, {"agency_name": "city of ELM PARK"}, {"agency_county": ""}):
        message = refused(store, cast.alice, **again)["agency_name"]
        assert message.startswith("City of Elm Park is in the directory already.")
    assert add(store, cast.alice, agency_county="Maple County") == "mo-city-of-elm-park-2"
    assert add(store, cast.alice, agency_law="us-il") == "il-city-of-elm-park"
    assert len(search_agencies(store, "elm park")) == 3
