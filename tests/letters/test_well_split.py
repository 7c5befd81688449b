"""Where a line of a letter may end, and how an agency is called in a sentence."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from examples import example, request_example
from printed import glyphs_of

from records_app.casework.subjects import Subject
from records_app.law.statute import known_laws
from records_app.letters.compose import compose
from records_app.letters.figures import the
from records_app.letters.pdf import render_pdf
from records_app.letters.wording import subject_wording

CITATIONS = ("November 23", "11 CSR 75-15.050", "§ 610.026.1(1)", "8 U.S.C. § 1357(g)")


def lines_of(content: bytes) -> list[str]:
    """The lines as they stand on paper, by their height."""
    lines: dict[tuple[int, float], str] = {}
    for glyph in glyphs_of(content):
        place = (glyph.page, round(glyph.bottom))
        lines[place] = lines.get(place, "") + glyph.text.replace("\u00a0", " ")
    return list(lines.values())


@pytest.mark.parametrize("words", CITATIONS)
def test_no_line_ends_inside_a_citation(words: str) -> None:
    fillers = range(30, 66, 2)
    items = tuple(f"{'n' * filler} {'o' * 35} {words} and more" for filler in fillers)
    facts = replace(request_example(subjects=["funding"]), specifics=items)
    lines = lines_of(render_pdf(compose(facts)).content)
    found = [line.index(words) for line in lines if words in line and "o" * 35 in line]
    moved = [line for line in lines if line.startswith(f"{words} and more")]
    assert found
    assert moved
    assert len(found) + len(moved) == len(items)


def test_what_keeps_words_together_is_not_in_the_text_or_the_title() -> None:
    letter = compose(request_example())
    assert "November\u00a023, 2026" in letter.html
    assert "November 23, 2026" in letter.text
    assert "\u00a0" not in letter.text
    assert "\u00a0" not in letter.title
    assert not re.search("<title>[^<]*\u00a0", letter.html)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Riverbend Police Department", "the Riverbend Police Department"),
        ("Fenwick County Sheriff's Office", "the Fenwick County Sheriff's Office"),
        ("City of Riverbend", "the City of Riverbend"),
        ("The Harlow Board of Police", "The Harlow Board of Police"),
        ("Riverbend College", "Riverbend College"),
        ("Policeman's Rest", "Policeman's Rest"),
    ],
)
def test_an_office_has_an_article_in_a_sentence(name: str, said: str) -> None:
    assert the(name) == said


@pytest.mark.parametrize("law", known_laws())
@pytest.mark.parametrize("subject", Subject)
def test_each_item_can_stand_alone(subject: Subject, law: str) -> None:
    for item in subject_wording(subject, law).items:
        assert not re.search(
            r"\b(?:those agencies|that training|such (?:vehicle|money))", item.text
        )
        if "LESC" in item.text:
            assert "Law Enforcement Support Center (LESC)" in item.text


@pytest.mark.parametrize("law", known_laws())
def test_a_letter_after_the_request_names_the_subjects_in_their_order(law: str) -> None:
    every = [subject.value for subject in reversed(Subject)]
    facts = example("reminder", law=law, request={"subjects": every}, dated="2026-12-28")
    text = " ".join(compose(facts).text.split())
    assert "for records on funding agreements, vehicle grants, training, " in text
    assert "records on training records" not in text
    ours = "transfers from jails and communications with local agencies"
    theirs = "jail transfers and communications with ICE"
    assert (ours if law == "us-fed" else theirs) in text
