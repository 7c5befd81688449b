"""Whose a request is: taking, handing over, letting go, and what the log and the card say."""

from __future__ import annotations

import pytest

from records_app.casework.people import Role
from records_app.office.accounts import change_role, disable_person
from records_app.office.approving import approve
from records_app.office.assigning import NOBODY, assign
from records_app.office.checking import differences_in
from records_app.office.drafting import new_draft, save_draft
from records_app.office.people_card import people_card
from records_app.office.recording import add_note
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.log import entries_of
from records_app.store.tables import Request
from tests.office.cast import NOW, Cast, filled_form, make_office, ready_request

TODAY = NOW.date()


def row_of(store: Store, request_id: int) -> Request:
    with store.reading() as session:
        row = session.get(Request, request_id)
        assert row is not None
        return row


def words_of(store: Store, request_id: int) -> list[str]:
    """The notes in the log of a request."""
    with store.reading() as session:
        log = entries_of(session, request_id)
    return [getattr(entry.event, "text", "") for entry in log][1:]


def move(store: Store, actor: object, request_id: int, to: object, why: str = "") -> str:
    """Assign on the newest version."""
    version = row_of(store, request_id).version
    raw = {"care_to": to if isinstance(to, str) else str(to), "care_why": why}
    return assign(store, actor, request_id, version, raw, now=NOW).words  # type: ignore[arg-type]


def test_an_approved_letter_is_in_the_care_of_its_author(sqlite_store: Store) -> None:
    cast = make_office(sqlite_store)
    draft = new_draft(sqlite_store, cast.bob, now=NOW)
    assert row_of(sqlite_store, draft).assigned_id is None
    form = filled_form(cast.riverbend)
    saved = save_draft(sqlite_store, cast.bob, draft, 1, form, now=NOW)
    approve(sqlite_store, cast.bob, draft, saved.version, now=NOW)
    assert row_of(sqlite_store, draft).assigned_id == cast.bob.id
    assert people_card(sqlite_store, cast.bob, draft, today=TODAY).is_mine


def test_a_request_from_before_is_nobodys_and_an_advocate_takes_it(
    store: Store, cast: Cast
) -> None:
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    card = people_card(store, cast.carl, request_id, today=TODAY)
    assert (card.in_care_of, card.is_mine, card.may_take) == ("", False, True)
    assert [choice.label for choice in card.choices] == ["Carl (you)"]
    with pytest.raises(NotAllowed):
        add_note(store, cast.carl, request_id, version, {"text": "Mine?"}, now=NOW)
    assert move(store, cast.carl, request_id, cast.carl.id) == (
        "Carl took this request into their care."
    )
    row = row_of(store, request_id)
    assert (row.assigned_id, row.version, row.updated_by_id) == (
        cast.carl.id,
        version + 1,
        cast.carl.id,
    )
    # From now on Carl records, and Bob, who wrote it, still does.
    recorded = add_note(store, cast.carl, request_id, version + 1, {"text": "Mine."}, now=NOW)
    add_note(store, cast.bob, request_id, recorded.version, {"text": "Yours."}, now=NOW)
    assert list(differences_in(store)) == []


def test_handing_over_is_one_line_of_the_log(store: Store, cast: Cast) -> None:
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    move(store, cast.bob, request_id, cast.bob.id)
    move(store, cast.bob, request_id, cast.carl.id, "on leave until Friday")
    move(store, cast.alice, request_id, cast.ada.id, "Carl is ill.")
    move(store, cast.ada, request_id, NOBODY)
    move(store, cast.alice, request_id, cast.carl.id)
    assert words_of(store, request_id) == [
        "Bob took this request into their care.",
        "Handed over from Bob to Carl: on leave until Friday.",
        "Handed over from Carl to Ada: Carl is ill.",
        "Out of the care of Ada, nobody's for now.",
        "Put into the care of Carl.",
    ]
    with store.reading() as session:
        assert [entry.by for entry in entries_of(session, request_id)][1:] == [
            *("Bob", "Bob", "Alice", "Ada", "Alice")
        ]


