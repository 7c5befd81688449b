"""Files encrypted at rest: AES-256-GCM in pieces, so that any part can be read without the rest.

A sealed file is a header and pieces. The header is ``MAGIC``, the mark of the key (8 bytes) and a
random salt (16 bytes). The key of the file comes from the office's key and the salt by
HKDF-SHA256. Each piece is a MiB (the last one may be shorter), encrypted under its place as a
nonce: 7 zero bytes, 4 bytes that count, and a byte that is 1 for the last piece. Header and name
of the file are authenticated with every piece. So a piece that was changed, moved, repeated, taken
out or cut off, and a file that lies under another's name, do not open.
"""

from __future__ import annotations

import io
import os
import secrets
from collections.abc import Sequence
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from records_app.office.files.file_key import FileKey

# Sixteen bytes that no other file begins with.
MAGIC = bytes.fromhex("5d65616c0d0a1a0ac34e91f27be8a701")
PIECE = 1024 * 1024
_MARK, _SALT, _TAG = 8, 16, 16
HEADER = len(MAGIC) + _MARK + _SALT
_INFO = b"sunshine desk: key of a file"


class FileLocked(OSError):
    """A file is encrypted and the key for it is not among ours."""


class FileTampered(OSError):
    """A sealed file is not what was written."""


def mark_in(stream: BinaryIO) -> bytes | None:
    """The mark of the key that a file was encrypted with; None for a plain one."""
    begin = stream.read(len(MAGIC) + _MARK)
    return begin[len(MAGIC) :] if begin.startswith(MAGIC) else None


class Sealer:
    """Encrypts what is written and passes it on to ``stream``; ``finish`` writes the last piece."""

    def __init__(self, stream: BinaryIO, key: FileKey, name: str) -> None:
        header = MAGIC + key.mark + secrets.token_bytes(_SALT)
        self._cipher = _cipher_of(key, header)
        self._bound = header + name.encode()
        self._stream = stream
        self._waiting = bytearray()
        self._count = 0
        self._finished = False
        stream.write(header)

    def write(self, piece: bytes) -> None:
        """Add bytes. Raises ``ValueError`` after ``finish``."""
        if self._finished:
            raise ValueError("the sealed file is finished")
        self._waiting += piece
        # The last piece is known as such only at the end, so a whole one always waits.
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def finish(self) -> None:
        """Write the last piece. May be called again."""
        if not self._finished:
            self._seal(bytes(self._waiting), last=True)
            self._waiting.clear()
            self._finished = True

    def _seal(self, plain: bytes, *, last: bool) -> None:
        nonce = _nonce(self._count, last=last)
        self._stream.write(self._cipher.encrypt(nonce, plain, self._bound))
        self._count += 1


class SealedReader(io.RawIOBase):
    """The plain bytes of a sealed file, at any place. Each piece is proven before it is given."""

    def __init__(self, stream: BinaryIO, keys: Sequence[FileKey], name: str) -> None:
        header = stream.read(HEADER)
        body = stream.seek(0, os.SEEK_END) - HEADER
        if body < _TAG:
            raise FileTampered("the file is cut off")
        mark = header[len(MAGIC) : len(MAGIC) + _MARK]
        key = next((one for one in keys if one.mark == mark), None)
        if key is None:
            which = (
                "RECORDS_FILES_KEY holds another key" if keys else "RECORDS_FILES_KEY is not set"
            )
            raise FileLocked(f"the file is encrypted and {which}")
        self._cipher = _cipher_of(key, header)
        self._bound = header + name.encode()
        self._stream = stream
        self._pieces = -(-body // (PIECE + _TAG))
        self._size = body - self._pieces * _TAG
        self._place = 0
        self._held = (-1, b"")
        if self._size < (self._pieces - 1) * PIECE:
            raise FileTampered("the file is cut off")

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place of the plain bytes."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as one piece goes. Raises ``FileTampered``."""
        if self._place >= self._size:
            if not self._size:
                self._piece(0)  # an empty file is proven too
            return 0
        number, start = divmod(self._place, PIECE)
        given = self._piece(number)[start : start + len(buffer)]
        buffer[: len(given)] = given
        self._place += len(given)
        return len(given)

    def close(self) -> None:
        """Close what lies beneath as well."""
        self._held = (-1, b"")
        self._stream.close()
        super().close()

    def _piece(self, number: int) -> bytes:
        if self._held[0] != number:
            self._stream.seek(HEADER + number * (PIECE + _TAG))
            sealed = self._stream.read(PIECE + _TAG)
            nonce = _nonce(number, last=number == self._pieces - 1)
            try:
                self._held = (number, self._cipher.decrypt(nonce, sealed, self._bound))
            except InvalidTag:
                raise FileTampered("the encrypted bytes were changed") from None
        return self._held[1]


def opened(stream: BinaryIO, keys: Sequence[FileKey], name: str) -> BinaryIO:
    """The plain bytes of a stored file, sealed or not. Raises ``FileLocked``, ``FileTampered``."""
    try:
        sealed = stream.read(len(MAGIC)) == MAGIC
        stream.seek(0)
        return io.BufferedReader(SealedReader(stream, keys, name)) if sealed else stream
    except BaseException:
        stream.close()
        raise


def with_descriptor(stream: BinaryIO) -> BinaryIO:
    """The same bytes from the beginning as a stream another process can be given.

    Of a sealed file they are put into memory that has no name and no place on the disk; the
    caller closes that stream.
    """
    try:
        # What was looked at lies in a buffer of ours; the other process begins at the beginning.
        os.lseek(stream.fileno(), 0, os.SEEK_SET)
    except io.UnsupportedOperation:
        pass
    else:
        return stream
    memory = os.fdopen(os.memfd_create("file", os.MFD_CLOEXEC), "w+b")
    try:
        stream.seek(0)
        while piece := stream.read(PIECE):
            memory.write(piece)
        memory.flush()
        memory.seek(0)
    except BaseException:
        memory.close()
        raise
    return memory


def _cipher_of(key: FileKey, header: bytes) -> AESGCM:
    salt = header[-_SALT:]
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=_INFO).derive(key.secret))


def _nonce(number: int, *, last: bool) -> bytes:
    return b"\0" * 7 + number.to_bytes(4, "big") + (b"\1" if last else b"\0")
