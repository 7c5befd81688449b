"""The line at the foot of each page is no part of the text: a screen reader must not read it.

WeasyPrint marks what stands in the margin as text and hangs it nowhere in the tree of tags, as
neither text nor decoration. PDF/UA-1 (ISO 14289-1, 7.8) wants it as an artifact of pagination.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def lines_as_artifacts(_document: object, pdf: Any) -> None:
    """Mark what the tree of tags does not reach as artifacts of pagination.

    ``pdf`` is the pydyf PDF before it is written; WeasyPrint calls this as its ``finisher``.
    """
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    told = set(_elements(pdf, root))
    numbers = _at(pdf, root["ParentTree"])["Nums"]
    for page, elements in zip(pdf.page_references, numbers[1::2], strict=False):
        untold = {mcid for mcid, element in enumerate(elements) if _number(element) not in told}
        if untold:
            _mark(_at(pdf, _at(pdf, page)["Contents"]).stream, untold, type(root))
            for mcid in untold:
                _at(pdf, elements[mcid]).clear()
                elements[mcid] = "null"


def _mark(stream: list[Any], untold: set[int], dictionary: type[Any]) -> None:
    for place, operator in enumerate(stream):
        if operator == b"BDC" and stream[place - 1].get("MCID") in untold:
            stream[place - 2] = "/Artifact"
            stream[place - 1] = dictionary({"Type": "/Pagination"})


def _elements(pdf: Any, element: Any) -> Iterator[int]:
    """The numbers of all elements below one."""
    for kid in element.get("K", ()):
        if isinstance(kid, bytes):
            yield _number(kid)
            yield from _elements(pdf, _at(pdf, kid))


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[_number(reference)]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
