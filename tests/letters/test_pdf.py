from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from bad_input import BAD_INPUT, RIGHT_TO_LEFT, SHAPING
from printed import Glyph, glyphs_of
from pypdf import PdfReader
from riverbend import OFFICE, facts, messages

from records_app.letters.compose import Letter, compose
from records_app.letters.pdf import Pdf, PdfNotPossible, render_pdf


def printed(**changes: str) -> tuple[Pdf, list[Glyph]]:
    pdf = render_pdf(compose(facts(**changes)))
    return pdf, glyphs_of(pdf.content)


def drawn(glyphs: list[Glyph]) -> str:
    """All text in the order of drawing, white space and page numbers left out."""
    return "".join("".join(glyph.text for glyph in glyphs if glyph.bottom > 54).split())


def assert_all_on_paper(glyphs: list[Glyph]) -> None:
    assert [glyph for glyph in glyphs if not glyph.on_page] == []
    assert [glyph for glyph in glyphs if glyph.code == 0] == []  # 0 is the empty box


@pytest.mark.parametrize("field", ["specifics", "fee_waiver_reason"])
@pytest.mark.parametrize("name", BAD_INPUT)
def test_every_character_is_on_the_page_in_order(name: str, field: str) -> None:
    text = BAD_INPUT[name]
    said = messages(**{field: text})
    if said:
        assert said[field].startswith("Write at most")
        assert field == "fee_waiver_reason"  # half as long, and twenty lines
        return
    _, glyphs = printed(**{field: text})
    assert_all_on_paper(glyphs)
    joined = drawn(glyphs)
    for line in text.splitlines():
        assert "".join(line.split()) in joined


@pytest.mark.parametrize("name", RIGHT_TO_LEFT)
def test_right_to_left_text_is_on_the_page(name: str) -> None:
    # Drawn from the right, so the order of drawing is not the order of reading.
    text = RIGHT_TO_LEFT[name]
    _, glyphs = printed(specifics=text)
    assert_all_on_paper(glyphs)
    wanted = Counter("".join(text.split()))
    for joiner in SHAPING:
        del wanted[joiner]
    assert wanted - Counter(drawn(glyphs)) == Counter()


@pytest.mark.parametrize("field", ["signer_name", "signer_title"])
def test_a_long_unbroken_name_stays_on_the_page(field: str) -> None:
    _, glyphs = printed(**{field: "N" * 120})
    assert_all_on_paper(glyphs)
    assert "N" * 120 in drawn(glyphs)


def test_the_whole_plain_text_is_on_paper() -> None:
    letter = compose(facts(specifics="One more thing"))
    glyphs = glyphs_of(render_pdf(letter).content)
    assert drawn(glyphs) == "".join(letter.text.split())


def test_three_subjects_fit_on_two_pages_with_page_numbers() -> None:
    pdf, _ = printed()
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages]
    assert len(pages) == pdf.pages == 2
    assert "Page 1 of 2" in pages[0]
    assert "Page 2 of 2" in pages[1]


def test_the_address_stands_where_a_window_envelope_shows_it() -> None:
    _, glyphs = printed()
    page = [glyph for glyph in glyphs if glyph.page == 1]
    start = "".join(glyph.text for glyph in page).index("Custodian of Records")
    end = "".join(glyph.text for glyph in page).index("Riverbend, MO 63000") + len("Riverbend,")
    address = page[start:end]
    # No. 10 envelope, letter folded in three and resting on its bottom edge: the window shows
    # 2.04 to 3.17 inches from the top of the page and 0.9 to 4.4 inches from the left.
    assert max(glyph.top for glyph in address) <= 792 - 2.04 * 72
    assert min(glyph.bottom for glyph in address) >= 792 - 3.17 * 72
    assert min(glyph.left for glyph in address) >= 0.9 * 72
    assert max(glyph.right for glyph in address) <= 4.4 * 72


