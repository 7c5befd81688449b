"""The papers of the made-up bodies: what is blackened is black, and there is nothing under it."""

from __future__ import annotations

import pypdfium2

from records_app.office.demo.papers import BAR, pdf_of


def test_a_bar_is_black_and_nothing_lies_under_it() -> None:
    line = "Jan 14   county jail"
    with pypdfium2.PdfDocument(pdf_of((line, f"Feb 02   {BAR * 11}"), ("Page two",))) as paper:
        assert len(paper) == 2
        words = paper[0].get_textpage().get_text_range()
        picture = paper[0].render(scale=1).to_pil().convert("L")
    assert (words.split(), BAR in words) == (["Jan", "14", "county", "jail", "Feb", "02"], False)
    # The second line begins 90 points below the top of the page, its bar after nine letters.
    bar = picture.crop((122, 84, 190, 91))
    assert bar.getextrema() == (0, 0)
    assert picture.crop((195, 84, 600, 91)).getextrema() == (255, 255)
