"""Names of files as people gave them, made safe to show, to store and to send."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

LONGEST_BYTES = 255
_SEPARATORS = re.compile(r"[/\\]")
# Windows keeps these words for itself, whatever follows the dot.
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_name(raw: str) -> str:
    """A name without folders, control characters and marks that turn text round.

    At most 255 bytes of UTF-8, the ending kept. Never empty, never only dots.
    """
    name = unicodedata.normalize("NFC", raw[:4000])
    name = "".join(" " if c.isspace() else c for c in name)
    name = "".join(c for c in name if unicodedata.category(c) not in _UNSEEN)
    name = _SEPARATORS.split(name)[-1] or _SEPARATORS.sub(" ", name)
    name = " ".join(_FORBIDDEN.sub("_", name).split()).strip(" .")
    if not name:
        return "file"
    if _RESERVED.fullmatch(name):
        name = f"file {name}"
    return _shortened(name)


def ending_of(name: str) -> str:
    """The ending in small letters without its dot, such as ``pdf``; empty if there is none."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem and len(ending) <= 8 else ""


def content_disposition(kind: str, name: str) -> str:
    """The header (RFC 6266) that names a download: in ASCII for old programs, in UTF-8 for all."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(c for c in plain if c.isalnum() or c in " -_.()").strip(" .") or "file"
    encoded = quote(name, safe="")
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{encoded}"


def _shortened(name: str) -> str:
    if len(name.encode()) <= LONGEST_BYTES:
        return name
    ending = ending_of(name)
    tail = f".{ending}" if ending else ""
    stem = name[: -len(tail)] if tail else name
    room = LONGEST_BYTES - len(tail.encode()) - len("…".encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + "…" + tail
