"""Pages for the bundle: the page of somebody's file or a picture, set above the line we add."""

from __future__ import annotations

from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Rectangle, Stream

LETTER = (612.0, 792.0)
# What stays free at the bottom for our line, and at the other sides so that printers reach all.
STRIP = 48.0
EDGE = 14.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A page size in points, upright or on its side, and where a picture of it may stand."""

    width: float
    height: float

    @property
    def room(self) -> Rectangle:
        """The part of the page above our line."""
        return Rectangle(EDGE, STRIP, self.width - EDGE, self.height - EDGE)


def frame_for(width: float, height: float) -> Frame:
    """The paper for something of this size: US Letter, on its side for what is wide."""
    return Frame(*(LETTER if width <= height else LETTER[::-1]))


def blank_page(pdf: Pdf, frame: Frame) -> Page:
    """A new last page of ``pdf``."""
    pdf.add_blank_page(page_size=(frame.width, frame.height))
    return pdf.pages[-1]


def place(pdf: Pdf, page: Page, drawn: Object, frame: Frame) -> None:
    """Draw a form on a page as large as its room allows, never larger than it is.

    It becomes the marked content 0 of the page: see ``tags``.
    """
    placed = page.calc_form_xobject_placement(
        drawn,
        Name.Shown,
        frame.room,
        invert_transformations=False,
        allow_shrink=True,
        allow_expand=False,
    )
    page.obj.Resources = Dictionary(XObject=Dictionary(Shown=drawn))
    page.obj.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC\n" + placed + b"\nEMC\n")


def picture_form(pdf: Pdf, image: Stream, width: float, height: float) -> Object:
    """A picture as a form of the size ``width`` by ``height`` in points."""
    form = pdf.make_stream(f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Picture Do Q".encode())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([0, 0, width, height])
    form.Resources = Dictionary(XObject=Dictionary(Picture=image))
    return form
