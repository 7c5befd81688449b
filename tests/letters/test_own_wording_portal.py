"""The short texts for portals and the notes for families in an office's own words."""

from __future__ import annotations

from datetime import date

import pytest

from records_app.law.statute import known_laws
from records_app.letters.cover_note import LANGUAGES, NoteFacts, cover_note, note_kind
from records_app.letters.facts import LetterFacts, Sender
from records_app.letters.own_wording import OwnWording
from records_app.letters.own_wording_parts import NOTES, PORTAL, parts_of
from records_app.letters.own_wording_portal import shipped_texts
from records_app.letters.own_wording_samples import sample_facts
from records_app.letters.own_wording_shown import does_not_fit, sample_of
from records_app.letters.portal import USUAL_LIMIT, PortalTooSmall, portal_text, portal_texts
from records_app.letters.required import missing, required_of
from records_app.letters.required_of_portals import sends_away

TODAY = date(2026, 11, 23)
SENDER = Sender("Bob Brown", "Open Doors Project", (), "records@opendoors.example")


def sample(law: str) -> LetterFacts:
    facts = sample_facts(law, "request", SENDER, TODAY)
    assert isinstance(facts, LetterFacts)
    return facts


def shipped(law: str) -> dict[str, str]:
    names = [part.name for part in parts_of(law, PORTAL)]
    return dict(zip(names, shipped_texts(law), strict=True))


@pytest.mark.parametrize("law", known_laws())
def test_shipped_texts_typed_anew_are_the_same_and_miss_nothing(law: str) -> None:
    own = shipped(law)
    facts = sample(law)
    assert all("{{" not in text and "{%" not in text for text in own.values())
    assert portal_texts(facts, OwnWording(own)) == portal_texts(facts)
    assert list(missing(law, PORTAL, own)) == []
    assert not any(sends_away(law, text) for text in own.values())
    seen = sample_of(law, PORTAL, SENDER, TODAY)
    assert seen is not None
    assert not does_not_fit(law, PORTAL, seen.in_words({}))


@pytest.mark.parametrize("law", known_laws())
def test_a_text_that_loses_a_statement_is_missed(law: str) -> None:
    for part in parts_of(law, PORTAL):
        needed = required_of(law, PORTAL, part.name)
        assert needed
        assert list(missing(law, PORTAL, {part.name: "Hello."})) == list(needed)


def test_the_first_own_text_that_fits_is_taken() -> None:
    facts = sample("us-mo")
    ours = "Missouri Sunshine Law, Chapter 610: {count} items. See the attached letter. {signed}"
    own = OwnWording({"own_text_3": ours})
    text = portal_text(facts, USUAL_LIMIT, own)
    assert text == (
        "Missouri Sunshine Law, Chapter 610: 13 items. See the attached letter. "
        "Bob Brown, Open Doors Project"
    )
    assert portal_text(facts, 2000, own) == portal_text(facts, 2000)
    assert portal_text(facts, 70, own) == portal_text(facts, 70)
    with pytest.raises(PortalTooSmall):
        portal_text(facts, 20, own)
    broken = OwnWording({"own_text_3": "{nothing} {count"})
    assert portal_text(facts, USUAL_LIMIT, broken) == portal_text(facts, USUAL_LIMIT)


def test_the_shortest_text_must_fit_and_the_sample_counts() -> None:
    seen = sample_of("us-mo", PORTAL, SENDER, TODAY)
    assert seen is not None
    long = "Missouri Sunshine Law (610): attached letter. " + "Please help us. " * 30
    blocks = seen.in_words({"own_text_7": long})
    assert blocks[-2].text.startswith(f"Text 7, the shortest: {len(blocks[-1].text)} characters")
    assert does_not_fit("us-mo", PORTAL, blocks).startswith("This has 525 characters with")
    headings = [block.text for block in seen.in_words({}) if block.kind == "heading"]
    (used,) = [text for text in headings if "gets this one" in text]
    assert used.startswith("Text 3: ")


@pytest.mark.parametrize("law", ["us-il", "us-fed"])
def test_where_no_attachment_can_be_relied_on_none_is_named(law: str) -> None:
    assert sends_away(law, "Please see the attached PDF.").startswith("The whole request stands")
    assert not sends_away("us-mo", "Please see the attached letter.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_says_what_the_office_wants_and_keeps_what_is_locked(language: str) -> None:
    kind = note_kind(language)
    seen = sample_of("shared", kind, SENDER, TODAY)
    assert seen is not None
    assert [each.part for each in seen.shipped] == list(NOTES[kind])
    words = {each.part.name: each.text for each in seen.shipped if each.text}
    assert seen.in_words(words) == seen.in_words({})
    own = {"own_next": "We call you.", "own_last": "<b>{agency}</b>\n- {number}"}
    texts = [block.text for block in seen.in_words(own)]
    assert "We call you." in texts
    assert "<b>Riverbend Police Department</b>" in texts
    assert "MO-2026-0047" in texts
    assert words["own_next"] not in texts
    assert len(texts) == len(seen.in_words({})) + 2


def test_a_translation_that_somebody_read_need_not_say_that_nobody_did() -> None:
    facts = NoteFacts("Riverbend Police Department", TODAY, (), SENDER)
    own = OwnWording({"own_checked": "", "own_last": "Número {number}."})
    html = cover_note(facts, "es", own).html
    assert "Esta traducción es nuestra" not in html
    assert "No es asesoría legal." in html
    assert "Número" not in html, "a note without a number does not name one"
