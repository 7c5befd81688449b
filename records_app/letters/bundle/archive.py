"""The bundle as a ZIP: the PDF, every file byte for byte, the chronology, and SHA256SUMS."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from records_app.letters.bundle.facts import Job
from records_app.letters.bundle.names import safe_name

MANIFEST = "SHA256SUMS"
_PIECE = 1 << 20


def archive(job: Job, out: Path) -> None:
    """Write the ZIP. The same facts give the same bytes; no name in it needs care.

    ``sha256sum -c SHA256SUMS`` in the unpacked folder checks every file.
    """
    made_on = job.facts.made_on
    stamp = (made_on.year, made_on.month, made_on.day, 0, 0, 0)
    sums = []
    with ZipFile(out, "w") as zipped:
        for name, path in _contents(job):
            sums.append(f"{_store(zipped, name, path, stamp)}  {name}\n")
        info = _info(MANIFEST, stamp)
        zipped.writestr(info, "".join(sums))


def _contents(job: Job) -> Iterator[tuple[str, Path]]:
    yield "bundle.pdf", job.pdf
    for number, item in enumerate(job.facts.items, 1):
        folder = "letters" if item.kind == "letter" else "files"
        yield f"{folder}/{safe_name(number, item)}", item.path
    if job.chronology is not None:
        yield "chronology.csv", job.chronology


def _store(
    zipped: ZipFile, name: str, path: Path, stamp: tuple[int, int, int, int, int, int]
) -> str:
    digest = hashlib.sha256()
    info = _info(name, stamp)
    info.file_size = path.stat().st_size  # so that a large file gets the large form in time
    with path.open("rb") as content, zipped.open(info, "w") as stored:
        while piece := content.read(_PIECE):
            digest.update(piece)
            stored.write(piece)
    return digest.hexdigest()


def _info(name: str, stamp: tuple[int, int, int, int, int, int]) -> ZipInfo:
    info = ZipInfo(name, stamp)
    info.create_system = 3  # so that the mode below is read, on whatever system this runs
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    info.compress_type = ZIP_DEFLATED if name.endswith((".csv", MANIFEST)) else ZIP_STORED
    return info
