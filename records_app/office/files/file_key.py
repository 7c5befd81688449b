"""Keys that files are encrypted with: how a setting becomes one, and which are refused as weak."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import itertools
from dataclasses import dataclass, field

LENGTH = 32
# Of 32 random bytes about 30 differ. Fewer than these never happen to a key from a generator.
_FEWEST_BYTES = 20
_FEWEST_STEPS = 16


class KeyRefused(ValueError):
    """Why a key is none, in one sentence that does not repeat it."""


@dataclass(frozen=True)
class FileKey:
    """A key of 32 bytes. ``mark`` names it in the files it encrypted and tells nothing about it."""

    secret: bytes = field(repr=False)

    @property
    def mark(self) -> bytes:
        """Eight bytes."""
        return hmac.digest(self.secret, b"sunshine desk: mark of a file key", hashlib.sha256)[:8]


def read_keys(setting: str) -> tuple[FileKey, ...]:
    """The keys of a setting, separated by commas: the first encrypts, all of them open.

    Empty for an empty setting. Raises ``KeyRefused``.
    """
    if not setting.strip():
        return ()
    return tuple(_read_key(one.strip()) for one in setting.split(","))


def _read_key(typed: str) -> FileKey:
    try:
        bare = typed.rstrip("=").encode("ascii")
        secret = base64.b64decode(bare + b"=" * (-len(bare) % 4), b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        raise KeyRefused("a key is not urlsafe base64; docs/data.md says how to make one") from None
    if len(secret) != LENGTH:
        raise KeyRefused(
            f"a key has {len(secret)} bytes instead of {LENGTH}; docs/data.md says how to make one"
        )
    steps = {(after - before) % 256 for before, after in itertools.pairwise(secret)}
    typeable = all(32 <= byte < 127 for byte in secret)
    if typeable or len(set(secret)) < _FEWEST_BYTES or len(steps) < _FEWEST_STEPS:
        raise KeyRefused(
            "a key is easy to guess: it must be 32 random bytes, not words or a pattern; "
            "docs/data.md says how to make one"
        )
    return FileKey(secret)
