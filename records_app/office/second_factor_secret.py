"""Secrets of second factors as they lie in the database: encrypted when the office has a key.

AES-SIV (RFC 5297) with a key of 512 bits, derived by HKDF-SHA256 from the office's key for files.
It needs no nonce, and secrets are random, so nothing shows but whether two are the same. A secret
is bound to its person: moved to another row it does not open. ``siv:`` and base64 of the mark of
the key (8 bytes) and the box (36 bytes) fit where the 32 letters of a plain secret stood.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from records_app.office.files.file_key import FileKey

_PREFIX = "siv:"  # a colon stands in no plain secret
_MARK = 8
_INFO = b"sunshine desk: secrets of second factors"


class SecretLocked(Exception):
    """A secret is encrypted and none of our keys opens it."""


def sealed(secret: str, keys: Sequence[FileKey], person_id: int) -> str:
    """A secret in base 32 as it is kept; plain without a key."""
    if not keys:
        return secret
    box = _cipher(keys[0]).encrypt(base64.b32decode(secret), _bound(person_id))
    return _PREFIX + base64.urlsafe_b64encode(keys[0].mark + box).decode().rstrip("=")


def opened(kept: str, keys: Sequence[FileKey], person_id: int) -> str:
    """The secret in base 32; one from before there was a key as it is. Raises ``SecretLocked``."""
    if not is_sealed(kept):
        return kept
    key = next((one for one in keys if one.mark == _mark_of(kept)), None)
    if key is None:
        raise SecretLocked
    try:
        plain = _cipher(key).decrypt(_bytes_of(kept)[_MARK:], _bound(person_id))
    except (InvalidTag, ValueError):
        raise SecretLocked from None
    return base64.b32encode(plain).decode()


def is_sealed(kept: str) -> bool:
    """Whether a secret is encrypted as it lies there."""
    return kept.startswith(_PREFIX)


def is_sealed_by(kept: str, key: FileKey) -> bool:
    """Whether this key encrypted it."""
    return is_sealed(kept) and _mark_of(kept) == key.mark


def _mark_of(kept: str) -> bytes:
    return _bytes_of(kept)[:_MARK]


def _bytes_of(kept: str) -> bytes:
    text = kept.removeprefix(_PREFIX)
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""


def _bound(person_id: int) -> list[bytes]:
    return [b"person %d" % person_id]


def _cipher(key: FileKey) -> AESSIV:
    return AESSIV(HKDF(algorithm=SHA256(), length=64, salt=None, info=_INFO).derive(key.secret))
