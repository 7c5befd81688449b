"""What the desk shows to whom: drafts, steps for each role, filters and their choices."""

from __future__ import annotations

from dataclasses import replace

from records_app.casework.urgency import Urgency
from records_app.office.campaigns.limiting import limit_campaign
from records_app.office.desk_view import DeskFilter
from records_app.office.drafting import discard_draft, new_draft
from records_app.office.groups import add_group
from records_app.store.database import Store
from records_app.store.tables import Campaign, CampaignAgency
from tests.office.campaign_cast import campaign_of, member_of
from tests.office.cast import NOW, Cast, ready_request
from tests.office.desks import desk_of, section, waiting_since


def test_drafts_are_seen_by_their_author_alone(store: Store, cast: Cast) -> None:
    mine = new_draft(store, cast.bob, now=NOW)
    gone = new_draft(store, cast.bob, now=NOW)
    discard_draft(store, cast.bob, gone, 1, now=NOW)
    assert [row.id for row in section(desk_of(store, cast.bob), Urgency.DRAFT).rows] == [mine]
    for other in (cast.alice, cast.carl, cast.vera, cast.ada):
        assert desk_of(store, other).is_empty
        for asked in (
            DeskFilter(standing="draft"),
            DeskFilter(section="draft"),
            DeskFilter(person_id=cast.bob.id),
            DeskFilter(agency_id=cast.riverbend),
        ):
            desk = desk_of(store, other, asked)
            assert desk.sections == ()
            assert desk.choices.people == ()
            assert desk.choices.agencies == ()


def test_a_viewer_and_a_colleague_look_and_others_act(store: Store, cast: Cast) -> None:
    waiting_since(store, cast.bob, cast.riverbend, "2026-11-16")
    labels = {
        actor.name: section(desk_of(store, actor), Urgency.OVERDUE).rows[0].step_label
        for actor in (cast.bob, cast.alice, cast.ada, cast.carl, cast.vera)
    }
    assert labels == {
        "Bob": "Write a reminder",
        "Alice": "Write a reminder",
        "Ada": "Write a reminder",
        "Carl": "Look",
        "Vera": "Look",
    }


def test_filters(store: Store, cast: Cast) -> None:
    bobs = waiting_since(store, cast.bob, cast.riverbend, "2026-11-16")
    carls = waiting_since(store, cast.carl, cast.fenwick, "2026-11-18", subjects=("training",))
    ready, _ = ready_request(store, cast.alice, cast.maple)

    def ids(**asked: object) -> set[int]:
        desk = desk_of(store, cast.alice, DeskFilter(**asked))  # type: ignore[arg-type]
        return {row.id for one in desk.sections for row in one.rows}

    assert ids() == {bobs, carls, ready}
    assert ids(county="Harlow County") == {bobs}
    assert ids(county="Fenwick County") == {carls, ready}
    assert ids(agency_id=cast.fenwick) == {carls}
    assert ids(subject="training") == {carls}
    assert ids(subject="vehicles") == {ready}
    assert ids(person_id=cast.carl.id) == {carls}
    assert ids(standing="ready") == {ready}
    assert ids(standing="waiting", county="Fenwick County") == {carls}
    assert ids(text="riverbend police") == {bobs}
    assert ids(text="Fenwick") == {carls, ready}
    assert ids(text="mo-2026-0003") == {ready}
    assert ids(text="100%") == set()
    assert ids(text="_") == set()
    assert ids(standing="nonsense", subject="nonsense", section="nonsense") == {bobs, carls, ready}
    assert ids(agency_id=2**70) == {bobs, carls, ready}
    assert ids(county="no\x00where", text="\x00\ud800") == {bobs, carls, ready}
    nothing = desk_of(store, cast.alice, DeskFilter(county="Nowhere"))
    assert nothing.lead[0].text == "Nothing matches this filter."
    assert not nothing.is_empty


def test_choices_name_only_what_is_used(store: Store, cast: Cast) -> None:
    ready_request(store, cast.bob, cast.fenwick)
    desk = desk_of(store, cast.vera)
    assert [choice.label for choice in desk.choices.counties] == ["Fenwick County"]
    assert [choice.label for choice in desk.choices.agencies] == ["Fenwick County Sheriff's Office"]
    assert [choice.label for choice in desk.choices.people] == ["Bob"]
    assert "closed" in {choice.value for choice in desk.choices.standings}


def test_the_filter_comes_back_as_it_was_asked(store: Store, cast: Cast) -> None:
    asked = DeskFilter(county="Harlow County", text="river", page=3)
    assert desk_of(store, cast.bob, asked).filter == asked
    assert asked.narrows
    assert not replace(asked, county="", text="").narrows


def test_the_desk_of_a_campaign(store: Store, cast: Cast) -> None:
    inside = waiting_since(store, cast.bob, cast.riverbend, "2026-11-16")
    waiting_since(store, cast.bob, cast.riverbend, "2026-11-16")
    campaign_id = campaign_of(store, cast.bob, (cast.riverbend, cast.fenwick))
    empty = campaign_of(store, cast.bob, (cast.fenwick,))
    member_id = member_of(store, campaign_id, cast.riverbend)
    with store.transaction() as session:
        session.get_one(CampaignAgency, member_id).request_id = inside
        row = session.get_one(Campaign, campaign_id)
        row.name, row.stage = "Vans", "done"
    desk = desk_of(store, cast.bob, DeskFilter(campaign_id=campaign_id))
    assert [row.id for one in desk.sections for row in one.rows] == [inside]
    offered = desk.choices.campaigns
    assert [(one.value, one.label) for one in offered] == [(str(campaign_id), "Vans")]
    assert {one.value: one.count for one in desk.whose}["nobodys"] == "1"
    assert desk_of(store, cast.bob, DeskFilter(campaign_id=empty)).sections == ()
    for nobody in (0, -1, 2**70):
        assert len(desk_of(store, cast.bob, DeskFilter(campaign_id=nobody)).sections) == 1
    group = add_group(store, cast.ada, "Jail team", now=NOW)
    limit_campaign(store, cast.ada, campaign_id, {"group": str(group)})
    for actor in (cast.alice, cast.vera):
        hidden = desk_of(store, actor, DeskFilter(campaign_id=campaign_id))
        assert (hidden.sections, hidden.choices.campaigns) == ((), ())
    assert desk_of(store, cast.ada).choices.campaigns == desk.choices.campaigns
