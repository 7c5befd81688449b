"""Campaigns before anything is approved: begin one, choose agencies, write the letter, review."""

from __future__ import annotations

from datetime import date, timedelta

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
from records_app.office.campaigns.reviewing import (
    change_one,
    leave_out,
    one_letter,
    review_part,
)
from records_app.office.drafting import new_draft, save_draft
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.tables import Agreement, Group, LimitedAgency
from tests.office.campaign_cast import campaign_of, letter_form, member_of, members
from tests.office.cast import NOW, Cast, filled_form, make_agency, make_office, ready_request


@pytest.fixture
def cast(store: Store) -> Cast:
    return make_office(store)


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


def test_the_review_says_what_is_missing_and_what_to_know(store: Store, cast: Cast) -> None:
    ready_request(store, cast.carl, cast.riverbend, now=NOW - timedelta(days=20))
    ready_request(store, cast.carl, cast.fenwick, now=NOW - timedelta(days=31))
    ids = (cast.riverbend, cast.fenwick, cast.maple)
    campaign_id = campaign_of(store, cast.bob, ids)
    part = review_part(store, cast.bob, campaign_id, "", 1, now=NOW)
    by_name = {line.name: line for line in part.lines}
    river = by_name["Riverbend Police Department"]
    assert (river.state, river.way) == ("ready", "E-mail")
    assert river.warnings == (
        "Asked on Tue, Nov 3 about the same (Funding agreements, Vehicle grants): MO-2026-0001.",
    )
    fenwick = by_name["Fenwick County Sheriff's Office"]
    assert fenwick.warnings == (
        "No e-mail address: it goes another way (portal).",
        "No postal address: it cannot go out by mail.",
    )
    maple = by_name["Maple Grove Police Department"]
    assert maple.way == "No way known"
    assert maple.warnings == (
        "We know no way to send it: no e-mail, no portal and no postal address.",
    )
    assert (part.ready, part.wrong, part.warned) == (3, 0, 3)


def test_own_changes_count_for_one_letter_alone(store: Store, cast: Cast) -> None:
    campaign_id = campaign_of(store, cast.bob, (cast.riverbend, cast.fenwick))
    one = member_of(store, campaign_id, cast.fenwick)
    raw = {
        "period_from": "2025-01-01",
        "period_to": "",
        "specifics": "The contract for the annex",
        "fee_cap": "many",
        "subjects": ["training"],
    }
    change_one(store, cast.bob, campaign_id, one, raw, now=NOW)
    assert members(store, campaign_id)[1].form == {
        "specifics": "The contract for the annex",
        "fee_cap": "many",
    }
    part = review_part(store, cast.bob, campaign_id, "wrong", 1, now=NOW)
    assert [line.changed for line in part.lines] == ["Own specific records and fee limit"]
    assert "Tell us before it costs more than" in part.lines[0].wrong[0]
    change_one(store, cast.bob, campaign_id, one, {**raw, "fee_cap": "25"}, now=NOW)
    letter = one_letter(store, cast.bob, campaign_id, one, now=NOW)
    words = " ".join(block.text for block in letter.blocks)
    assert "The contract for the annex" in words
    assert "Fenwick County Sheriff's Office" in words
    river = member_of(store, campaign_id, cast.riverbend)
    other = one_letter(store, cast.bob, campaign_id, river, now=NOW)
    assert "annex" not in " ".join(block.text for block in other.blocks)
    with pytest.raises(NotFound):
        one_letter(store, cast.alice, campaign_id, one, now=NOW)
    with pytest.raises(NotFound):
        one_letter(store, cast.bob, campaign_id, 999, now=NOW)


def test_one_that_is_left_out_comes_back(store: Store, cast: Cast) -> None:
    campaign_id = campaign_of(store, cast.bob, (cast.riverbend, cast.fenwick))
    one = member_of(store, campaign_id, cast.fenwick)
    leave_out(store, cast.bob, campaign_id, one, True, now=NOW)
    part = review_part(store, cast.bob, campaign_id, "dropped", 1, now=NOW)
    assert [line.name for line in part.lines] == ["Fenwick County Sheriff's Office"]
    assert campaign_head(store, cast.bob, campaign_id).words == "2 agencies, 1 left out"
    leave_out(store, cast.bob, campaign_id, one, False, now=NOW)
    assert review_part(store, cast.bob, campaign_id, "", 1, now=NOW).ready == 2


def test_illinois_warns_before_we_are_a_recurrent_requester(store: Store, cast: Cast) -> None:
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
    assert len(part.recurrent) == 1
    assert "7 or more requests from us within 7 days" in part.recurrent[0]
    assert "5 ILCS 140/2(g)" in part.recurrent[0]
    assert [line.name for line in part.lines] == ["Bond Town Police Department"]


def test_fifteen_within_a_month_count_as_well(store: Store, cast: Cast) -> None:
    body = make_agency(store, "Bond Town Police Department", law="us-il")
    for place in range(14):
        ready_request(store, cast.carl, body, now=NOW - timedelta(days=2 * place + 1))
    campaign_id = campaign_of(store, cast.bob, (body,), subjects=["training"])
    part = review_part(store, cast.bob, campaign_id, "", 1, now=NOW)
    assert "15 or more requests from us within 30 days" in part.recurrent[0]


def test_an_agency_of_another_group_is_said_before_anything_is_approved(
    store: Store, cast: Cast
) -> None:
    with store.transaction() as session:
        group = Group(name="Jail team", created_at=NOW)
        session.add(group)
        session.flush()
        session.add(LimitedAgency(agency_id=cast.riverbend, group_id=group.id))
    campaign_id = campaign_of(store, cast.bob, (cast.riverbend, cast.fenwick))
    part = review_part(store, cast.bob, campaign_id, "wrong", 1, now=NOW)
    assert [line.name for line in part.lines] == ["Riverbend Police Department"]
    assert "only for the group Jail team" in part.lines[0].wrong[0]
