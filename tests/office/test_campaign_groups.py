"""Campaigns and groups: who sees one, what comes into it, and what its author may still do."""

from __future__ import annotations

import pytest

from records_app.casework.people import Actor
from records_app.office.agency_picking import agencies_to_ask
from records_app.office.campaigns.approving import approve_next, stop
from records_app.office.campaigns.choosing import ChooseBy, add_fitting, add_one
from records_app.office.campaigns.limiting import limit_campaign, who_sees
from records_app.office.campaigns.making import campaigns_page, rename_campaign
from records_app.office.campaigns.own import campaign_head
from records_app.office.campaigns.pasted import add_pasted
from records_app.office.campaigns.reviewing import review_part
from records_app.office.groups import add_group, change_group, limit_agency, list_groups
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.requests import find_request
from records_app.store.tables import Campaign, CampaignAgency
from tests.office.campaign_cast import campaign_of, member_of, members, requests_of, start
from tests.office.cast import NOW, ready_request
from tests.office.grouped import GROUP, Grouped, grouped_office


@pytest.fixture
def office(store: Store) -> Grouped:
    """Carl is in the group that Riverbend's requests are for; Bob, Alice and Vera are not."""
    return grouped_office(store)


def campaigns_seen(store: Store, actor: Actor) -> list[str]:
    return [line.group for line in campaigns_page(store, actor).lines]


def joined(store: Store, office: Grouped, *people: Actor) -> None:
    """Let exactly these people be in the group."""
    version = list_groups(store, office.cast.ada).groups[0].version
    ids = [one.id for one in people]
    change_group(store, office.cast.ada, office.group, version, name=GROUP, person_ids=ids)


def done_for(store: Store, campaign_id: int, author: Actor, agency_id: int) -> int:
    """An approved request of the campaign, without the time of rendering its letter."""
    request_id, _ = ready_request(store, author, agency_id)
    member_id = member_of(store, campaign_id, agency_id)
    with store.transaction() as session:
        session.get_one(CampaignAgency, member_id).request_id = request_id
    return request_id


def test_whoever_began_it_limits_it_and_its_requests_follow(store: Store, office: Grouped) -> None:
    cast = office.cast
    campaign_id = campaign_of(store, cast.carl, (cast.fenwick,))
    request_id = done_for(store, campaign_id, cast.carl, cast.fenwick)
    start(store, cast.carl, campaign_of(store, cast.carl, (cast.maple,)))
    stop(store, cast.carl, campaign_id + 1, now=NOW)
    said = limit_campaign(store, cast.carl, campaign_id + 1, {"group": str(office.group)})
    assert said == f"Only the group {GROUP} and admins see this campaign and its requests now."
    limit_campaign(store, cast.carl, campaign_id, {"group": str(office.group)})
    for who, sees in (("alice", False), ("bob", False), ("vera", False), ("ada", True)):
        actor = getattr(cast, who)
        with store.reading() as session:
            assert (find_request(session, actor, request_id) is not None) is sees, who
        assert (campaigns_seen(store, actor) == [GROUP]) is sees, who
        if not sees:
            with pytest.raises(NotFound):
                campaign_head(store, actor, campaign_id + 1)
    assert campaign_head(store, cast.carl, campaign_id).group == GROUP
    assert who_sees(store, cast.carl, campaign_id).value == str(office.group)
    limit_campaign(store, cast.carl, campaign_id + 1, {"group": ""})
    assert campaigns_seen(store, cast.vera) == [""]


def test_only_its_author_and_admins_choose_and_only_groups_of_theirs(
    store: Store, office: Grouped
) -> None:
    cast = office.cast
    campaign_id = campaign_of(store, cast.carl, (cast.fenwick,))
    start(store, cast.carl, campaign_id)
    other = add_group(store, cast.ada, "Training team", now=NOW)
    for actor in (cast.alice, cast.bob):
        assert who_sees(store, actor, campaign_id).choices == ()
        with pytest.raises(NotFound):
            limit_campaign(store, actor, campaign_id, {"group": ""})
    with pytest.raises(NotAllowed):
        limit_campaign(store, cast.vera, campaign_id, {"group": ""})
    assert [one.label for one in who_sees(store, cast.carl, campaign_id).choices] == [GROUP]
    for wrong in (str(other), "999", "x", "-1", 7, None, True, ["1"]):
        with pytest.raises(Refused) as refused:
            limit_campaign(store, cast.carl, campaign_id, {"group": wrong})
        assert [one.field for one in refused.value.errors] == ["group"]
    assert [one.label for one in who_sees(store, cast.ada, campaign_id).choices] == [
        GROUP,
        "Training team",
    ]
    said = limit_campaign(store, cast.ada, campaign_id, {"group": str(other)})
    assert said.endswith("Carl, who began it, is not in that group and does not see it any more.")
    assert campaigns_seen(store, cast.carl) == []
    for wrong_id in (0, -1, 999, 2**70):
        with pytest.raises(NotFound):
            limit_campaign(store, cast.ada, wrong_id, {"group": ""})


