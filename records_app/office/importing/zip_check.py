"""Looks at a workbook's zip before anything is unpacked: bombs, secrets and macros stay out."""

from __future__ import annotations

import io
import zipfile
import zlib

from records_app.office.importing.sheet import FileRefused

_MOST_MEMBERS = 1_000
_MOST_UNPACKED = 80 * 1024 * 1024
_MOST_RATIO = 200
_SMALL = 1024 * 1024
_DAMAGED = "The workbook is damaged or breaks off. Open it in your program and save it again."
_BOMB = "The workbook unpacks to far more than a list needs. It was not opened."


def check_workbook(content: bytes) -> None:
    """Raises ``FileRefused`` for a zip that is no harmless Excel workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_members(members)
            _check_content({member.filename for member in members})
            _check_markup(archive, members)
    except FileRefused:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise FileRefused(_DAMAGED) from None
    except RuntimeError:  # zipfile's word for "needs a password"
        raise FileRefused(_protected()) from None


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 0x1 for member in members):
        raise FileRefused(_protected())
    if len(members) > _MOST_MEMBERS or sum(one.file_size for one in members) > _MOST_UNPACKED:
        raise FileRefused(_BOMB)
    for one in members:
        if one.file_size > _SMALL and one.file_size > _MOST_RATIO * max(one.compress_size, 1):
            raise FileRefused(_BOMB)
    names = [member.filename for member in members]
    if len(set(names)) != len(names):
        raise FileRefused(_DAMAGED)


def _check_content(names: set[str]) -> None:
    if "[Content_Types].xml" not in names or not any(one.startswith("xl/") for one in names):
        raise FileRefused(
            "This is a zip file, but no Excel workbook. Save the list as .xlsx or as CSV."
        )
    if any(one.lower().endswith("vbaproject.bin") for one in names):
        raise FileRefused("This workbook has macros. Save it as .xlsx, without macros.")
    if "xl/workbook.bin" in names:
        raise FileRefused("This is a binary workbook (.xlsb). Save it as .xlsx or CSV.")


def _check_markup(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """No workbook needs a document type; it is where entities that blow up are written."""
    for member in members:
        if not member.filename.lower().endswith((".xml", ".rels")):
            continue
        with archive.open(member) as part:
            start = part.read(4096)
        plain = start.replace(b"\0", b"").upper()
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise FileRefused("The workbook defines entities of its own. It was not opened.")


def _protected() -> str:
    return "The workbook is protected by a password. Save a copy without a password."
