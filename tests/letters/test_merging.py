"""Many letters as one PDF: every page as it was, in order, without taking much memory."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from records_app.letters.compose import compose
from records_app.letters.merging import Finished, merge
from records_app.letters.pdf import render_pdf
from tests.letters.examples import request_example


@pytest.fixture(scope="module")
def letters() -> list[Finished]:
    found = []
    for place in (1, 2, 3):
        facts = request_example(number=f"MO-2026-000{place}")
        found.append(Finished(facts.number, render_pdf(compose(facts)).content))
    return found


def texts_of(content: bytes | Path) -> list[str]:
    with pypdfium2.PdfDocument(content) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def test_every_page_is_there_in_order(letters: list[Finished], tmp_path: Path) -> None:
    path = tmp_path / "all.pdf"
    pages = merge(letters, path, title="Letters")
    alone = [text for letter in letters for text in texts_of(letter.content)]
    assert texts_of(path) == alone
    assert pages == len(alone)
    with pikepdf.open(path) as pdf:
        with pdf.open_outline() as outline:
            assert [one.title for one in outline.root] == [letter.title for letter in letters]
        assert all("/StructParents" not in page.obj for page in pdf.pages)


def test_the_same_letters_give_the_same_bytes(letters: list[Finished], tmp_path: Path) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    merge(letters, one, title="Letters")
    merge(letters, two, title="Letters")
    assert one.read_bytes() == two.read_bytes()


def test_on_both_sides_each_letter_begins_a_sheet(letters: list[Finished], tmp_path: Path) -> None:
    path = tmp_path / "all.pdf"
    odd = Finished("One page", _one_page(letters[0].content))
    pages = merge([odd, letters[0], odd], path, title="Letters", two_sided=True)
    assert pages % 2 == 0
    texts = texts_of(path)
    assert texts[0] == texts[-2]
    assert texts[1].strip() == texts[-1].strip() == ""


def test_no_letters_are_no_pages(tmp_path: Path) -> None:
    assert merge([], tmp_path / "none.pdf", title="Letters") == 0


def test_broken_bytes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(pikepdf.PdfError):
        merge([Finished("Broken", b"%PDF-1.7 no")], tmp_path / "broken.pdf", title="Letters")


def _one_page(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        del pdf.pages[1:]
        kept = io.BytesIO()
        pdf.save(kept)
    return kept.getvalue()
