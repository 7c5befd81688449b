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
from riverbend import OFFICE, facts

from records_app.letters.compose import compose
from records_app.letters.envelope import letterhead
from records_app.letters.facts import Sender
from records_app.letters.logo import Logo
from records_app.letters.pdf import render_pdf
from tests.office.made_logos import picture

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


def lines_of_address(
    lines: tuple[str, ...],
    custodian: str = "",
    *,
    agency: str = "Riverbend Police Department",
    sender: Sender = OFFICE,
    logo: Logo | None = None,
) -> list[Box]:
    """Where each line of the address stands on paper."""
    letter = facts()
    to = replace(letter.to, agency=agency, address_lines=lines, custodian=custodian)
    signed = replace(sender, name="Ana Ruiz", title="Coordinator")
    mailed = replace(letter, to=to, sender=signed, delivery="post")
    content = render_pdf(compose(mailed, logo=logo)).content
    glyphs = [g for g in glyphs_of(content) if g.page == 1]
    names = [part for part in (custodian, "Custodian of Records", agency, *lines) if part]
    dated = "".join(glyph.text for glyph in glyphs).index("November\u00a023")
    glyphs = glyphs[dated:]  # a letterhead may hold the same words
    return [_box(glyphs, name) for name in names]


def _box(glyphs: list[Glyph], words: str) -> Box:
    """Where words stand that may be broken between lines."""
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
    wanted = "".join(words.split())
    start = "".join(glyph.text for glyph in inked).index(wanted)
    own = inked[start : start + len(wanted)]
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


EIGHT = (
    "Room 310 of the Municipal Complex",
    "Attention: Records and Information Division",
    "100 North Main Street",
    "P.O. Box 555",
    "Mail Stop 12-B",
    "Riverbend, MO 63000-1234",
)
LONG_NAME = "Consolidated Public Safety Authority of Harlow and Fenwick Counties, Missouri"
LETTERHEADS = {
    "as usual": OFFICE,
    "eight lines": replace(
        OFFICE,
        organization="Open Records and Immigrant Neighbors Project of Greater Riverbend",
        address_lines=EIGHT,
    ),
    "eight long lines": replace(
        OFFICE,
        organization="The Riverbend Coalition of Neighbors, Congregations, Unions, Clinics and "
        "Law Students for Open Records and for the Rights of Everybody Who Lives Here",
        address_lines=tuple(f"{line}, c/o {LONG_NAME}"[:120] for line in EIGHT),
    ),
    "capitals": replace(
        OFFICE,
        organization=LONG_NAME.upper(),
        address_lines=tuple(f"{line}, MIDWESTERN WOMEN".upper() for line in EIGHT),
    ),
}
LOGOS = {
    "no logo": None,
    "a wide logo": Logo(picture((900, 200)), 900, 200, "Open Records Group"),
    "a high logo": Logo(picture((200, 600)), 200, 600, "Open Records Group"),
}


@pytest.mark.parametrize("logo", LOGOS)
@pytest.mark.parametrize("head", LETTERHEADS)
def test_no_letterhead_moves_the_address_out_of_the_window(head: str, logo: str) -> None:
    lines = ("Room 310", "100 Main Street", "Riverbend, MO 63000-1234")
    shown = window()
    placed = lines_of_address(lines, sender=LETTERHEADS[head], logo=LOGOS[logo])
    usual = lines_of_address(lines)
    assert [round(each.top, 1) for each in placed] == [round(each.top, 1) for each in usual]
    for line in placed:
        assert shown.left <= line.left
        assert line.right <= shown.right - FREE
        assert shown.top + 1 <= line.top
        assert line.bottom <= shown.bottom - 1


@pytest.mark.parametrize("count", range(1, 7))
@pytest.mark.parametrize("agency", ["Riverbend Police Department", LONG_NAME])
def test_an_address_of_many_lines_stays_in_the_window(count: int, agency: str) -> None:
    lines = (*EIGHT[: count - 1], EIGHT[-1])
    shown = window()
    for line in lines_of_address(lines, "Jo Park", agency=agency):
        assert line.right <= shown.right - FREE
        assert shown.top + 1 <= line.top
        assert line.bottom <= shown.bottom - 1


def test_a_letterhead_of_few_lines_keeps_its_size() -> None:
    assert (
        letterhead(("Open Records Group", "1 Oak Avenue", "St. Louis", "a@b.example")).style == ""
    )
    assert letterhead(("Open Records Group",), logo_width=45).style == ""
    small = letterhead(("A", *EIGHT, "B"))
    assert small.lines == ("A", *EIGHT, "B")
    assert small.style == "font-size: 8.0pt; line-height: 1.12"
