"""The logo on the letterhead: taken as PNG or JPEG, and written anew so that only pixels stay."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from PIL import Image, ImageFile, ImageOps

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.letters.request_form import FieldError
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.tables_wording import OfficeLogo
from records_app.store.wording import logo_row

LARGEST = 2 * 1024 * 1024
MOST_PIXELS = 4000
FEWEST_PIXELS = 24
_KEPT_SIZE = (720, 288)  # 18 mm high at 400 dots an inch
_SMALL = 100_000
_KINDS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


class LogoTrouble(StrEnum):
    """Why a picture is not taken as logo."""

    MISSING = "missing"
    TOO_LARGE = "too-large"
    DRAWING = "drawing"
    OTHER_KIND = "other-kind"
    BROKEN = "broken"
    SIZE = "size"

    @property
    def words(self) -> str:
        """One sentence for the person who chose it."""
        return _WORDS[self]


_WORDS = {
    LogoTrouble.MISSING: "Choose a picture first.",
    LogoTrouble.TOO_LARGE: "This picture is larger than 2 MB. Save it smaller, then try again.",
    LogoTrouble.DRAWING: (
        "This is an SVG drawing, which can hold scripts and pictures from elsewhere. Save it as "
        "PNG, then try again."
    ),
    LogoTrouble.OTHER_KIND: "This is no PNG and no JPEG. Save it as one of them, then try again.",
    LogoTrouble.BROKEN: "This picture is damaged or not whole. Save it anew, then try again.",
    LogoTrouble.SIZE: (
        f"A logo has from {FEWEST_PIXELS} to {MOST_PIXELS:,} pixels on each side. Save it in "
        "another size, then try again."
    ),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo as it is kept: a PNG without anything but its pixels."""

    content: bytes = field(repr=False)
    width: int
    height: int


def read_logo(content: bytes) -> Picture:
    """Look at what was uploaded, by its content alone. Raises ``Refused`` with what is wrong."""
    if not content:
        raise _refused(LogoTrouble.MISSING)
    if len(content) > LARGEST:
        raise _refused(LogoTrouble.TOO_LARGE)
    kind = next((name for start, name in _KINDS.items() if content.startswith(start)), "")
    if not kind:
        is_drawing = b"<svg" in content[:4096].lower()
        raise _refused(LogoTrouble.DRAWING if is_drawing else LogoTrouble.OTHER_KIND)
    # WeasyPrint turns this on for itself: half a picture would be taken as a whole one.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(BytesIO(content), formats=(kind,)) as found:
            # The size stands at the beginning: nothing is unpacked before it is known.
            if not all(FEWEST_PIXELS <= side <= MOST_PIXELS for side in found.size):
                raise _refused(LogoTrouble.SIZE)
            if (b"IEND" if kind == "PNG" else b"\xff\xd9") not in content[-4096:]:
                raise _refused(LogoTrouble.BROKEN)
            return _written_anew(found)
    except Image.DecompressionBombError as error:
        raise _refused(LogoTrouble.SIZE) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise _refused(LogoTrouble.BROKEN) from error


def _written_anew(found: Image.Image) -> Picture:
    found.load()
    turned = ImageOps.exif_transpose(found).convert("RGBA")
    paper = Image.new("RGBA", turned.size, "white")
    paper.alpha_composite(turned)
    picture = paper.convert("RGB")
    picture.thumbnail(_KEPT_SIZE, Image.Resampling.LANCZOS)
    content = _as_png(picture)
    if len(content) > _SMALL:  # a photo; it goes into every letter
        content = _as_png(picture.quantize(256))
    return Picture(content, *picture.size)


def _as_png(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def change_logo(store: Store, actor: Actor, content: bytes, *, now: datetime) -> None:
    """Put a picture on the letterhead of new letters. Old letters stay as they are."""
    _allow(actor)
    picture = read_logo(content)
    with store.transaction() as session:
        row = logo_row(session, lock=True)
        if row is None:
            row = OfficeLogo(
                content=b"",
                sha256="",
                width=0,
                height=0,
                changed_at=now,
                changed_by_id=actor.id,
            )
        row.content, row.width, row.height = picture.content, picture.width, picture.height
        row.sha256 = hashlib.sha256(picture.content).hexdigest()
        row.changed_at, row.changed_by_id = now, actor.id
        session.add(row)


def remove_logo(store: Store, actor: Actor) -> None:
    """Take the logo off the letterhead of new letters."""
    _allow(actor)
    with store.transaction() as session:
        row = logo_row(session, lock=True)
        if row is not None:
            session.delete(row)


def logo_picture(store: Store, actor: Actor) -> bytes:
    """The logo as PNG. Raises ``NotFound`` if there is none."""
    if not may(actor, Permission.SEE):
        raise NotAllowed(Permission.SEE.value)
    with store.reading() as session:
        row = logo_row(session)
        if row is None:
            raise NotFound("logo")
        return row.content


def logo_key(store: Store, actor: Actor) -> str:
    """Stands for the logo as it is now, for its address; empty if there is none."""
    if not may(actor, Permission.SEE):
        raise NotAllowed(Permission.SEE.value)
    with store.reading() as session:
        row = logo_row(session)
        return row.sha256[:12] if row else ""


def _allow(actor: Actor) -> None:
    if not may(actor, Permission.MANAGE_OFFICE):
        raise NotAllowed(Permission.MANAGE_OFFICE.value)


def _refused(why: LogoTrouble) -> Refused:
    return Refused((FieldError(why.value, "Logo", why.words),))
