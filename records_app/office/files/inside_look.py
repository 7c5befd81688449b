"""Looking into files from strangers. Runs only within the limits of ``inside``."""

from __future__ import annotations

import json
import sys
import zipfile
from typing import Any

import pikepdf
from PIL import Image, UnidentifiedImageError

MOST_PAGES = 2000
LARGEST_PICTURE = 100_000_000  # pixels
_MOST_PARTS = 10_000  # of one object of a PDF


def answer(kind: str) -> bytes:
    """What the file holds, as JSON. ``kind`` is pdf, picture or zip."""
    looks = {"pdf": look_into_pdf, "picture": look_into_picture, "zip": look_into_zip}
    return json.dumps(looks[kind]()).encode()


def look_into_pdf() -> dict[str, Any]:
    """Pages, and whether it is locked, damaged, or holds programs or other files."""
    try:
        pdf = pikepdf.open(sys.stdin.buffer, suppress_warnings=True)
    except pikepdf.PasswordError:
        return {"pages": None, "remarks": ["locked"]}
    except (pikepdf.PdfError, ValueError, OSError):
        return {"pages": None, "remarks": ["damaged"]}
    with pdf:
        remarks = []
        pages = len(pdf.pages)
        if pdf.get_warnings():
            remarks.append("repaired")
        scripts, attached = _active_parts(pdf)
        remarks += ["scripts"] if scripts else []
        remarks += ["attachments"] if attached else []
        if not pages:
            return {"pages": None, "remarks": ["damaged"]}
        return {"pages": pages, "remarks": remarks}


def _active_parts(pdf: Any) -> tuple[bool, bool]:
    scripts = attached = False
    for part in pdf.objects:
        waiting = [part]
        met = 0
        while waiting and met < _MOST_PARTS:
            one = waiting.pop()
            met += 1
            if isinstance(one, pikepdf.Stream):
                one = one.stream_dict
            if isinstance(one, pikepdf.Dictionary):
                names = set(one.keys())
                kind = str(one.get("/S", ""))
                scripts = scripts or "/JS" in names or kind in {"/JavaScript", "/Launch"}
                attached = attached or "/EmbeddedFiles" in names or "/EF" in names
                # What is stored elsewhere in the file is met on its own.
                waiting += [value for value in one.values() if _is_inline(value)]
            elif isinstance(one, pikepdf.Array):
                waiting += [value for value in one if _is_inline(value)]
        if scripts and attached:
            break
    return scripts, attached


def _is_inline(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def look_into_picture() -> dict[str, Any]:
    """Whether a picture can be drawn; several pages for a fax in TIFF."""
    Image.MAX_IMAGE_PIXELS = None
    try:
        picture = Image.open(sys.stdin.buffer)
        if picture.width * picture.height > LARGEST_PICTURE:
            return {"pages": None, "remarks": ["too_large"]}
        frames = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, KeyError):
        return {"pages": None, "remarks": ["damaged"]}
    except MemoryError:
        return {"pages": None, "remarks": ["too_large"]}
    return {"pages": min(frames, MOST_PAGES), "remarks": []}


def look_into_zip() -> dict[str, Any]:
    """What a ZIP really is, by the names in its list."""
    try:
        with zipfile.ZipFile(sys.stdin.buffer) as archive:
            names = archive.namelist()
            kind = b""
            if names and names[0] == "mimetype" and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype")
            locked = any(one.flag_bits & 1 for one in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return {"pages": None, "remarks": ["damaged"]}
    inside = set(names)
    remarks = ["locked_archive"] if locked else []
    if any(name.endswith("vbaProject.bin") for name in names):
        remarks.append("macros")
    if inside & {"AndroidManifest.xml", "META-INF/MANIFEST.MF", "AppxManifest.xml"}:
        return {"pages": None, "remarks": remarks, "is": "program"}
    if "[Content_Types].xml" in inside:
        for folder, found in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(name.startswith(folder) for name in names):
                return {"pages": None, "remarks": remarks, "is": found}
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        return {"pages": None, "remarks": remarks, "is": "odf"}
    return {"pages": None, "remarks": remarks, "is": "zip"}
