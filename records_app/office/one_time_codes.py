"""Codes that change every 30 seconds (RFC 6238), and recovery codes that work once. No database."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import secrets
from datetime import datetime

import pyotp
import segno

from records_app.office.tokens import hash_of

PRODUCT = "Sunshine Desk"
PERIOD = 30
DIGITS = 6
WINDOW = 1
"""How many periods a clock may be off."""
HOW_MANY = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4


def new_secret() -> str:
    """160 random bits, as RFC 4226 recommends, in base 32."""
    return pyotp.random_base32(32)


def secret_of(token: str) -> str:
    """The secret that one half sign-in sets up: it hangs on its token, and nobody else sees it."""
    digest = hashlib.sha256(b"second factor of " + token.encode("utf-8", "replace")).digest()
    return base64.b32encode(digest[:20]).decode("ascii")


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The period to which a code belongs, at most one before or after now; None for a wrong one."""
    digits = "".join(code.split())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    maker = pyotp.TOTP(secret, digits=DIGITS, interval=PERIOD)
    this = int(now.timestamp()) // PERIOD
    found = None
    for step in range(this - WINDOW, this + WINDOW + 1):
        if hmac.compare_digest(maker.generate_otp(step), digits):
            found = step
    return found


def spoken(secret: str) -> str:
    """The secret in groups of four, to be typed."""
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


def picture(secret: str, email: str) -> str:
    """The same as a square that a phone reads: an SVG element without styles or scripts."""
    address = pyotp.TOTP(secret, digits=DIGITS, interval=PERIOD).provisioning_uri(
        name=email, issuer_name=PRODUCT
    )
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        omitsize=True,
        border=4,
        dark="#000",
        light="#fff",
        svgclass="square",
        lineclass=None,
        nl=False,
    )
    return out.getvalue().decode("ascii")


def new_recovery_codes() -> tuple[str, ...]:
    """Ten codes of 79 random bits, in letters and digits that are hard to confuse."""
    return tuple(_code() for _ in range(HOW_MANY))


def recovery_hash(code: str) -> str:
    """What is stored of a recovery code; spaces, dashes and capitals make no difference."""
    return hash_of("".join(c for c in code.casefold() if c.isalnum()))


def _code() -> str:
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)
