"""A statement that an office's own words may not lose."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Required:
    """A statement in one part: it is there when each of ``phrases`` is."""

    part: str
    what: str
    phrases: tuple[str, ...]
    citation: str

    def stands_in(self, text: str) -> bool:
        """Whether the text holds all of its words, whatever stands between them."""
        found = _plain(text)
        return all(_plain(phrase) in found for phrase in self.phrases)

    @property
    def complaint(self) -> str:
        """What is said when it is missing."""
        *others, last = (f"“{phrase}”" for phrase in self.phrases)
        kept = f"{', '.join(others)} and {last}" if others else last
        return f"{self.what} is missing: {self.citation}. Keep the words {kept}."


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'")).casefold()
