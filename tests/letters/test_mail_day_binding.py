"""The checklist and the bound mail: real letters, their pages and what the cover says."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
from printed import glyphs_of
from riverbend import facts

from records_app.letters.compose import compose
from records_app.letters.mail_day import LeftOut, MailCover, MailedLetter, mail_cover
from records_app.letters.mail_day_binding import Enclosed, bind_mail
from records_app.letters.pdf import render_pdf
from tests.letters.bundle_files import text_pdf

COVER = MailCover("Open Doors Project", date(2026, 11, 23), "Alice", ())
LETTER = MailedLetter(
    "MO-2026-0001",
    "Request",
    "Riverbend Police Department",
    ("100 Main Street", "Riverbend, MO 63000"),
    2,
)


def text_of(content: bytes) -> list[str]:
    """The text of each page without its spaces."""
    pages: dict[int, list[str]] = {}
    for glyph in glyphs_of(content):
        pages.setdefault(glyph.page, []).append(glyph.text)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            "".join("".join(pages.get(page, [])).split()) for page in range(1, len(pdf.pages) + 1)
        ]


def test_real_letters_keep_every_page_as_it_was(tmp_path: Path) -> None:
    letters = [compose(replace(facts(), number=f"MO-2026-000{at}")) for at in (1, 2)]
    pdfs = [render_pdf(letter) for letter in letters]
    enclosed = []
    for at, pdf in enumerate(pdfs, 1):
        path = tmp_path / f"{at}.pdf"
        path.write_bytes(pdf.content)
        enclosed.append(Enclosed(replace(LETTER, number=f"MO-2026-000{at}", pages=99), path))
    out = io.BytesIO()
    printed = bind_mail(COVER, tuple(enclosed), out)
    assert [one.pages for one in printed.letters] == [pdf.pages for pdf in pdfs]
    pages = text_of(out.getvalue())
    at = 2
    for pdf in pdfs:
        own = text_of(pdf.content)
        assert at % 2 == 0
        assert pages[at : at + pdf.pages] == own
        at += pdf.pages + pdf.pages % 2
    assert at == len(pages)
    with pikepdf.open(io.BytesIO(out.getvalue())) as whole:
        assert all(tuple(page.mediabox) == (0, 0, 612, 792) for page in whole.pages)
        assert str(whole.Root.Lang) == "en-US"


def test_beside_a_letter_without_tags_nothing_claims_to_have_them(tmp_path: Path) -> None:
    plain, tagged = tmp_path / "plain.pdf", tmp_path / "tagged.pdf"
    plain.write_bytes(text_pdf("From before"))
    tagged.write_bytes(render_pdf(compose(facts())).content)
    out = io.BytesIO()
    bind_mail(COVER, (Enclosed(LETTER, tagged), Enclosed(LETTER, plain)), out)
    with pikepdf.open(out) as whole, whole.open_metadata() as metadata:
        assert not {"/StructTreeRoot", "/MarkInfo"} & set(whole.Root.keys())
        assert not any("pdfuaid" in key for key in metadata)
        assert not any("/StructParents" in page.obj for page in whole.pages)


def test_no_letters_at_all_is_a_cover_alone() -> None:
    out = io.BytesIO()
    left_out = (LeftOut("MO-2026-0003", "Fenwick", "It was changed."),)
    assert bind_mail(replace(COVER, left_out=left_out), (), out).letters == ()
    pages = text_of(out.getvalue())
    assert len(pages) == 2
    assert "0letterson0sheets" in pages[0]
    assert "Itwaschanged." in pages[0]
    assert pages[1] == ""


def test_three_hundred_lines_and_odd_names_stay_on_the_page() -> None:
    odd = ("شرطة ريفربند", "Riverbend 🚓 警察署", "R" * 200, "<b>{{ 7*7 }}</b> & Co.", "W" * 90)
    letters = tuple(
        replace(LETTER, number=f"MO-2026-{at:04d}", agency=odd[at % 5], address=("x" * 400,))
        if at % 50 < 5
        else replace(LETTER, number=f"MO-2026-{at:04d}")
        for at in range(300)
    )
    made = mail_cover(replace(COVER, letters=letters))
    glyphs = glyphs_of(made.content)
    assert all(glyph.on_page for glyph in glyphs)
    text = "".join(glyph.text for glyph in glyphs)
    assert [text.count(f"MO-2026-{at:04d}") for at in range(300)] == [1] * 300
    assert "<b>{{ 7*7 }}</b>" in text
    assert text.count("Certified-mail number") == made.pages
