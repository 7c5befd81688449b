"""Files attached to a PDF byte for byte, without holding them in memory one beside the other."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from pikepdf import Dictionary, Name, NameTree, Object, Pdf, String

from records_app.letters.bundle.facts import BundleItem


def attach(pdf: Pdf, items: Iterable[tuple[str, BundleItem, Path]]) -> list[Pdf]:
    """Attach each item under its name; the path is where a copy may be made.

    Gives the PDFs that the content is read from when ``pdf`` is saved: keep them open until then.
    """
    tree = NameTree.new(pdf)
    sources = []
    for number, (name, item, scratch) in enumerate(items, 1):
        source = Pdf.open(_wrapped(item.path, item.size, scratch))
        sources.append(source)
        content = pdf.copy_foreign(source.Root.Content)
        content.Type = Name.EmbeddedFile
        content.Subtype = Name("/" + item.media_type)
        content.Params = Dictionary(Size=item.size)
        tree[name] = _specification(pdf, name, number, item, content)
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = tree.obj
    return sources


def _specification(pdf: Pdf, name: str, number: int, item: BundleItem, content: Object) -> Object:
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(name),
            UF=String(name),
            EF=Dictionary(F=content, UF=content),
            Desc=String(f"Item {number}. SHA-256 {item.sha256}"),
            AFRelationship=Name.Source,
        )
    )


def _wrapped(path: Path, size: int, scratch: Path) -> Path:
    """A PDF that holds nothing but the file, so that its bytes are read only while saving."""
    head = b"%PDF-1.7\n"
    catalog = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/Content 3 0 R>>\nendobj\n"
    pages = b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    stream = f"3 0 obj\n<</Length {size}>>\nstream\n".encode()
    tail = b"\nendstream\nendobj\n"
    places = [len(head), len(head) + len(catalog), len(head) + len(catalog) + len(pages)]
    end = places[-1] + len(stream) + size + len(tail)
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(
        b"%010d 00000 n \n" % at for at in places
    )
    trailer = b"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % end
    with scratch.open("wb") as out, path.open("rb") as content:
        out.write(head + catalog + pages + stream)
        shutil.copyfileobj(content, out, 1 << 20)
        out.write(tail + table + trailer)
    return scratch