def test_an_author_who_left_the_group_changes_nothing_and_no_letter_is_made(
    store: Store, office: Grouped
) -> None:
    cast = office.cast
    campaign_id = campaign_of(store, cast.carl, (cast.fenwick,))
    limit_campaign(store, cast.carl, campaign_id, {"group": str(office.group)})
    start(store, cast.carl, campaign_id)
    joined(store, office, cast.bob)
    with pytest.raises(NotFound):
        rename_campaign(store, cast.carl, campaign_id, {"name": "Mine"}, now=NOW)
    with pytest.raises(NotFound):
        limit_campaign(store, cast.carl, campaign_id, {"group": ""})
    with pytest.raises(NotFound):
        stop(store, cast.carl, campaign_id, now=NOW)
    before = len(requests_of(store))
    assert not approve_next(store, campaign_id, now=NOW)
    head = campaign_head(store, cast.ada, campaign_id)
    assert (head.stage, len(requests_of(store))) == ("stopped", before)
    assert head.trouble == "Whoever began it is not in the group that it is for."


def test_the_group_names_its_campaigns_but_not_one_that_somebody_still_prepares(
    store: Store, office: Grouped
) -> None:
    cast = office.cast
    begun = campaign_of(store, cast.carl, (cast.fenwick,))
    prepared = campaign_of(store, cast.carl, (cast.fenwick,))
    own = campaign_of(store, cast.ada, ())
    campaign_of(store, cast.carl, ())
    start(store, cast.carl, begun)
    for campaign_id in (begun, prepared, own):
        limit_campaign(
            store,
            cast.ada if campaign_id == own else cast.carl,
            campaign_id,
            {"group": str(office.group)},
        )
    (card,) = list_groups(store, cast.ada).groups
    name = campaign_head(store, cast.ada, own).name
    assert [(one.words, one.href) for one in card.campaigns] == [
        (f"{name}, by Ada", f"/campaigns/{own}/"),
        ("A campaign that Carl still prepares", ""),
        (f"{name}, by Carl", f"/campaigns/{begun}/"),
    ]


def test_no_agency_of_another_group_comes_in(store: Store, office: Grouped) -> None:
    cast = office.cast
    campaign_id = campaign_of(store, cast.bob, ())
    added = add_fitting(store, cast.bob, campaign_id, ChooseBy(law="us-mo"), now=NOW)
    assert added.words == "2 agencies added."
    assert added.kept == "1 agency left out: requests to it are for a group that you are not in."
    with pytest.raises(Refused, match=f"only for the group {GROUP}"):
        add_one(store, cast.bob, campaign_id, cast.riverbend, now=NOW)
    pasted = add_pasted(
        store, cast.bob, campaign_id, "Riverbend Police Department\nRiverbend", now=NOW
    )
    assert f"only for the group {GROUP}" in pasted.unsure[0].words
    assert cast.riverbend not in {offer.id for line in pasted.unsure for offer in line.offers}
    assert {row.agency_id for row in members(store, campaign_id)} == {cast.fenwick, cast.maple}
    theirs = campaign_of(store, cast.carl, ())
    everything = add_fitting(store, cast.carl, theirs, ChooseBy(law="us-mo"), now=NOW)
    assert (everything.words, everything.kept) == ("3 agencies added.", "")


def test_who_is_not_in_the_group_is_not_offered_its_agencies(store: Store, office: Grouped) -> None:
    cast = office.cast
    offered = agencies_to_ask(store, cast.bob, "river", limit=12)
    assert offered.agencies == ()
    assert offered.words == "1 agency that fits is for a group that you are not in."
    both = agencies_to_ask(store, cast.bob, "police", limit=12)
    assert [one.id for one in both.agencies] == [cast.maple]
    assert both.words.startswith("1 agency found. 1 agency that fits is for a group")
    for actor in (cast.carl, cast.ada):
        assert [one.id for one in agencies_to_ask(store, actor, "river", limit=12).agencies] == [
            cast.riverbend
        ]
    assert agencies_to_ask(store, cast.bob, " ", limit=12).words == ""
    assert agencies_to_ask(store, cast.bob, "zz", limit=12).words.startswith("No agency found")


def test_counts_and_numbers_of_a_campaign_leave_out_what_is_for_others(
    store: Store, office: Grouped
) -> None:
    cast = office.cast
    limit_agency(store, cast.ada, office.group, cast.maple)
    campaign_id = campaign_of(store, cast.bob, (cast.fenwick, cast.maple))
    for agency_id in (cast.fenwick, cast.maple):
        done_for(store, campaign_id, cast.bob, agency_id)
    with store.transaction() as session:
        session.get_one(Campaign, campaign_id).stage = "done"
    part = review_part(store, cast.bob, campaign_id, "", 1, now=NOW)
    said = {line.name: (line.state, bool(line.number), bool(line.href)) for line in part.lines}
    assert said == {
        "Fenwick County Sheriff's Office": ("approved", True, True),
        "Maple Grove Police Department": ("approved", False, False),
    }
    assert campaign_head(store, cast.bob, campaign_id).words == "2 agencies, 2 approved"
    assert campaign_head(store, cast.carl, campaign_id).words == "2 agencies, 2 approved"
    vera = campaign_head(store, cast.vera, campaign_id)
    assert (vera.words, vera.progress) == ("1 agency, 1 approved", "1 of 1 approved")
    others = review_part(store, cast.vera, campaign_id, "", 1, now=NOW)
    assert [line.name for line in others.lines] == ["Fenwick County Sheriff's Office"]
