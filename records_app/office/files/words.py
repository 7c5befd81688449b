"""Text as it is searched: small letters without accents, one space between words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 8
LONGEST_WORD = 60
# PostgreSQL refuses an entry over 1 MiB; each word takes some bytes more there than in the text.
LARGEST_ENTRY = 400_000


def folded(text: str) -> str:
    """Letters as they are compared: small, without accents."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in spread if not unicodedata.combining(c))


def words_of(text: str) -> str:
    """The words of a text as they go into the index, as many as one entry of it can hold."""
    words = " ".join(word[:200] for word in _WORD.findall(folded(text)))
    return words.encode()[:LARGEST_ENTRY].decode(errors="ignore")


def words_asked(text: str) -> tuple[str, ...]:
    """The words somebody looks for. Signs between them mean nothing, and never more than that."""
    found = dict.fromkeys(word[:LONGEST_WORD] for word in _WORD.findall(folded(text)))
    return tuple(found)[:MOST_WORDS]


def marked(text: str, words: Sequence[str], around: int = 110) -> tuple[tuple[str, bool], ...]:
    """A piece of the text around the first of the words, in parts; True marks a word looked for.

    Empty when none of the words is in it.
    """
    text = " ".join(text.split())
    hits = [
        (word.start(), word.end())
        for word in re.finditer(r"[^\W_]+", text)
        if folded(word.group()).startswith(tuple(words))
    ]
    if not words or not hits:
        return ()
    start = _at_space(text, max(0, hits[0][0] - around))
    end = min(len(text), hits[0][1] + 2 * around)
    parts: list[tuple[str, bool]] = [("… " if start else "", False)]
    at = start
    for left, right in hits:
        if right > end:
            break
        parts += [(text[at:left], False), (text[left:right], True)]
        at = right
    parts.append((text[at:end] + (" …" if end < len(text) else ""), False))
    return tuple(part for part in parts if part[0])


def _at_space(text: str, at: int) -> int:
    """The beginning of the next word, so that a piece does not begin in the middle of one."""
    space = text.find(" ", at, at + 30)
    return space + 1 if at and space >= 0 else at
