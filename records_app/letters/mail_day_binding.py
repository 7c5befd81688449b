"""One PDF of a day's mail: the checklist, then each letter as stored, each on a sheet of its own.

Printed on both sides no letter begins on the back of another: an empty page fills up the sheet.
"""

from __future__ import annotations

import io
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from pikepdf import OutlineItem, Page, PasswordError, Pdf, PdfError

from records_app.letters.bundle.tags import Structure
from records_app.letters.mail_day import LeftOut, MailCover, MailedLetter, mail_cover

_LETTER = (612, 792)
_CANNOT_OPEN = "The stored file cannot be opened as a PDF. Tell an admin."


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A letter with the file that holds its stored bytes."""

    letter: MailedLetter
    path: Path


def bind_mail(cover: MailCover, enclosed: tuple[Enclosed, ...], out: BinaryIO) -> MailCover:
    """Write the PDF to ``out`` and give the cover as it was printed.

    The letters stand in the order of ``enclosed``; ``cover.letters`` is replaced by them, with the
    pages that each file really has. A file that is no PDF is left out and named on the cover.
    Raises ``PdfNotPossible``.
    """
    with ExitStack() as opened:
        found, broken = _open(enclosed, opened)
        printed = replace(
            cover,
            letters=tuple(replace(letter, pages=len(theirs.pages)) for letter, theirs in found),
            left_out=(*cover.left_out, *broken),
        )
        pdf = opened.enter_context(Pdf.open(io.BytesIO(mail_cover(printed).content)))
        firsts = [0]
        _fill_the_sheet(pdf)
        structure = _structure(pdf, found)
        for letter, theirs in found:
            firsts.append(len(pdf.pages))
            pdf.pages.extend(theirs.pages)
            if structure is not None:
                structure.letter(_name(letter), list(pdf.pages[firsts[-1] :]), theirs)
            _fill_the_sheet(pdf)
        if structure is None:
            _plain(pdf)
        else:
            structure.finish()
        with pdf.open_outline() as outline:
            outline.root.clear()
            names = ["Checklist", *map(_name, printed.letters)]
            outline.root.extend(
                OutlineItem(name, page) for name, page in zip(names, firsts, strict=True)
            )
        pdf.save(out, deterministic_id=True)
    return printed


def _open(
    enclosed: tuple[Enclosed, ...], opened: ExitStack
) -> tuple[list[tuple[MailedLetter, Pdf]], list[LeftOut]]:
    found: list[tuple[MailedLetter, Pdf]] = []
    broken: list[LeftOut] = []
    for one in enclosed:
        try:
            theirs = opened.enter_context(Pdf.open(one.path))
            pages = len(theirs.pages)
        except (PdfError, PasswordError):
            pages = 0
        if pages:
            found.append((one.letter, theirs))
        else:
            broken.append(LeftOut(one.letter.number, one.letter.agency, _CANNOT_OPEN))
    return found, broken


def _fill_the_sheet(pdf: Pdf) -> None:
    if len(pdf.pages) % 2:
        pdf.add_blank_page(page_size=_LETTER)


def _name(letter: MailedLetter) -> str:
    return f"{letter.number}, {letter.agency}"


def _structure(pdf: Pdf, letters: list[tuple[MailedLetter, Pdf]]) -> Structure | None:
    """The structure of the checklist, to weave the letters in; None if a letter has none."""
    if any("/StructTreeRoot" not in theirs.Root for _, theirs in letters):
        return None
    document = pdf.Root.StructTreeRoot.K[0]
    structure = Structure(pdf, [("checklist", len(document.K))])
    structure.section("checklist")
    return structure


def _plain(pdf: Pdf) -> None:
    """A part without structure: what the others claim of theirs would be wrong for the whole."""
    for key in ("/StructTreeRoot", "/MarkInfo"):
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        _without_structure(page)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key in [key for key in metadata if "pdfua" in key]:
            del metadata[key]


def _without_structure(page: Page) -> None:
    if "/StructParents" in page.obj:
        del page.obj["/StructParents"]
