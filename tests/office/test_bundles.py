"""The bundle of a hard course: complete, checked against the store, and only what was chosen."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from limits import RateLimitItemPerMinute
from pikepdf import Pdf
from sqlmodel import select

from records_app.casework.events import sentence
from records_app.casework.people import Actor
from records_app.letters.bundle import making
from records_app.office import bundles_items
from records_app.office.bundles import (
    Bundle,
    BundleLimit,
    BundleNotPossible,
    BundleTooLarge,
    Choices,
    FileDamaged,
    bundle,
)
from records_app.office.drafting import new_draft
from records_app.office.files.folder import FileFolder
from records_app.office.letter_files import LetterDamaged
from records_app.office.refusals import NotFound, TooManyAttempts
from records_app.store.database import Store, open_store
from records_app.store.log import entries_of
from records_app.store.tables import FileRow, LetterRow, Request
from tests.letters.bundle_made import words
from tests.office.bundle_course import BUNDLED, ODD_NAME, filed, hard_course
from tests.office.cast import Cast, make_office, ready_request


@pytest.fixture
def cast(sqlite_store: Store) -> Cast:
    return make_office(sqlite_store)


@pytest.fixture
def shelf(tmp_path: Path) -> FileFolder:
    return FileFolder(tmp_path / "files")


@dataclass
class Desk:
    """Makes bundles of one request."""

    store: Store
    shelf: FileFolder
    request_id: int

    def make(self, actor: Actor, form: Any = "pdf", **choices: bool) -> Bundle:
        return bundle(
            self.store,
            actor,
            self.request_id,
            form,
            Choices(**choices),
            folder=self.shelf,
            limit=BundleLimit(),
            now=BUNDLED,
        )


def content(made: Bundle) -> bytes:
    """All bytes of a bundle, which are those it announced."""
    found = b"".join(made.pieces())
    assert len(found) == made.size
    assert hashlib.sha256(found).hexdigest() == made.sha256
    return found


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


@pytest.fixture
def small(sqlite_store: Store, cast: Cast, shelf: FileFolder) -> Desk:
    """A request with a stand-in for a letter and nothing else."""
    return Desk(sqlite_store, shelf, ready_request(sqlite_store, cast.bob, cast.riverbend)[0])


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


def test_of_several_redacted_copies_the_newest_counts(
    small: Desk, cast: Cast, tmp_path: Path
) -> None:
    def keep(name: str, redacts: int | None = None) -> int:
        return filed(
            small.store,
            small.shelf,
            cast.bob,
            small.request_id,
            f"{name}.csv",
            name.encode(),
            media_type="text/csv",
            redacts=redacts,
        )

    first = keep("first")
    second = keep("second", first)
    keep("third", second)
    keep("fourth")
    with ZipFile(io.BytesIO(content(small.make(cast.bob, "zip")))) as zipped:
        names = {name for name in zipped.namelist() if name.startswith("files/")}
    assert names == {"files/item-02-third.csv", "files/item-03-fourth.csv"}


def test_odd_names_harm_nothing(course: Course) -> None:
    names = [str(path.relative_to(course.out)) for path in course.out.rglob("*")]
    assert any(name.endswith("fdp-exe.pdf") for name in names)
    assert all(name.isascii() and ".." not in name for name in names)
    assert ODD_NAME not in "".join(names)


def test_the_same_day_gives_the_same_bytes(store: Store, shelf: FileFolder) -> None:
    cast = make_office(store)
    desk = Desk(store, shelf, ready_request(store, cast.bob, cast.riverbend)[0])
    filed(store, shelf, cast.bob, desk.request_id, "a.csv", b"1", media_type="text/csv")
    assert content(desk.make(cast.bob, "zip")) == content(desk.make(cast.vera, "zip"))


def test_who_may_not_see_a_request_gets_no_bundle(small: Desk, cast: Cast) -> None:
    draft = Desk(small.store, small.shelf, new_draft(small.store, cast.bob, now=BUNDLED))
    for actor in (cast.bob, cast.vera, cast.ada):
        with pytest.raises(NotFound):
            draft.make(actor)
    with pytest.raises(NotFound):
        Desk(small.store, small.shelf, 999).make(cast.ada)
    with small.store.transaction() as session:
        session.get_one(Request, small.request_id).discarded_at = BUNDLED
    with pytest.raises(NotFound):
        small.make(cast.bob)


def test_a_changed_letter_stops_the_bundle(small: Desk, cast: Cast) -> None:
    with small.store.transaction() as session:
        row = session.exec(select(LetterRow)).one()
        row.pdf += b"?"
        session.add(row)
    with pytest.raises(LetterDamaged):
        small.make(cast.bob)


@pytest.mark.parametrize("harm", ["changed", "missing"])
def test_a_changed_file_stops_the_bundle(small: Desk, cast: Cast, harm: str) -> None:
    filed(small.store, small.shelf, cast.bob, small.request_id, "reply.csv", b"a,b")
    place = small.shelf.place_of(next(iter(small.shelf.stored())))
    if harm == "changed":
        place.write_bytes(b"a,c")
    else:
        place.unlink()
    with pytest.raises(FileDamaged, match=r"reply\.csv"):
        small.make(cast.bob)


def test_too_much_is_refused_with_the_sizes(
    small: Desk, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles_items, "MOST_BYTES", 2_000_000)
    filed(small.store, small.shelf, cast.bob, small.request_id, "a.zip", bytes(3_000_000))
    with pytest.raises(BundleTooLarge, match="have 3 MB together; a bundle holds at most 2 MB"):
        small.make(cast.bob)


def test_work_that_fails_is_told_in_plain_words(
    small: Desk, cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    monkeypatch.setattr(making, "MOST_SECONDS", 0.01)
    with pytest.raises(BundleNotPossible, match="took too long"):
        small.make(cast.bob)
    assert list(scratch.iterdir()) == []


def test_nothing_stays_on_the_disk(
    small: Desk, cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    made = small.make(cast.bob)
    assert list(scratch.iterdir()) == []
    assert content(made).startswith(b"%PDF-")
    assert made.stream.closed


def test_a_person_may_have_so_many_in_a_while(small: Desk, cast: Cast) -> None:
    limit = BundleLimit(RateLimitItemPerMinute(1, 10))
    limit.count(cast.bob.id)
    with pytest.raises(TooManyAttempts) as refused:
        bundle(
            small.store,
            cast.bob,
            small.request_id,
            "pdf",
            Choices(),
            folder=small.shelf,
            limit=limit,
            now=BUNDLED + timedelta(days=1),
        )
    assert 0 < refused.value.seconds <= 600
    limit.count(cast.vera.id)


def test_a_request_without_any_deadline_says_so(small: Desk, cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "b.pdf"
    path.write_bytes(content(small.make(cast.bob)))
    said = " ".join(words(path))
    assert "No deadline has begun to run." in said
    assert "Approved; the chronology has no line of its sending." in said
