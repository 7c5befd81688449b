"""The bundle of a hard course: complete, checked against the store, and only what was chosen."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
from pikepdf import Pdf
from sqlmodel import select

from records_app.casework.events import sentence
from records_app.office.files.folder import FileFolder
from records_app.store.database import open_store
from records_app.store.log import entries_of
from records_app.store.tables import FileRow, LetterRow
from tests.letters.bundle_made import words
from tests.office.bundle_course import ODD_NAME, Desk, content, hard_course
from tests.office.cast import Cast, make_office


def flat(pages: list[str]) -> str:
    """The text of a bundle without spaces, so that line ends do not matter."""
    return "".join(pages).replace(" ", "")


@dataclass
class Course(Desk):
    """The hard course with its cast and the ZIP of the careful choices, unpacked in ``out``."""

    cast: Cast
    out: Path


@pytest.fixture(scope="module")
def course(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    """Made once: it takes a while, and nothing here changes it."""
    home = tmp_path_factory.mktemp("course")
    path = home / "records.sqlite3"
    path.write_bytes(migrated_sqlite.read_bytes())
    store = open_store(f"sqlite:///{path}")
    cast, shelf = make_office(store), FileFolder(home / "files")
    made = Course(store, shelf, hard_course(store, cast, shelf), cast, home / "out")
    with ZipFile(io.BytesIO(content(made.make(cast.vera, "zip")))) as zipped:
        zipped.extractall(made.out)
    yield made
    store.close()


def test_a_hard_course_is_complete(course: Course) -> None:
    pdf = course.out / "bundle.pdf"
    said = flat(words(pdf))
    with course.store.reading() as session:
        entries = entries_of(session, course.request_id)
        letters = session.exec(select(LetterRow).order_by(LetterRow.id)).all()
        files = {row.name: row for row in session.exec(select(FileRow))}
    for entry in entries:
        is_note = "Their clerk is new" in sentence(entry.event)
        assert (sentence(entry.event).replace(" ", "") in said) is not is_note
    assert "Onenoteoftheofficeaboutitsownworkisleftoutofthechronology" in said
    with Pdf.open(pdf) as opened:
        attached = {
            hashlib.sha256(opened.attachments[name].get_file().read_bytes()).hexdigest()
            for name in opened.attachments
        }
    expected = {row.sha256 for row in letters}
    expected |= {row.sha256 for row in files.values() if row.name != "roster.pdf"}
    assert attached == expected
    assert len(letters) == 5
    for sha256 in expected:
        assert f"SHA-256{sha256}" in said
    out = {path.read_bytes() for path in course.out.rglob("item-*")}
    assert {hashlib.sha256(one).hexdigest() for one in out} == expected
    assert "Wedenytherestofyourrequestundersection610.021(14)." in said
    _dates_have_their_reasons(said)
    _corrections_are_marked(said)


def _dates_have_their_reasons(said: str) -> None:
    for title in ("1.Answer", "Thedaytheypromised:Fri,Oct23,2026", "Payingafee", "Goingtocourt"):
        assert title in said
    assert "Thursday,October8,2026Friday,October9,2026" in said
    assert "aftertheofficeclosedat5:00PM" in said
    assert "Wed,Oct7,2026day2" in said
    assert "§610.023.3,RSMo" in said
    assert "Writtengrounds" in said
    assert "Sat,Nov14,2026notcountedWeekend" in said
    assert "(textinforcesinceAug28,2004)" in said
    assert re.findall(r"\d{4}-\d{2}-\d{2}", said) == []


def _corrections_are_marked(said: str) -> None:
    assert "Receivedbythecustodianat6:40PM.Deliveryreceipt." in said
    assert "Correctedbyline4:Thereceiptsays6:04PM." in said
    assert "Soitstandssinceline4,recordedbyAlice." in said
    assert "Entered2dayslater,onWed,Oct7,2026." in said


def test_the_chronology_is_a_table_too(course: Course) -> None:
    text = (course.out / "chronology.csv").read_text("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert [row["line"] for row in table[:4]] == ["1", "2", "3", "3"]
    assert table[2]["correction"] == "Corrected by line 4: The receipt says 6:04 PM."
    assert table[1]["day"] == "2026-10-05"
    assert table[1]["recorded at"] == "2026-10-05T18:00:00-05:00"
    assert "8" not in {row["line"] for row in table}


def test_originals_and_notes_come_only_when_they_are_chosen(course: Course, tmp_path: Path) -> None:
    path = tmp_path / "all.pdf"
    made = course.make(course.cast.bob, redacted=False, notes=True)
    assert (made.name, made.media_type) == (
        "MO-2026-0001-bundle-2026-11-23.pdf",
        "application/pdf",
    )
    path.write_bytes(content(made))
    everything = flat(words(path))
    careful = flat(words(course.out / "bundle.pdf"))
    for text, asked in ((everything, True), (careful, False)):
        assert ("Namedperson" in text) is asked
        assert ("roster.pdf" in text) is asked
        assert ("Namesinhere" in text) is asked
        assert ("Theirclerkisnew" in text) is asked
        assert ("Blackedout" in text) is not asked
    with course.store.reading() as session:
        original = session.exec(select(FileRow).where(FileRow.name == "roster.pdf")).one()
    assert "Thisisaredactedcopy" in careful
    assert original.sha256 in careful
    assert "foroneitemaredactedcopystandsintheplaceoftheoriginal" in careful.lower()
    assert "redacted" not in everything.lower()


def test_odd_names_harm_nothing(course: Course) -> None:
    names = [str(path.relative_to(course.out)) for path in course.out.rglob("*")]
    assert any(name.endswith("fdp-exe.pdf") for name in names)
    assert all(name.isascii() and ".." not in name for name in names)
    assert ODD_NAME not in "".join(names)
