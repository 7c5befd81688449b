"""Drafts: whose they are, what is kept, and that a second window loses nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from records_app.casework.people import Actor
from records_app.office.draft_form import MAX_CHARACTERS
from records_app.office.drafting import (
    discard_draft,
    new_draft,
    open_draft,
    save_draft,
)
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.store.database import Store
from tests.office.cast import NOW, Cast, filled_form, make_office

HOSTILE = {
    "empty": "",
    "spaces": "   ",
    "10,000 characters": "long text " * 1000,
    "a 400-character word": "x" * 400,
    "right to left": "سجلات الشرطة",
    "Chinese": "警察记录",
    "emoji": "🚓 and 👮🏽‍♀️",
    "outside the BMP": "𝔘𝔫𝔦",
    "HTML": "<script>alert(1)</script><b>bold",
    "template": "{{ 7*7 }} {% for x in y %}",
    "control": "a\x00b\x07c",
    "a lone half": "half \ud800 of it",
    "bad date": "2026-02-30",
    "year 1": "0001-01-01",
    "negative": "-1",
    "words": "ten",
}
TEXT_FIELDS = (
    "agency",
    "period_from",
    "period_to",
    "specifics",
    "fee_cap",
    "fee_waiver_reason",
    "format",
    "signer_name",
    "signer_title",
)


def test_a_new_draft_starts_with_sensible_values(store: Store, cast: Cast) -> None:
    draft = open_draft(store, cast.bob, new_draft(store, cast.bob, now=NOW), now=NOW)
    assert draft.form["signer_name"] == "Bob"
    assert draft.form["period_from"] == "2025-01-01"
    assert draft.form["format"] == "electronic"
    assert draft.form["fee_waiver_reason"]
    assert draft.agency is None
    assert {error.field for error in draft.errors} == {"agency", "subjects"}
    assert draft.blocks, "the letter is visible from the first moment"
    assert draft.saved_words == "10:00 AM"


def test_a_draft_may_begin_at_an_agency(store: Store, cast: Cast) -> None:
    draft_id = new_draft(store, cast.bob, now=NOW, agency_id=cast.riverbend)
    draft = open_draft(store, cast.bob, draft_id, now=NOW)
    assert draft.agency is not None
    assert draft.agency.name == "Riverbend Police Department"
    assert draft.agency.place == "Riverbend, Harlow County"
    assert draft.agency_has_address
    assert draft.ways_to_send == ("email", "post")


def test_an_agency_that_is_not_there_is_left_out(store: Store, cast: Cast) -> None:
    draft = open_draft(store, cast.bob, new_draft(store, cast.bob, now=NOW, agency_id=999), now=NOW)
    assert draft.agency is None


def test_a_save_gives_the_letter_and_no_errors(store: Store, cast: Cast) -> None:
    draft_id = new_draft(store, cast.bob, now=NOW)
    saved = save_draft(store, cast.bob, draft_id, 1, filled_form(cast.riverbend), now=NOW)
    assert saved.errors == ()
    assert saved.version == 2
    text = "\n".join(block.text for block in saved.blocks)
    assert "Riverbend Police Department" in text
    assert "Bob Brown" in text
    assert saved.agency is not None
    again = open_draft(store, cast.bob, draft_id, now=NOW)
    assert again.form["subjects"] == ["funding", "vehicles"]
    assert again.version == 2
    assert again.blocks == saved.blocks


@pytest.mark.parametrize("field", TEXT_FIELDS)
@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_is_typed_is_kept_as_it_is(sqlite_store: Store, field: str, value: str) -> None:
    cast = make_office(sqlite_store)
    draft_id = new_draft(sqlite_store, cast.bob, now=NOW)
    form = filled_form(cast.riverbend, **{field: value})
    saved = save_draft(sqlite_store, cast.bob, draft_id, 1, form, now=NOW)
    assert saved.version == 2
    assert open_draft(sqlite_store, cast.bob, draft_id, now=NOW).form[field] == value


def test_hostile_text_is_kept_on_both_databases(store: Store, cast: Cast) -> None:
    draft_id = new_draft(store, cast.bob, now=NOW)
    version = 1
    for value in HOSTILE.values():
        form = filled_form(cast.riverbend, specifics=value)
        version = save_draft(store, cast.bob, draft_id, version, form, now=NOW).version
        assert open_draft(store, cast.bob, draft_id, now=NOW).form["specifics"] == value


def test_a_save_that_is_far_too_long_names_its_field(store: Store, cast: Cast) -> None:
    draft_id = new_draft(store, cast.bob, now=NOW)
    form = filled_form(cast.riverbend, specifics="x" * (MAX_CHARACTERS + 1))
    with pytest.raises(Refused) as refused:
        save_draft(store, cast.bob, draft_id, 1, form, now=NOW)
    assert [error.field for error in refused.value.errors] == ["specifics"]
    assert open_draft(store, cast.bob, draft_id, now=NOW).version == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subjects", ["funding", "secrets"]),
        ("subjects", [["funding"]]),
        ("subjects", {"funding": True}),
        ("subjects", 7),
        ("fee_cap", 25),
        ("agency", ["1"]),
        ("signer_name", {"name": "Bob"}),
        ("specifics", b"bytes"),
    ],
)
def test_what_no_form_of_ours_sends_is_refused(
    sqlite_store: Store, field: str, value: object
) -> None:
    cast = make_office(sqlite_store)
    draft_id = new_draft(sqlite_store, cast.bob, now=NOW)
    form = filled_form(cast.riverbend) | {field: value}
    with pytest.raises(Refused) as refused:
        save_draft(sqlite_store, cast.bob, draft_id, 1, form, now=NOW)
    assert [error.field for error in refused.value.errors] == [field]


def test_unknown_fields_are_dropped(store: Store, cast: Cast) -> None:
    draft_id = new_draft(store, cast.bob, now=NOW)
    form = filled_form(cast.riverbend, stage="closed", number="MO-1")
    save_draft(store, cast.bob, draft_id, 1, form, now=NOW)
    kept = open_draft(store, cast.bob, draft_id, now=NOW).form
    assert "stage" not in kept
    assert "number" not in kept


def test_the_second_of_two_windows_is_told_and_loses_nothing(store: Store, cast: Cast) -> None:
    draft_id = new_draft(store, cast.bob, now=NOW)
    save_draft(store, cast.bob, draft_id, 1, filled_form(cast.riverbend), now=NOW)
    later = NOW + timedelta(minutes=5)
    with pytest.raises(ChangedElsewhere) as told:
        save_draft(store, cast.bob, draft_id, 1, filled_form(cast.fenwick), now=later)
    assert told.value.by == "In another window you"
    assert told.value.at == NOW
    draft = open_draft(store, cast.bob, draft_id, now=NOW)
    assert draft.agency is not None
    assert draft.agency.id == cast.riverbend


@pytest.mark.parametrize("who", ["alice", "carl", "vera", "ada"])
def test_a_draft_is_its_authors_alone(store: Store, cast: Cast, who: str) -> None:
    other: Actor = getattr(cast, who)
    draft_id = new_draft(store, cast.bob, now=NOW)
    form = filled_form(cast.riverbend)
    with pytest.raises(NotFound):
        open_draft(store, other, draft_id, now=NOW)
    with pytest.raises(NotFound):
        save_draft(store, other, draft_id, 1, form, now=NOW)
    with pytest.raises(NotFound):
        discard_draft(store, other, draft_id, 1, now=NOW)


@pytest.mark.parametrize("draft_id", [0, -1, 999_999])
def test_an_id_that_is_none_is_not_found(store: Store, cast: Cast, draft_id: int) -> None:
    with pytest.raises(NotFound):
        open_draft(store, cast.bob, draft_id, now=NOW)


def test_a_viewer_drafts_nothing(store: Store, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        new_draft(store, cast.vera, now=NOW)


def test_a_discarded_draft_is_gone(store: Store, cast: Cast) -> None:
    draft_id = new_draft(store, cast.bob, now=NOW)
    discard_draft(store, cast.bob, draft_id, 1, now=NOW)
    with pytest.raises(NotFound):
        open_draft(store, cast.bob, draft_id, now=NOW)
    with pytest.raises(NotFound):
        discard_draft(store, cast.bob, draft_id, 2, now=NOW)
