"""Names of files: safe ones for attachments and the ZIP, readable ones for paper."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from records_app.letters.bundle.facts import BundleItem

_UNSAFE = re.compile("[^A-Za-z0-9]+")
_LONGEST = 60
# A name with such an ending starts a program when somebody clicks on it.
_KNOWN_ENDINGS = frozenset(
    (
        *("pdf", "png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "bmp", "heic"),
        *("txt", "csv", "eml", "msg", "htm", "html", "xml", "json", "rtf", "md", "ics"),
        *("doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "zip"),
        *("mp3", "m4a", "wav", "mp4", "mov", "avi", "mbox"),
    )
)


def safe_name(number: int, item: BundleItem) -> str:
    """``item-03-reply-of-the-clerk.pdf``: ASCII, unique in a bundle, and nothing runs on a click.

    An ending that is not known becomes part of the name, and ``.bin`` follows.
    """
    flat = unicodedata.normalize("NFKD", item.name.replace("\\", "/").rsplit("/", 1)[-1])
    ascii_name = flat.encode("ascii", "ignore").decode()
    ending = PurePosixPath(ascii_name).suffix.lower().removeprefix(".")
    known = ending in _KNOWN_ENDINGS
    stem = ascii_name[: -len(ending) - 1] if known else ascii_name
    words = _UNSAFE.sub("-", stem).strip("-")[:_LONGEST].strip("-") or "file"
    return f"item-{number:02d}-{words}.{ending if known else 'bin'}"


def shown_name(name: str) -> str:
    """A name as it may be printed: what cannot be seen is spelled out, such as ``‹U+202E›``."""
    return _visible(name) or "(no name)"


def shown_text(text: str) -> str:
    """Text of a file as it may be printed: the same, with its lines and tabs kept."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_visible(line.replace("\t", "    ")) for line in lines)


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    shown = []
    for character in text:
        joins = character in "\u200c\u200d"  # shapes letters of some scripts
        hidden = unicodedata.category(character)[0] == "C" or character in "\u2028\u2029"
        shown.append(f"‹U+{ord(character):04X}›" if hidden and not joins else character)
    return "".join(shown)


def size_words(size: int) -> str:
    """``1,234 bytes``, or ``3.4 MB (3,412,345 bytes)``."""
    exact = "1 byte" if size == 1 else f"{size:,} bytes"
    if size < 100_000:
        return exact
    return f"{size / 1_000_000:.1f} MB ({exact})"
