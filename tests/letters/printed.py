"""Reads a PDF back: every glyph with its text, its box and its page, in drawing order."""

from __future__ import annotations

import io
from dataclasses import dataclass

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage


@dataclass(frozen=True)
class Glyph:
    page: int
    code: int
    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def on_page(self) -> bool:
        """Inside US Letter paper, with a margin that printers can reach."""
        quarter = 18
        return (
            quarter <= self.left <= self.right <= 612 - quarter
            and quarter <= self.bottom <= self.top <= 792 - quarter
        )


class _Reader(PDFLayoutAnalyzer):
    def __init__(self) -> None:
        self.resources = PDFResourceManager()
        super().__init__(self.resources, laparams=None)
        self.glyphs: list[Glyph] = []

    def render_char(self, matrix, font, fontsize, scaling, rise, cid, *rest):  # type: ignore[no-untyped-def]
        advance = super().render_char(matrix, font, fontsize, scaling, rise, cid, *rest)
        box = self.cur_item._objs[-1]
        self.glyphs.append(Glyph(self.pageno, cid, box.get_text(), *box.bbox))
        return advance

    def receive_layout(self, ltpage: LTPage) -> None:
        assert (ltpage.width, ltpage.height) == (612, 792)


def glyphs_of(content: bytes) -> list[Glyph]:
    """All glyphs of a PDF."""
    reader = _Reader()
    interpreter = PDFPageInterpreter(reader.resources, reader)
    for page in PDFPage.get_pages(io.BytesIO(content)):
        interpreter.process_page(page)
    return reader.glyphs
