"""Sizes of the letterhead and of the address, so that a window envelope shows the whole address.

Both stand at 10.5 points, each line by itself. Where that is too high, they get smaller, and the
lines of a long letterhead run on. What fits is worked out generously, from widths as those of
Liberation Serif.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

# Points: the width between the margins, the height above the date of `.head`, that of the window
# below the place of the address, the width of `.address` (letter_templates/letter.css).
_BETWEEN_MARGINS = 468.0
_ABOVE_THE_DATE = 74.0
_IN_THE_WINDOW = 70.2
_ADDRESS_WIDTH = 259.2
_BESIDE_A_LOGO = 5 / 25.4 * 72
# Size in points and height of a line, first as in the stylesheet. Lines of a letterhead that are
# still too high at the third run on.
_SIZES = ((10.5, 1.25), (9.5, 1.2), (8.0, 1.12), (7.2, 1.12), (6.5, 1.15), (5.5, 1.1))
_LINE_BY_LINE = 3
_Way = tuple[tuple[str, ...], tuple[float, float]]
_WIDE, _NARROW = frozenset("mwMW@%—…"), frozenset("fijlrtI.,:;'!|()[]/-’‘· ")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines as they stand on paper; ``style`` is CSS, and empty at the usual size."""

    lines: tuple[str, ...]
    style: str


def letterhead(lines: Sequence[str], logo_width: float = 0) -> Fitted:
    """The letterhead above the date, beside a logo that is so many millimeters wide."""
    taken = logo_width / 25.4 * 72 + _BESIDE_A_LOGO if logo_width else 0.0
    run_on = (" · ".join(lines),)
    ways = [(tuple(lines), size) for size in _SIZES[:_LINE_BY_LINE]]
    ways += [(run_on, size) for size in _SIZES[_LINE_BY_LINE - 1 :]]
    return _first_that_fits(ways, _BETWEEN_MARGINS - taken, _ABOVE_THE_DATE)


def address_in_window(lines: Sequence[str]) -> Fitted:
    """The address of a letter that goes by post."""
    ways = [(tuple(lines), size) for size in _SIZES]
    return _first_that_fits(ways, _ADDRESS_WIDTH, _IN_THE_WINDOW)


def _first_that_fits(ways: Sequence[_Way], width: float, height: float) -> Fitted:
    """The first way that is no higher than ``height``; the last, the smallest, if none is."""
    shown, (size, line_height) = next(
        (way for way in ways if _height(way, width) <= height), ways[-1]
    )
    usual = (size, line_height) == _SIZES[0]
    return Fitted(shown, "" if usual else f"font-size: {size}pt; line-height: {line_height}")


def _height(way: _Way, width: float) -> float:
    lines, (size, line_height) = way
    return sum(_rows(line, size, width) for line in lines) * size * line_height


def _rows(line: str, size: float, width: float) -> int:
    """How many rows a line takes; a little is lost where a row ends between words."""
    wide = sum(map(_em, line)) * size
    return 1 if wide <= width else ceil(wide * 1.08 / width)


def _em(character: str) -> float:
    if character in _WIDE:
        return 1.0
    if character in _NARROW:
        return 0.36
    if ord(character) > 0x2E7F:
        return 1.0
    return 0.5 if character.islower() or character.isdigit() else 0.75
