"""Each kind of letter after the request: what it must say, and that every form says the same."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import replace
from functools import cache
from html import unescape
from typing import Any

import pytest
from examples import EVERY_KIND, example, request_example, said
from jinja2 import StrictUndefined, UndefinedError
from must_say import MUST_SAY
from pictures import Picture, page_picture
from printed import glyphs_of
from pypdf import PdfReader
from syrupy.assertion import SnapshotAssertion

from records_app.letters import wording
from records_app.letters.compose import Letter, compose
from records_app.letters.facts import facts_to_json
from records_app.letters.follow_up_kinds import KINDS
from records_app.letters.pdf import Pdf, render_pdf
from records_app.letters.portal import PortalTooSmall, portal_text


def words(text: str) -> str:
    """Text with all white space gone."""
    return "".join(text.split())


def body_text(html: str) -> str:
    """What a reader of the page sees, read another way than the product does."""
    body = html.partition("<body>")[2].partition("</body>")[0]
    return words(unescape(re.sub("<[^>]*>", "", body)))


@cache
def printed(kind: str) -> tuple[Letter, Pdf]:
    letter = compose(example(kind))
    return letter, render_pdf(letter)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_letter_says_what_its_kind_must_say(kind: str) -> None:
    text = said(kind)
    for statement in MUST_SAY[kind]:
        assert statement in text
    assert "Our reference: MO-2026-0001" in text
    assert "November 23, 2026" in text
    assert "Missouri Sunshine Law" in text
    assert text.endswith("Ana Ruiz Coordinator, Open Records Group")


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_no_letter_threatens_advises_or_counts_wrongly(kind: str) -> None:
    text = said(kind).lower()
    for phrase in ("overdue", "violat", "illegal", "you failed", "demand", "lawsuit", "within 3"):
        assert phrase not in text
    assert "legal advice" not in text
    assert "foia" not in text


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_page_text_and_blocks_say_the_same(kind: str) -> None:
    letter, _ = printed(kind)
    blocks = "".join(block.text for block in letter.blocks)
    assert words(blocks) == body_text(letter.html)
    marked = "".join(
        (f"{block.number}." if block.number else "-" if block.kind == "item" else "") + block.text
        for block in letter.blocks
    )
    assert words(letter.text) == words(marked)
    assert all(len(line) <= 72 for line in letter.text.splitlines())


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_spaces_stand_where_sentences_meet(kind: str) -> None:
    for block in compose(example(kind, paragraph="One. Two.\nThree.")).blocks:
        assert not re.search(r"[.:”)][“A-Z]", re.sub(r"U\.S\.C\.|S\.W\.3d|V\.C", "", block.text))
        assert "  " not in block.text
        assert not re.search(r" [.,;:)]", block.text)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_letter_fits_on_one_page_with_every_glyph(kind: str) -> None:
    letter, pdf = printed(kind)
    glyphs = glyphs_of(pdf.content)
    assert pdf.pages == 1
    assert [glyph for glyph in glyphs if not glyph.on_page or glyph.code == 0] == []
    drawn = words("".join(glyph.text for glyph in glyphs if glyph.bottom > 54))
    for block in letter.blocks:
        assert words(block.text) in drawn


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_pdf_has_title_language_and_tags(kind: str) -> None:
    letter, pdf = printed(kind)
    reader = PdfReader(io.BytesIO(pdf.content))
    root = reader.root_object
    assert root["/Lang"] == "en-US"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == letter.title
    assert letter.title.startswith(f"{KINDS[kind].title}, Riverbend Police Department, December ")
    assert tags_of(root["/StructTreeRoot"]) >= {"/H1", "/P"}
    if any(block.kind == "item" for block in letter.blocks):
        assert tags_of(root["/StructTreeRoot"]) >= {"/L", "/LI", "/LBody"}


def tags_of(node: Any) -> set[str]:
    """The names of all elements in the tree of tags."""
    node = node.get_object()
    if isinstance(node, list):
        return set[str]().union(*map(tags_of, node))
    if not isinstance(node, dict):
        return set()
    below = tags_of(node["/K"]) if "/K" in node else set()
    return below | ({str(node["/S"])} if "/S" in node else set())


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_same_facts_give_the_same_bytes(kind: str) -> None:
    letter, pdf = printed(kind)
    again = render_pdf(compose(example(kind)))
    assert again.content == pdf.content
    assert pdf.sha256 == hashlib.sha256(pdf.content).hexdigest()
    assert letter.facts_json == facts_to_json(example(kind))


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_words_of_a_kind_change_only_on_purpose(kind: str, snapshot: SnapshotAssertion) -> None:
    body = compose(example(kind)).html.partition("<body>")[2]
    lines = re.sub(r"\s+", " ", body).replace("> <", "><")
    assert re.sub("(</(?:p|h1|h2|li|div|ol|ul)>)", "\\1\n", lines) == snapshot


def pictures() -> dict[str, Pdf]:
    return {
        "request": render_pdf(compose(request_example())),
        "reminder": printed("reminder")[1],
        "fee-objection": printed("fee-objection")[1],
    }


@pytest.mark.parametrize("kind", ["request", "reminder", "fee-objection"])
def test_letters_look_as_they_did(kind: str, snapshot: SnapshotAssertion) -> None:
    assert page_picture(pictures()[kind].content) == snapshot(extension_class=Picture)


def test_the_comparison_of_pictures_sees_a_line_that_moved() -> None:
    before = page_picture(printed("reminder")[1].content)
    longer = example("reminder", paragraph="One more line.")
    after = page_picture(render_pdf(compose(longer)).content)
    assert Picture.alike(before, before)
    assert not Picture.alike(before, after)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_templates_ask_only_for_facts_that_are_there(kind: str) -> None:
    template = wording.letter_template("us-mo", kind)
    assert template.environment.undefined is StrictUndefined
    with pytest.raises(UndefinedError):
        template.render()


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize("limit", [70, 120, 300, 470])
def test_portal_texts_name_the_law_the_request_and_the_letter(kind: str, limit: int) -> None:
    text = portal_text(example(kind), limit)
    assert len(text) <= limit
    assert "Missouri Sunshine Law" in text
    assert "attached letter" in text
    if limit >= 300:
        assert "November 23, 2026" in text
        assert "MO-2026-0001" in text
    with pytest.raises(PortalTooSmall):
        portal_text(example(kind), 60)


@pytest.mark.parametrize(("subjects", "pages"), [(2, 2), (3, 3)])
def test_a_request_to_an_address_of_many_lines_is_whole(subjects: int, pages: int) -> None:
    lines = (
        "Attention: Records and Information Division",
        "Riverbend Municipal Complex, Building C, Third Floor, Room 310",
        "100 Main Street",
        "P.O. Box 555",
        "Riverbend, MO 63000",
    )
    facts = request_example()
    to = replace(facts.to, custodian="Jo Park", address_lines=lines)
    letter = compose(replace(facts, to=to, subjects=facts.subjects[:subjects]))
    pdf = render_pdf(letter)
    glyphs = glyphs_of(pdf.content)
    drawn = words("".join(glyph.text for glyph in glyphs if glyph.bottom > 54))
    assert pdf.pages == pages
    for block in letter.blocks:
        assert words(block.text) in drawn
    assert [glyph for glyph in glyphs if not glyph.on_page or glyph.code == 0] == []
    last = PdfReader(io.BytesIO(pdf.content)).pages[-1].extract_text()
    assert "Thank you for your help." in " ".join(last.split())
