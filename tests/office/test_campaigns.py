"""Campaigns before anything is approved: begin one, choose agencies, write the letter, review."""

from __future__ import annotations

from datetime import date

import pytest

from records_app.office.campaigns.choosing import (
    ChooseBy,
    add_fitting,
    add_one,
    agencies_part,
    remove,
)
from records_app.office.campaigns.letter import letter_part, save_letter
from records_app.office.campaigns.making import (
    campaigns_page,
    discard_campaign,
    new_campaign,
    rename_campaign,
)
from records_app.office.campaigns.own import campaign_head
from records_app.office.campaigns.pasted import add_pasted
from records_app.office.drafting import new_draft, save_draft
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.tables import Agreement
from tests.office.campaign_cast import campaign_of, letter_form, member_of, members
from tests.office.cast import NOW, Cast, filled_form, make_agency


def test_a_campaign_is_its_authors_alone_until_it_is_approved(store: Store, cast: Cast) -> None:
    campaign_id = new_campaign(store, cast.bob, {"name": "  Cars  "}, now=NOW)
    head = campaign_head(store, cast.bob, campaign_id)
    assert (head.name, head.words, head.stage) == ("Cars", "No agencies yet", "open")
    for other in (cast.carl, cast.alice, cast.ada, cast.vera):
        assert campaigns_page(store, other).lines == ()
        with pytest.raises(NotFound):
            campaign_head(store, other, campaign_id)
        with pytest.raises(NotFound):
            agencies_part(store, other, campaign_id)
    for other in (cast.carl, cast.ada):
        with pytest.raises(NotFound):
            add_one(store, other, campaign_id, cast.riverbend, now=NOW)
        with pytest.raises(NotFound):
            discard_campaign(store, other, campaign_id, now=NOW)
    with pytest.raises(NotAllowed):
        new_campaign(store, cast.vera, {"name": "Cars"}, now=NOW)
    assert [line.name for line in campaigns_page(store, cast.bob).lines] == ["Cars"]


@pytest.mark.parametrize("name", ["", "   ", None, 7, "x" * 121, "a\u202eb"])
def test_a_name_that_is_none_is_refused(store: Store, cast: Cast, name: object) -> None:
    with pytest.raises(Refused) as refused:
        new_campaign(store, cast.bob, {"name": name}, now=NOW)
    assert [error.field for error in refused.value.errors] == ["name"]
    assert campaigns_page(store, cast.bob).lines == ()


@pytest.mark.parametrize("start", ["draft-999", "draft-x", "draft-"])
def test_a_start_that_is_not_there_is_refused(store: Store, cast: Cast, start: str) -> None:
    with pytest.raises(NotFound):
        new_campaign(store, cast.bob, {"name": "Cars", "start": start}, now=NOW)


def test_a_campaign_starts_with_a_draft_of_ones_own_and_its_items(store: Store, cast: Cast) -> None:
    draft = new_draft(store, cast.bob, now=NOW, agency_id=cast.riverbend)
    items = ["+vehicles/purchases", "-vehicles/statistics"]
    form = filled_form(cast.riverbend, subjects=["vehicles"], items=items)
    save_draft(store, cast.bob, draft, 1, form, now=NOW)
    starts = campaigns_page(store, cast.bob).starts
    assert [one.label for one in starts] == ["My draft: Riverbend Police Department, vehicles"]
    raw = {"name": "Cars", "start": starts[0].value}
    campaign_id = new_campaign(store, cast.bob, raw, now=NOW)
    part = letter_part(store, cast.bob, campaign_id, now=NOW)
    assert part.form["items"] == items
    assert part.form["agency"] == ""
    with pytest.raises(NotFound):
        new_campaign(store, cast.carl, raw, now=NOW)


def test_rename_and_discard(store: Store, cast: Cast) -> None:
    campaign_id = campaign_of(store, cast.bob, (cast.riverbend, cast.fenwick))
    rename_campaign(store, cast.bob, campaign_id, {"name": "Vans"}, now=NOW)
    assert campaign_head(store, cast.bob, campaign_id).name == "Vans"
    discard_campaign(store, cast.bob, campaign_id, now=NOW)
    with pytest.raises(NotFound):
        campaign_head(store, cast.bob, campaign_id)
    assert members(store, campaign_id) == []


