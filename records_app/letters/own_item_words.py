"""What an office may write as an item: one paragraph, plain, and never an invitation of names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from records_app.casework.subjects import Subject
from records_app.letters.characters import TextRefused, check_text

MOST_SHORT = 60
MOST_WHY = 400
_GUARD = "names and A-numbers"
_GUARDED = re.compile(r"without (?:the )?names and A-numbers|names and A-numbers redacted", re.I)
_NUMBERS = re.compile(r"\bA-?numbers?\b|\balien (?:registration )?numbers?\b", re.I)


def tidy_words(text: object, most: int) -> str:
    """The words in one line. Raises ``TextRefused`` for what cannot stand in a letter."""
    return check_text("", text, max_length=most, one_line=True)


def item_troubles(subject: Subject, words: str, shipped: str) -> Iterator[str]:
    """What is wrong with the words of an item; ``shipped`` are those that came with us, or ""."""
    if not words:
        yield "Write what you ask for."
    if "{" in words or "}" in words:
        yield "Items know no facts: leave the braces out. A letter names the agency and the period."
    if subject is Subject.TRANSFERS and _asks_for_names(words, shipped):
        yield (
            f"The guard for names is missing: 8 CFR 236.6. Keep the words “without {_GUARD}” or "
            f"“with {_GUARD} redacted”."
        )


def line_trouble(text: object, most: int) -> str:
    """Why a line cannot be kept, or ""."""
    try:
        tidy_words(text, most)
    except TextRefused as refused:
        return refused.reason
    return ""


def _asks_for_names(words: str, shipped: str) -> bool:
    needed = _GUARD in shipped or _NUMBERS.search(words) is not None
    return needed and _GUARDED.search(words) is None
