"""One spelling for comparing and finding names."""

from __future__ import annotations

import re
import unicodedata

_SAME_WORD = {"saint": "st", "sainte": "ste"}
_APOSTROPHES = re.compile(r"['’‘`´]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def search_key(text: str) -> str:
    """The words of ``text`` in one spelling, separated by single spaces.

    Case, accents and punctuation are dropped, an apostrophe without leaving a gap; "Saint" and
    "St." become the same word.

    >>> search_key("Sainte-Geneviève County Sheriff’s Office")
    'ste genevieve county sheriffs office'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _APOSTROPHES.sub("", plain)
    return " ".join(_SAME_WORD.get(w, w) for w in _BETWEEN_WORDS.split(plain) if w)
