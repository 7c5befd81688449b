"""The review of a campaign: what is missing, what to know, and what differs for one agency."""

from __future__ import annotations

from datetime import timedelta

import pytest

from records_app.office.campaigns.own import campaign_head
from records_app.office.campaigns.reviewing import (
    change_one,
    leave_out,
    leave_out_all,
    one_letter,
    review_part,
)
from records_app.office.refusals import NotFound
from records_app.store.database import Store
from records_app.store.tables import Group, LimitedAgency
from tests.office.campaign_cast import campaign_of, member_of, members
from tests.office.cast import NOW, Cast, ready_request


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
    assert fenwick.warnings == ()
    assert fenwick.way == "Portal (no e-mail address known, no postal address known)"
    maple = by_name["Maple Grove Police Department"]
    assert maple.way == "No way known"
    assert maple.warnings == (
        "We know no way to send it: no e-mail, no portal and no postal address.",
    )
    assert (part.ready, part.wrong, part.warned) == (3, 0, 2)


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


def test_many_earlier_requests_are_one_warning(store: Store, cast: Cast) -> None:
    for days in (20, 3, 2, 1):
        ready_request(store, cast.carl, cast.riverbend, now=NOW - timedelta(days=days))
    campaign_id = campaign_of(store, cast.bob, (cast.riverbend,), subjects=["vehicles"])
    (line,) = review_part(store, cast.bob, campaign_id, "", 1, now=NOW).lines
    assert line.warnings == (
        "Asked 4 times, last on Sun, Nov 22 about the same (Vehicle grants): MO-2026-0004, "
        "MO-2026-0003 and 2 more.",
    )


def test_all_with_a_warning_are_left_out_at_once(store: Store, cast: Cast) -> None:
    ready_request(store, cast.carl, cast.riverbend, now=NOW - timedelta(days=20))
    campaign_id = campaign_of(store, cast.bob, (cast.riverbend, cast.fenwick, cast.maple))
    for nonsense in ("", "ready", "approved", "x", None):
        with pytest.raises(NotFound):
            leave_out_all(store, cast.bob, campaign_id, nonsense, now=NOW)
    with pytest.raises(NotFound):
        leave_out_all(store, cast.carl, campaign_id, "warned", now=NOW)
    assert leave_out_all(store, cast.bob, campaign_id, "wrong", now=NOW) == 0
    assert leave_out_all(store, cast.bob, campaign_id, "warned", now=NOW) == 2
    part = review_part(store, cast.bob, campaign_id, "ready", 1, now=NOW)
    assert [line.name for line in part.lines] == ["Fenwick County Sheriff's Office"]
    assert campaign_head(store, cast.bob, campaign_id).words == "3 agencies, 2 left out"
