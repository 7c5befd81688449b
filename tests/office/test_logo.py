"""The logo of the office: what is taken, what is refused and why, and what becomes of letters."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from records_app.office.logo import (
    LARGEST,
    LogoTrouble,
    change_logo,
    logo_key,
    logo_picture,
    read_logo,
    remove_logo,
)
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store
from tests.office.cast import NOW, Cast
from tests.office.made_logos import picture, with_secret


@pytest.mark.parametrize(
    "content",
    [
        picture(),
        picture(kind="JPEG"),
        picture(mode="RGBA"),
        picture(mode="L"),
        picture((1200, 900)),
        picture((24, 24)),
        with_secret(),
    ],
)
def test_pictures_are_written_anew_small_and_without_anything_else(content: bytes) -> None:
    kept = read_logo(content)
    assert kept.width <= 720
    assert kept.height <= 288
    with Image.open(BytesIO(kept.content)) as read:
        assert (read.format, read.size, read.info) == ("PNG", (kept.width, kept.height), {})
    assert b"north" not in kept.content
    assert kept == read_logo(content)


def huge_png(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", LogoTrouble.MISSING),
        (b"\x89PNG\r\n\x1a\n" + b"0" * LARGEST, LogoTrouble.TOO_LARGE),
        (b"x" * (50 * 1024 * 1024), LogoTrouble.TOO_LARGE),
        (b"<svg><script>alert(1)</script></svg>", LogoTrouble.DRAWING),
        (
            b'<?xml version="1.0"?>\n<SVG><image href="http://x.example/a.png"/>',
            LogoTrouble.DRAWING,
        ),
        (b"GIF89a" + b"0" * 50, LogoTrouble.OTHER_KIND),
        (b"%PDF-1.7", LogoTrouble.OTHER_KIND),
        (b"<html>", LogoTrouble.OTHER_KIND),
        (picture()[:200], LogoTrouble.BROKEN),
        (picture(kind="JPEG")[:300], LogoTrouble.BROKEN),
        (b"\x89PNG\r\n\x1a\n", LogoTrouble.BROKEN),
        (b"\xff\xd8\xff" + b"\x00" * 40, LogoTrouble.BROKEN),
        (picture((23, 80)), LogoTrouble.SIZE),
        (picture((80, 4001)), LogoTrouble.SIZE),
        (huge_png(30_000, 30_000), LogoTrouble.SIZE),
    ],
)
def test_what_is_no_logo_is_refused_with_a_clear_word(content: bytes, why: LogoTrouble) -> None:
    with pytest.raises(Refused) as refused:
        read_logo(content)
    assert [(each.field, each.message) for each in refused.value.errors] == [(why.value, why.words)]


def test_an_admin_changes_it_and_takes_it_off(store: Store, cast: Cast) -> None:
    assert logo_key(store, cast.vera) == ""
    with pytest.raises(NotFound):
        logo_picture(store, cast.vera)
    change_logo(store, cast.ada, picture(), now=NOW)
    first = logo_key(store, cast.vera)
    assert logo_picture(store, cast.vera) == read_logo(picture()).content
    with pytest.raises(Refused):
        change_logo(store, cast.ada, b"<svg/>", now=NOW)
    assert logo_key(store, cast.vera) == first
    change_logo(store, cast.ada, picture((90, 90)), now=NOW)
    assert logo_key(store, cast.vera) not in ("", first)
    remove_logo(store, cast.ada)
    remove_logo(store, cast.ada)
    assert logo_key(store, cast.vera) == ""


@pytest.mark.parametrize("who", ["alice", "bob", "vera"])
def test_nobody_else_does(store: Store, cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    with pytest.raises(NotAllowed):
        change_logo(store, actor, picture(), now=NOW)
    with pytest.raises(NotAllowed):
        remove_logo(store, actor)
    assert logo_key(store, actor) == ""
