"""The address of a mailed letter in the window of a No. 10 envelope, in millimeters.

The usual window is 1 1/8 by 4 1/2 inches, 7/8 inch from the left and 1/2 inch from the bottom of an
envelope of 4 1/8 by 9 1/2 inches (as California State University tells its offices:
http://www.csus.edu/mail/us_postal.doc). USPS Publication 25, 3-9, wants every character of the
address visible, with 1/8 inch free at the sides, however the letter slides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from printed import Glyph, glyphs_of
from riverbend import facts

from records_app.letters.compose import compose
from records_app.letters.pdf import render_pdf

INCH = 25.4
ENVELOPE = (9.5 * INCH, 4.125 * INCH)
PAPER = (8.5 * INCH, 11 * INCH)
PANEL = PAPER[1] / 3  # folded in three
FREE = INCH / 8


@dataclass(frozen=True)
class Box:
    """Millimeters from the left and from the top of the letter."""

    left: float
    top: float
    right: float
    bottom: float


def window(*, slid_right: float = 0, lifted: float = 0) -> Box:
    """What the window shows of a letter that lies at the left and at the bottom, or slid."""
    left = 7 / 8 * INCH - slid_right
    bottom = PANEL - INCH / 2 + lifted
    return Box(left, bottom - 9 / 8 * INCH, left + 4.5 * INCH, bottom)


def lines_of_address(lines: tuple[str, ...], custodian: str = "") -> list[Box]:
    """Where each line of the address stands on paper."""
    letter = facts()
    to = replace(letter.to, address_lines=lines, custodian=custodian)
    mailed = replace(letter, to=to, delivery="post")
    glyphs = [g for g in glyphs_of(render_pdf(compose(mailed)).content) if g.page == 1]
    names = [part for part in (custodian, "Custodian of Records", to.agency, *lines) if part]
    return [_box(glyphs, name) for name in names]


def _box(glyphs: list[Glyph], words: str) -> Box:
    text = "".join(glyph.text for glyph in glyphs)
    start = text.index(words.replace("\u00a0", " "))
    own = glyphs[start : start + len(words)]
    return Box(
        min(g.left for g in own) / 72 * INCH,
        PAPER[1] - max(g.top for g in own) / 72 * INCH,
        max(g.right for g in own) / 72 * INCH,
        PAPER[1] - min(g.bottom for g in own) / 72 * INCH,
    )


ADDRESSES = {
    "a short one": (("100 Main Street", "Riverbend, MO 63000"), ""),
    "with a name": (("100 Main Street", "Riverbend, MO 63000"), "Jo Park"),
    "three lines": (("Room 310", "100 Main Street", "Riverbend, MO 63000-1234"), ""),
}


def test_the_numbers_of_the_window() -> None:
    shown = window()
    assert [round(each, 1) for each in (shown.left, shown.top, shown.right, shown.bottom)] == [
        *(22.2, 51.9, 136.5, 80.4)
    ]
    assert round(ENVELOPE[0] - PAPER[0], 1) == 25.4
    assert round(ENVELOPE[1] - PANEL, 1) == 11.6


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("slid_right", [0, 12.7, 25.4])
def test_the_window_shows_the_whole_address_however_it_slides_sideways(
    name: str, slid_right: float
) -> None:
    shown = window(slid_right=slid_right)
    for line in lines_of_address(*ADDRESSES[name]):
        assert line.left >= shown.left + FREE - 0.1 or slid_right == 0
        assert line.left >= shown.left
        assert line.right <= shown.right - FREE
        assert line.top >= shown.top + 1
        assert line.bottom <= shown.bottom - 1


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_lines_that_deliver_it_are_seen_when_the_letter_is_lifted_as_far_as_it_goes(
    name: str,
) -> None:
    shown = window(lifted=ENVELOPE[1] - PANEL)
    for line in lines_of_address(*ADDRESSES[name])[-2:]:
        assert shown.top <= line.top
        assert line.bottom <= shown.bottom


def test_nothing_else_is_seen_in_the_window() -> None:
    letter = replace(facts(), delivery="post")
    glyphs = [g for g in glyphs_of(render_pdf(compose(letter)).content) if g.page == 1]
    text = "".join(glyph.text for glyph in glyphs)
    address = text[text.index("Custodian") : text.index("63000") + 5]
    shown = window()
    seen = [
        glyph.text
        for glyph in glyphs
        if PAPER[1] - glyph.top / 72 * INCH < shown.bottom
        and PAPER[1] - glyph.bottom / 72 * INCH > shown.top
        and not glyph.text.isspace()
    ]
    assert "".join(seen) == "".join(address.split())
