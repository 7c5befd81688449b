"""Shared drafts, and drafts that somebody left behind."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from records_app.casework.urgency import Urgency
from records_app.office.approving import approve
from records_app.office.desk_view import DeskFilter
from records_app.office.drafting import discard_draft, open_draft, save_draft
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound
from records_app.office.sharing import (
    drafts_left,
    share_draft,
    sharing_of,
    take_draft_back,
    take_over_drafts,
)
from records_app.store.database import Store
from records_app.store.tables import AuditRow, Person, Request
from tests.office.cast import NOW, filled_form
from tests.office.desks import desk_of, section
from tests.office.grouped import Grouped, grouped_office


@pytest.fixture
def office(store: Store) -> Grouped:
    return grouped_office(store)


def drafts_on_desk(store: Store, actor: object, whose: str = "") -> dict[int, str]:
    desk = desk_of(store, actor, DeskFilter(whose=whose))  # type: ignore[arg-type]
    return {
        row.id: row.care
        for one in desk.sections
        if one.urgency is Urgency.DRAFT
        for row in one.rows
    }


def test_a_shared_draft_is_on_the_desk_of_whoever_may_draft(store: Store, office: Grouped) -> None:
    cast = office.cast
    assert drafts_on_desk(store, cast.carl) == {office.private: "", office.shared: "shared by you"}
    for actor in (cast.alice, cast.bob, cast.ada):
        assert drafts_on_desk(store, actor) == {office.shared: "shared by Carl"}
        assert drafts_on_desk(store, actor, "mine") == {}
        row = section(desk_of(store, actor), Urgency.DRAFT).rows[0]
        assert (row.step_label, row.step_href) == ("Go on writing", f"/drafts/{office.shared}/")
    assert drafts_on_desk(store, cast.vera) == {}
    with pytest.raises(NotFound):
        open_draft(store, cast.vera, office.shared, now=NOW)


def test_two_people_write_on_it_and_nothing_is_lost(store: Store, office: Grouped) -> None:
    cast, form = office.cast, filled_form(office.cast.fenwick, specifics="Carl's words")
    version = open_draft(store, cast.bob, office.shared, now=NOW).version
    save_draft(store, cast.carl, office.shared, version, form, now=NOW)
    with pytest.raises(ChangedElsewhere, match="Carl"):
        save_draft(store, cast.bob, office.shared, version, form, now=NOW)
    assert open_draft(store, cast.bob, office.shared, now=NOW).form["specifics"] == "Carl's words"
    with pytest.raises(NotFound):
        save_draft(store, cast.bob, office.private, version, form, now=NOW)


def test_sharing_and_taking_back_are_the_authors(store: Store, office: Grouped) -> None:
    cast = office.cast
    assert sharing_of(store, cast.bob, office.shared).author == "Carl"
    for act in (
        lambda: take_draft_back(store, cast.bob, office.shared),
        lambda: share_draft(store, cast.ada, office.shared, now=NOW),
        lambda: discard_draft(store, cast.alice, office.shared, 2, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotFound):
        share_draft(store, cast.bob, office.private, now=NOW)
    version = open_draft(store, cast.carl, office.shared, now=NOW).version
    assert share_draft(store, cast.carl, office.shared, now=NOW).shared
    assert take_draft_back(store, cast.carl, office.shared).shared == ""
    with pytest.raises(NotFound):
        save_draft(store, cast.bob, office.shared, version, {}, now=NOW)
    assert open_draft(store, cast.carl, office.shared, now=NOW).version == version


def test_a_colleague_approves_it_and_the_author_looks_after_it(
    store: Store, office: Grouped
) -> None:
    cast = office.cast
    version = open_draft(store, cast.bob, office.shared, now=NOW).version
    done = approve(store, cast.bob, office.shared, version, now=NOW)
    assert approve(store, cast.bob, office.shared, version, now=NOW) == done
    with store.reading() as session:
        row = session.get(Request, office.shared)
        assert row is not None
        assert (row.author_id, row.assigned_id) == (cast.carl.id, cast.carl.id)
    with pytest.raises(NotFound):
        sharing_of(store, cast.bob, office.shared)


def test_drafts_are_taken_over_only_from_somebody_who_left(store: Store, office: Grouped) -> None:
    cast = office.cast
    assert drafts_left(store, cast.ada) == ()
    with pytest.raises(NotFound):
        take_over_drafts(store, cast.ada, cast.carl.id)
    with store.transaction() as session:
        carl = session.get(Person, cast.carl.id)
        assert carl is not None
        carl.disabled_at = NOW
    for actor in (cast.alice, cast.bob, cast.vera):
        with pytest.raises(NotAllowed):
            drafts_left(store, actor)
        with pytest.raises(NotAllowed):
            take_over_drafts(store, actor, cast.carl.id)
    left = drafts_left(store, cast.ada)
    assert [(one.name, one.drafts, one.since) for one in left] == [("Carl", 2, "Mon, Nov 23")]
    assert take_over_drafts(store, cast.ada, cast.carl.id) == 2
    assert take_over_drafts(store, cast.ada, cast.carl.id) == 0
    assert drafts_on_desk(store, cast.ada) == {office.private: "", office.shared: "shared by you"}
    assert drafts_on_desk(store, cast.bob) == {office.shared: "shared by Ada"}
    with store.reading() as session:
        said = [
            row.details or ""
            for row in session.execute(select(AuditRow).order_by(AuditRow.id)).scalars()
        ]
    taken = [words for words in said if "author_id" in words and "before" in words][-1]
    assert taken.count(f'"author_id":{cast.carl.id}') == 2
    assert taken.count(f'"author_id":{cast.ada.id}') == 2


def test_the_approved_request_of_somebody_who_left_is_its_approvers(
    store: Store, office: Grouped
) -> None:
    cast = office.cast
    with store.transaction() as session:
        carl = session.get(Person, cast.carl.id)
        assert carl is not None
        carl.disabled_at = NOW
    version = open_draft(store, cast.bob, office.shared, now=NOW).version
    approve(store, cast.bob, office.shared, version, now=NOW)
    with store.reading() as session:
        row = session.get(Request, office.shared)
        assert row is not None
        assert row.assigned_id == cast.bob.id