def test_who_may_move_what(store: Store, cast: Cast) -> None:
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    for to in (cast.bob.id, cast.vera.id, NOBODY):
        with pytest.raises(NotAllowed):
            move(store, cast.vera, request_id, to)
    with pytest.raises(NotAllowed):
        move(store, cast.carl, request_id, cast.bob.id)
    move(store, cast.alice, request_id, cast.bob.id)
    for to in (cast.carl.id, cast.alice.id, NOBODY):
        with pytest.raises(NotAllowed):
            move(store, cast.carl, request_id, to)
    assert row_of(store, request_id).assigned_id == cast.bob.id
    assert words_of(store, request_id) == ["Put into the care of Bob."]
    assert people_card(store, cast.carl, request_id, today=TODAY).choices == ()
    assert people_card(store, cast.vera, request_id, today=TODAY).choices == ()
    labels = [one.label for one in people_card(store, cast.bob, request_id, today=TODAY).choices]
    assert labels == ["Ada", "Alice", "Carl", "Nobody for now"]


@pytest.mark.parametrize("to", ["", None, "me", "-1", "1e3", "٣", "9" * 12, 7, ["1"]])
def test_junk_is_refused_at_its_field(store: Store, cast: Cast, to: object) -> None:
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    with pytest.raises(Refused) as refused:
        assign(store, cast.alice, request_id, version, {"care_to": to}, now=NOW)
    assert [error.field for error in refused.value.errors] == ["care_to"]
    assert row_of(store, request_id).version == version


def test_a_viewer_nobody_and_the_same_person_are_refused(store: Store, cast: Cast) -> None:
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    for to in (cast.vera.id, 4711, 2**31 + 5, NOBODY):
        with pytest.raises(Refused):
            move(store, cast.alice, request_id, to)
    move(store, cast.alice, request_id, cast.carl.id)
    with pytest.raises(Refused) as refused:
        move(store, cast.alice, request_id, cast.carl.id)
    assert "in the care of Carl already" in str(refused.value)
    assert len(words_of(store, request_id)) == 1


@pytest.mark.parametrize("why", ["x" * 501, "a\u202eb", "a\x00b", 7])
def test_a_reason_that_cannot_be_shown_is_refused(store: Store, cast: Cast, why: object) -> None:
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    raw = {"care_to": str(cast.carl.id), "care_why": why}
    with pytest.raises(Refused) as refused:
        assign(store, cast.alice, request_id, version, raw, now=NOW)
    assert [error.field for error in refused.value.errors] == ["care_why"]


def test_of_two_who_move_it_the_second_is_told(store: Store, cast: Cast) -> None:
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    raw = {"care_to": str(cast.carl.id)}
    assign(store, cast.carl, request_id, version, raw, now=NOW)
    with pytest.raises(ChangedElsewhere) as told:
        assign(store, cast.alice, request_id, version, {"care_to": str(cast.bob.id)}, now=NOW)
    assert told.value.by == "Carl"
    assert row_of(store, request_id).assigned_id == cast.carl.id


def test_a_draft_has_no_people(store: Store, cast: Cast) -> None:
    draft = new_draft(store, cast.bob, now=NOW)
    for actor in (cast.bob, cast.alice):
        with pytest.raises(NotFound):
            move(store, actor, draft, cast.alice.id)
        with pytest.raises(NotFound):
            people_card(store, actor, draft, today=TODAY)
    with pytest.raises(NotFound):
        assign(store, cast.alice, 2**40, 1, {"care_to": "1"}, now=NOW)


@pytest.mark.parametrize("left", ["disabled", "viewer"])
def test_whoever_cannot_record_any_more_leaves_it_nobodys(
    store: Store, cast: Cast, left: str
) -> None:
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    move(store, cast.alice, request_id, cast.carl.id)
    if left == "disabled":
        disable_person(store, cast.ada, cast.carl.id, now=NOW)
    else:
        change_role(store, cast.ada, cast.carl.id, Role.VIEWER.value, now=NOW)
    card = people_card(store, cast.bob, request_id, today=TODAY)
    assert (card.in_care_of, card.may_take) == ("", True)
    assert "Carl" not in [choice.label for choice in card.choices]
    assert move(store, cast.bob, request_id, cast.bob.id) == (
        "Handed over from Carl, who does not record here any more, to Bob."
    )
