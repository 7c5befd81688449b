"""Approving a campaign: each agency once, whatever stops it, and the letters as one pile."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest

from records_app.letters.pdf import render_pdf
from records_app.office import approving as single
from records_app.office.campaigns import approving
from records_app.office.campaigns.approving import approve_next, begin, stop, under_way
from records_app.office.campaigns.making import discard_campaign
from records_app.office.campaigns.own import campaign_head
from records_app.office.campaigns.reviewing import change_one, leave_out, review_part
from records_app.office.checking import differences_in
from records_app.office.drafting import discard_draft
from records_app.office.refusals import ChangedElsewhere, NotFound, Refused
from records_app.store.database import Store
from records_app.store.tables import Campaign, Person
from tests.office.campaign_cast import (
    campaign_of,
    letters_of,
    many_agencies,
    member_of,
    requests_of,
    start,
    to_the_end,
)
from tests.office.cast import NOW, Cast, make_agency


def test_each_agency_gets_a_request_of_its_own(store: Store, cast: Cast) -> None:
    ids = (cast.riverbend, cast.fenwick, cast.maple)
    campaign_id = campaign_of(store, cast.bob, ids)
    leave_out(
        store, cast.bob, campaign_id, member_of(store, campaign_id, cast.maple), True, now=NOW
    )
    one = member_of(store, campaign_id, cast.fenwick)
    own = {"period_from": "2025-01-01", "specifics": "The annex", "fee_cap": "25"}
    change_one(store, cast.bob, campaign_id, one, own, now=NOW)
    start(store, cast.bob, campaign_id)
    assert list(under_way(store)) == [campaign_id]
    to_the_end(store, campaign_id)
    assert list(under_way(store)) == []
    made = requests_of(store)
    assert [row.number for row in made] == ["MO-2026-0001", "MO-2026-0002"]
    assert [row.stage for row in made] == ["ready", "ready"]
    assert {row.agency_id for row in made} == {cast.riverbend, cast.fenwick}
    assert {row.author_id for row in made} == {cast.bob.id}
    letters = {row.request_id: row for row in letters_of(store)}
    for row in made:
        letter = letters[row.id or 0]
        assert letter.pdf.startswith(b"%PDF-1.7")
        assert ("The annex" in letter.text) == (row.agency_id == cast.fenwick)
    head = campaign_head(store, cast.bob, campaign_id)
    assert (head.stage, head.approved, head.left) == ("done", 2, 0)
    assert list(differences_in(store)) == []


def test_the_letter_has_the_bytes_of_a_letter_written_alone(store: Store, cast: Cast) -> None:
    campaign_id = campaign_of(store, cast.bob, (cast.riverbend,))
    start(store, cast.bob, campaign_id)
    to_the_end(store, campaign_id)
    (row,), (letter,) = requests_of(store), letters_of(store)
    with store.reading() as session:
        file = single.agency_file(session, row.agency_id)
        office = single.office_row(session)
    alone = single.preview_of(
        single.bounded(row.form), file, office, cast.bob, NOW, number=row.number or ""
    )
    assert alone.letter is not None
    assert render_pdf(alone.letter).content == letter.pdf


def test_what_is_not_ready_stays_and_is_approved_when_it_is_mended(
    store: Store, cast: Cast, quick: None
) -> None:
    bad = make_agency(store, "Odd \x07 Bell Police Department", city="Bell")
    campaign_id = campaign_of(store, cast.bob, (cast.riverbend, bad, cast.fenwick))
    one = member_of(store, campaign_id, cast.fenwick)
    change_one(store, cast.bob, campaign_id, one, {"period_from": "soon"}, now=NOW)
    start(store, cast.bob, campaign_id)
    to_the_end(store, campaign_id)
    assert [row.agency_id for row in requests_of(store)] == [cast.riverbend]
    head = campaign_head(store, cast.bob, campaign_id)
    assert (head.stage, head.approved, head.troubled) == ("done", 1, 2)
    assert review_part(store, cast.bob, campaign_id, "wrong", 1, now=NOW).wrong == 2
    with pytest.raises(Refused, match="No letter is ready"):
        start(store, cast.bob, campaign_id)
    change_one(store, cast.bob, campaign_id, one, {"period_from": "2025-01-01"}, now=NOW)
    start(store, cast.bob, campaign_id)
    to_the_end(store, campaign_id)
    assert {row.agency_id for row in requests_of(store)} == {cast.riverbend, cast.fenwick}


def test_nothing_can_be_approved_without_a_letter_or_agencies(store: Store, cast: Cast) -> None:
    for ids, changes in (((), {}), ((cast.riverbend,), {"subjects": []})):
        campaign_id = campaign_of(store, cast.bob, ids, **changes)
        with pytest.raises(Refused):
            start(store, cast.bob, campaign_id)
    assert requests_of(store) == []


def test_only_the_campaign_that_was_looked_at_is_approved(store: Store, cast: Cast) -> None:
    campaign_id = campaign_of(store, cast.bob, (cast.riverbend, cast.fenwick))
    version = campaign_head(store, cast.bob, campaign_id).version
    one = member_of(store, campaign_id, cast.fenwick)
    leave_out(store, cast.bob, campaign_id, one, True, now=NOW)
    with pytest.raises(ChangedElsewhere):
        begin(store, cast.bob, campaign_id, version, now=NOW)
    for other in (cast.carl, cast.alice):
        with pytest.raises(NotFound):
            begin(store, other, campaign_id, version, now=NOW)


def test_it_stops_and_goes_on(store: Store, cast: Cast, quick: None) -> None:
    campaign_id = campaign_of(store, cast.bob, many_agencies(store, 7))
    start(store, cast.bob, campaign_id)
    for _ in range(3):
        assert approve_next(store, campaign_id, now=NOW)
    with pytest.raises(Refused, match="approved at this moment"):
        leave_out(store, cast.bob, campaign_id, 1, True, now=NOW)
    with pytest.raises(NotFound):
        stop(store, cast.carl, campaign_id, now=NOW)
    stop(store, cast.bob, campaign_id, now=NOW)
    assert not approve_next(store, campaign_id, now=NOW)
    head = campaign_head(store, cast.bob, campaign_id)
    assert (head.stage, head.progress) == ("stopped", "3 of 7 approved")
    start(store, cast.bob, campaign_id)
    to_the_end(store, campaign_id)
    numbers = [row.number for row in requests_of(store)]
    assert numbers == [f"MO-2026-000{place}" for place in range(1, 8)]
    with pytest.raises(Refused, match="so it stays"):
        discard_campaign(store, cast.bob, campaign_id, now=NOW)


def test_a_process_that_ends_between_draft_and_letter_leaves_no_second_request(
    store: Store, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign_id = campaign_of(store, cast.bob, (cast.riverbend, cast.fenwick))
    start(store, cast.bob, campaign_id)

    class Killed(BaseException):
        pass

    def die(*_: Any, **__: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(approving, "approve", die)
        for _ in range(2):
            with pytest.raises(Killed):
                approve_next(store, campaign_id, now=NOW)
    assert [row.stage for row in requests_of(store)] == ["draft"]
    to_the_end(store, campaign_id)
    assert [row.stage for row in requests_of(store)] == ["ready", "ready"]
    assert list(differences_in(store)) == []


def test_two_at_work_at_once_make_no_double(store: Store, cast: Cast, quick: None) -> None:
    campaign_id = campaign_of(store, cast.bob, many_agencies(store, 12))
    start(store, cast.bob, campaign_id)
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: to_the_end(store, campaign_id), range(3)))
    made = requests_of(store)
    assert len(made) == len({row.agency_id for row in made}) == 12
    assert len({row.number for row in made}) == len(letters_of(store)) == 12
    assert campaign_head(store, cast.bob, campaign_id).stage == "done"
    assert list(differences_in(store)) == []


def test_two_presses_at_once_begin_it_once(store: Store, cast: Cast, quick: None) -> None:
    campaign_id = campaign_of(store, cast.bob, many_agencies(store, 3))
    version = campaign_head(store, cast.bob, campaign_id).version

    def press(_: int) -> str:
        try:
            begin(store, cast.bob, campaign_id, version, now=NOW)
        except Refused:
            return "refused"
        return "begun"

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(press, range(3))) == ["begun", "refused", "refused"]
    to_the_end(store, campaign_id)
    assert len(requests_of(store)) == 3


def test_a_draft_that_its_author_gives_up_meanwhile_is_said(
    store: Store, cast: Cast, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign_id = campaign_of(store, cast.bob, (cast.riverbend, cast.fenwick))
    start(store, cast.bob, campaign_id)
    really = approving.approve

    def after_a_click(store: Store, actor: Any, draft: int, version: int, *, now: datetime) -> Any:
        monkeypatch.setattr(approving, "approve", really)
        discard_draft(store, actor, draft, version, now=now)
        return really(store, actor, draft, version, now=now)

    monkeypatch.setattr(approving, "approve", after_a_click)
    to_the_end(store, campaign_id)
    assert len(requests_of(store)) == 1
    assert campaign_head(store, cast.bob, campaign_id).troubled == 1
    start(store, cast.bob, campaign_id)
    to_the_end(store, campaign_id)
    assert {row.agency_id for row in requests_of(store)} == {cast.riverbend, cast.fenwick}


def test_somebody_who_was_disabled_approves_nothing_more(
    store: Store, cast: Cast, quick: None
) -> None:
    campaign_id = campaign_of(store, cast.bob, many_agencies(store, 3))
    start(store, cast.bob, campaign_id)
    approve_next(store, campaign_id, now=NOW)
    with store.transaction() as session:
        session.get_one(Person, cast.bob.id).disabled_at = NOW
    to_the_end(store, campaign_id)
    assert len(requests_of(store)) == 1
    with store.reading() as session:
        row = session.get_one(Campaign, campaign_id)
    assert row.stage == "stopped"
    assert row.trouble == "Whoever began it may not approve letters any more."