@pytest.mark.parametrize("extra", range(0, 36, 5))
def test_no_heading_and_no_signature_stands_alone(extra: int) -> None:
    letter = compose(facts(specifics="\n".join(["One more item."] * extra)))
    pages = PdfReader(io.BytesIO(render_pdf(letter).content)).pages
    headings = {block.text for block in letter.blocks if block.kind in {"heading", "subject"}}
    for page in pages:
        lines = page.extract_text().splitlines()
        body = [line.strip() for line in lines if line.strip() and "Page " not in line]
        assert body[-1] not in headings
        assert body[0] != "Sincerely,"


def test_the_pdf_is_tagged_titled_and_in_english() -> None:
    pdf, _ = printed()
    reader = PdfReader(io.BytesIO(pdf.content))
    root = reader.root_object
    assert root["/Lang"] == "en-US"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert (
        reader.metadata.title == "Records request to Riverbend Police Department, November 23, 2026"
    )
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert pdf.sha256 == hashlib.sha256(pdf.content).hexdigest()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in descendant["/FontDescriptor"].get_object()


PRINT_ONE = """
import sys
sys.path.insert(0, "tests/letters")
from riverbend import facts
from records_app.letters.compose import compose
from records_app.letters.pdf import render_pdf
for text in sys.argv[1:]:
    print(render_pdf(compose(facts(specifics=text))).sha256)
"""


def test_the_same_facts_give_the_same_bytes_in_another_process_at_another_time() -> None:
    texts = ["emoji 😀 中文", "plain"]
    here = [render_pdf(compose(facts(specifics=text))).sha256 for text in texts]
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "SOURCE_DATE_EPOCH": "1",
        "TZ": "Asia/Tokyo",
    }
    elsewhere = subprocess.run(
        [sys.executable, "-c", PRINT_ONE, *reversed(texts)],
        cwd=Path(__file__).parents[2],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert elsewhere == here[::-1]


def test_printing_leaves_the_environment_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "5")
    printed()
    assert os.environ["SOURCE_DATE_EPOCH"] == "5"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    printed()
    assert "SOURCE_DATE_EPOCH" not in os.environ


def test_threads_print_the_same_letter() -> None:
    letter = compose(facts())
    with ThreadPoolExecutor(4) as pool:
        assert len({pdf.sha256 for pdf in pool.map(render_pdf, [letter] * 8)}) == 1


def test_a_letter_fetches_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRETTEXT")
    plain = compose(facts())
    fetching = plain.html.replace(
        "</body>",
        f'<img src="{secret.as_uri()}"><link rel="attachment" href="{secret.as_uri()}">'
        '<img src="data:image/svg+xml,<svg/>"></body>',
    )
    caplog.set_level("WARNING", logger="weasyprint")
    pdf = render_pdf(Letter(plain.title, fetching, plain.text, plain.blocks, plain.facts_json))
    assert b"SECRETTEXT" not in pdf.content
    assert b"EmbeddedFile" not in pdf.content
    assert caplog.text.count("disallowed protocol") == 3


WITHOUT_PANGO = """
import sys
sys.path.insert(0, "tests/letters")
import ctypes.util, cffi
load = cffi.FFI.dlopen
def missing(self, name, *rest):
    if name and "pango" in str(name):
        raise OSError(f"cannot load library {name}")
    return load(self, name, *rest)
cffi.FFI.dlopen = missing
from riverbend import facts
from records_app.letters.compose import compose
from records_app.letters.pdf import PdfNotPossible, render_pdf
letter = compose(facts())
try:
    render_pdf(letter)
except PdfNotPossible as error:
    print(error)
"""


def test_without_pango_the_message_says_what_to_type() -> None:
    said = subprocess.run(
        [sys.executable, "-c", WITHOUT_PANGO],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "Type: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0" in said
    assert issubclass(PdfNotPossible, RuntimeError)


def test_letters_load_the_printer_only_when_they_print() -> None:
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, records_app.letters.pdf; print('weasyprint' in sys.modules)",
        ],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert loaded == "False\n"


def test_an_office_with_a_long_letterhead_still_prints() -> None:
    from dataclasses import replace

    long = replace(OFFICE, address_lines=tuple(f"Address line {n}" for n in range(6)))
    pdf = render_pdf(compose(facts(sender=long)))
    assert_all_on_paper(glyphs_of(pdf.content))
