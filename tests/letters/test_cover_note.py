"""The plain note about a request, in four languages, on paper."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from printed import glyphs_of
from pypdf import PdfReader
from riverbend import OFFICE

from records_app.casework.subjects import Subject
from records_app.letters.cover_note import (
    LANGUAGES,
    NoteFacts,
    cover_note,
    cover_note_pdf,
    day_in,
)
from records_app.letters.facts import Sender

FACTS = NoteFacts(
    agency="Riverbend Police Department",
    dated=date(2026, 11, 23),
    subjects=tuple(Subject),
    sender=OFFICE,
    number="MO-2026-0001",
)
LANGUAGE_TAGS = {"en": "en-US", "es": "es-US", "bs": "bs-Latn", "vi": "vi"}
SAID = {
    "en": ("Our letter is dated November 23, 2026.", "You do not have to do anything."),
    "es": (
        "la fecha del 23 de noviembre de 2026.",
        "Usted no tiene que hacer nada.",
        "debe leerla una persona que tenga el español como lengua materna.",
    ),
    "bs": (
        "Datum našeg pisma: 23. 11. 2026. Broj zahtjeva: MO-2026-0001.",
        "Vi ne morate ništa uraditi.",
        "osoba kojoj je bosanski maternji jezik.",
    ),
    "vi": (
        "ngày 23 tháng 11 năm 2026.",
        "Quý vị không cần làm gì cả.",
        "một người có tiếng mẹ đẻ là tiếng Việt đọc lại.",
    ),
}


def words(text: str) -> str:
    """Text with all white space gone."""
    return "".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_is_one_page_with_its_language_and_title(language: str) -> None:
    pdf = cover_note_pdf(FACTS, language)
    reader = PdfReader(io.BytesIO(pdf.content))
    root = reader.root_object
    assert pdf.pages == 1
    assert root["/Lang"] == LANGUAGE_TAGS[language]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == cover_note(FACTS, language).title
    assert "MO-2026-0001" in str(reader.metadata.title)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_of_a_note_is_on_the_page(language: str) -> None:
    glyphs = glyphs_of(cover_note_pdf(FACTS, language).content)
    assert [glyph for glyph in glyphs if not glyph.on_page or glyph.code == 0] == []
    drawn = words("".join(glyph.text for glyph in glyphs if glyph.bottom > 54))
    for said in (
        *SAID[language],
        "Riverbend Police Department",
        "ana@openrecords.example",
        "314-555-0101",
        "Open Records Group",
    ):
        assert words(said) in drawn
    assert drawn.count("•") == 5 + 3
    heading = re.search("<h1>(.*?)</h1>", cover_note(FACTS, language).html)
    assert heading is not None
    assert words(heading[1]) in drawn


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("subject", Subject)
def test_a_note_names_each_subject_in_its_language(language: str, subject: Subject) -> None:
    facts = NoteFacts("Riverbend", date(2026, 1, 5), (subject,), Sender("Ana Ruiz", phone="555"))
    html = cover_note(facts, language).html
    assert html.count("<li>") == 1 + 2
    assert ("ICE" in html.partition("<ul>")[2]) is True
    assert ("MO-" in html) is False


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_claims_nothing_about_the_law_and_asks_for_no_name(language: str) -> None:
    text = cover_note(FACTS, language).html.partition("<body")[2].lower()
    for claim in ("610", "sunshine", "business day", "días hábiles", "radn", "must", "a-number"):
        assert claim not in text


def test_text_of_people_is_text() -> None:
    facts = NoteFacts("<b>R</b> & {{ 7*7 }}", date(2026, 1, 5), (Subject.FUNDING,), OFFICE)
    assert "&lt;b&gt;R&lt;/b&gt; &amp; {{ 7*7 }}" in cover_note(facts, "es").html


def test_days_are_written_as_each_language_writes_them() -> None:
    assert [day_in(code, date(2027, 2, 1)) for code in LANGUAGES] == [
        "February 1, 2027",
        "1 de febrero de 2027",
        "1.\u00a02.\u00a02027.",
        "ngày 1 tháng 2 năm 2027",
    ]
    with pytest.raises(KeyError):
        cover_note(FACTS, "xx")
