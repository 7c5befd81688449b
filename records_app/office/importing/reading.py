"""From the bytes of a file to a sheet. What the file is, its content says, never its name."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys

from records_app.office.importing.read_csv import read_csv
from records_app.office.importing.sheet import LARGEST_FILE, FileRefused, Sheet, from_json
from records_app.office.importing.zip_check import check_workbook

SECONDS = 40
_MEGABYTES = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHILD = "records_app.office.importing.xlsx_process"
# Beginnings of files that people take for a list by mistake, or that somebody dressed up as one.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "This is a PDF, whatever its name says. Ask for the list as CSV or .xlsx."),
    (b"MZ", "This is a program, not a list. It was not opened."),
    (b"\x7fELF", "This is a program, not a list. It was not opened."),
    (b"\x89PNG", "This is a picture, not a list."),
    (b"\xff\xd8\xff", "This is a picture, not a list."),
    (b"GIF8", "This is a picture, not a list."),
    (b"\x1f\x8b", "This is a packed file. Unpack it first."),
    (b"7z\xbc\xaf", "This is a packed file. Unpack it first."),
    (b"Rar!", "This is a packed file. Unpack it first."),
    (b"{\\rtf", "This is a text document. Save the list as CSV or .xlsx."),
)


def read_sheet(content: bytes) -> Sheet:
    """The rows of a list in CSV or XLSX. Raises ``FileRefused`` with a word on what to do."""
    if not content.strip():
        raise FileRefused("The file is empty.")
    if len(content) > LARGEST_FILE:
        raise FileRefused("The file is larger than 5 MB. Split the list into several files.")
    if content.startswith(b"PK"):
        check_workbook(content)
        return _in_own_process(content)
    if content.startswith(_OLE):
        raise FileRefused(_of_old_office(content))
    for beginning, words in _OTHERS:
        if content.startswith(beginning) and not _is_a_line(content, beginning):
            raise FileRefused(words)
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        raise FileRefused("This is a web page or XML. Save the list as CSV or .xlsx.")
    return read_csv(content)


def fingerprint(content: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(content).hexdigest()


def _is_a_line(content: bytes, beginning: bytes) -> bool:
    """Whether a short mark such as MZ is only the first word of a line of text."""
    return len(beginning) == 2 and b"\0" not in content and beginning.isalpha()


def _of_old_office(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "The workbook is protected by a password. Save a copy without a password."
    return "This is an old Office file (.xls). Open it and save it as .xlsx or as CSV."


def _in_own_process(content: bytes) -> Sheet:
    """Read a workbook where neither its time nor its memory can hurt anybody."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module with fixed arguments
            [sys.executable, "-I", "-c", _command(), str(SECONDS), str(_MEGABYTES)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FileRefused(
            "Reading the workbook took too long. Save the list as CSV and try again."
        ) from None
    try:
        answer = json.loads(done.stdout)
        refused = answer.get("refused", "")
        if not refused:
            return from_json(answer)
    except (ValueError, KeyError, TypeError, AttributeError):
        refused = "The workbook cannot be read. Open it in your program and save it again."
    raise FileRefused(refused)


def _command() -> str:
    paths = json.dumps([path for path in sys.path if path])
    return f"import sys; sys.path[:0] = {paths}; from {_CHILD} import main; main(sys.argv[1:])"
