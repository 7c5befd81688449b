"""Mail day with very many letters: piles, the numbers of a pile off a list, and what is named."""

from __future__ import annotations

import pytest

from records_app.casework.subjects import OFFERED
from records_app.office.approving import approve
from records_app.office.drafting import new_draft, save_draft
from records_app.office.mail_day import item_to_send, to_go_out
from records_app.office.mail_day_list import numbers_in
from records_app.office.mail_day_printing import label_sheets, mail_pdf
from records_app.office.mail_day_recording import Mailed, record_mailed
from records_app.office.mail_day_view import PILE, by_way, pile_of
from records_app.office.missouri_time import missouri_day
from records_app.office.refusals import Refused
from records_app.store.database import Store
from tests.office.cast import NOW, Cast, filled_form, make_agency, make_office
from tests.office.mailed import mail_letter

TODAY = missouri_day(NOW)
ON = TODAY.isoformat()
GOOD = ("71123456789123456787", "9400111201080805483016", "9505511069605048600624")
LETTERS = ((11, "MO-2026-0001"), (12, "MO-2026-0002"), (13, "MO-2026-0003"))


@pytest.fixture
def cast(sqlite_store: Store) -> Cast:
    return make_office(sqlite_store)


def refusal(text: object) -> str:
    with pytest.raises(Refused) as refused:
        numbers_in(text, LETTERS)
    (error,) = refused.value.errors
    assert error.field == "all-numbers"
    return error.message


def test_a_pile_has_a_hundred_letters_and_a_word_on_the_next(
    sqlite_store: Store, cast: Cast
) -> None:
    store, count = sqlite_store, PILE + 3
    ids = [mail_letter(store, cast.bob, cast.riverbend, pages=1) for _ in range(count)]
    chosen = dict.fromkeys(ids, "post")
    lines = by_way(to_go_out(store, cast.alice, today=TODAY).lines, chosen)["post"]
    piles = [pile_of(lines, at) for at in (0, 1, 2, 3)]
    assert [(one.at, one.of, len(one.lines)) for one in piles] == [
        (1, 2, PILE),
        (1, 2, PILE),
        (2, 2, 3),
        (2, 2, 3),
    ]
    assert piles[2].words == (
        "103 letters go by post. They are printed and recorded in piles of 100: this is pile 2 "
        "of 2, Riverbend Police Department. What is recorded makes room for the next."
    )
    assert pile_of(lines[:PILE], 1).words == ""
    assert pile_of([], 4).lines == ()
    first = tuple(one.id for one in piles[1].lines)
    mail_pdf(store, cast.alice, first, today=TODAY).stream.close()
    for printing in (
        lambda: mail_pdf(store, cast.alice, tuple(ids), today=TODAY),
        lambda: label_sheets(store, cast.alice, tuple(ids), "1", today=TODAY),
    ):
        with pytest.raises(Refused, match="Print at most 100 at a time, pile by pile"):
            printing()


def test_a_list_in_the_order_of_the_letters() -> None:
    pasted = "\n".join((GOOD[0], "-", f"  42063000{GOOD[1]}\r"))
    assert numbers_in(pasted, LETTERS) == {11: GOOD[0], 12: "", 13: GOOD[1]}
    assert numbers_in("\n".join(GOOD) + "\n\n", LETTERS) == dict(
        zip((11, 12, 13), GOOD, strict=True)
    )
    spaced = "7112 3456 7891 2345 6787"
    assert numbers_in(spaced, LETTERS[:1]) == {11: GOOD[0]}


def test_a_list_with_our_numbers_in_any_order() -> None:
    pasted = f"mo-2026-0003\t{GOOD[1]}\n\nMO-2026-0001, {GOOD[0]}"
    assert numbers_in(pasted, LETTERS) == {13: GOOD[1], 11: GOOD[0]}


