"""No paper that we print has a fault for people who hear it, in any kind under any law."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from examples import example, request_example
from pdf_ua import faults
from pikepdf import Dictionary, Name, Pdf
from pypdf import PdfReader
from test_cover_note import FACTS as NOTE
from test_letters_of_every_law import EVERY, printed
from test_mail_day_binding import COVER, LETTER
from test_mail_day_labels import NAMES

from records_app.casework.subjects import Subject
from records_app.law.statute import known_laws
from records_app.letters.compose import compose
from records_app.letters.cover_note import LANGUAGES, cover_note_pdf
from records_app.letters.logo import Logo
from records_app.letters.mail_day import LeftOut, mail_cover
from records_app.letters.mail_day_binding import Enclosed, bind_mail
from records_app.letters.mail_day_labels import Label, address_labels
from records_app.letters.pdf import render_pdf
from tests.letters.bundle_files import fax, item, letter_pdf, picture
from tests.letters.bundle_made import made

LOGO = Logo(picture(size=(400, 300)), 400, 300, "Open Records Group: an open door")


@pytest.mark.parametrize(("code", "kind"), EVERY)
def test_no_fault_in_a_letter_of_any_kind(code: str, kind: str) -> None:
    letter, pdf = printed(code, kind)
    assert faults(pdf.content) == []
    reader = PdfReader(io.BytesIO(pdf.content))
    assert reader.metadata is not None
    assert reader.metadata.title == letter.title


@pytest.mark.parametrize("code", known_laws())
def test_no_fault_in_a_request_about_everything(code: str) -> None:
    every = [subject.value for subject in Subject]
    long = "\n".join(["A longer word on a page of its own."] * 40)
    facts = request_example(law=code, subjects=every, specifics=long.splitlines())
    pdf = render_pdf(compose(facts))
    assert pdf.pages >= 3
    assert faults(pdf.content) == []


def test_no_fault_in_a_letter_with_a_logo() -> None:
    pdf = render_pdf(compose(request_example(), logo=LOGO))
    assert faults(pdf.content) == []
    with Pdf.open(io.BytesIO(pdf.content)) as read:
        assert tagged(read.Root.StructTreeRoot.K[0], "/Figure") == [LOGO.alt]


def tagged(element: Any, kind: str) -> list[str]:
    """The words in place of the elements of a kind."""
    found = [str(element.Alt)] if kind == element.S else []
    for kid in element.get("/K", ()):
        if not isinstance(kid, int):
            found += tagged(kid, kind)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_fault_in_a_cover_note(language: str) -> None:
    assert faults(cover_note_pdf(NOTE, language).content) == []


def test_no_fault_in_labels_and_in_the_checklist_of_a_day() -> None:
    labels = [Label(f"MO-2026-{at:04}", lines) for at, lines in enumerate(NAMES.values(), 1)]
    assert faults(address_labels(labels * 4, start=7).pdf.content, bookmarks=False) == []
    gone = LeftOut("MO-2026-0009", "Fenwick Police Department", "It is gone.")
    cover = replace(COVER, letters=(LETTER,) * 40, left_out=(gone,))
    assert faults(mail_cover(cover).content) == []


def test_no_fault_in_the_mail_of_a_day(tmp_path: Path) -> None:
    enclosed = []
    for at, kind in enumerate(("request", "reminder", "complaint-summary"), 1):
        letter = compose(request_example() if kind == "request" else example(kind))
        path = tmp_path / f"{at}.pdf"
        path.write_bytes(render_pdf(letter).content)
        enclosed.append(Enclosed(replace(LETTER, number=f"MO-2026-000{at}"), path))
    out = io.BytesIO()
    bind_mail(COVER, tuple(enclosed), out)
    assert faults(out.getvalue()) == []
    with Pdf.open(out) as pdf:
        parts = [str(kid.T) for kid in pdf.Root.StructTreeRoot.K[0].K if Name.Part == kid.S]
        assert parts == [f"MO-2026-000{at}, Riverbend Police Department" for at in (1, 2, 3)]


def test_the_one_fault_of_a_bundle_is_that_it_claims_nothing(tmp_path: Path) -> None:
    bundle = made(
        tmp_path,
        item(tmp_path, "request.pdf", letter_pdf(), kind="letter", title="Request"),
        item(tmp_path, "photo.png", picture(), media_type="image/png", title="Photo"),
        item(tmp_path, "fax.tif", fax(), media_type="image/tiff", title="Fax report"),
    )
    assert faults(bundle.read_bytes(), claims=False) == []
    assert faults(bundle.read_bytes())[0].startswith("PDFUA1-ID-PART-001")


def test_the_line_at_the_foot_is_no_part_of_the_text() -> None:
    _, pdf = printed("us-mo", "request")
    with Pdf.open(io.BytesIO(pdf.content)) as read:
        for page in read.pages:
            content = page.Contents.read_bytes().decode("latin-1")
            marks = re.findall(r"/Artifact\s*<</Type /Pagination>>\s*BDC", content)
            assert len(marks) == 1


def spoiled(content: bytes, how: str) -> bytes:
    """The same PDF with one fault."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        if how == "language":
            del pdf.Root["/Lang"]
        elif how == "title":
            pdf.Root.ViewerPreferences = Dictionary()
        elif how == "heading":
            next(kid for kid in document.K if kid.S == Name.H1).S = Name.H3
        elif how == "list":
            next(kid for kid in document.K if kid.S == Name.L).K[0].S = Name.P
        elif how == "untold":
            del document.K[len(document.K) - 1]
        elif how == "unmarked":
            pdf.pages[0].contents_add(b" 0 0 10 10 re f")
        elif how == "bookmarks":
            with pdf.open_outline() as outline:
                outline.root.clear()
        elif how == "font":
            del next(iter(pdf.pages[0].Resources.Font.values()))["/ToUnicode"]
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize(
    "how",
    ["language", "title", "heading", "list", "untold", "unmarked", "bookmarks", "font"],
)
def test_the_look_for_faults_finds_one(how: str) -> None:
    _, pdf = printed("us-mo", "request")
    assert faults(spoiled(pdf.content, "")) == []
    assert faults(spoiled(pdf.content, how)) != []
