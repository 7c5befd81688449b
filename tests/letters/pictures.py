"""Letters as pictures: the first page in gray at 60 dots an inch, compared with a tolerance."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from syrupy.extensions.image import PNGImageSnapshotExtension

DOTS = 60
_DARKER = 60  # of 255: what a blurred dot may differ by, with another version of the font
_SHARE = 0.002  # of all dots may differ more


def page_picture(content: bytes) -> bytes:
    """The first page as a PNG."""
    page = pypdfium2.PdfDocument(content)[0]
    picture = page.render(scale=DOTS / 72, grayscale=True).to_pil().convert("L")
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


class Picture(PNGImageSnapshotExtension):
    """A stored picture that matches when hardly any dot differs much."""

    @staticmethod
    def alike(one: bytes, other: bytes) -> bool:
        first, second = (_blurred(content) for content in (one, other))
        if first.size != second.size:
            return False
        different = ImageChops.difference(first, second)
        more = sum(different.histogram()[_DARKER:])
        return more <= _SHARE * first.width * first.height

    def matches(self, *, serialized_data: bytes, snapshot_data: bytes) -> bool:  # type: ignore[override]
        return self.alike(serialized_data, snapshot_data)


def _blurred(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("L").filter(ImageFilter.GaussianBlur(1))
