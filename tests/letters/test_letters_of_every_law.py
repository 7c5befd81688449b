"""Every kind of letter under every law, with every subject: whole, and what it must say."""

from __future__ import annotations

import io
import re
from functools import cache

import pytest
from bad_input import BAD_INPUT
from examples import example, request_example
from must_say import MUST_SAY_ELSEWHERE, REQUEST_MUST_SAY
from printed import glyphs_of
from pypdf import PdfReader
from syrupy.assertion import SnapshotAssertion

from records_app.casework.subjects import Subject
from records_app.law.statute import known_laws, law
from records_app.letters.compose import Letter, compose
from records_app.letters.follow_up_kinds import kinds_for
from records_app.letters.pdf import Pdf, render_pdf
from records_app.letters.wording import TEMPLATES, laws_with_letters, subject_wording

EVERY = [(code, kind) for code in known_laws() for kind in ("request", *kinds_for(code))]
ELSEWHERE = [(code, kind) for code, kind in EVERY if code != "us-mo"]
# The examples of the manual are under the law of Missouri.
CHANGES = {
    ("us-il", "reminder"): {"dated": "2026-12-28"},
    ("us-fed", "reminder"): {"dated": "2026-12-28"},
    ("us-ks", "demand-grounds"): {"cited": "K.S.A. 45-221(a)(1)"},
}


def composed(code: str, kind: str) -> Letter:
    if kind == "request":
        return compose(request_example(law=code))
    return compose(example(kind, **{"law": code, **CHANGES.get((code, kind), {})}))


@cache
def printed(code: str, kind: str) -> tuple[Letter, Pdf]:
    letter = composed(code, kind)
    return letter, render_pdf(letter)


def words(text: str) -> str:
    """Text with all white space gone."""
    return "".join(text.split())


def line(letter: Letter) -> str:
    """The plain text in one line."""
    return " ".join(letter.text.split())


def test_every_law_has_letters_and_every_template_is_a_kind() -> None:
    assert laws_with_letters() == known_laws()
    for code in known_laws():
        files = {path.stem for path in (TEMPLATES / code).glob("*.html")}
        assert files == {"request", *kinds_for(code)}


@pytest.mark.parametrize(("code", "kind"), EVERY)
def test_a_letter_is_whole_on_paper_tagged_and_titled(code: str, kind: str) -> None:
    letter, pdf = printed(code, kind)
    glyphs = glyphs_of(pdf.content)
    assert [glyph for glyph in glyphs if not glyph.on_page or glyph.code == 0] == []
    drawn = words("".join(glyph.text for glyph in glyphs if glyph.bottom > 54))
    for block in letter.blocks:
        assert words(block.text) in drawn
    assert pdf.pages <= (2 if kind == "request" else 1)
    reader = PdfReader(io.BytesIO(pdf.content))
    root = reader.root_object
    assert root["/Lang"] == "en-US"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == letter.title
    assert root["/Outlines"]["/Count"] >= 1


@pytest.mark.parametrize(("code", "kind"), ELSEWHERE)
def test_a_letter_speaks_of_its_own_law_and_of_no_other(code: str, kind: str) -> None:
    text = line(composed(code, kind))
    own = law(code).citation.removesuffix(" et seq.").replace("552", "§ 552")
    assert own in text or kind == "thanks"
    assert law(code).name in text
    for other in ("Chapter 610", "Sunshine", "RSMo", "5 ILCS", "K.S.A.", "Public Access"):
        if other.startswith(("5 ILCS", "Public")) and code == "us-il":
            continue
        if other == "K.S.A." and code == "us-ks":
            continue
        assert other not in text
    assert not re.search(r"§ ?610|Gross|CSR", text)
    if code in {"us-il", "us-ks"}:
        assert "5 U.S.C." not in text
        assert "Freedom of Information" not in text or code == "us-il"


@pytest.mark.parametrize(("code", "kind"), ELSEWHERE)
def test_no_letter_threatens_or_has_a_hole(code: str, kind: str) -> None:
    letter = composed(code, kind)
    for phrase in ("overdue", "violat", "illegal", "you failed", "demand", "lawsuit", "legal advi"):
        assert phrase not in line(letter).lower()
    for block in letter.blocks:
        text = re.sub(r"U\.S\.C?\.?|K\.S\.A\.|[0-9]+\.[0-9]+", "X", block.text)
        assert not re.search(r"[.:”)][“A-Z]| [.,;:)]|  |\( ", text), block.text
        assert "None" not in block.text


