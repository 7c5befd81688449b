"""Labels on a sheet of Avery 5160, in millimeters: each text stays within its own label."""

from __future__ import annotations

import pytest
from printed import Glyph, glyphs_of

from records_app.letters import mail_day_labels as sheet
from records_app.letters.mail_day_labels import Label, address_labels

INCH = 25.4
PLAIN = ("Custodian of Records", "Riverbend Police Department", "100 Main Street", "Riverbend, MO")
LONG = (
    "Custodian of Records",
    "Consolidated Metropolitan Public Safety and Emergency Communications Authority of Harlow "
    "and Fenwick Counties",
    "Attn: Public Information, Room 728, 1915 Example Street",
    "Riverbend, MO 63000-1234",
)
NAMES = {
    "plain": PLAIN,
    "long": LONG,
    "one word": ("Custodian of Records", "Riverbend" * 18, "1 Main Street", "Riverbend, MO 63000"),
    "right to left": ("Custodian of Records", "شرطة ريفربند", "100 Main Street", "Riverbend"),
    "turned around": ("Custodian", "Police \u2067drawkcab\u2069 Department", "1 Main", "Riverbend"),
    "emoji and CJK": ("Custodian of Records", "Riverbend 🚓👮🏽 警察署", "100 Main", "Riverbend"),
    "capitals": ("W" * 40, "M" * 60, "Q" * 30, "RIVERBEND, MO 63000"),
    "markup": ("<b>Custodian</b>", "{{ 7*7 }} & <script>", "100 Main", "Riverbend"),
    "eight lines": tuple(f"Line {number} of the address" for number in range(1, 9)),
}


def box_of(place: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a label, 0 to 29, in points; written out from the figures."""
    row, column = divmod(place, 3)
    left = (0.1875 + 2.75 * column) * 72
    top = (11 - 0.5 - row) * 72
    return left, top - 72, left + 2.625 * 72, top


def on_label(glyphs: list[Glyph], place: int, page: int = 1) -> list[Glyph]:
    """The glyphs whose middle is on this label."""
    left, bottom, right, top = box_of(place)
    return [
        glyph
        for glyph in glyphs
        if glyph.page == page
        and left <= (glyph.left + glyph.right) / 2 < right
        and bottom <= (glyph.bottom + glyph.top) / 2 < top
    ]


def text_of(glyphs: list[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs)


def test_the_figures_fill_the_sheet() -> None:
    assert 2 * sheet.LEFT + 3 * sheet.WIDTH + 2 * (sheet.COLUMN_PITCH - sheet.WIDTH) == 8.5
    assert 2 * sheet.TOP + sheet.ROWS * sheet.ROW_PITCH == 11
    assert [round(box / 72 * INCH, 2) for box in box_of(0)] == [4.76, 241.3, 71.44, 266.7]


def test_thirty_one_labels_stand_each_in_its_place() -> None:
    labels = [Label(str(at), (f"Agency {at:02d}", "1 Main Street", "Town")) for at in range(31)]
    made = address_labels(labels)
    assert (made.pdf.pages, made.too_long) == (2, ())
    glyphs = glyphs_of(made.pdf.content)
    for at in range(30):
        assert text_of(on_label(glyphs, at)) == f"Agency {at:02d}1 Main StreetTown"
    assert text_of(on_label(glyphs, 0, page=2)) == "Agency 301 Main StreetTown"
    first = min(glyph.left for glyph in on_label(glyphs, 0)) / 72 * INCH
    second = min(glyph.left for glyph in on_label(glyphs, 1)) / 72 * INCH
    below = max(glyph.top for glyph in on_label(glyphs, 3)) / 72 * INCH
    top = max(glyph.top for glyph in on_label(glyphs, 0)) / 72 * INCH
    assert second - first == pytest.approx(69.85, abs=0.1)
    assert top - below == pytest.approx(25.4, abs=0.1)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("place", [1, 15, 30])
def test_no_text_leaves_its_label(name: str, place: int) -> None:
    made = address_labels([Label("MO-2026-0001", NAMES[name])], place)
    assert made.too_long == ()
    glyphs = glyphs_of(made.pdf.content)
    assert glyphs
    left, bottom, right, top = box_of(place - 1)
    eighth = 0.06 * 72
    for glyph in glyphs:
        assert left + eighth <= glyph.left <= glyph.right <= right - eighth, glyph
        assert bottom <= glyph.bottom <= glyph.top <= top, glyph


@pytest.mark.parametrize("name", ["plain", "long", "one word", "capitals", "eight lines", "markup"])
def test_no_letter_of_an_address_is_lost(name: str) -> None:
    made = address_labels([Label("MO-2026-0001", NAMES[name])])
    printed = "".join(text_of(glyphs_of(made.pdf.content)).split())
    for line in NAMES[name]:
        assert "".join(line.split()) in printed


def test_a_short_address_is_large_and_a_long_one_small() -> None:
    heights = []
    for lines in (PLAIN, LONG):
        glyphs = glyphs_of(address_labels([Label("1", lines)]).pdf.content)
        heights.append(max(glyph.top - glyph.bottom for glyph in glyphs))
    assert heights[0] > 1.2 * heights[1]


def test_what_is_too_long_for_any_label_keeps_its_place_with_a_word_on_it() -> None:
    endless = Label("MO-2026-0002", tuple(f"Line {at} of sixty" for at in range(60)))
    plain = Label("MO-2026-0001", PLAIN)
    made = address_labels([plain, endless, plain])
    assert made.too_long == ("MO-2026-0002",)
    glyphs = glyphs_of(made.pdf.content)
    said = text_of(on_label(glyphs, 1))
    assert said.startswith("MO-2026-0002The address is too long for a label.")
    assert "Line" not in said
    assert text_of(on_label(glyphs, 2)) == "".join(PLAIN)


def test_a_used_sheet_begins_where_it_is_free() -> None:
    glyphs = glyphs_of(address_labels([Label("1", PLAIN)] * 2, 30).pdf.content)
    assert text_of(on_label(glyphs, 29)) == "".join(PLAIN)
    assert text_of(on_label(glyphs, 0, page=2)) == "".join(PLAIN)
    assert {glyph.page for glyph in glyphs} == {1, 2}


@pytest.mark.parametrize("start", [0, 31, -1])
def test_a_start_off_the_sheet(start: int) -> None:
    with pytest.raises(ValueError, match="places 1 to 30"):
        address_labels([Label("1", PLAIN)], start)


def test_the_same_labels_are_the_same_bytes() -> None:
    labels = [Label("1", PLAIN), Label("2", LONG)]
    assert address_labels(labels).pdf.sha256 == address_labels(labels).pdf.sha256
