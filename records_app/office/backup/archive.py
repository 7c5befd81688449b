"""The file that a backup is: a ZIP with one JSON line a row, the files, and a list of it all.

``manifest.json`` comes last and names every member with its size and SHA-256, so that a file cut
short or changed anywhere is noticed before anything is restored.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from pydantic import BaseModel, ConfigDict, ValidationError

MANIFEST = "manifest.json"
FORMAT = 1
_PIECE = 1024 * 1024
_LARGEST_MANIFEST = 256 * _PIECE
_MEMBER = re.compile(r"tables/[a-z_]{1,60}\.jsonl|files/[0-9a-f]{2}/[0-9a-f]{32}")


class BackupUnusable(Exception):
    """Why a file cannot be restored, in one sentence."""


class Member(BaseModel):
    """One member of the archive. ``columns`` and ``rows`` belong to a table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: int
    sha256: str
    columns: tuple[str, ...] = ()
    rows: int = 0


class Manifest(BaseModel):
    """What the backup holds, by the names in the archive."""

    model_config = ConfigDict(frozen=True)

    product: str
    format: int
    revision: str
    made_at: datetime
    members: Mapping[str, Member]

    def tables(self) -> dict[str, tuple[str, ...]]:
        """The columns of each table."""
        return {
            name.removeprefix("tables/").removesuffix(".jsonl"): member.columns
            for name, member in self.members.items()
            if name.startswith("tables/")
        }

    def files(self) -> tuple[str, ...]:
        """The names of the files as the folder of files knows them."""
        return tuple(
            name.removeprefix("files/") for name in self.members if name.startswith("files/")
        )

    def rows_in(self, table: str) -> int:
        """How many rows a table had; 0 for one that was not there."""
        member = self.members.get(f"tables/{table}.jsonl")
        return member.rows if member else 0


@dataclass
class Counted:
    """A stream into a member of the archive that counts and hashes what goes in."""

    stream: IO[bytes]
    size: int = 0

    def __post_init__(self) -> None:
        self._hash = hashlib.sha256()

    def write(self, piece: bytes) -> None:
        """Add bytes."""
        self.stream.write(piece)
        self._hash.update(piece)
        self.size += len(piece)

    @property
    def sha256(self) -> str:
        """The hash of what went in, in hex."""
        return self._hash.hexdigest()


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """What the archive says that it holds. Raises ``BackupUnusable``."""
    try:
        if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise BackupUnusable("The list of what the backup holds is too long.")
        raw = json.loads(archive.read(MANIFEST))
    except KeyError:
        raise BackupUnusable(
            "This is not a backup of Sunshine Desk, or its end is missing."
        ) from None
    except _UNREADABLE as error:
        raise BackupUnusable(f"The backup is damaged: {error}.") from None
    if not isinstance(raw, dict) or raw.get("product") != "sunshine-desk":
        raise BackupUnusable("This is not a backup of Sunshine Desk.")
    if raw.get("format") != FORMAT:
        raise BackupUnusable("The backup was written by a newer version. Install that one first.")
    try:
        manifest = Manifest.model_validate(raw)
    except ValidationError as error:
        raise BackupUnusable(f"The backup is damaged: {error.errors()[0]['msg']}.") from None
    for name in manifest.members:
        if not _MEMBER.fullmatch(name):
            raise BackupUnusable(f"The backup holds something that is not ours: {name[:80]!r}.")
    return manifest


def verify(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Read everything once and compare it with the list. Raises ``BackupUnusable``."""
    inside = sorted(set(archive.namelist()) - {MANIFEST})
    if inside != sorted(manifest.members) or len(inside) + 1 != len(archive.namelist()):
        raise BackupUnusable("The backup is damaged: it does not hold what it lists.")
    for name, member in manifest.members.items():
        found = hashlib.sha256()
        size = 0
        for piece in pieces_of(archive, name):
            size += len(piece)
            if size > member.size:
                break
            found.update(piece)
        if (size, found.hexdigest()) != (member.size, member.sha256):
            raise BackupUnusable(f"The backup is damaged: {name} is not what was written.")


def pieces_of(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A member in pieces that fit into memory. Raises ``BackupUnusable``."""
    try:
        with archive.open(name) as stream:
            while piece := stream.read(_PIECE):
                yield piece
    except _UNREADABLE as error:
        raise BackupUnusable(f"The backup is damaged: {name}: {error}.") from None


def lines_of(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A member line by line. Raises ``BackupUnusable``."""
    try:
        with archive.open(name) as stream:
            yield from stream
    except _UNREADABLE as error:
        raise BackupUnusable(f"The backup is damaged: {name}: {error}.") from None


def open_archive(path: Path) -> zipfile.ZipFile:
    """The archive at ``path``. Raises ``BackupUnusable``, and ``OSError`` if it is not there."""
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise BackupUnusable(
            "This is not a backup of Sunshine Desk, or its end is missing."
        ) from None


_UNREADABLE: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


def json_bytes(manifest: Mapping[str, Any]) -> bytes:
    """The manifest as it is written."""
    return json.dumps(manifest, indent=1, sort_keys=True).encode() + b"\n"