def test_every_wrong_line_of_a_list_is_named() -> None:
    for empty in ("", "  \n ", None, 7, ["x"]):
        assert refusal(empty) == "Scan or paste the numbers, each on a line of its own."
    assert refusal("7" * 20_001) == "This is too long for a list of numbers."
    assert refusal(GOOD[0]).startswith("This list has 1 line, but 3 letters are ticked.")
    assert refusal("\n".join((*GOOD, GOOD[0]))).startswith("This list has 4 lines, but")
    wrong = refusal("\n".join((GOOD[0][:-1] + "8", GOOD[1], "123")))
    assert wrong == (
        "Line 1: The last digit does not fit the others. Check it against the receipt. Line 3: "
        "This has 3 digits; a certified-mail number has 20 or 22. Check the receipt."
    )
    assert refusal("\n".join((GOOD[0], GOOD[1], GOOD[0]))) == (
        "Line 3: This number stands in line 1 already."
    )
    named = refusal(f"MO-2026-0001 {GOOD[0]}\nMO-2025-0009 {GOOD[1]}\nMO-2026-0001 {GOOD[2]}")
    assert named == (
        "Line 2: This does not begin with the number of a ticked letter. "
        "Line 3: MO-2026-0001 stands twice."
    )


def test_a_long_list_of_mistakes_is_cut() -> None:
    letters = tuple((key, f"MO-2026-{key:04d}") for key in range(1, 31))
    with pytest.raises(Refused) as refused:
        numbers_in("\n".join("1" for _ in letters), letters)
    assert refused.value.errors[0].message.endswith("20 more lines are wrong.")


def test_a_number_that_looks_wrong_is_recorded_only_when_the_receipt_says_so(
    sqlite_store: Store, cast: Cast
) -> None:
    store = sqlite_store
    letter = mail_letter(store, cast.bob, cast.riverbend)
    wrong = Mailed(letter, 3, GOOD[1][:-1] + "7")
    with pytest.raises(Refused) as refused:
        record_mailed(store, cast.bob, ON, (wrong,), now=NOW)
    (error,) = refused.value.errors
    assert (error.field, error.label) == (f"number-{letter}", "MO-2026-0001")
    assert error.message.startswith("The last digit does not fit")
    done = record_mailed(store, cast.bob, ON, (wrong,), as_typed=True, now=NOW)
    assert done.done == ("MO-2026-0001",)
    two = [Mailed(mail_letter(store, cast.bob, cast.riverbend), 3, "1") for _ in range(2)]
    with pytest.raises(Refused, match="two letters"):
        record_mailed(store, cast.bob, ON, tuple(two), as_typed=True, now=NOW)


def test_a_letter_whose_way_is_gone_says_so(sqlite_store: Store, cast: Cast) -> None:
    store = sqlite_store
    letter = mail_letter(store, cast.bob, cast.fenwick, facts={"delivery": "email"})
    other = mail_letter(store, cast.bob, cast.riverbend, facts={"delivery": "email"})
    notes = {line.id: line.note for line in to_go_out(store, cast.bob, today=TODAY).lines}
    assert notes == {letter: "It was to go by e-mail, but we know none of theirs now.", other: ""}
    assert item_to_send(store, cast.bob, letter, today=TODAY).note == notes[letter]


def test_in_illinois_the_whole_request_is_the_text_of_the_message(
    sqlite_store: Store, cast: Cast
) -> None:
    store = sqlite_store
    body = make_agency(
        store, "Bond Town Police", law="us-il", contacts=(("email", "foia@bond.example"),)
    )
    own = ["The contract for the annex on Elm Street", "Every invoice of the tow yard"]
    everything = [subject.value for subject in OFFERED]
    form = filled_form(body, subjects=everything, specifics="\n".join(own))
    draft_id = new_draft(store, cast.bob, now=NOW)
    saved = save_draft(store, cast.bob, draft_id, 1, form, now=NOW)
    approve(store, cast.bob, draft_id, saved.version, now=NOW)
    (line,) = to_go_out(store, cast.bob, today=TODAY).lines
    item = item_to_send(store, cast.bob, line.id, today=TODAY)
    assert (item.way, line.note) == ("email", "")
    assert item.note.startswith("In Illinois the whole request must stand in the message itself")
    said = " ".join(item.text.split())
    asked = [block for block in saved.blocks if block.kind == "item"]
    assert len(asked) > 20
    assert [one.text for one in asked if " ".join(one.text.split()) not in said] == []
    assert [words for words in own if words not in said] == []
    assert "attached" not in said
    elsewhere = mail_letter(store, cast.bob, cast.riverbend)
    assert item_to_send(store, cast.bob, elsewhere, today=TODAY).note == ""
