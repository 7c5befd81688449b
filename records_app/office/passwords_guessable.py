"""Passwords that somebody who guesses tries first. No rule here asks for signs or capitals."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_LIST = Path(__file__).with_name("common_passwords.txt")
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
)
_LOOKS_LIKE = str.maketrans("@4310$57!", "aaeiosstl")
_PRODUCT = ("sunshine desk", "sunshinedesk", "sunshine law", "sunshinelaw", "sunshine")
_REPEATS = 4
_RUN = 4
_OWN_PART = 4

COMMON = "Many people use this one, so it is tried first. Three or four words of your own are good."
OWN = "Do not build it from your name or your e-mail address."
OURS = "Do not build it from the name of this product."
PATTERN = "It follows a simple pattern. Three or four words are good."


def guessable(password: str, *, email: str, name: str) -> str:
    """Why this password would be guessed, in words for the screen; empty if it is fine."""
    plain = password.strip().casefold()
    squeezed = re.sub(r"[\W_]", "", plain)
    if len(set(plain)) < 4 or _repeats(squeezed or plain) or _runs(squeezed):
        return PATTERN
    if _left(plain, _own_parts(email, name)) < _OWN_PART:
        return OWN
    if _left(plain, _PRODUCT) < _OWN_PART:
        return OURS
    return COMMON if _spellings(plain) & common_passwords() else ""


@cache
def common_passwords() -> frozenset[str]:
    """The shipped list: in lower case, without spaces."""
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _spellings(plain: str) -> set[str]:
    """The password as it is, with letters for the signs that look like them, and without its end.

    What is left at the end, such as 1 or 2026! or a dot, is what people add when they must.
    """
    whole = plain.replace(" ", "")
    bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", whole)
    found = {whole, bare, whole.translate(_LOOKS_LIKE), bare.translate(_LOOKS_LIKE)}
    return found | {re.sub(r"[\W_]", "", one) for one in found}


def _repeats(text: str) -> bool:
    """Whether it is one piece of at most four characters again and again, or a piece twice."""
    for size in range(1, len(text) // 2 + 1):
        piece = text[:size]
        if (piece * (len(text) // size + 1))[: len(text)] == text:
            return size <= _REPEATS or len(text) == 2 * size
    return False


def _runs(text: str) -> bool:
    """Whether it is made of neighbors in the alphabet, the digits or on the keyboard alone."""
    place = 0
    while place < len(text):
        length = max(_run_at(text, place, row) for row in _both_ways())
        if length < _RUN:
            return place > 0 and len(text) - place < _RUN
        place += length
    return bool(text)


@cache
def _both_ways() -> tuple[str, ...]:
    return tuple(row for one in _ROWS for row in (one, one[::-1]))


def _run_at(text: str, place: int, row: str) -> int:
    start, length = row.find(text[place]), 0
    while start >= 0 and text[place : place + length + 1] == row[start : start + length + 1]:
        if place + length >= len(text) or start + length >= len(row):
            break
        length += 1
    return length


def _own_parts(email: str, name: str) -> tuple[str, ...]:
    before, _, host = email.casefold().partition("@")
    parts = [email.casefold(), before, host, *re.split(r"[\W_]+", before)]
    parts += [*name.casefold().split(), host.partition(".")[0]]
    return tuple(sorted({part for part in parts if len(part) > 2}, key=len, reverse=True))


def _left(plain: str, parts: tuple[str, ...]) -> int:
    """How many letters are left when these parts are taken out; many when none is in it."""
    rest = plain
    for part in parts:
        rest = rest.replace(part, " ")
    if rest == plain:
        return len(plain) + _OWN_PART
    return len(re.sub(r"[\W\d_]", "", rest))
