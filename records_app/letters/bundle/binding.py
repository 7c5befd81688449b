"""Puts the bundle together: pages in order, our line on each, bookmarks, links, files attached."""

from __future__ import annotations

import io
from contextlib import ExitStack

from pikepdf import Array, Dictionary, Name, OutlineItem, Page, Pdf

from records_app.letters.bundle.attached import attach
from records_app.letters.bundle.facts import KIND_TITLES, KINDS, BundleFacts, Job
from records_app.letters.bundle.names import safe_name
from records_app.letters.bundle.paper import (
    FRONT,
    LAST,
    SECTION_TITLES,
    Paper,
    lay_out,
    lines_at_the_bottom,
    sheet_of,
)
from records_app.letters.bundle.parts import MOST_PAGES, Part, part_of
from records_app.letters.bundle.tags import Structure

_LINE_FROM_BELOW = 16.2
_LINK = "item:"


def bind(job: Job) -> None:
    """Make the PDF of a job. Raises ``PdfNotPossible`` and what the files system raises."""
    facts, parts = job.facts, _parts(job)
    paper = lay_out(facts, parts)
    with ExitStack() as open_files:
        pdf = open_files.enter_context(Pdf.open(io.BytesIO(paper.content)))
        open_files.enter_context(_weave(pdf, facts, parts, paper))
        _number_pages(pdf, job, paper, open_files)
        _lead_links(pdf, paper)
        _bookmark(pdf, facts, paper)
        _describe(pdf)
        attach(
            pdf,
            ((safe_name(number, item), item) for number, item in enumerate(facts.items, 1)),
        )
        pdf.save(job.pdf, compress_streams=False, deterministic_id=True)


def _parts(job: Job) -> list[Part]:
    parts: list[Part] = []
    left = MOST_PAGES
    for number, item in enumerate(job.facts.items, 1):
        parts.append(part_of(item, job.scratch / f"part-{number}.pdf", left))
        left = max(0, left - parts[-1].pages)
    return parts


def _weave(pdf: Pdf, facts: BundleFacts, parts: list[Part], paper: Paper) -> ExitStack:
    """Put the pages of every item where they belong; what is given must be closed in the end."""
    structure = Structure(pdf, paper.own)
    for name in FRONT:
        structure.section(name)
    opened = ExitStack()
    for number, (item, part) in enumerate(zip(facts.items, parts, strict=True), 1):
        place = paper.plan.items[number].first - 1
        if not part.as_sent:
            structure.section(sheet_of(number))
            place += dict(paper.own)[sheet_of(number)]
        if part.path is None:
            continue
        theirs = opened.enter_context(Pdf.open(part.path))
        added = _insert(pdf, place, theirs)
        if part.as_sent:
            structure.letter(item.title, added, theirs)
            continue
        for offset, page in enumerate(added, 1):
            words = f"Item {number}, page {offset} of {part.pages}, as it came"
            picture = item.media_type != "application/pdf"
            structure.page(sheet_of(number), page, words, picture=picture)
    structure.section(LAST)
    structure.finish()
    return opened


def _insert(pdf: Pdf, place: int, theirs: Pdf) -> list[Page]:
    for offset, page in enumerate(theirs.pages):
        pdf.pages.insert(place + offset, page)
    return [pdf.pages[place + offset] for offset in range(len(theirs.pages))]


def _number_pages(pdf: Pdf, job: Job, paper: Paper, open_files: ExitStack) -> None:
    total = len(pdf.pages)
    owners = {
        page: f" · Item {number}"
        for number, pages in paper.plan.items.items()
        for page in range(pages.first, pages.last + 1)
    }
    lines = [
        (
            f"{job.facts.number}{owners.get(place, '')}",
            f"Bundle page {place} of {total}",
            float(page.mediabox[2]) > float(page.mediabox[3]),
        )
        for place, page in enumerate(pdf.pages, 1)
    ]
    path = job.scratch / "lines.pdf"
    lines_at_the_bottom(lines, path)
    strips = open_files.enter_context(Pdf.open(path))
    for page, strip in zip(pdf.pages, strips.pages, strict=True):
        _draw_line(pdf, page, strip)


def _draw_line(pdf: Pdf, page: Page, strip: Page) -> None:
    """Our line in the bottom margin, marked as no part of what the page says."""
    drawn = pdf.copy_foreign(strip.as_form_xobject())
    # Pages may share their resources, so this page gets its own list of them.
    resources = Dictionary(dict(page.resources))
    shown = resources.get("/XObject")
    drawings = {} if shown is None else dict(shown)
    resources.XObject = Dictionary({**drawings, "/BundleLine": drawn})
    page.obj.Resources = resources
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(
        b"\nQ\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n"
        + f"q 1 0 0 1 0 {_LINE_FROM_BELOW} cm /BundleLine Do Q\nEMC\n".encode()
    )


def _lead_links(pdf: Pdf, paper: Paper) -> None:
    """The links of the index and the chronology lead to the pages of the items."""
    for page in pdf.pages:
        for link in page.obj.get("/Annots", ()):
            target = str(link.get("/A", Dictionary()).get("/URI", ""))
            if not target.startswith(_LINK):
                continue
            number = int(target.removeprefix(_LINK))
            there = pdf.pages[paper.plan.items[number].first - 1]
            del link["/A"]
            link.Dest = Array([there.obj, Name.Fit])
            link.Contents = f"Go to item {number}"


def _bookmark(pdf: Pdf, facts: BundleFacts, paper: Paper) -> None:
    plan = paper.plan
    with pdf.open_outline() as outline:
        outline.root.clear()
        for name in FRONT:
            part = OutlineItem(SECTION_TITLES[name], plan.sections[name].first - 1)
            if name == "deadlines":
                part.children.extend(
                    OutlineItem(deadline.title, page - 1)
                    for deadline, page in zip(facts.deadlines, paper.deadlines, strict=True)
                )
            outline.root.append(part)
        numbered = list(enumerate(facts.items, 1))
        for kind in KINDS:
            items = [(number, item) for number, item in numbered if item.kind == kind]
            if not items:
                continue
            group = OutlineItem(KIND_TITLES[kind], plan.items[items[0][0]].first - 1)
            for number, item in items:
                title = f"Item {number}: {item.title}"
                group.children.append(OutlineItem(title, plan.items[number].first - 1))
            outline.root.append(group)
        outline.root.append(OutlineItem(SECTION_TITLES[LAST], plan.sections[LAST].first - 1))


def _describe(pdf: Pdf) -> None:
    """Only our own pages and letters were made to a standard, so the bundle claims none."""
    pdf.Root.PageMode = Name.UseOutlines
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key in [key for key in metadata if "pdfua" in key]:
            del metadata[key]
