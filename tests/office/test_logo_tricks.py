"""Logos that are more or other than a picture: refused in words, or reduced to their pixels."""

from __future__ import annotations

import gzip
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageFile, PngImagePlugin

from records_app.office.logo import LogoTrouble, read_logo
from records_app.office.refusals import Refused
from tests.office.made_logos import picture

SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
OUTSIDE = b'<svg><image xlink:href="https://tracker.example/pixel.png"/></svg>'
START = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def with_chunk(name: bytes, data: bytes) -> bytes:
    """A whole PNG with one chunk more, after its head."""
    whole = picture()
    return whole[:33] + chunk(name, data) + whole[33:]


def wrong_sum() -> bytes:
    whole = bytearray(picture())
    whole[30] ^= 0xFF  # inside the sum of the head
    return bytes(whole)


def too_few_pixels() -> bytes:
    head = struct.pack(">IIBBBBB", 300, 300, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 50)
    return START + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def bomb_in_text() -> bytes:
    """A few kilobytes of text that unpack to 60 million."""
    return with_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 60_000_000, 9))


def moving() -> bytes:
    written = BytesIO()
    frames = [Image.new("RGB", (60, 60), color) for color in ("red", "blue")]
    frames[0].save(written, "PNG", save_all=True, append_images=frames[1:])
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (SCRIPT, LogoTrouble.DRAWING),
        (OUTSIDE, LogoTrouble.DRAWING),
        (b"\xef\xbb\xbf \n<!-- door -->" + SCRIPT, LogoTrouble.DRAWING),
        (b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]>' + SCRIPT, LogoTrouble.DRAWING),
        (b"<!-- " + b"x" * 5000 + b" -->" + SCRIPT, LogoTrouble.OTHER_KIND),
        (gzip.compress(SCRIPT, mtime=0), LogoTrouble.OTHER_KIND),
        (SCRIPT.decode().encode("utf-16"), LogoTrouble.OTHER_KIND),
        (b"RIFF\x10\0\0\0WEBPVP8 ", LogoTrouble.OTHER_KIND),
        (b"\0\0\x01\0" + b"\0" * 40, LogoTrouble.OTHER_KIND),
        (b"II*\0" + b"\0" * 40, LogoTrouble.OTHER_KIND),
        (START + SCRIPT, LogoTrouble.BROKEN),
        (b"\xff\xd8\xff\xe0" + SCRIPT, LogoTrouble.BROKEN),
        (wrong_sum(), LogoTrouble.BROKEN),
        (too_few_pixels(), LogoTrouble.BROKEN),
        (bomb_in_text(), LogoTrouble.BROKEN),
        (picture()[:-20], LogoTrouble.BROKEN),
        (picture(kind="JPEG")[:-200], LogoTrouble.BROKEN),
    ],
)
def test_it_is_refused_with_a_clear_word_and_what_is_no_picture_is_never_opened(
    content: bytes, why: LogoTrouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As it is as soon as the first letter has been printed.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    opened: list[object] = []
    really = Image.open
    monkeypatch.setattr(
        Image, "open", lambda stream, **more: opened.append(stream) or really(stream, **more)
    )
    with pytest.raises(Refused) as refused:
        read_logo(content)
    assert [each.field for each in refused.value.errors] == [why.value]
    assert bool(opened) is (why is LogoTrouble.BROKEN)


def told_more() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>Zebrafinch</x:xmpmeta>")
    return picture(pnginfo=told, icc_profile=b"Zebrafinch" * 20)


def from_a_camera() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "Zebrafinch"
    exif[0x0112] = 6  # lies on its side
    return picture((200, 100), kind="JPEG", exif=exif)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (picture() + SCRIPT.replace(b"alert", b"Zebrafinch") + START[-4:], (240, 80)),
        (with_chunk(b"tEXt", b"Comment\0Zebrafinch"), (240, 80)),
        (told_more(), (240, 80)),
        (from_a_camera(), (100, 200)),
        (picture(mode="CMYK", kind="JPEG"), (240, 80)),
        (picture(mode="1"), (240, 80)),
        (picture(mode="LA"), (240, 80)),
        (picture(mode="P"), (240, 80)),
        (moving(), (60, 60)),
    ],
)
def test_nothing_but_its_pixels_stays(content: bytes, size: tuple[int, int]) -> None:
    kept = read_logo(content)
    assert (kept.width, kept.height) == size
    assert b"Zebrafinch" not in kept.content
    assert b"script" not in kept.content
    with Image.open(BytesIO(kept.content)) as again:
        assert (again.format, getattr(again, "n_frames", 1), again.info) == ("PNG", 1, {})
