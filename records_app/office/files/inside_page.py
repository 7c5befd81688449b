"""Drawing pages of files from strangers. Runs only within the limits of ``inside``."""

from __future__ import annotations

import io
import sys
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

LARGEST_PICTURE = 100_000_000  # pixels
PIXELS_SHOWN = 3_000_000
WIDEST_SHOWN = 1600
_SHARPEST = 4.0  # pixels for each point of a page


def answer(kind: str, number: str) -> bytes:
    """One page as a PNG. ``kind`` is pdf or picture."""
    return {"pdf": page_of_pdf, "picture": page_of_picture}[kind](int(number))


def page_of_pdf(number: int) -> bytes:
    """One page as a PNG."""
    page = pypdfium2.PdfDocument(sys.stdin.buffer)[number - 1]
    width, height = page.get_size()
    scale = min(
        _SHARPEST, WIDEST_SHOWN / max(width, 1), (PIXELS_SHOWN / max(width * height, 1)) ** 0.5
    )
    return _png(page.render(scale=scale).to_pil())


def page_of_picture(number: int) -> bytes:
    """A picture, or one page of a fax, as a PNG that fits on a screen."""
    Image.MAX_IMAGE_PIXELS = None
    picture: Any = Image.open(sys.stdin.buffer)
    if picture.format == "TIFF":
        picture.seek(number - 1)
    if picture.width * picture.height > LARGEST_PICTURE:
        raise ValueError("too large")
    picture = ImageOps.exif_transpose(picture)
    if picture.mode not in {"1", "L", "RGB", "RGBA"}:
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    picture.thumbnail((WIDEST_SHOWN, 4 * WIDEST_SHOWN))
    return _png(picture)


def _png(picture: Any) -> bytes:
    out = io.BytesIO()
    picture.info = {}
    picture.save(out, "PNG")
    return out.getvalue()
