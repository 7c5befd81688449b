"""The text for a portal while a letter is still a draft: in full, shortened, and for ICE."""

from __future__ import annotations

import pytest

from records_app.office.draft_portal import DraftPortal, draft_portal
from records_app.office.refusals import NotAllowed
from records_app.store.database import Store
from tests.office.cast import NOW, Cast, filled_form, make_agency, make_office


@pytest.fixture
def cast(sqlite_store: Store) -> Cast:
    return make_office(sqlite_store)


def written(
    store: Store, cast: Cast, agency_id: int, limit: object = 470, **changes: object
) -> DraftPortal:
    return draft_portal(store, cast.bob, filled_form(agency_id, **changes), limit, now=NOW)


def under(store: Store, law: str) -> int:
    return make_agency(
        store, f"Portal Agency {law}", law=law, contacts=(("portal", "https://p.example/"),)
    )


def test_missouri_in_full_and_within_the_limit(sqlite_store: Store, cast: Cast) -> None:
    found = written(sqlite_store, cast, cast.fenwick)
    assert found.full_words == f"{len(found.full):,} characters"
    assert "Missouri Sunshine Law" in found.full
    assert found.short is not None
    assert len(found.short.text) <= 470 < len(found.full)
    assert found.short.count_words == f"{len(found.short.text)} of at most 470 characters"
    assert "Missouri Sunshine Law" in found.short.text
    assert found.attach.startswith("Attach the letter as PDF")
    assert (found.wrong, found.missing, found.fee_waiver) == ("", "", "")


def test_a_limit_that_the_full_text_fits(sqlite_store: Store, cast: Cast) -> None:
    found = written(sqlite_store, cast, cast.fenwick, "100,000")
    assert found.short is None
    assert found.full_words == f"{len(found.full):,} characters: it fits 100,000"


@pytest.mark.parametrize("limit", ["", "many", "0", "-3", "9999999", None, [], "5"])
def test_a_limit_that_is_none_leaves_the_full_text(
    sqlite_store: Store, cast: Cast, limit: object
) -> None:
    found = written(sqlite_store, cast, cast.fenwick, limit)
    assert found.short is None
    assert found.wrong.startswith(("Write a number of characters", "The shortest text"))
    assert found.full


def test_illinois_says_every_item_itself(sqlite_store: Store, cast: Cast) -> None:
    own = "The contract for the annex on Elm Street"
    agency = under(sqlite_store, "us-il")
    found = written(sqlite_store, cast, agency, 2_000, specifics=own)
    assert found.attach == "The text says everything itself. Do not rely on an attachment."
    assert found.short is not None
    assert "5 ILCS 140" in found.full
    for text in (found.full, found.short.text):
        assert own in text
        assert "attached" not in text


def test_ice_has_a_box_for_the_fee_waiver(sqlite_store: Store, cast: Cast) -> None:
    found = written(sqlite_store, cast, under(sqlite_store, "us-fed"), 2_000)
    assert "5 U.S.C. 552" in found.full
    assert "552(a)(4)(A)(iii)" in found.fee_waiver
    assert "Residents can follow how their police work" in found.fee_waiver


def test_what_the_draft_lacks_is_said(sqlite_store: Store, cast: Cast) -> None:
    found = written(sqlite_store, cast, cast.fenwick, subjects=[])
    assert found.full == ""
    assert found.missing
    with pytest.raises(NotAllowed):
        draft_portal(sqlite_store, cast.vera, filled_form(cast.fenwick), 470, now=NOW)
    assert written(sqlite_store, cast, 999).missing