def test_agencies_are_chosen_by_what_they_are(store: Store, cast: Cast) -> None:
    illinois = make_agency(
        store, "Bond Town Police Department", county="Harlow County", law="us-il"
    )
    with store.transaction() as session:
        for agency_id, model in ((cast.riverbend, "Task Force Model"), (cast.fenwick, "Jail")):
            session.add(
                Agreement(
                    agency_id=agency_id, model=model, standing="signed", signed_on=date(2025, 3, 5)
                )
            )
    campaign_id = campaign_of(store, cast.bob, ())
    by = ChooseBy(model="Task Force Model")
    assert add_fitting(store, cast.bob, campaign_id, by, now=NOW).words == "1 agency added."
    both = ChooseBy(counties=("Fenwick County", "Harlow County"), law="us-mo")
    added = add_fitting(store, cast.bob, campaign_id, both, now=NOW)
    assert added.words == "2 agencies added. 1 agency had been in before."
    part = agencies_part(store, cast.bob, campaign_id)
    assert [one.value for one in part.models] == ["Jail", "Task Force Model"]
    inside = {one.agency_id for one in members(store, campaign_id)}
    assert inside == {cast.riverbend, cast.fenwick, cast.maple}
    assert illinois not in inside
    add_fitting(store, cast.bob, campaign_id, ChooseBy(text="bond"), now=NOW)
    assert illinois in {one.agency_id for one in members(store, campaign_id)}


def test_a_choice_of_everything_or_nothing_is_refused(store: Store, cast: Cast) -> None:
    campaign_id = campaign_of(store, cast.bob, ())
    for by in (ChooseBy(), ChooseBy(kind="no such kind")):
        with pytest.raises(Refused) as refused:
            add_fitting(store, cast.bob, campaign_id, by, now=NOW)
        assert refused.value.errors[0].field == "text"
    with pytest.raises(NotFound):
        add_one(store, cast.bob, campaign_id, 999, now=NOW)
    assert members(store, campaign_id) == []


def test_offices_of_an_agency_are_not_asked_unless_they_are_meant(store: Store, cast: Cast) -> None:
    station = make_agency(store, "Harlow Station", county="Harlow County", kind="branch")
    campaign_id = campaign_of(store, cast.bob, ())
    add_fitting(store, cast.bob, campaign_id, ChooseBy(counties=("Harlow County",)), now=NOW)
    assert [one.agency_id for one in members(store, campaign_id)] == [cast.riverbend]
    add_one(store, cast.bob, campaign_id, station, now=NOW)
    assert len(members(store, campaign_id)) == 2


def test_a_pasted_list_is_accounted_for_line_by_line(store: Store, cast: Cast) -> None:
    make_agency(store, "Maple Grove Marshals Office", county="Harlow County", city="Maple")
    campaign_id = campaign_of(store, cast.bob, ())
    pasted = (
        "Riverbend PD\n\n  fenwick county sheriff's OFFICE \nMaple Grove Police\r\n"
        "Nowhere at all\nRiverbend Police Department\n"
    )
    added = add_pasted(store, cast.bob, campaign_id, pasted, now=NOW)
    assert added.words == "2 agencies added."
    assert [(one.line, one.text) for one in added.unsure] == [
        (4, "Maple Grove Police"),
        (5, "Nowhere at all"),
    ]
    maple, nowhere = added.unsure
    assert len(maple.offers) == 2
    assert maple.words == "It may be one of these:"
    assert nowhere.offers == ()
    assert nowhere.words == "No agency has a name like this."
    again = add_pasted(store, cast.bob, campaign_id, "Riverbend PD", now=NOW)
    assert again.words == "None added. 1 agency had been in before."


@pytest.mark.parametrize("pasted", ["", " \n \n", None, ["Riverbend"], "x" * 400_001, "a\n" * 3001])
def test_a_list_that_is_none_is_refused(store: Store, cast: Cast, pasted: object) -> None:
    campaign_id = campaign_of(store, cast.bob, ())
    with pytest.raises(Refused) as refused:
        add_pasted(store, cast.bob, campaign_id, pasted, now=NOW)
    assert refused.value.errors[0].field == "pasted"


def test_an_agency_is_taken_out_again(store: Store, cast: Cast) -> None:
    campaign_id = campaign_of(store, cast.bob, (cast.riverbend, cast.fenwick))
    out = member_of(store, campaign_id, cast.fenwick)
    remove(store, cast.bob, campaign_id, out, now=NOW)
    assert [one.agency_id for one in members(store, campaign_id)] == [cast.riverbend]
    with pytest.raises(NotFound):
        remove(store, cast.bob, campaign_id, out, now=NOW)


def test_the_letter_is_kept_right_or_wrong(store: Store, cast: Cast) -> None:
    campaign_id = campaign_of(store, cast.bob, (cast.riverbend,))
    version = campaign_head(store, cast.bob, campaign_id).version
    raw = letter_form(subjects=[], fee_cap="many", agency=str(cast.riverbend))
    part = save_letter(store, cast.bob, campaign_id, version, raw, now=NOW)
    assert {error.field for error in part.errors} == {"subjects", "fee_cap"}
    assert letter_part(store, cast.bob, campaign_id, now=NOW) == part
    assert part.form["fee_cap"] == "many"
    assert part.form["agency"] == ""
    with pytest.raises(ChangedElsewhere):
        save_letter(store, cast.bob, campaign_id, version, letter_form(), now=NOW)
    with pytest.raises(Refused):
        save_letter(store, cast.bob, campaign_id, version + 1, {"subjects": ["guns"]}, now=NOW)
