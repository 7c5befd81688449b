"""What a file is, by its content. Its name decides only between kinds that look alike."""

from __future__ import annotations

import io
import re
from typing import BinaryIO, NamedTuple

import puremagic

from records_app.office.files.kinds import (
    ARCHIVE,
    AUDIO,
    BMP,
    CSV,
    EMAIL,
    GIF,
    HEIC,
    JPEG,
    OLD_OFFICE,
    OUTLOOK,
    PDF,
    PNG,
    RTF,
    RUNS,
    SVG,
    TEXT,
    TIFF,
    UNKNOWN,
    VIDEO,
    WEB_PAGE,
    WEBP,
    ZIP,
    Kind,
    claim_of,
    fits,
)
from records_app.office.files.names import ending_of

HEAD = 64 * 1024
_PROGRAM = "a program"
_SCRIPT = "a script"


class Recognized(NamedTuple):
    """The kind of a file; ``refusal`` says why it is not taken, and is empty if it is."""

    kind: Kind
    refusal: str


# Magic numbers of what runs: Windows, Linux, macOS and Java, Android, WebAssembly, shortcuts.
_RUNS = (
    b"MZ",
    b"\x7fELF",
    *(b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"),
    b"\xca\xfe\xba\xbe",
    b"dex\n",
    b"\x00asm",
    b"\x4c\x00\x00\x00\x01\x14\x02\x00",
)
_STARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"{\\rtf", RTF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"Rar!\x1a\x07", ARCHIVE),
    (b"\x1f\x8b\x08", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ\x00", ARCHIVE),
    (b"ID3", AUDIO),
    (b"OggS", AUDIO),
    (b"fLaC", AUDIO),
    (b"#!AMR", AUDIO),
    (b"\x1aE\xdf\xa3", VIDEO),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", VIDEO),
    (b"\x00\x00\x01\xba", VIDEO),
    (b"\x00\x00\x01\xb3", VIDEO),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_INSTALLER = bytes.fromhex("84100c0000000000c000000000000046")
_MARKUP = re.compile(
    r"(?is)^(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(!doctype\s+html|html|head|body|script|svg|iframe)"
)
_SCRIPT_START = re.compile(r"(?i)\A\s*(#!\s*/|<\?php|@echo off)")
_MAIL_HEADER = re.compile(
    r"(?im)^(received|return-path|delivered-to|message-id|mime-version|from|x-[\w-]+): \S"
)


def recognize(stream: BinaryIO, name: str) -> Recognized:
    """Look at the beginning of a file; afterwards the stream stands at its beginning again."""
    head = stream.read(HEAD)
    kind, runs = _kind_of(stream, head, ending_of(name))
    stream.seek(0)
    ending = ending_of(name)
    if runs:
        claimed = claim_of(ending)
        but = f"Its name says {claimed}, but this is {runs}" if claimed else f"This is {runs}"
        return Recognized(kind, f"{but}. Programs and scripts are not kept here.")
    if ending in RUNS:
        return Recognized(
            kind,
            f"A file whose name ends in .{ending} can run when opened, so it is not kept here.",
        )
    # Word and Excel write ZIPs: what is in it decides, and somebody else looks there.
    if kind is not ZIP and not fits(ending, kind):
        return Recognized(
            kind,
            f"Its name says {claim_of(ending)}, but its content is: {kind.words}. "
            "Give it the right ending if you trust it.",
        )
    return Recognized(kind, "")


def _kind_of(stream: BinaryIO, head: bytes, ending: str) -> tuple[Kind, str]:
    """The kind, and what it is called if it runs."""
    runs = _what_runs(head)
    if runs:
        return UNKNOWN, runs
    if head.startswith(_OLE):
        return _old_office(stream, head, ending)
    known = _by_start(head)
    return (known or _text(head, ending) or _by_library(head)), ""


def _what_runs(head: bytes) -> str:
    # A letter may begin with "MZ County" and be no program.
    if head.startswith(_RUNS) and decoded(head) is None:
        return _PROGRAM
    return _SCRIPT if _SCRIPT_START.match(head[:200].decode("latin-1")) else ""


def _by_start(head: bytes) -> Kind | None:
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"BM") and head[14:18] in {b"\x28\0\0\0", b"\x0c\0\0\0"}:
        return BMP
    return next((kind for start, kind in _STARTS if head.startswith(start)), None) or (
        _media_container(head)
    )


def _old_office(stream: BinaryIO, head: bytes, ending: str) -> tuple[Kind, str]:
    """Word, Excel, Outlook and Windows installers share one container; its root tells."""
    size = 1 << min(int.from_bytes(head[30:32], "little"), 12)
    stream.seek((int.from_bytes(head[48:52], "little") + 1) * size)
    if stream.read(128)[80:96] == _INSTALLER:
        return UNKNOWN, _PROGRAM
    return (OUTLOOK if ending == "msg" else OLD_OFFICE), ""


def _media_container(head: bytes) -> Kind | None:
    if head[:4] == b"RIFF":
        return {b"WEBP": WEBP, b"WAVE": AUDIO, b"AVI ": VIDEO}.get(head[8:12])
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in {b"heic", b"heix", b"mif1", b"hevc", b"avif"}:
            return HEIC
        return AUDIO if brand.startswith(b"M4A") else VIDEO
    if head[:1] == b"\xff" and head[1:2] in {b"\xfb", b"\xf3", b"\xf2", b"\xf1", b"\xf9"}:
        return AUDIO
    return None


def _text(head: bytes, ending: str) -> Kind | None:
    """Text of some kind; None if it is none."""
    text = decoded(head)
    if text is None:
        return None
    found = _MARKUP.match(text[:4000])
    if found:
        return SVG if found.group(1).lower() == "svg" else WEB_PAGE
    if ending == "eml" or (not ending and len(_MAIL_HEADER.findall(text[:4000])) >= 3):
        return EMAIL
    return CSV if ending in {"csv", "tsv"} else TEXT


def decoded(data: bytes) -> str | None:
    """Bytes as text: UTF-8, UTF-16 with its mark, or the letters of older Windows; else None."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data[: len(data) // 2 * 2].decode("utf-16", errors="replace").removeprefix("\ufeff")
    if any(byte < 32 and byte not in b"\t\n\r\f\x0b\x1b" for byte in data):
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:  # a letter cut in two at the end
            return data[: error.start].decode("utf-8-sig")
        return data.decode("cp1252", errors="replace")


def _by_library(head: bytes) -> Kind:
    """What a library of magic numbers knows beyond ours: only sound, video and archives count."""
    try:
        found = puremagic.magic_stream(io.BytesIO(head))
    except (puremagic.PureError, ValueError):
        return UNKNOWN
    best = str(found[0].mime_type or "") if found and found[0].confidence > 0.5 else ""
    if best.startswith("audio/"):
        return AUDIO
    if best.startswith("video/"):
        return VIDEO
    return UNKNOWN
