"""Pictures as pages: photographs, scans and faxes, and pages that must be drawn as pictures."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from pikepdf import Name, Pdf, Stream
from PIL import Image, ImageFile, ImageOps, ImageSequence

from records_app.letters.bundle.frames import blank_page, frame_for, picture_form, place

PICTURE_TYPES = frozenset(
    {"image/jpeg", "image/png", "image/gif", "image/tiff", "image/webp", "image/bmp"}
)
MOST_DOTS = 120_000_000
_FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP")
_LONGEST_SIDE = 2200  # two hundred dots an inch over the length of the paper
_FEW_DOTS = 4_000_000  # so many may be stored without loss
_DRAWN_DOTS_AN_INCH = 150


class CannotBeShown(Exception):
    """The file cannot be put on pages; the message is a sentence that says why."""


def add_pictures(pdf: Pdf, source: Path, most: int) -> int:
    """Add a page for each picture in a file; gives how many. Raises ``CannotBeShown``."""
    Image.MAX_IMAGE_PIXELS = MOST_DOTS
    # WeasyPrint turns this on for itself: half a picture would be shown as a whole one.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(source, formats=_FORMATS) as image:
            count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
            if count > most:
                raise CannotBeShown(f"It has {count:,} pages, too many to show here.")
            if image.width * image.height > MOST_DOTS:
                raise CannotBeShown("The picture is too large to show here.")
            for number, one in enumerate(ImageSequence.Iterator(image)):
                if number == count:
                    break
                _add(pdf, one, lossless=image.format not in ("JPEG", "WEBP", "BMP"))
            return int(count)
    except CannotBeShown:
        raise
    except Exception as error:
        raise CannotBeShown("The picture is damaged, so it cannot be shown here.") from error


def add_drawn_pages(pdf: Pdf, source: Path, most: int) -> int:
    """Add the pages of a PDF as pictures, as a viewer shows them. Raises ``CannotBeShown``."""
    try:
        document = pypdfium2.PdfDocument(source)
        try:
            count = len(document)
            if count > most:
                raise CannotBeShown(f"It has {count:,} pages, too many to show here.")
            for picture in _drawn(document):
                _add(pdf, picture, lossless=False, dots_an_inch=_DRAWN_DOTS_AN_INCH)
            return count
        finally:
            document.close()
    except CannotBeShown:
        raise
    except Exception as error:
        raise CannotBeShown("The file is damaged, so its pages cannot be shown here.") from error


def _drawn(document: Any) -> Iterator[Image.Image]:
    for page in document:
        width, height = page.get_size()
        scale = min(_DRAWN_DOTS_AN_INCH / 72, _LONGEST_SIDE / max(width, height, 1))
        yield page.render(scale=scale).to_pil()
        page.close()


def _add(pdf: Pdf, picture: Image.Image, *, lossless: bool, dots_an_inch: int = 0) -> None:
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    flat = _on_white(upright)
    stored = _lossless if lossless and flat.width * flat.height <= _FEW_DOTS else _jpeg
    frame = frame_for(flat.width, flat.height)
    room = frame.room
    points = 72 / dots_an_inch if dots_an_inch else 1.0
    if not dots_an_inch:
        # A photograph says nothing reliable about its size: as large as the page allows, but
        # small ones stay sharp.
        fit = min(room.width / flat.width, room.height / flat.height)
        points = min(fit, 1.0)
    page = blank_page(pdf, frame)
    form = picture_form(pdf, stored(pdf, flat), flat.width * points, flat.height * points)
    place(pdf, page, form, frame)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("L", "RGB"):
        return picture.copy()
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode in ("CMYK", "YCbCr", "LAB", "HSV", "F", "I", "I;16"):
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    paper = Image.new("RGB", clear.size, "white")
    paper.paste(clear, mask=clear.getchannel("A"))
    return paper


def _jpeg(pdf: Pdf, picture: Image.Image) -> Stream:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return _image(pdf, picture, out.getvalue(), Name.DCTDecode)


def _lossless(pdf: Pdf, picture: Image.Image) -> Stream:
    return _image(pdf, picture, zlib.compress(picture.tobytes(), 6), Name.FlateDecode)


def _image(pdf: Pdf, picture: Image.Image, content: bytes, how: Name) -> Stream:
    gray = picture.mode == "L"
    return pdf.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceGray if gray else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=how,
    )
