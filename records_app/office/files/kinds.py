"""Kinds of files: what we take, what we show, and which endings belong to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is. ``family`` groups kinds that pass for one another, such as pictures.

    ``shown``: whether it can be shown as pages; ``has_text``: whether we try to read its text.
    """

    media_type: str
    words: str
    family: str
    shown: bool = False
    has_text: bool = False


PDF = Kind("application/pdf", "PDF", "pdf", shown=True, has_text=True)
PNG = Kind("image/png", "picture (PNG)", "picture", shown=True)
JPEG = Kind("image/jpeg", "picture (JPEG)", "picture", shown=True)
GIF = Kind("image/gif", "picture (GIF)", "picture", shown=True)
WEBP = Kind("image/webp", "picture (WebP)", "picture", shown=True)
TIFF = Kind("image/tiff", "picture (TIFF)", "picture", shown=True)
BMP = Kind("image/bmp", "picture (BMP)", "picture", shown=True)
HEIC = Kind("image/heic", "picture (HEIC)", "picture")
TEXT = Kind("text/plain", "text", "text", has_text=True)
CSV = Kind("text/csv", "table (CSV)", "text", has_text=True)
EMAIL = Kind("message/rfc822", "e-mail", "text", has_text=True)
WEB_PAGE = Kind("text/html", "web page", "text")
SVG = Kind("image/svg+xml", "drawing (SVG)", "text")
RTF = Kind("application/rtf", "document (RTF)", "office")
DOCX = Kind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "Word document",
    "office",
    has_text=True,
)
XLSX = Kind(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "Excel spreadsheet",
    "office",
)
PPTX = Kind(
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "PowerPoint slides",
    "office",
)
ODF = Kind("application/vnd.oasis.opendocument", "OpenDocument file", "office")
OLD_OFFICE = Kind("application/x-ole-storage", "Office file of the older kind", "office")
OUTLOOK = Kind("application/vnd.ms-outlook", "e-mail (Outlook)", "outlook")
ZIP = Kind("application/zip", "archive (ZIP)", "archive")
ARCHIVE = Kind("application/x-archive", "archive", "archive")
AUDIO = Kind("audio/*", "sound", "sound or video")
VIDEO = Kind("video/*", "video", "sound or video")
UNKNOWN = Kind("application/octet-stream", "file of a kind we do not know", "unknown")

KINDS = (
    *(PDF, PNG, JPEG, GIF, WEBP, TIFF, BMP, HEIC, TEXT, CSV, EMAIL, WEB_PAGE, SVG, RTF, DOCX),
    *(XLSX, PPTX, ODF, OLD_OFFICE, OUTLOOK, ZIP, ARCHIVE, AUDIO, VIDEO, UNKNOWN),
)
_BY_MEDIA_TYPE: Mapping[str, Kind] = MappingProxyType({kind.media_type: kind for kind in KINDS})


def _endings(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Endings by which a name says what the file should be: the family, and how to call it.
_CLAIMS: Mapping[str, tuple[str, frozenset[str]]] = MappingProxyType(
    {
        "PDF": ("pdf", frozenset({"pdf"})),
        "picture": (
            "picture",
            _endings("png jpg jpeg jpe gif webp tif tiff bmp heic heif"),
        ),
        "Office file": (
            "office",
            _endings("doc dot xls xlt ppt docx docm dotx xlsx xlsm xltx pptx pptm odt ods odp rtf"),
        ),
        "e-mail of Outlook": ("outlook", frozenset({"msg"})),
        "text": ("text", _endings("txt text csv tsv eml log md htm html svg xml json")),
        "archive": ("archive", _endings("zip 7z rar gz tgz tar bz2 xz")),
        "sound or video": (
            "sound or video",
            _endings("mp3 m4a wav ogg oga flac amr wma aac mp4 m4v mov avi mkv webm wmv mpg mpeg"),
        ),
    }
)
# Agencies send tables and letters out of their systems under these endings, whatever they are.
_ALSO: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "office": frozenset({"text"}),
        "outlook": frozenset({"office"}),
        "sound or video": frozenset({"unknown"}),
        "archive": frozenset({"unknown", "office"}),
    }
)
# What runs when somebody opens it, by its ending.
RUNS = _endings(
    "exe com scr bat cmd msi msp msix ps1 psm1 vbs vbe vb js jse mjs ws wsf wsh hta lnk pif cpl "
    "jar class apk app dmg pkg deb rpm sh bash zsh py pyc pyw rb pl php phar dll so dylib sys "
    "reg inf scf url desktop gadget chm iso img vhd vhdx appimage xll xlam ade adp mde one "
)


def kind_of_media_type(media_type: str) -> Kind:
    """The kind with this media type, as it is stored with a file."""
    if media_type.startswith("audio/"):
        return AUDIO
    if media_type.startswith("video/"):
        return VIDEO
    return _BY_MEDIA_TYPE.get(media_type, UNKNOWN)


def claim_of(ending: str) -> str:
    """What a name with this ending says the file is, in words; empty if it says nothing."""
    for words, (_, endings) in _CLAIMS.items():
        if ending in endings:
            return words
    return ""


def fits(ending: str, kind: Kind) -> bool:
    """Whether a file of this kind may have a name with this ending."""
    claimed = claim_of(ending)
    if not claimed:
        return True
    family = _CLAIMS[claimed][0]
    return kind.family == family or kind.family in _ALSO.get(family, frozenset())
