"""The studio's use cases: own words become versions, and letters are made with them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.approving import approve
from records_app.office.drafting import new_draft, open_draft, save_draft
from records_app.office.follow_ups import follow_up_form
from records_app.office.logo import change_logo
from records_app.office.missouri_time import missouri_day
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.office.request_page import request_view
from records_app.office.wording import (
    compare_wordings,
    go_back,
    kinds_to_word,
    open_wording,
    save_wording,
    try_wording,
)
from records_app.office.wording_views import WordingPage
from records_app.store.database import Store
from records_app.store.tables import LetterRow, WordingVersion
from tests.office.after_the_request import letters, request_before, write
from tests.office.cast import NOW, Cast, filled_form
from tests.office.made_logos import picture

TODAY = missouri_day(NOW)
OURS = "We at {organization} thank {agency}."
GROUNDS = (
    "I ask for a written statement of the grounds, citing the specific provision of law, by the "
    "end of the third business day (§ 610.023.4)."
)


def typed(**own: str) -> dict[str, object]:
    """What the form holds: these parts in own words, an empty one left out."""
    raw: dict[str, object] = {f"{name}-how": "own" if text else "out" for name, text in own.items()}
    return {**raw, **own}


def keep(store: Store, actor: Actor, kind: str, version: int = 0, **own: str) -> int:
    return save_wording(store, actor, "us-mo", kind, typed(**own), version=version, now=NOW)


def page_of(store: Store, actor: Actor, kind: str) -> WordingPage:
    return open_wording(store, actor, "us-mo", kind, today=TODAY)


def words_of(blocks: Any) -> str:
    return " ".join(block.text for block in blocks)


def finished_draft(store: Store, cast: Cast) -> int:
    draft = new_draft(store, cast.bob, now=NOW)
    save_draft(store, cast.bob, draft, 1, filled_form(cast.riverbend), now=NOW)
    return draft


def test_the_list_has_every_kind_and_says_what_is_in_use(store: Store, cast: Cast) -> None:
    before = kinds_to_word(store, cast.alice)
    assert [len(law.kinds) for law in before] == [5, 5, 14, 7, 9, 7, 4]
    assert {kind.words for law in before for kind in law.kinds} == {"Standard wording"}
    keep(store, cast.alice, "thanks", own_last=OURS)
    (line,) = [kind for law in kinds_to_word(store, cast.ada) for kind in law.kinds if kind.own]
    assert line.href == "/studio/us-mo/thanks/"
    assert line.words.startswith("Own wording, version 1, by Alice, ")


def test_a_new_request_uses_the_words_from_then_on_and_knows_its_version(
    store: Store, cast: Cast
) -> None:
    first = approve(store, cast.bob, finished_draft(store, cast), 2, now=NOW)
    draft = finished_draft(store, cast)
    assert keep(store, cast.alice, "request", own_last=OURS) == 1
    said = words_of(open_draft(store, cast.bob, draft, now=NOW).blocks)
    assert "We at Open Doors Project thank Riverbend Police Department." in said
    second = approve(store, cast.bob, draft, 2, now=NOW)
    with store.reading() as session:
        rows = {row.request_id: row for row in session.exec(select(LetterRow))}
        version = session.exec(select(WordingVersion)).one()
    old, new = rows[first.request_id], rows[second.request_id]
    assert (old.wording_version_id, new.wording_version_id) == (None, version.id)
    assert "We at Open Doors" not in old.text
    assert "We at Open Doors Project thank Riverbend Police Department." in " ".join(
        new.text.split()
    )
    assert set(old.facts) == set(new.facts)
    (shown,) = request_view(store, cast.alice, second.request_id, today=TODAY).letters
    assert [(one.words, one.href) for one in shown.wording] == [
        ("our own wording, version 1", "/studio/us-mo/request/?version=1")
    ]
    (shown,) = request_view(store, cast.alice, first.request_id, today=TODAY).letters
    assert shown.wording == ()
    (line, _) = page_of(store, cast.alice, "request").versions
    assert (line.letters, line.in_use, line.title) == ("1 letter", True, "Version 1")


def test_a_letter_after_the_request_uses_them_too(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "demand-grounds")
    keep(store, cast.alice, "demand-grounds", own_grounds=GROUNDS, own_last=OURS)
    form = follow_up_form(store, cast.bob, request_id, "demand-grounds", now=NOW)
    assert GROUNDS in words_of(form.blocks).replace("\u00a0", " ")
    write(store, cast.bob, request_id, "demand-grounds")
    letter = letters(store, request_id)[1]
    assert letter.wording_version_id is not None
    assert "We at Open Doors Project thank" in letter.text
    assert go_back(store, cast.alice, "us-mo", "demand-grounds", 0, version=1, now=NOW) == 2
    assert letters(store, request_id)[1].text == letter.text


def test_letters_of_another_law_stay_as_shipped(store: Store, cast: Cast) -> None:
    keep(store, cast.alice, "thanks", own_last=OURS)
    page = open_wording(store, cast.alice, "us-il", "thanks", today=TODAY)
    assert (page.words, page.version) == ("Standard wording", 0)
    assert "We at" not in words_of(page.blocks)


def test_a_new_letter_bears_the_logo_and_an_old_one_does_not(store: Store, cast: Cast) -> None:
    first = approve(store, cast.bob, finished_draft(store, cast), 2, now=NOW)
    change_logo(store, cast.ada, picture(), now=NOW)
    second = approve(store, cast.bob, finished_draft(store, cast), 2, now=NOW)
    with store.reading() as session:
        html = {row.request_id: row.html for row in session.exec(select(LetterRow))}
    assert "<img" not in html[first.request_id]
    assert 'alt="Open Doors Project"' in html[second.request_id]


def test_versions_are_kept_and_one_goes_back_by_a_new_one(store: Store, cast: Cast) -> None:
    keep(store, cast.alice, "thanks", own_last=OURS)
    later = NOW + timedelta(hours=1)
    raw = {**typed(own_last="Good day."), "note": " Shorter "}
    assert save_wording(store, cast.ada, "us-mo", "thanks", raw, version=1, now=later) == 2
    assert go_back(store, cast.alice, "us-mo", "thanks", 1, version=2, now=later) == 3
    page = page_of(store, cast.alice, "thanks")
    assert [(line.number, line.note, line.in_use) for line in page.versions] == [
        (3, "Back to version 1.", True),
        (2, "Shorter", False),
        (1, "", False),
        (0, "", False),
    ]
    assert "We at Open Doors" in words_of(page.blocks)
    assert go_back(store, cast.alice, "us-mo", "thanks", 0, version=3, now=later) == 4
    page = page_of(store, cast.alice, "thanks")
    assert (page.words, page.version) == ("Standard wording", 4)
    with pytest.raises(NotFound):
        go_back(store, cast.alice, "us-mo", "thanks", 9, version=4, now=later)


def test_two_versions_are_compared_paragraph_by_paragraph(store: Store, cast: Cast) -> None:
    keep(store, cast.alice, "thanks", own_last="One.\nTwo.")
    keep(store, cast.alice, "thanks", 1, own_last="One.\nThree.")
    seen = compare_wordings(store, cast.alice, "us-mo", "thanks", (1, 2), today=TODAY)
    assert [(line.kind, line.text) for line in seen.lines] == [("gone", "Two."), ("new", "Three.")]
    assert seen.words == "What differs between version 1 and version 2"
    same = compare_wordings(store, cast.alice, "us-mo", "thanks", (2, 2), today=TODAY)
    assert (same.words, same.lines) == ("Version 2 and version 2 say the same.", ())
    whole = compare_wordings(store, cast.alice, "us-mo", "thanks", (0, 2), today=TODAY)
    assert [line.text for line in whole.lines] == ["One.", "Three."]


@pytest.mark.parametrize(
    ("own", "field", "words"),
    [
        (
            {"own_grounds": "Please explain."},
            "own_grounds",
            "The demand for written grounds is missing: § 610.023.4, RSMo.",
        ),
        (
            {"own_grounds": ""},
            "own_grounds",
            "The demand for written grounds is missing: § 610.023.4, RSMo.",
        ),
        ({"own_last": "Good.\n{nothing}"}, "own_last", "Line 2: There is no {nothing}"),
        ({"own_last": "{% for x in y %}"}, "own_last", "Line 1: There is no {% for x in y %}"),
        ({"own_last": "{{ facts.__class__ }}"}, "own_last", "Line 1: A brace has no partner."),
        ({"own_last": "{agency"}, "own_last", "Line 1: A brace is not closed."),
        ({"own_thanks": ""}, "own_thanks", "This part cannot be left out."),
    ],
)
def test_what_is_wrong_is_refused_and_the_old_version_stays(
    store: Store, cast: Cast, own: dict[str, str], field: str, words: str
) -> None:
    keep(store, cast.alice, "demand-grounds", own_last=OURS)
    with pytest.raises(Refused) as refused:
        keep(store, cast.alice, "demand-grounds", 1, **own)
    assert refused.value.errors[0].field == field
    assert refused.value.errors[0].message.startswith(words)
    page = page_of(store, cast.alice, "demand-grounds")
    assert page.version == 1
    seen = try_wording(store, cast.alice, "us-mo", "demand-grounds", typed(**own), today=TODAY)
    assert seen.errors == refused.value.errors


def test_of_two_who_save_the_second_is_told(store: Store, cast: Cast) -> None:
    keep(store, cast.ada, "thanks", own_last="One.")
    with pytest.raises(ChangedElsewhere) as newer:
        keep(store, cast.alice, "thanks", own_last="Two.")
    assert (newer.value.by, newer.value.at) == ("Ada", NOW)
    assert page_of(store, cast.alice, "thanks").version == 1
    assert keep(store, cast.ada, "thanks", own_last="One.") == 1  # a double press
    with pytest.raises(Refused) as refused:
        keep(store, cast.ada, "thanks", 1, own_last="One.")
    assert refused.value.errors[0].message == "Nothing differs from what is in use."


@pytest.mark.parametrize("note", ["x" * 201, "a\x07", 5])
def test_a_note_that_cannot_be_kept_is_said_at_its_field(
    store: Store, cast: Cast, note: object
) -> None:
    raw = {**typed(own_last="One."), "note": note}
    with pytest.raises(Refused) as refused:
        save_wording(store, cast.alice, "us-mo", "thanks", raw, version=0, now=NOW)
    assert [error.field for error in refused.value.errors] == ["note"]


@pytest.mark.parametrize(
    ("law", "kind"), [("us-xx", "request"), ("us-mo", "x"), ("us-il", "control")]
)
def test_no_such_letter(store: Store, cast: Cast, law: str, kind: str) -> None:
    with pytest.raises(NotFound):
        open_wording(store, cast.alice, law, kind, today=TODAY)
    with pytest.raises(NotFound):
        try_wording(store, cast.alice, law, kind, {}, today=TODAY)
    with pytest.raises(NotFound):
        save_wording(store, cast.alice, law, kind, {}, version=0, now=NOW)
    with pytest.raises(NotFound):
        compare_wordings(store, cast.alice, law, kind, (0, 1), today=TODAY)


@pytest.mark.parametrize("who", ["bob", "vera"])
def test_only_staff_and_admins_word_letters(store: Store, cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    for refused in (
        lambda: kinds_to_word(store, actor),
        lambda: page_of(store, actor, "thanks"),
        lambda: try_wording(store, actor, "us-mo", "thanks", {}, today=TODAY),
        lambda: keep(store, actor, "thanks", own_last="One."),
        lambda: go_back(store, actor, "us-mo", "thanks", 0, version=0, now=NOW),
        lambda: compare_wordings(store, actor, "us-mo", "thanks", (0, 0), today=TODAY),
    ):
        with pytest.raises(NotAllowed):
            refused()
