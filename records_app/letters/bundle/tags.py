"""Structure of the bundle for people who hear it: letters keep their tags, files get plain ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String


class Structure:
    """The structure tree of our own pages, into which the parts are woven in reading order.

    ``sections`` names each of ours, with how many elements of the tree it has.
    """

    def __init__(self, pdf: Pdf, sections: Iterable[tuple[str, int]]) -> None:
        self._pdf = pdf
        self._root = pdf.Root.StructTreeRoot
        kids = self._root.K
        self._document = kids[0] if isinstance(kids, Array) else kids
        self._numbers = dict(_pairs(self._root.ParentTree))
        self._next = max(self._numbers, default=-1) + 1
        # A section of several pages has one element for each of them.
        own = iter(self._document.K)
        self._sections = {name: list(islice(own, pages)) for name, pages in sections}
        self._order: list[Object] = []

    def section(self, name: str) -> None:
        """One of our own sections comes next."""
        self._order.extend(self._sections[name])

    def letter(self, title: str, pages: list[Page], theirs: Pdf) -> None:
        """A letter of ours comes next, with the tags it was made with."""
        root = self._pdf.copy_foreign(theirs.Root.StructTreeRoot)
        kids = root.K
        document = kids[0] if isinstance(kids, Array) else kids
        document.S = Name.Part
        document.T = String(title)
        document.P = self._document
        first = self._next
        for number, parents in _pairs(root.ParentTree):
            self._numbers[first + number] = parents
            self._next = max(self._next, first + number + 1)
        for page in pages:
            if "/StructParents" in page.obj:
                page.obj.StructParents = first + int(page.obj.StructParents)
        self._order.append(document)

    def page(self, section: str, page: Page, words: str, *, picture: bool) -> None:
        """A page of a file: its marked content 0 follows what its section holds so far."""
        parent = self._sections[section][-1]
        element = self._pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem,
                S=Name.Figure if picture else Name.P,
                P=parent,
                Pg=page.obj,
                K=0,
            )
        )
        if picture:
            element.Alt = String(words)
        else:
            element.T = String(words)
        parent.K.append(element)
        page.obj.StructParents = self._next
        page.obj.Tabs = Name.S
        self._numbers[self._next] = Array([element])
        self._next += 1

    def finish(self) -> None:
        """Write the tree back in the order in which parts were named."""
        self._document.K = Array(self._order)
        flat = [
            part for number in sorted(self._numbers) for part in (number, self._numbers[number])
        ]
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(flat)))
        self._root.ParentTreeNextKey = self._next


def _pairs(tree: Object) -> Iterator[tuple[int, Object]]:
    """What a number tree holds, in order."""
    for kid in tree.get("/Kids", ()):
        yield from _pairs(kid)
    nums = list(tree.get("/Nums", ()))
    for number, value in zip(nums[::2], nums[1::2], strict=True):
        yield int(number), value
