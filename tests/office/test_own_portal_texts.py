"""A letter keeps the text for portals that it was made with; a note is always the newest."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from records_app.office.approving import approve
from records_app.office.draft_portal import draft_portal
from records_app.office.drafting import new_draft, open_draft, save_draft
from records_app.office.missouri_time import missouri_day
from records_app.office.refusals import Refused
from records_app.office.request_page import request_view
from records_app.office.take_along import cover_note_file, portal_text_of
from records_app.office.wording import open_wording, save_wording
from records_app.store.database import Store
from tests.office.cast import NOW, Cast, filled_form

TODAY = missouri_day(NOW)
OURS = "Missouri Sunshine Law, Chapter 610: {subjects}. The attached letter says more. {signed}"


def keep(
    store: Store, cast: Cast, version: int = 0, law: str = "us-mo", kind: str = "portal", **own: str
) -> int:
    raw = {**own, **{f"{name}-how": "own" for name in own}}
    return save_wording(store, cast.alice, law, kind, raw, version=version, now=NOW)


def approved(store: Store, cast: Cast) -> int:
    draft = new_draft(store, cast.bob, now=NOW)
    save_draft(store, cast.bob, draft, 1, filled_form(cast.riverbend), now=NOW)
    return approve(store, cast.bob, draft, 2, now=NOW).request_id


def test_a_letter_keeps_the_text_it_was_made_with(store: Store, cast: Cast) -> None:
    before = approved(store, cast)
    plain = portal_text_of(store, cast.bob, before, 470)
    assert keep(store, cast, own_text_3=OURS) == 1
    after = approved(store, cast)
    assert portal_text_of(store, cast.bob, before, 470) == plain
    ours = portal_text_of(store, cast.bob, after, 470)
    assert ours.text.startswith("Missouri Sunshine Law, Chapter 610: funding agreements")
    assert ours.count_words == f"{len(ours.text)} of at most 470 characters"
    assert ours.attach.startswith("Attach the letter as PDF")
    keep(store, cast, 1, own_text_3=OURS.replace("says more", "is long"))
    assert portal_text_of(store, cast.bob, after, 470) == ours
    (line,) = request_view(store, cast.alice, after, today=TODAY).letters
    assert [(one.words, one.href) for one in line.wording] == [
        ("our text for portals, version 1", "/studio/us-mo/portal/?version=1")
    ]
    page = open_wording(store, cast.alice, "us-mo", "portal", today=TODAY)
    assert [one.letters for one in page.versions] == ["No letter yet", "1 letter", ""]


def test_a_draft_shows_the_newest_text(store: Store, cast: Cast) -> None:
    draft = new_draft(store, cast.bob, now=NOW)
    save_draft(store, cast.bob, draft, 1, filled_form(cast.riverbend), now=NOW)
    keep(store, cast, own_text_3=OURS)
    form = open_draft(store, cast.bob, draft, now=NOW).form
    found = draft_portal(store, cast.bob, form, "470", now=NOW)
    assert found.short is not None
    assert "The attached letter says more." in found.short.text


@pytest.mark.parametrize(
    ("law", "own", "words"),
    [
        ("us-mo", {"own_text_1": "Please."}, "The name of the law is missing: Chapter 610, RSMo."),
        (
            "us-mo",
            {"own_text_5": "Missouri Sunshine Law, 610: {subjects}."},
            "That the letter is attached is missing",
        ),
        (
            "us-mo",
            {"own_text_7": "Missouri Sunshine Law (610), attached letter." + " Please." * 60},
            "This has 525 characters with the facts of the sample.",
        ),
        (
            "us-il",
            {"own_text_4": "Illinois FOIA (5 ILCS 140): {items}. See the attached letter."},
            "The whole request stands in this text",
        ),
        ("us-il", {"own_text_4": "Illinois FOIA (5 ILCS 140)."}, "Every item is missing"),
        ("us-mo", {"own_text_2": "{agency}"}, "Line 1: There is no {agency} in this letter."),
    ],
)
def test_a_text_that_says_too_little_or_too_much_is_refused(
    store: Store, cast: Cast, law: str, own: dict[str, str], words: str
) -> None:
    with pytest.raises(Refused) as refused:
        keep(store, cast, law=law, **own)
    (name,) = own
    assert refused.value.errors[0].field == name
    assert refused.value.errors[0].message.startswith(words)
    assert open_wording(store, cast.alice, law, "portal", today=TODAY).version == 0


def test_a_note_is_in_the_newest_words(store: Store, cast: Cast) -> None:
    request = approved(store, cast)
    keep(store, cast, law="shared", kind="note-es", own_next="Le llamamos por {number}.")
    note = cover_note_file(store, cast.bob, request, "es")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(note.content)).pages)
    assert "Le llamamos por MO-2026-0001." in " ".join(text.split())
    other = cover_note_file(store, cast.bob, request, "en")
    assert b"llamamos" not in other.content
    page = open_wording(store, cast.alice, "shared", "note-es", today=TODAY)
    assert (page.title, page.law_name) == ("Note in Spanish", "Notes for families and volunteers")
