"""Files as they come in with a request: good, odd, locked, damaged, and made to do things."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageDraw

from records_app.letters.bundle.facts import BundleItem, ItemKind
from records_app.letters.compose import compose
from records_app.letters.pdf import render_pdf
from tests.letters.riverbend import facts

DAY = date(2026, 11, 23)


def letter_pdf(**changes: Any) -> bytes:
    """A real letter of ours."""
    return render_pdf(compose(facts(**changes))).content


def text_pdf(*pages: str, size: tuple[int, int] = (612, 792), rotate: int = 0) -> bytes:
    """A PDF of somebody else with one line of large text on each page."""
    with Pdf.new() as pdf:
        for words in pages:
            pdf.add_blank_page(page_size=size)
            page = pdf.pages[-1]
            page.obj.Resources = Dictionary(
                Font=Dictionary(
                    F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
                )
            )
            # To the very edges, so that anything cut off or covered shows.
            frame = f"3 w 2 2 {size[0] - 4} {size[1] - 4} re S"
            text = f"BT /F1 24 Tf 40 {size[1] - 60} Td ({words}) Tj ET {frame}"
            page.obj.Contents = pdf.make_stream(text.encode())
            if rotate:
                page.rotate(rotate, relative=True)
        return saved(pdf)


def saved(pdf: Pdf, **options: Any) -> bytes:
    """The bytes of a PDF."""
    out = io.BytesIO()
    pdf.save(out, deterministic_id="encryption" not in options, **options)
    return out.getvalue()


def locked_pdf() -> bytes:
    """A PDF that nobody opens without its password."""
    with Pdf.open(io.BytesIO(text_pdf("Locked"))) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(owner="owner", user="secret"))


def damaged_pdf() -> bytes:
    """The first half of a PDF."""
    whole = text_pdf("Damaged")
    return whole[: len(whole) // 2]


def scripted_pdf() -> bytes:
    """A PDF that runs a script when it opens, starts a program on a click, and has a form."""
    with Pdf.open(io.BytesIO(text_pdf("With a script"))) as pdf:
        script = Dictionary(Type=Name.Action, S=Name.JavaScript, JS="app.alert('hello')")
        pdf.Root.OpenAction = script
        pdf.Root.Names = Dictionary(
            JavaScript=Dictionary(Names=Array(["first", pdf.make_indirect(script)]))
        )
        page = pdf.pages[0]
        page.obj.AA = Dictionary(O=script)
        launch = Dictionary(S=Name.Launch, F="calculator.exe")
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([40, 700, 200, 760]), A=launch
        )
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T="name",
                V="Typed into the form",
                DA="/Helv 12 Tf 0 g",
                Rect=Array([40, 600, 300, 630]),
                AA=Dictionary(K=script),
            )
        )
        page.obj.Annots = Array([pdf.make_indirect(link), field])
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.Root.AcroForm = Dictionary(
            Fields=Array([field]), DR=Dictionary(Font=Dictionary(Helv=font)), DA="/Helv 12 Tf 0 g"
        )
        return saved(pdf)


def layered_pdf() -> bytes:
    """A PDF with a hidden layer: viewers show "Seen" and never "Hidden"."""
    with Pdf.open(io.BytesIO(text_pdf("Seen"))) as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Hidden"))
        page = pdf.pages[0]
        page.obj.Resources.Properties = Dictionary(L1=layer)
        page.contents_add(b" /OC /L1 BDC BT /F1 60 Tf 40 300 Td (Hidden) Tj ET EMC")
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
        )
        return saved(pdf)


def picture(kind: str = "PNG", size: tuple[int, int] = (400, 300), mode: str = "RGB") -> bytes:
    """A picture with a red frame and a diagonal."""
    image = Image.new("RGB" if mode == "P" else mode, size, "white")
    pen = ImageDraw.Draw(image)
    ink = "red" if image.mode.startswith("RGB") else 0
    pen.rectangle((2, 2, size[0] - 3, size[1] - 3), outline=ink, width=4)
    pen.line((0, 0, *size), fill=ink, width=4)
    out = io.BytesIO()
    image.convert(mode).save(out, kind)
    return out.getvalue()


def fax(pages: int = 2) -> bytes:
    """A fax report: several pages in one TIFF."""
    images = [Image.new("1", (850, 1100), 1) for _ in range(pages)]
    for number, image in enumerate(images, 1):
        ImageDraw.Draw(image).text((100, 100), f"Fax page {number}", fill=0)
    out = io.BytesIO()
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:])
    return out.getvalue()


def item(
    folder: Path,
    name: str,
    content: bytes,
    *,
    kind: ItemKind = "reply",
    media_type: str = "application/pdf",
    title: str = "Reply",
    on: date = DAY,
) -> BundleItem:
    """An item whose bytes lie in ``folder`` under their hash."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = folder / sha256
    path.write_bytes(content)
    return BundleItem(kind, title, name, media_type, path, len(content), sha256, on)
