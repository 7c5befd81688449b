"""Files attached to a PDF byte for byte."""

from __future__ import annotations

from collections.abc import Iterable

from pikepdf import Dictionary, Name, NameTree, Pdf, String

from records_app.letters.bundle.facts import BundleItem


def attach(pdf: Pdf, items: Iterable[tuple[str, BundleItem]]) -> None:
    """Attach each item under its name. Their bytes stay in memory until ``pdf`` is saved."""
    tree = NameTree.new(pdf)
    for number, (name, item) in enumerate(items, 1):
        content = pdf.make_stream(
            item.path.read_bytes(),
            Type=Name.EmbeddedFile,
            Subtype=Name("/" + item.media_type),
            Params=Dictionary(Size=item.size),
        )
        tree[name] = pdf.make_indirect(
            Dictionary(
                Type=Name.Filespec,
                F=String(name),
                UF=String(name),
                EF=Dictionary(F=content, UF=content),
                Desc=String(f"Item {number}. SHA-256 {item.sha256}"),
                AFRelationship=Name.Source,
            )
        )
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = tree.obj
