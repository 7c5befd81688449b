"""Bad input in every text field of every kind: each glyph is on the paper, or it is refused."""

from __future__ import annotations

from collections import Counter

import pytest
from bad_input import BAD_INPUT, RIGHT_TO_LEFT, SHAPING
from examples import example
from printed import Glyph, glyphs_of

from records_app.letters.compose import compose
from records_app.letters.follow_up import FollowUpFacts
from records_app.letters.follow_up_form import Context, read_follow_up
from records_app.letters.follow_up_kinds import KINDS
from records_app.letters.pdf import render_pdf

# Between them these print text in every kind of block: address, list, paragraph, signature.
EVERY_KIND = tuple(KINDS)
WITH_EVERY_BLOCK = ("fee-objection", "prosecutor-note", "review", "appeal")
CASES = [
    *((kind, name) for kind in WITH_EVERY_BLOCK for name in BAD_INPUT),
    *(
        (kind, name)
        for kind in EVERY_KIND
        if kind not in WITH_EVERY_BLOCK
        for name in ("an unbroken word", "a script")
    ),
]
TEXT_SHAPES = {"line", "text", "lines", "happenings", "fee lines"}


def filled(kind: str, text: str) -> tuple[FollowUpFacts, list[str]]:
    """A letter with the text in every text field, and the fields that took it."""
    facts = example(kind)
    raw: dict[str, object] = {"reply_on": "2026-12-01", "signer_title": ""}
    for field in KINDS[kind].fields:
        if field.shape == "fee lines":
            raw[field.name] = [{"what": text, "reason": "not-itemized"}]
        elif field.shape == "happenings":
            raw[field.name] = f"2026-11-24 {' '.join(text.splitlines())}"
        elif field.shape in TEXT_SHAPES:
            raw[field.name] = text
    context = Context(facts.to, facts.sender, facts.dated, facts.request, law=facts.law)
    result = read_follow_up(raw, kind, context=context)
    refused = {error.field: error.message for error in result.errors}
    for message in refused.values():
        assert message.removeprefix("Line 1: ").startswith("Write at most")
    names = [field.name for field in KINDS[kind].fields if field.shape in TEXT_SHAPES]
    return result.facts, [name for name in names if name not in refused]


def drawn(glyphs: list[Glyph]) -> str:
    """All text in the order of drawing, white space and page numbers left out."""
    assert [glyph for glyph in glyphs if not glyph.on_page or glyph.code == 0] == []
    return "".join("".join(glyph.text for glyph in glyphs if glyph.bottom > 54).split())


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_every_character_is_on_the_page_in_order(kind: str, name: str) -> None:
    text = BAD_INPUT[name]
    facts, took = filled(kind, text)
    joined = drawn(glyphs_of(render_pdf(compose(facts)).content))
    assert took or len(text) > 2000 or text.count("\n") > 20
    for line in text.splitlines():
        assert joined.count("".join(line.split())) >= len(took)


@pytest.mark.parametrize("name", RIGHT_TO_LEFT)
@pytest.mark.parametrize("kind", WITH_EVERY_BLOCK)
def test_right_to_left_text_is_on_the_page(kind: str, name: str) -> None:
    text = RIGHT_TO_LEFT[name]
    facts, took = filled(kind, text)
    found = Counter(drawn(glyphs_of(render_pdf(compose(facts)).content)))
    for character, times in Counter("".join(text.split())).items():
        if character not in SHAPING:
            assert found[character] >= times * len(took)
    assert len(took) >= 3


@pytest.mark.parametrize(
    "text", ["a\x00b", "bell\x07", "abc\u202efdp.exe", "\ue000", "zero\u200ew"]
)
@pytest.mark.parametrize("kind", EVERY_KIND)
def test_what_paper_cannot_show_is_refused_by_name(kind: str, text: str) -> None:
    facts = example(kind)
    context = Context(facts.to, facts.sender, facts.dated, facts.request, law=facts.law)
    for field in KINDS[kind].fields:
        if field.shape in TEXT_SHAPES - {"fee lines"}:
            result = read_follow_up({field.name: text}, kind, context=context)
            said = {error.field: error.message for error in result.errors}
            assert said[field.name].startswith("Please remove U+")
