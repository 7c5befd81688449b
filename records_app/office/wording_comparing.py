"""What two versions of a letter say differently, paragraph by paragraph."""

from __future__ import annotations

from difflib import SequenceMatcher

from records_app.letters.blocks import Block
from records_app.office.wording_views import Difference, DiffLine

SHIPPED_LETTER = "The standard letter"


def difference(
    before: tuple[Block, ...],
    after: tuple[Block, ...],
    one: int,
    other: int,
    *,
    shipped: str = SHIPPED_LETTER,
) -> Difference:
    """The paragraphs and items that only one of the two has, in the order of the letter."""
    old, new = [each.text for each in before], [each.text for each in after]
    lines: list[DiffLine] = []
    for tag, first, last, start, end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag != "equal":
            lines += [DiffLine("gone", text) for text in old[first:last]]
            lines += [DiffLine("new", text) for text in new[start:end]]
    older, newer = version_title(one, shipped), version_title(other, shipped).lower()
    differ = f"What differs between {older.lower()} and {newer}"
    words = differ if lines else f"{older} and {newer} say the same."
    return Difference(words, tuple(lines))


def version_title(number: int, shipped: str = SHIPPED_LETTER) -> str:
    """ "Version 3", or ``shipped`` for 0."""
    return f"Version {number}" if number else shipped
