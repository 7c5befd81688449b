"""The day's mail on paper: which letters are in it, in which order, and which are left out."""

from __future__ import annotations

import hashlib
import io

import pikepdf
import pytest
from pdfminer.high_level import extract_text

from records_app.office.mail_day import to_go_out
from records_app.office.mail_day_printing import PrintedMail, label_sheets, mail_pdf
from records_app.office.missouri_time import missouri_day
from records_app.office.refusals import NotFound, Refused
from records_app.store.database import Store
from records_app.store.tables import LetterRow
from tests.office.cast import NOW, Cast, make_agency, make_office
from tests.office.mailed import letter_row, mail_letter

TODAY = missouri_day(NOW)


@pytest.fixture
def cast(sqlite_store: Store) -> Cast:
    return make_office(sqlite_store)


def read(mail: PrintedMail) -> bytes:
    content = b"".join(mail.pieces())
    assert len(content) == mail.size
    assert hashlib.sha256(content).hexdigest() == mail.sha256
    return content


def contents(content: bytes) -> list[str]:
    """What each page draws, as our letters of the tests say it; "" for anything else."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = []
        for page in pdf.pages:
            drawn = page.obj.get("/Contents", None)
            text = drawn.read_bytes().decode("latin-1") if drawn is not None else ""
            found.append(text.strip("% \n") if text.startswith("% MO-") else "")
        return found


def test_letters_in_the_order_of_agencies_each_on_a_sheet_of_its_own(
    sqlite_store: Store, cast: Cast
) -> None:
    store = sqlite_store
    aspen = make_agency(store, "aspen police", address="2 Oak Street\nAspen, MO 63001")
    second = mail_letter(store, cast.bob, cast.riverbend, pages=1)
    first = mail_letter(store, cast.carl, aspen, pages=3)
    third = mail_letter(store, cast.bob, cast.riverbend, pages=2)
    printed = mail_pdf(store, cast.alice, (third, second, first), today=TODAY)
    assert printed.name == "mail-2026-11-23.pdf"
    content = read(printed)
    assert contents(content) == [
        *("", ""),
        *("MO-2026-0002.pdf, page 1", "MO-2026-0002.pdf, page 2", "MO-2026-0002.pdf, page 3", ""),
        *("MO-2026-0001.pdf, page 1", ""),
        *("MO-2026-0003.pdf, page 1", "MO-2026-0003.pdf, page 2"),
    ]
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        marks = [(item.title, pages[item.destination[0].objgen]) for item in outline.root]
    assert marks == [
        ("Checklist", 1),
        ("MO-2026-0002, aspen police", 3),
        ("MO-2026-0001, Riverbend Police Department", 7),
        ("MO-2026-0003, Riverbend Police Department", 9),
    ]
    cover = extract_text(io.BytesIO(content), page_numbers=[0])
    assert "Mail of November 23, 2026" in cover
    assert "3 letters on 4" in " ".join(cover.split())
    assert cover.index("MO-2026-0002") < cover.index("MO-2026-0001") < cover.index("MO-2026-0003")
    assert "printed by Alice" in cover


def test_a_damaged_letter_and_one_that_is_no_pdf_are_left_out_and_named(
    sqlite_store: Store, cast: Cast
) -> None:
    store = sqlite_store
    damaged = mail_letter(store, cast.bob, cast.riverbend)
    broken = mail_letter(store, cast.bob, cast.riverbend)
    nowhere = mail_letter(store, cast.bob, cast.maple)
    good = mail_letter(store, cast.bob, cast.riverbend)
    with store.transaction() as session:
        session.get_one(LetterRow, damaged).pdf = b"%PDF-1.7 something else"
        row = session.get_one(LetterRow, broken)
        row.pdf = b"no PDF at all"
        row.sha256 = hashlib.sha256(row.pdf).hexdigest()
    content = read(mail_pdf(store, cast.bob, (damaged, broken, nowhere, good), today=TODAY))
    assert [each for each in contents(content) if each] == [
        "MO-2026-0004.pdf, page 1",
        "MO-2026-0004.pdf, page 2",
    ]
    cover = " ".join(extract_text(io.BytesIO(content), page_numbers=[0]).split())
    left_out = cover[cover.index("Left out") :]
    for number in ("MO-2026-0001", "MO-2026-0002", "MO-2026-0003"):
        assert number in left_out
    assert "has changed since it was approved" in left_out
    assert "cannot be opened as a PDF" in left_out
    assert "No address with a street is known" in left_out
    assert "MO-2026-0004" in cover[: cover.index("Left out")]


def test_only_what_waits_and_may_be_recorded_is_printed(sqlite_store: Store, cast: Cast) -> None:
    store = sqlite_store
    bobs = mail_letter(store, cast.bob, cast.riverbend)
    carls = mail_letter(store, cast.carl, cast.riverbend)
    assert {
        each[:12] for each in contents(read(mail_pdf(store, cast.bob, (bobs, carls), today=TODAY)))
    } == {
        "",
        "MO-2026-0001",
    }
    for actor in (cast.carl, cast.vera):
        with pytest.raises(NotFound):
            mail_pdf(store, actor, (bobs,), today=TODAY)
        with pytest.raises(NotFound):
            label_sheets(store, actor, (bobs,), "1", today=TODAY)
    for ids in ((), (0,), (2**40,), (-3,)):
        with pytest.raises(NotFound):
            mail_pdf(store, cast.alice, ids, today=TODAY)


def test_printing_changes_nothing(sqlite_store: Store, cast: Cast) -> None:
    letter = mail_letter(sqlite_store, cast.bob, cast.riverbend)
    before = letter_row(sqlite_store, letter).pdf
    first = read(mail_pdf(sqlite_store, cast.bob, (letter,), today=TODAY))
    again = read(mail_pdf(sqlite_store, cast.bob, (letter,), today=TODAY))
    assert first == again
    assert letter_row(sqlite_store, letter).pdf == before
    assert [line.id for line in to_go_out(sqlite_store, cast.bob, today=TODAY).lines] == [letter]


def test_labels_name_the_letters_without_a_whole_address(sqlite_store: Store, cast: Cast) -> None:
    store = sqlite_store
    half = make_agency(store, "Cedar Police", address="Cedar, MO 63002")
    ids = tuple(mail_letter(store, cast.bob, each) for each in (cast.riverbend, half, cast.maple))
    content = read(label_sheets(store, cast.bob, ids, "7", today=TODAY))
    text = extract_text(io.BytesIO(content))
    whole = (
        "Custodian of Records",
        "Riverbend Police Department",
        "100 Main Street",
        "Riverbend, MO 63000",
    )
    assert "\n".join(whole) in text
    for number, name in (("0002", "Cedar Police"), ("0003", "Maple Grove Police Department")):
        assert f"MO-2026-{number}, {name}" in " ".join(text.split())
    assert text.count("No address with a street is known") == 2
    assert "Cedar, MO" not in text
    with pytest.raises(NotFound):
        label_sheets(store, cast.bob, ids[1:], "1", today=TODAY)


@pytest.mark.parametrize("start", ["0", "31", "", "one", "-1", "1.5", "٣", None, 4])
def test_a_start_that_is_no_place_on_a_sheet(
    sqlite_store: Store, cast: Cast, start: object
) -> None:
    letter = mail_letter(sqlite_store, cast.bob, cast.riverbend)
    with pytest.raises(Refused) as refused:
        label_sheets(sqlite_store, cast.bob, (letter,), start, today=TODAY)
    assert [error.field for error in refused.value.errors] == ["start"]


def test_a_hundred_letters(sqlite_store: Store, cast: Cast) -> None:
    store = sqlite_store
    ids = tuple(mail_letter(store, cast.bob, cast.riverbend, pages=1) for _ in range(100))
    assert len(to_go_out(store, cast.alice, today=TODAY).lines) == 100
    found = [each for each in contents(read(mail_pdf(store, cast.alice, ids, today=TODAY))) if each]
    assert found == [f"MO-2026-{number:04d}.pdf, page 1" for number in range(1, 101)]
