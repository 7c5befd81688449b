"""Bundles made for the tests, and ways to look into them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from PIL import Image

from records_app.letters.bundle.facts import BundleFacts, BundleItem, ChronologyLine, Job
from records_app.letters.bundle.making import work
from tests.letters.bundle_files import DAY


def facts_of(*items: BundleItem) -> BundleFacts:
    """The least that a bundle says around its items."""
    line = ChronologyLine(
        seq=1,
        on=DAY,
        kind="approved",
        sentence="Letter approved.",
        by="Bob",
        recorded_at="2026-11-23T10:00:00-06:00",
        recorded="Mon, Nov 23, 2026, 10:00 AM",
        items=(1,),
    )
    return BundleFacts(
        number="MO-2026-0001",
        agency="Riverbend Police Department",
        place="Riverbend, Harlow County",
        law="Missouri Sunshine Law, Chapter 610, RSMo",
        subjects=("Funding agreements",),
        letterhead=("Open Doors Project", "200 Example Avenue"),
        standing="Waiting",
        made_on=DAY,
        items=items,
        chronology=(line,),
        deadlines=(),
    )


def job_in(folder: Path, *items: BundleItem) -> Job:
    """A job that makes both forms in ``folder``."""
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    chronology = scratch / "chronology.csv"
    chronology.write_bytes(b"line,day\r\n1,2026-11-23\r\n")
    return Job(facts_of(*items), scratch, folder / "b.pdf", folder / "b.zip", chronology)


def made(folder: Path, *items: BundleItem) -> Path:
    """The PDF of a bundle of these items."""
    job = job_in(folder, *items)
    work(job)
    return job.pdf


def words(path: Path) -> list[str]:
    """The text of each page in one line."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def pictures(content: Path | bytes, dots: int = 50) -> list[Image.Image]:
    """Each page as a picture in gray."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.render(scale=dots / 72, grayscale=True).to_pil().copy() for page in document]
    finally:
        document.close()


def bookmarks(path: Path) -> dict[str, int]:
    """The bookmarks with the page, counted from 1, that each leads to."""
    found: dict[str, int] = {}
    with Pdf.open(path) as pdf, pdf.open_outline() as outline:
        places = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        waiting = list(outline.root)
        while waiting:
            one = waiting.pop(0)
            target = one.destination if one.destination is not None else one.action.D
            found[one.title] = places[target[0].objgen]
            waiting[:0] = one.children
    return found


def everything(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary of a PDF, those inside others too."""
    for top in pdf.objects:
        waiting = [top]
        while waiting:
            one = waiting.pop()
            if isinstance(one, Array):
                inner = list(one)
            elif isinstance(one, Dictionary | Stream):
                yield one
                inner = [one[key] for key in one.keys()]  # noqa: SIM118 - a stream is no mapping
            else:
                continue
            waiting.extend(
                part
                for part in inner
                if isinstance(part, Array | Dictionary) and not part.is_indirect
            )


def tagged_content(pdf: Pdf) -> dict[int, set[int]]:
    """For each page the numbers of marked content that the structure tree names."""
    places = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    found: dict[int, set[int]] = {}
    waiting: list[tuple[Object, Object | None]] = [(pdf.Root.StructTreeRoot.K[0], None)]
    while waiting:
        element, page = waiting.pop()
        page = element.get("/Pg", page)
        kids = element.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                assert page is not None
                found.setdefault(places[page.objgen], set()).add(kid)
            elif isinstance(kid, Dictionary) and kid.get("/Type") != Name.OBJR:
                waiting.append((kid, page))
    return found
