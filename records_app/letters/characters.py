"""Which text may enter a letter: every character must be one that ink can show."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from bisect import bisect_right
from functools import cache

# Soft line breaks that word processors and web pages leave behind; all of them mean "new line".
_LINE_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
# What word processors, web pages and PDFs leave where a word may break, and at the start of a file:
# nobody sees it, so nobody could remove it, and without it the text looks the same.
_LEFT_BEHIND = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))
# Joiners shape Persian, Indic and emoji text; the two selectors choose text or color emoji.
_SHAPING = frozenset("\u200c\u200d\ufe0e\ufe0f")
# Letters and marks by their category, but nothing that an eye can find: fillers and selectors.
_INVISIBLE = frozenset(
    map(chr, [0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180F, 0x2800, 0x3164, 0xFFA0])
) | frozenset(map(chr, [*range(0x180B, 0x180E), *range(0xFE00, 0xFE0E), *range(0xE0100, 0xE01F0)]))
# More marks than any script stacks on a letter would run into the lines above and below.
_MOST_MARKS = 8
# What the letter font is known to hold, used when fontconfig's fc-list is not installed.
_KNOWN = [
    *[(0x20, 0x7E), (0xA0, 0x17F), (0x2013, 0x2014), (0x2018, 0x201A), (0x201C, 0x201E)],
    *[(0x2020, 0x2022), (0x2026, 0x2026), (0x20AC, 0x20AC), (0x2122, 0x2122)],
]
_CATEGORY_REASONS = {
    "Cc": "a control character, which cannot be printed",
    "Cf": "a formatting character, which cannot be seen on paper",
    "Co": "a private character, which other computers show differently",
    "Cn": "a character that this computer does not know",
    "Cs": "half of a character; copy the text again",
}


class TextRefused(ValueError):
    """Text that cannot enter a letter. ``reason`` is one sentence for the person who wrote it."""

    def __init__(self, label: str, reason: str) -> None:
        super().__init__(f"{label}: {reason}")
        self.label = label
        self.reason = reason


def check_text(label: str, text: object, *, max_length: int, one_line: bool) -> str:
    """Tidy text and make sure that every character of it can be shown on paper.

    Runs of white space become one space, line breaks become a newline (or a space if ``one_line``),
    empty lines go, and so do soft hyphens and their like, which pasted text is full of. Raises
    ``TextRefused`` when the value is not text, is longer than ``max_length`` characters, or holds a
    character that cannot be seen or printed.
    """
    if not isinstance(text, str):
        raise TextRefused(label, "This is not text.")
    if len(text) > 4 * max_length + 1000:  # do not tidy what is hopelessly long
        raise TextRefused(label, _too_long(len(text), max_length))
    text = text.translate(_LEFT_BEHIND)
    lines = _LINE_BREAKS.sub("\n", text).replace("\t", " ").split("\n")
    for line in lines:
        _check_characters(label, line)
    tidy = [" ".join(line.split()) for line in lines]
    result = (" " if one_line else "\n").join(line for line in tidy if line)
    if len(result) > max_length:
        raise TextRefused(label, _too_long(len(result), max_length))
    return result


def name_of(character: str) -> str:
    """Name one character for a person: code point, Unicode name, and itself if it can be seen."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    return f"{code} {name}" if name else code


def _too_long(length: int, most: int) -> str:
    return f"Write at most {most:,} characters; this is {length:,}."


def _check_characters(label: str, line: str) -> None:
    if line.isascii() and line.isprintable():
        return
    marks = 0
    for character in line:
        category = "Cf" if character in _INVISIBLE else unicodedata.category(character)
        reason = "" if character in _SHAPING else _CATEGORY_REASONS.get(category, "")
        if reason:
            raise TextRefused(label, f"Please remove {name_of(character)}: it is {reason}.")
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks > _MOST_MARKS:
            raise TextRefused(
                label,
                f"Please remove {name_of(character)}: "
                f"more than {_MOST_MARKS} marks on one letter run into other lines.",
            )
        if not character.isspace() and not has_glyph(character):
            raise TextRefused(
                label,
                f"Please replace {name_of(character)}: no font on this computer can show it.",
            )


def has_glyph(character: str) -> bool:
    """Whether a font installed here can draw the character."""
    starts, ends = _coverage()
    at = bisect_right(starts, ord(character)) - 1
    return at >= 0 and ord(character) <= ends[at]


@cache
def _coverage() -> tuple[list[int], list[int]]:
    """Code points that outline fonts installed here hold, as sorted ranges: starts and ends.

    One call of fc-list for all fonts: a call for each character would let a stranger's text start
    thousands of processes.
    """
    ranges = _installed_ranges() or _KNOWN
    starts: list[int] = []
    ends: list[int] = []
    for first, last in sorted(ranges):
        if ends and first <= ends[-1] + 1:
            ends[-1] = max(ends[-1], last)
        else:
            starts.append(first)
            ends.append(last)
    return starts, ends


def _installed_ranges() -> list[tuple[int, int]]:
    program = shutil.which("fc-list")
    if program is None:
        return []
    listed = subprocess.run(  # noqa: S603 - a fixed program with fixed arguments
        [program, "--format", "%{fontformat}\t%{charset}\n"],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    found: set[tuple[int, int]] = set()
    for line in listed.stdout.splitlines():
        font_format, _, charset = line.partition("\t")
        if font_format not in {"TrueType", "CFF"}:  # Pango draws no bitmap fonts
            continue
        for part in charset.split():
            first, _, last = part.partition("-")
            found.add((int(first, 16), int(last or first, 16)))
    return sorted(found)
