"""The letter beside the form: its blocks as lines to show, and which of them just changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from records_app.letters.compose import Block


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One block on the screen. ``marker`` is "4." or a dot for an item; ``changed``: it is new."""

    kind: str
    marker: str
    lead: str
    text: str
    changed: bool = False


def lines_of(blocks: tuple[Block, ...]) -> list[SheetLine]:
    """The blocks with number, bold start and rest parted, none of them marked."""
    return [
        SheetLine(
            kind=block.kind,
            marker=f"{block.number}." if block.number else "•" if block.kind == "item" else "",
            lead=block.lead,
            text=block.text.removeprefix(block.lead),
        )
        for block in blocks
    ]


def marked(before: list[SheetLine], after: list[SheetLine]) -> list[SheetLine]:
    """``after`` with the lines marked that ``before`` did not have. A new number is no change.

    Nothing is marked in a letter that had no lines before.
    """
    if not before:
        return after
    matcher = SequenceMatcher(a=_words(before), b=_words(after), autojunk=False)
    fresh: set[int] = set()
    for tag, _, _, first, last in matcher.get_opcodes():
        if tag in {"insert", "replace"}:
            fresh.update(range(first, last))
    return [replace(line, changed=at in fresh) for at, line in enumerate(after)]


def same_words(one: list[SheetLine], other: list[SheetLine]) -> bool:
    """Whether two letters differ in nothing but marks."""
    return _words(one) == _words(other)


def _words(lines: list[SheetLine]) -> list[tuple[str, str, str]]:
    return [(line.kind, line.lead, line.text) for line in lines]