@pytest.mark.parametrize(("code", "kind"), sorted(MUST_SAY_ELSEWHERE))
def test_a_letter_says_what_its_law_asks_for(code: str, kind: str) -> None:
    text = line(composed(code, kind))
    for statement in MUST_SAY_ELSEWHERE[code, kind]:
        assert statement in text


def test_every_letter_of_the_other_laws_has_statements_to_make() -> None:
    requests = {(code, "request") for code in REQUEST_MUST_SAY}
    assert {*MUST_SAY_ELSEWHERE, *requests} >= set(ELSEWHERE)


@pytest.mark.parametrize("code", ["us-il", "us-ks", "us-fed"])
def test_a_request_says_what_its_law_asks_for(code: str) -> None:
    text = line(composed(code, "request"))
    for statement in REQUEST_MUST_SAY[code]:
        assert statement in text


@pytest.mark.parametrize("code", known_laws())
@pytest.mark.parametrize("subject", Subject)
def test_every_subject_gives_a_request_under_every_law(code: str, subject: Subject) -> None:
    facts = request_example(law=code, subjects=[subject.value], specifics=[])
    letter = compose(facts)
    asked = [each.text.replace("\u00a0", " ") for each in letter.blocks if each.kind == "item"]
    assert asked == [item.text for item in subject_wording(subject, code).items]
    pdf = render_pdf(letter)
    assert pdf.pages <= 2


@pytest.mark.parametrize("code", known_laws())
def test_all_five_subjects_fit_on_three_pages(code: str) -> None:
    subjects = [subject.value for subject in Subject]
    pdf = render_pdf(compose(request_example(law=code, subjects=subjects)))
    glyphs = glyphs_of(pdf.content)
    assert [glyph for glyph in glyphs if not glyph.on_page or glyph.code == 0] == []
    assert pdf.pages <= 3


@pytest.mark.parametrize("code", ["us-il", "us-ks", "us-fed"])
@pytest.mark.parametrize("name", BAD_INPUT)
def test_every_character_is_on_the_page_in_order(code: str, name: str) -> None:
    lines = [" ".join(each.split()) for each in BAD_INPUT[name].splitlines()]
    facts = request_example(law=code, subjects=["funding"], specifics=lines)
    glyphs = glyphs_of(render_pdf(compose(facts)).content)
    assert [glyph for glyph in glyphs if not glyph.on_page or glyph.code == 0] == []
    joined = words("".join(glyph.text for glyph in glyphs if glyph.bottom > 54))
    for each in lines:
        assert words(each) in joined


@pytest.mark.parametrize(("code", "kind"), ELSEWHERE)
def test_the_words_of_a_kind_change_only_on_purpose(
    code: str, kind: str, snapshot: SnapshotAssertion
) -> None:
    body = composed(code, kind).html.partition("<body>")[2]
    lines = re.sub(r"\s+", " ", body).replace("> <", "><")
    assert re.sub("(</(?:p|h1|h2|li|div|ol|ul)>)", "\\1\n", lines) == snapshot


def test_a_review_of_silence_waits_until_the_time_is_over() -> None:
    silent = {"law": "us-il", "reply_on": None, "quote": None, "closed": None}
    text = line(compose(example("review", **silent)))
    assert "review the silence of the Riverbend Police Department" in text
    assert "silence is a denial (5 ILCS 140/3(d)). By our count" in text
    with pytest.raises(ValueError, match="reply_on: Write the date of the denial"):
        example("review", **silent, dated="2026-11-30")


@pytest.mark.parametrize(
    ("kind", "day", "said"),
    [
        ("appeal", "2027-03-03", "comes within 90 working days"),
        ("cost-answer", "2026-12-04", "comes within the three business days"),
    ],
)
def test_a_letter_says_that_it_is_in_time_only_when_it_surely_is(
    kind: str, day: str, said: str
) -> None:
    code = "us-fed" if kind == "appeal" else "us-ks"
    after = {"appeal": "2027-03-04", "cost-answer": "2026-12-07"}[kind]
    assert said in line(compose(example(kind, law=code, dated=day)))
    assert said not in line(compose(example(kind, law=code, dated=after)))


def test_a_kind_of_another_law_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="kind: under us-ks choose from request, reminder, demand"):
        example("review", law="us-ks")
