"""Pictures to try as logos, whole and broken."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, PngImagePlugin


def picture(
    size: tuple[int, int] = (240, 80), kind: str = "PNG", mode: str = "RGB", **options: Any
) -> bytes:
    """A small drawing of a door in two colors."""
    image = Image.new(mode, size)
    ImageDraw.Draw(image).rectangle((8, 8, size[0] // 2, size[1] - 8), fill="orange")
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def with_secret() -> bytes:
    """A PNG that tells more than it shows."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "taken at 38.62 north")
    return picture(pnginfo=told)
