"""Many finished letters as one PDF to print: page after page as they are."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pikepdf import Name, OutlineItem, Pdf, String

_LETTER = (612, 792)  # US Letter in points


@dataclass(frozen=True, slots=True)
class Finished:
    """A letter as it is stored. ``title`` names it in the list of bookmarks."""

    title: str
    content: bytes


def merge(letters: Iterable[Finished], path: Path, *, title: str, two_sided: bool = False) -> int:
    """Write the letters one after the other to ``path``; gives the number of pages.

    With ``two_sided`` a blank page follows each letter with an odd number of pages, so that every
    letter begins on a sheet of its own. The same letters give the same bytes.

    The tags stay behind: for a thousand letters they would take half a gigabyte of memory, and
    this file is made for a printer. Each letter by itself keeps them.
    """
    with Pdf.new() as pdf:
        bookmarks: list[OutlineItem] = []
        for letter in letters:
            bookmarks.append(OutlineItem(letter.title, len(pdf.pages)))
            added = _add(pdf, letter.content)
            if two_sided and added % 2:
                pdf.add_blank_page(page_size=_LETTER)
        with pdf.open_outline() as outline:
            outline.root.extend(bookmarks)
        pdf.Root.Lang = String("en-US")
        pdf.Root.PageMode = Name.UseOutlines
        pdf.docinfo.Title = String(title)
        pages = len(pdf.pages)
        pdf.save(path, deterministic_id=True)
    return pages


def _add(pdf: Pdf, content: bytes) -> int:
    theirs = Pdf.open(io.BytesIO(content))
    for page in theirs.pages:
        for key in ("/StructParents", "/Tabs"):
            if key in page.obj:
                del page.obj[key]
    pdf.pages.extend(theirs.pages)
    return len(theirs.pages)
