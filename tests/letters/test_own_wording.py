"""An office's own words in a letter: what they may be, where they go, and what may not be lost."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from records_app.letters.blocks import read_blocks
from records_app.letters.compose import Letter, compose
from records_app.letters.facts import LetterFacts, Sender
from records_app.letters.follow_up import FollowUpFacts
from records_app.letters.follow_up_kinds import kinds_for
from records_app.letters.logo import Logo
from records_app.letters.own_wording import OwnWording, read_own_text
from records_app.letters.own_wording_parts import PARTS, Part, parts_of
from records_app.letters.own_wording_samples import sample_facts
from records_app.letters.own_wording_shipped import shipped_parts
from records_app.letters.own_wording_values import placeholders_of
from records_app.letters.pdf import render_pdf
from records_app.letters.required import REQUIRED, missing
from tests.office.made_logos import picture

TODAY = date(2026, 11, 23)
SENDER = Sender(
    "Bob Brown",
    "Open Doors Project",
    ("200 Example Avenue", "Riverbend, MO 63000"),
    "records@opendoors.example",
)
EVERY = tuple(PARTS)
BLOCK = Part("own_last", "Added before the end", "added")
INSIDE = Part("own_time", "Time")


def sample(law: str, kind: str) -> LetterFacts | FollowUpFacts:
    facts = sample_facts(law, kind, SENDER, TODAY)
    assert facts is not None
    return facts


def with_words(law: str, kind: str, **own: str) -> Letter:
    return compose(sample(law, kind), OwnWording(own))


def shipped(law: str, kind: str) -> dict[str, str]:
    return {each.part.name: each.text for each in shipped_parts(sample(law, kind))}


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("law", ["us-mo", "us-il", "us-ks", "us-fed"])
def test_every_kind_of_every_law_can_be_worded(law: str) -> None:
    kinds = {"request", *kinds_for(law)}
    assert {kind for each, kind in EVERY if each == law} == kinds
    assert sample_facts(law, "nonsense", SENDER, TODAY) is None


@pytest.mark.parametrize(("law", "kind"), EVERY)
def test_every_part_stands_in_the_shipped_letter_once(law: str, kind: str) -> None:
    found = [each.part.name for each in shipped_parts(sample(law, kind))]
    assert sorted(found) == sorted(part.name for part in parts_of(law, kind))
    empty = {name for name, text in shipped(law, kind).items() if not text}
    assert empty == {part.name for part in parts_of(law, kind) if part.shape == "added"}


@pytest.mark.parametrize(("law", "kind"), EVERY)
def test_shipped_words_typed_anew_make_the_same_letter(law: str, kind: str) -> None:
    own = {name: text for name, text in shipped(law, kind).items() if text}
    for name, text in own.items():
        part = next((one for one in parts_of(law, kind) if one.name == name), None)
        assert part is not None
        assert read_own_text(text, part, placeholders_of(kind))[1] == ()
    letter, plain = with_words(law, kind, **own), compose(sample(law, kind))
    assert one_line(letter.text) == one_line(plain.text)
    assert letter.facts_json == plain.facts_json
    assert compose(sample(law, kind), OwnWording({})) == plain


@pytest.mark.parametrize(("law", "kind"), EVERY)
def test_the_shipped_words_hold_every_required_statement(law: str, kind: str) -> None:
    own = {name: text for name, text in shipped(law, kind).items() if text}
    assert list(missing(law, kind, own)) == []
    assert list(missing(law, kind, {})) == []


@pytest.mark.parametrize(
    ("law", "kind", "at"),
    [(law, kind, at) for (law, kind), each in REQUIRED.items() for at in range(len(each))],
)
def test_a_required_statement_is_missed_when_one_of_its_words_goes(
    law: str, kind: str, at: int
) -> None:
    wanted = REQUIRED[law, kind][at]
    text = shipped(law, kind)[wanted.part]
    for phrase in wanted.phrases:
        lost = text.replace(phrase, "…").replace(phrase.capitalize(), "…")
        assert wanted in list(missing(law, kind, {wanted.part: lost}))
    assert wanted in list(missing(law, kind, {wanted.part: ""}))


def test_what_is_missing_is_said_with_the_statute() -> None:
    lost = list(missing("us-mo", "demand-grounds", {"own_grounds": "Please explain."}))
    assert [each.complaint for each in lost] == [
        "The demand for written grounds is missing: § 610.023.4, RSMo. Keep the words “written "
        "statement”, “grounds”, “specific provision of law”, “§ 610.023.4” and “third business "
        "day”."
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Good.\nDear {agncy},", 2, "There is no {agncy} in this letter. It knows {agency}, "),
        ("{agency", 1, "A brace is not closed."),
        ("agency}", 1, "A brace has no partner."),
        ("{{ 7 * 7 }}", 1, "A brace has no partner."),
        ("{% for x in y %}", 1, "There is no {% for x in y %} in this letter."),
        ("{agency.__class__}", 1, "There is no {agency.__class__} in this letter."),
        ("{}", 1, "There is no {} in this letter."),
        ("Good.\n\nBad\x07", 3, "Please remove U+0007"),
        ("Bad\u202e", 1, "Please remove U+202E"),
        ("", 0, "Write the text"),
        (" \n\t\n", 0, "Write the text"),
        ("x" * 2501, 0, "Write at most 2,500 characters; this is 2,501."),
        ("a\n" * 26, 0, "Write at most 25 paragraphs and items."),
        (None, 0, "This is not text."),
    ],
)
def test_what_is_wrong_is_said_at_its_line(text: str, line: int, words: str) -> None:
    _, troubles = read_own_text(text, BLOCK, placeholders_of("request"))
    assert [(each.line, each.words[: len(words)]) for each in troubles] == [(line, words)]
    assert str(troubles[0]).startswith(f"Line {line}: " if line else words)


def test_items_need_a_place_of_their_own() -> None:
    text = "First.\n- one\n2. two\n* three"
    lines, troubles = read_own_text(text, BLOCK, {})
    assert [line.shape for line in lines] == ["paragraph", "bullet", "number", "bullet"]
    assert troubles == ()
    _, troubles = read_own_text(text, INSIDE, {})
    assert [each.line for each in troubles] == [2, 3, 4]


def test_placeholders_are_filled_and_everything_else_is_only_text() -> None:
    letter = with_words(
        "us-mo",
        "reminder",
        own_last="We wrote to {agency} on {sent_on}; the day was {due}.\n- <b>one</b> & “two”\n- 2",
    )
    said = one_line(letter.text)
    assert (
        "We wrote to Riverbend Police Department on October 24, 2026; the day was Friday, "
        "October 30, 2026. - <b>one</b> & “two” - 2" in said
    )
    assert "&lt;b&gt;one&lt;/b&gt; &amp; " in letter.html


def test_a_fact_that_is_not_known_leaves_the_shipped_words() -> None:
    facts = sample("us-mo", "demand-grounds")
    own = {"own_thanks": "Thanks, and {fee}.", "own_last": "Cap {fee}.", "own_first": "{agency}."}
    plain = compose(facts)
    assert compose(facts, OwnWording({**own, "own_first": "{fee}"})).text == plain.text
    request = sample_facts("us-mo", "request", SENDER, TODAY)
    assert isinstance(request, LetterFacts)
    text = one_line(compose(request, OwnWording({"own_last": "Cap {fee}."})).text)
    assert "Cap $25." in text


def test_a_day_has_passed_only_when_that_is_beyond_doubt() -> None:
    late = sample("us-mo", "reminder")
    assert isinstance(late, FollowUpFacts)
    own = OwnWording({"own_last": "The last day was {due}."})
    assert "The last day was" in compose(late, own).text
    early = sample_facts("us-mo", "reminder", SENDER, TODAY)
    assert isinstance(early, FollowUpFacts)
    early = replace(early, request=replace(early.request, received_on=None))
    assert "The last day was" not in compose(early, own).text


def test_a_part_can_be_left_out() -> None:
    letter = with_words("us-mo", "demand-date", own_ready="")
    assert "Please release what is ready" not in letter.text
    assert "Please release what is ready" in compose(sample("us-mo", "demand-date")).text


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_refused_or_printed_as_it_stands(text: str) -> None:
    lines, troubles = read_own_text(text, BLOCK, placeholders_of("reminder"))
    if troubles:
        return
    letter = with_words("us-mo", "reminder", own_last=text)
    said = one_line(unescape(letter.text)).replace(" ", "")
    for line in lines:
        if len(line.pieces) == 1:
            assert one_line(unescape(line.pieces[0])).replace(" ", "") in said
    assert {block.kind for block in read_blocks(letter.html)} <= {
        *("sender", "date", "address", "subject", "reference"),
        *("paragraph", "item", "closing", "signature"),
    }


@given(
    text=st.lists(
        st.sampled_from(
            ["{", "}", "{agency}", "%", "- ", "1. ", "\n", "a", " ", "__class__", "<p>"]
        )
    ).map("".join)
)
def test_braces_never_reach_a_template(text: str) -> None:
    _, troubles = read_own_text(text, BLOCK, placeholders_of("reminder"))
    letter = with_words("us-mo", "reminder", own_last=text)
    if troubles:
        assert letter == compose(sample("us-mo", "reminder"))
    else:
        assert "{" not in letter.text


def test_own_words_and_a_logo_keep_the_pdf_tagged() -> None:
    logo = Logo(picture(), 240, 80, "Open Doors Project")
    own = OwnWording({"own_last": "A paragraph more.\n- an item\n- another"})
    letter = compose(sample("us-mo", "demand-grounds"), own, logo)
    assert (logo.width, logo.height) == (45.0, 15.0)
    pdf = render_pdf(letter)
    read = PdfReader(io.BytesIO(pdf.content))
    root = read.trailer["/Root"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert root["/Lang"] == "en-US"
    assert root["/MarkInfo"]["/Marked"]
    text = one_line("".join(page.extract_text() for page in read.pages))
    assert "A paragraph more." in text
    assert "an item" in text
    assert len(read.pages[0].images) == 1
    assert b"Open Doors Project" in letter.html.partition("alt=")[2].encode()
    assert pdf.sha256 == render_pdf(letter).sha256
    without = compose(sample("us-mo", "demand-grounds"), own)
    assert without.text == letter.text
    assert "<img" not in without.html
