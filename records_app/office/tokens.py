"""Random tokens for cookies and one-time links. Only their hash is ever stored."""

from __future__ import annotations

import hashlib
import secrets

_LONGEST = 128


def new_token() -> str:
    """32 random bytes as text for a cookie or an address."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """SHA-256 in hexadecimal. A token is random, so no salt and no slow hash is needed."""
    return hashlib.sha256(token[:_LONGEST].encode("utf-8", "replace")).hexdigest()
