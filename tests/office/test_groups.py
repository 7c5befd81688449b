"""Groups: what is limited to one is there for its members and admins, in every list and count."""

from __future__ import annotations

import pytest

from records_app.casework.people import Actor
from records_app.office.agencies import AgencyFilter, agency_page, list_agencies
from records_app.office.approving import approve
from records_app.office.assigning import assign
from records_app.office.attempts import CalendarReads
from records_app.office.calendar_addresses import make_address
from records_app.office.calendar_feed import calendar_feed
from records_app.office.closed_records import closed_records_csv, closed_report
from records_app.office.drafting import new_draft, open_draft, save_draft
from records_app.office.fees_report import fees_csv, fees_report
from records_app.office.groups import (
    add_group,
    change_group,
    limit_agency,
    list_groups,
    open_agency,
    remove_group,
)
from records_app.office.listing import list_requests
from records_app.office.people_card import people_card
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.office.reporting import ReportFilter
from records_app.office.request_page import request_view
from records_app.store.database import Store
from records_app.store.importing import sent_before
from records_app.store.requests import count_of_agency, find_request
from records_app.store.tables import Campaign, CampaignAgency, LimitedCampaign
from tests.office.cast import NOW, filled_form
from tests.office.desks import TODAY, desk_of, version_of
from tests.office.grouped import GROUP, Grouped, grouped_office

KEPT, OPEN = "MO-2026-0001", "MO-2026-0002"
KEPT_RUNNING, OPEN_RUNNING = "MO-2026-0003", "MO-2026-0004"


@pytest.fixture
def office(store: Store) -> Grouped:
    return grouped_office(store)


def everything_said_to(store: Store, actor: Actor, office: Grouped) -> str:
    """Every list, report and count that this person can ask for, as one text."""
    cast, asked = office.cast, ReportFilter()
    with store.reading() as session:
        counts = count_of_agency(session, actor, cast.riverbend)
        matches = sent_before(session, actor, [cast.riverbend, cast.fenwick])
    rows = list_agencies(store, actor, AgencyFilter()).rows
    said = [
        desk_of(store, actor),
        agency_page(store, actor, cast.riverbend, TODAY),
        closed_report(store, actor, asked),
        closed_records_csv(store, actor, asked),
        fees_report(store, actor, asked),
        fees_csv(store, actor, asked),
        matches,
        sorted((row.id, row.requests) for row in rows),
        sum(counts.values()),
    ]
    address = make_address(store, actor, for_office=False, own_only=False, now=NOW)
    calendar = calendar_feed(
        store, CalendarReads(), address, address="192.0.2.1", origin="http://desk", now=NOW
    )
    return "\n".join(map(repr, [*said, calendar.content.decode()]))


@pytest.mark.parametrize("who", ["alice", "bob", "vera"])
def test_whoever_is_not_in_the_group_finds_it_nowhere(
    store: Store, office: Grouped, who: str
) -> None:
    actor = getattr(office.cast, who)
    said = everything_said_to(store, actor, office)
    assert [one for one in (KEPT, KEPT_RUNNING) if one in said] == []
    assert [one for one in (OPEN, OPEN_RUNNING) if one not in said] == []
    assert said.splitlines()[8] == "0"
    with store.reading() as session:
        assert find_request(session, actor, office.kept) is None
    with pytest.raises(NotFound):
        request_view(store, actor, office.kept, today=TODAY)


@pytest.mark.parametrize("who", ["carl", "ada"])
def test_members_and_admins_find_it_everywhere(store: Store, office: Grouped, who: str) -> None:
    said = everything_said_to(store, getattr(office.cast, who), office)
    for line in (0, 1, 2, 3, 6):
        assert KEPT in said.splitlines()[line], line
    assert said.splitlines()[8] == "2"
    assert KEPT_RUNNING in said.splitlines()[9]


def test_a_viewer_in_the_group_sees_it_and_the_door_opens_and_closes_at_once(
    store: Store, office: Grouped
) -> None:
    cast = office.cast
    version = list_groups(store, cast.ada).groups[0].version
    people = [cast.carl.id, cast.vera.id]
    change_group(store, cast.ada, office.group, version, name=GROUP, person_ids=people)
    assert request_view(store, cast.vera, office.kept, today=TODAY).number == KEPT
    change_group(store, cast.ada, office.group, version + 1, name=GROUP, person_ids=people[1:])
    with pytest.raises(NotFound):
        request_view(store, cast.carl, office.kept, today=TODAY)
    open_agency(store, cast.ada, office.group, cast.riverbend)
    assert request_view(store, cast.bob, office.kept, today=TODAY).number == KEPT


def test_the_terminal_sees_everything_and_the_calendar_of_the_office_only_what_is_open(
    store: Store, office: Grouped
) -> None:
    listed = {one.number for one in list_requests(store, today=TODAY)}
    assert listed == {KEPT, OPEN, KEPT_RUNNING, OPEN_RUNNING}
    address = make_address(store, office.cast.ada, for_office=True, own_only=False, now=NOW)
    given = calendar_feed(
        store, CalendarReads(), address, address="192.0.2.1", origin="http://desk", now=NOW
    ).content.decode()
    assert OPEN_RUNNING in given
    assert KEPT_RUNNING not in given


