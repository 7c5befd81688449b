"""The letter beside the form: its lines, and marks at what has just changed."""

from __future__ import annotations

import pytest

from records_app.letters.blocks import Block
from records_app.web.house import House
from records_app.web.letter_sheet.lines import lines_of, marked, same_words
from records_app.web.pages.new_request import DraftState
from tests.office.cast import Cast
from tests.web.draft_tab import begun, kept, visit
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


async def test_a_ticked_subject_is_marked_in_the_letter(tab: Tab, house: House, cast: Cast) -> None:
    state = await visit(tab, house, cast.bob, begun(house, cast, subjects=["funding"]))
    assert not any(line.changed for line in state.lines)
    await tab.send(DraftState.tick, subject="training", on=True)
    assert "Training records" in [line.text for line in state.lines if line.changed]
    assert "Funding agreements" not in [line.text for line in state.lines if line.changed]
    await tab.send(DraftState.tick, subject="funding", on=False)
    assert state.subjects == ["training"]
    assert kept(house)[0]["subjects"] == ["training"]


def blocks(*texts: str) -> tuple[Block, ...]:
    return tuple(Block("item", text, number) for number, text in enumerate(texts, start=1))


def test_marks_show_what_is_new_and_not_what_moved() -> None:
    before = lines_of(blocks("Cars", "Keys"))
    after = marked(before, lines_of(blocks("Bids", "Cars", "Locks")))
    assert [(line.text, line.changed) for line in after] == [
        ("Bids", True),
        ("Cars", False),
        ("Locks", True),
    ]
    assert not any(line.changed for line in marked([], after[:0] + lines_of(blocks("Cars"))))


def test_a_new_number_or_a_mark_is_no_other_letter() -> None:
    one = lines_of(blocks("Cars"))
    assert same_words(one, lines_of((Block("item", "Cars", 7),)))
    assert not same_words(one, lines_of(blocks("Keys")))


def test_an_item_without_a_number_has_a_dot_as_on_paper() -> None:
    lines = lines_of((Block("item", "Monday: received", 0), Block("paragraph", "Yours", 0)))
    assert [line.marker for line in lines] == ["•", ""]


def test_the_bold_start_of_a_paragraph_is_shown_once() -> None:
    (line,) = lines_of((Block("paragraph", "Fees. Please waive them.", 0, "Fees."),))
    assert (line.lead, line.text, line.marker) == ("Fees.", " Please waive them.", "")
