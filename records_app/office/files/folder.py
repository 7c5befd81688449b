"""The folder of files: the one place that writes and reads their bytes.

A file comes in as ``ab/NAME.new``. When it is whole it becomes ``ab/NAME``, and a mark
``ab/NAME.open`` stands beside it until its row in the database is committed. So whatever a crash
leaves behind can be told from a file whose row is missing for another reason, such as an older
database: only the former is ever removed.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from records_app.office.files.file_key import FileKey
from records_app.office.files.sealing import Sealer, mark_in, opened

MIB = 1024 * 1024
_PIECE = 1024 * 1024
_STORED = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")


class TooLarge(Exception):
    """More came than a file may hold."""


@dataclass(frozen=True)
class FileFolder:
    """The folder at ``path``; files of at most ``largest`` bytes, ``keep_free`` bytes stay free.

    The first of the ``keys`` encrypts what comes in, all of them open what is there. Without keys
    files lie there plain.
    """

    path: Path
    largest: int = 100 * MIB
    keep_free: int = 0
    keys: tuple[FileKey, ...] = ()

    def incoming(self) -> Incoming:
        """Begin a new file. Raises ``OSError`` when the disk does not take it."""
        name = secrets.token_hex(16)
        folder = self.path / name[:2]
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        return Incoming(self, f"{name[:2]}/{name}")

    def has_room_for(self, size: int) -> bool:
        """Whether so many bytes more leave enough of the disk free."""
        place = self.path
        while not place.exists():
            place = place.parent
        return shutil.disk_usage(place).free - size >= self.keep_free

    def open(self, stored_as: str) -> BinaryIO:
        """The plain bytes of a file; the stream of an encrypted one has no descriptor.

        Raises ``FileNotFoundError``, ``FileLocked`` without its key, and ``FileTampered``, which
        reading may raise as well.
        """
        return opened(self.place_of(stored_as).open("rb"), self.keys, stored_as)

    def is_encrypted(self, stored_as: str) -> bool:
        """Whether the bytes lie there encrypted. Raises ``FileNotFoundError``."""
        return self.mark_of_key(stored_as) is not None

    def mark_of_key(self, stored_as: str) -> bytes | None:
        """The mark of the key it is encrypted with; None if plain. Raises ``FileNotFoundError``."""
        with self.place_of(stored_as).open("rb") as stream:
            return mark_in(stream)

    def written_anew(self, stored_as: str) -> Incoming:
        """Begin a file that is to take the place of one that is here, under its name.

        What an earlier attempt left goes first. Nobody else may write it meanwhile.
        """
        self.drop_unfinished(stored_as)
        return Incoming(self, stored_as)

    def place_of(self, stored_as: str) -> Path:
        """Where a file lies; a name that is not one of ours is no file."""
        if not _STORED.fullmatch(stored_as):
            raise FileNotFoundError(stored_as)
        return self.path / stored_as

    def committed(self, stored_as: str) -> None:
        """The row is there: the file stays."""
        with suppress(OSError):
            self._mark_of(stored_as).unlink()

    def remove(self, stored_as: str) -> None:
        """Take away a file whose row did not come to be."""
        self.place_of(stored_as).unlink(missing_ok=True)
        self._mark_of(stored_as).unlink(missing_ok=True)

    def condemn(self, stored_as: str) -> None:
        """Mark a file whose row is about to go: should a crash come between, it is cleared away."""
        with suppress(FileNotFoundError):
            if self.place_of(stored_as).exists():
                self._mark_of(stored_as).touch(mode=0o600)

    def stored(self) -> Iterator[str]:
        """The names of all files that lie here whole."""
        for place in sorted(self.path.glob("??/*")):
            name = f"{place.parent.name}/{place.name}"
            if _STORED.fullmatch(name):
                yield name

    def unfinished(self, before: float) -> Iterator[str]:
        """The names of files whose way in ended before their row was there.

        ``before``: a time in seconds since 1970; what is younger may still be on its way.
        """
        for place in sorted(self.path.glob("??/*")):
            if place.suffix not in {".new", ".open"} or not _STORED.fullmatch(
                f"{place.parent.name}/{place.stem}"
            ):
                continue
            with suppress(FileNotFoundError):
                if place.stat().st_mtime < before:
                    yield f"{place.parent.name}/{place.stem}"

    def drop_unfinished(self, stored_as: str) -> None:
        """Remove what never became whole."""
        place = self.place_of(stored_as)
        place.with_suffix(".new").unlink(missing_ok=True)

    def _mark_of(self, stored_as: str) -> Path:
        return self.place_of(stored_as).with_suffix(".open")


class Incoming:
    """A file on its way in: write it piece by piece, then ``keep`` or ``discard`` it."""

    def __init__(self, folder: FileFolder, stored_as: str) -> None:
        self.stored_as = stored_as
        self.size = 0
        self._kept = False
        self._folder = folder
        self._place = folder.place_of(stored_as)
        self._new = self._place.with_suffix(".new")
        self._hash = hashlib.sha256()
        descriptor = os.open(self._new, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        self._stream = os.fdopen(descriptor, "w+b")
        self._sealer = Sealer(self._stream, folder.keys[0], stored_as) if folder.keys else None

    @property
    def sha256(self) -> str:
        """The hash of what came so far, in hex."""
        return self._hash.hexdigest()

    def write(self, piece: bytes) -> None:
        """Add a piece. Raises ``TooLarge`` and ``OSError``; after that, ``discard`` it."""
        if self.size + len(piece) > self._folder.largest:
            raise TooLarge
        if self._sealer is None:
            self._stream.write(piece)
        else:
            self._sealer.write(piece)
        self._hash.update(piece)
        self.size += len(piece)

    def reading(self) -> BinaryIO:
        """All that came, from its beginning, as a stream of its own; nothing more may come.

        Raises ``FileLocked`` where somebody sent a file that was encrypted elsewhere.
        """
        self._finish()
        return opened(self._new.open("rb"), self._folder.keys, self.stored_as)

    def keep(self) -> str:
        """Make it a whole file on the disk itself; gives the name it is stored as."""
        self._finish()
        os.fsync(self._stream.fileno())
        self._stream.close()
        self._place.with_suffix(".open").touch(mode=0o600)
        self._new.rename(self._place)
        for folder in (self._place.parent, self._folder.path):
            _sync_folder(folder)
        self._kept = True
        return self.stored_as

    def discard(self) -> None:
        """Leave nothing of it. May be called at any time, and again; what was kept stays."""
        with suppress(OSError):
            self._stream.close()
        if self._kept:
            return
        self._new.unlink(missing_ok=True)
        self._place.with_suffix(".open").unlink(missing_ok=True)

    def _finish(self) -> None:
        if self._sealer is not None:
            self._sealer.finish()
        self._stream.flush()


def pieces_of(stream: BinaryIO) -> Iterator[bytes]:
    """A stream in pieces that fit into memory."""
    while piece := stream.read(_PIECE):
        yield piece


def hash_of(stream: BinaryIO) -> str:
    """The SHA-256 of a stream, in hex; afterwards it stands at its beginning again."""
    found = hashlib.sha256()
    for piece in pieces_of(stream):
        found.update(piece)
    stream.seek(0)
    return found.hexdigest()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