def test_nobody_outside_writes_to_the_agency(store: Store, office: Grouped) -> None:
    cast = office.cast
    draft_id = new_draft(store, cast.bob, now=NOW)
    saved = save_draft(store, cast.bob, draft_id, 1, filled_form(cast.riverbend), now=NOW)
    assert [(error.field, GROUP in error.message) for error in saved.errors] == [("agency", True)]
    with pytest.raises(Refused, match=GROUP):
        approve(store, cast.bob, draft_id, saved.version, now=NOW)
    # It stays Bob's to change: another agency is all it takes.
    other = filled_form(cast.fenwick)
    assert save_draft(store, cast.bob, draft_id, saved.version, other, now=NOW).errors == ()


def test_nothing_is_given_to_whoever_cannot_see_it(store: Store, office: Grouped) -> None:
    cast, version = office.cast, version_of(store, office.kept)
    to_carl = {"care_to": str(cast.carl.id)}
    version = assign(store, cast.ada, office.kept, version, to_carl, now=NOW).version
    with pytest.raises(Refused, match="not in the group"):
        assign(store, cast.carl, office.kept, version, {"care_to": str(cast.bob.id)}, now=NOW)
    with pytest.raises(NotFound):
        assign(store, cast.alice, office.kept, version, {"care_to": "nobody"}, now=NOW)
    done = assign(store, cast.carl, office.kept, version, {"care_to": str(cast.ada.id)}, now=NOW)
    assert done.version == version + 1


@pytest.mark.parametrize("who", ["alice", "bob", "vera", "carl"])
def test_only_admins_touch_groups(store: Store, office: Grouped, who: str) -> None:
    actor, cast = getattr(office.cast, who), office.cast
    before = list_groups(store, cast.ada)
    with pytest.raises(NotAllowed):
        list_groups(store, actor)
    with pytest.raises(NotAllowed):
        add_group(store, actor, "Mine", now=NOW)
    with pytest.raises(NotAllowed):
        change_group(store, actor, office.group, 2, name="Mine", person_ids=[actor.id])
    with pytest.raises(NotAllowed):
        limit_agency(store, actor, office.group, cast.fenwick)
    with pytest.raises(NotAllowed):
        open_agency(store, actor, office.group, cast.riverbend)
    with pytest.raises(NotAllowed):
        remove_group(store, actor, office.group)
    assert list_groups(store, cast.ada) == before


def test_what_is_wrong_with_a_group_is_said(store: Store, office: Grouped) -> None:
    ada, group = office.cast.ada, office.group
    version = list_groups(store, ada).groups[0].version
    for name in ("", "  ", "x" * 81, GROUP.upper(), None):
        with pytest.raises(Refused):
            add_group(store, ada, name, now=NOW)
    with pytest.raises(Refused, match="in the meantime"):
        change_group(store, ada, group, version - 1, name="Later", person_ids=[])
    with pytest.raises(Refused, match="this list"):
        change_group(store, ada, group, version, name=GROUP, person_ids=[99_999])
    with pytest.raises(Refused, match="Open it"):
        remove_group(store, ada, group)
    for wrong in (0, -1, 2**70, "1", None, True):
        with pytest.raises(NotFound):
            limit_agency(store, ada, group, wrong)
        with pytest.raises(NotFound):
            remove_group(store, ada, wrong if wrong is not True else False)
    open_agency(store, ada, group, office.cast.riverbend)
    remove_group(store, ada, group)
    assert list_groups(store, ada).groups == ()


def test_a_campaign_can_be_limited_too(store: Store, office: Grouped) -> None:
    cast = office.cast
    with store.transaction() as session:
        campaign = Campaign(name="Fall", author_id=cast.carl.id, created_at=NOW, updated_at=NOW)
        session.add(campaign)
        session.flush()
        part = CampaignAgency(
            campaign_id=campaign.id or 0, agency_id=cast.fenwick, request_id=office.open
        )
        session.add(part)
        session.add(LimitedCampaign(campaign_id=campaign.id or 0, group_id=office.group))
    for actor, sees in (
        (cast.alice, False),
        (cast.bob, False),
        (cast.carl, True),
        (cast.ada, True),
    ):
        with store.reading() as session:
            assert (find_request(session, actor, office.open) is not None) is sees
    card = people_card(store, cast.ada, office.open, today=TODAY)
    assert [one.label for one in card.choices if one.value.isdigit()] == ["Ada (you)", "Carl"]
    version, to_bob = version_of(store, office.open), {"care_to": str(cast.bob.id)}
    with pytest.raises(Refused, match="not in the group"):
        assign(store, cast.ada, office.open, version, to_bob, now=NOW)
    to_carl = {"care_to": str(cast.carl.id)}
    assert assign(store, cast.ada, office.open, version, to_carl, now=NOW).version == version + 1


def test_two_groups_do_not_see_each_others(store: Store, office: Grouped) -> None:
    cast = office.cast
    other = add_group(store, cast.ada, "Training team", now=NOW)
    change_group(store, cast.ada, other, 1, name="Training team", person_ids=[cast.bob.id])
    limit_agency(store, cast.ada, other, cast.fenwick)
    with store.reading() as session:
        seen = {
            who: {
                one
                for one in (office.kept, office.open)
                if find_request(session, getattr(cast, who), one) is not None
            }
            for who in ("alice", "bob", "carl", "ada")
        }
    assert seen == {
        "alice": set(),
        "bob": {office.open},
        "carl": {office.kept},
        "ada": {office.kept, office.open},
    }
    with pytest.raises(NotFound):
        open_draft(store, cast.alice, office.private, now=NOW)
