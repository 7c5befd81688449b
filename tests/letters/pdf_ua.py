"""Faults of a PDF for people who hear it: PDF/UA-1 (ISO 14289-1), the Matterhorn Protocol.

A checker made after veraPDF looks first; the second look is our own, with pikepdf, at what matters
most and at what no validator asks, such as bookmarks and lines at the foot that are read aloud.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import page as checker
from pikepdf import Array, Dictionary, Name, Pdf, parse_content_stream

PROFILE = checker.ValidationProfile.PDF_UA_1
NOT_CLAIMED = {"PDFUA1-ID-PART-001", "PDFUA1-ID-SCHEMA-001"}
_STANDARD = {
    *("Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "L", "LI", "Lbl", "LBody", "Span"),
    *("Link", "Figure", "Table", "THead", "TBody", "TR", "TH", "TD", "NonStruct"),
}
_INSIDE = {
    "L": {"LI", "L"},
    "LI": {"Lbl", "LBody"},
    "Table": {"THead", "TBody", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
}
_PAINTS = {"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh"}


@dataclass
class _Element:
    kind: str
    page: int | None
    marks: list[tuple[int, int]] = field(default_factory=list)
    kids: list[_Element] = field(default_factory=list)
    object: Any = None


def faults(content: bytes, *, claims: bool = True, bookmarks: bool = True) -> list[str]:
    """Everything that is wrong, in words. ``claims``: whether it says that it is PDF/UA.

    Without headings, as on a sheet of labels, there are no ``bookmarks``.
    """
    report = checker.validate_pdf_bytes(content, profile=PROFILE)
    assert report.rules.total > 100  # the rules that a PDF without forms and sounds has
    unclaimed = set() if claims else NOT_CLAIMED
    found = [
        f"{each.rule_id}: {each.message}"
        for each in report.failures
        if each.rule_id not in unclaimed
    ]
    with Pdf.open(io.BytesIO(content)) as pdf:
        with pdf.open_outline() as outline:
            if bool(outline.root) is not bookmarks:
                found.append("no bookmarks")
        return [*found, *_faults_of(pdf, claims=claims)]


def _faults_of(pdf: Pdf, *, claims: bool) -> Iterator[str]:
    root = pdf.Root
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not root.get("/MarkInfo", {}).get("/Marked") or root.MarkInfo.get("/Suspects"):
        yield "not marked as tagged, or suspect"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title is not shown"
    with pdf.open_metadata() as metadata:
        if not metadata.get("dc:title"):
            yield "no title"
        if (metadata.get("pdfuaid:part") == "1") is not claims:
            yield "claims what it is not, or not what it is"
    places = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    document = _element(root.StructTreeRoot.K[0], None, places)
    yield from _faults_of_tree(document)
    yield from _faults_of_headings(document)
    yield from _faults_of_marks(pdf, document)
    for page in pdf.pages:
        yield from _faults_of_fonts(page.get("/Resources", Dictionary()))
        if page.get("/Annots") is not None and page.get("/Tabs") != Name.S:
            yield "a page with links has no tab order"


def _element(node: Any, page: int | None, places: dict[tuple[int, int], int]) -> _Element:
    own = node.get("/Pg")
    page = places[own.objgen] if own is not None else page
    found = _Element(str(node.S)[1:], page, object=node)
    kids = node.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, int):
            assert page is not None
            found.marks.append((page, int(kid)))
        elif kid.get("/Type") != Name.OBJR:
            assert kid.P.objgen == node.objgen
            found.kids.append(_element(kid, page, places))
    return found


def _all(element: _Element) -> Iterator[_Element]:
    yield element
    for kid in element.kids:
        yield from _all(kid)


def _faults_of_tree(document: _Element) -> Iterator[str]:
    for each in _all(document):
        if each.kind not in _STANDARD:
            yield f"{each.kind} is no standard tag"
        allowed = _INSIDE.get(each.kind)
        if allowed and (each.marks or not {kid.kind for kid in each.kids} <= allowed):
            yield f"{each.kind} holds {[kid.kind for kid in each.kids]}"
        if each.kind in {"L", "LI", "Table", "TR"} and not each.kids:
            yield f"an empty {each.kind}"
        if each.kind == "Figure" and not str(each.object.get("/Alt", "")).strip():
            yield "a picture without words"
        if each.kind == "Table" and not any(cell.kind == "TH" for cell in _all(each)):
            yield "a table without headings"


def _faults_of_headings(document: _Element) -> Iterator[str]:
    level = 0
    for each in _all(document):
        if each.kind in {"H1", "H2", "H3"}:
            now = int(each.kind[1])
            if now > level + 1:
                yield f"{each.kind} follows a heading of level {level}"
            if not any(below.marks for below in _all(each)):
                yield f"an empty {each.kind}"
            level = now


def _faults_of_marks(pdf: Pdf, document: _Element) -> Iterator[str]:
    """Every mark on paper is told once, in the tree and in the list by pages, or is decoration."""
    told = [mark for each in _all(document) for mark in each.marks]
    if len(told) != len(set(told)):
        yield "a mark is told twice"
    parents = dict(_pairs(pdf.Root.StructTreeRoot.ParentTree))
    for number, page in enumerate(pdf.pages):
        drawn = set()
        for mark, painted in _sequences(page):
            if mark is None and painted:
                yield f"page {number + 1} draws what is neither text nor decoration"
            elif mark is not None and mark >= 0:
                drawn.add((number, mark))
        here = {mark for mark in told if mark[0] == number}
        if drawn != here:
            yield f"page {number + 1} has marks {sorted(drawn ^ here)} that nobody tells"
        if drawn:
            listed = parents[int(page.obj.StructParents)]
            for _, mark in drawn:
                if mark not in [int(k) for k in _marks_of(listed[mark])]:
                    yield f"page {number + 1}: the list by pages has another element for {mark}"


def _marks_of(node: Any) -> list[Any]:
    kids = node.get("/K", Array())
    return [k for k in (kids if isinstance(kids, Array) else [kids]) if isinstance(k, int)]


def _sequences(page: Any) -> Iterator[tuple[int | None, bool]]:
    """Each mark of a page; -1 is decoration, None what stands in no mark at all."""
    inside: list[int | None] = []
    for instruction in parse_content_stream(page):
        operator = str(instruction.operator)
        if operator == "BDC":
            properties = instruction.operands[1]
            known = isinstance(properties, Dictionary) and "/MCID" in properties
            artifact = instruction.operands[0] == Name.Artifact
            inside.append(int(properties.MCID) if known else -1 if artifact else None)
            if inside[-1] is not None:
                yield inside[-1], False
        elif operator == "BMC":
            inside.append(-1 if instruction.operands[0] == Name.Artifact else None)
        elif operator == "EMC":
            inside.pop()
        elif operator in _PAINTS and not any(mark is not None for mark in inside):
            yield None, True


def _faults_of_fonts(resources: Any) -> Iterator[str]:
    for font in resources.get("/Font", Dictionary()).values():
        if "/ToUnicode" not in font:
            yield "a font without its letters"
        inner = font.get("/DescendantFonts", [font])[0]
        descriptor = inner.get("/FontDescriptor", Dictionary())
        if not any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")):
            yield "a font that is not embedded"


def _pairs(tree: Any) -> Iterator[tuple[int, Any]]:
    for kid in tree.get("/Kids", ()):
        yield from _pairs(kid)
    nums = list(tree.get("/Nums", ()))
    for number, value in zip(nums[::2], nums[1::2], strict=True):
        yield int(number), value
