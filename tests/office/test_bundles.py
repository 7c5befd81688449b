"""Bundles: who gets one, what stops one, and that nothing of one stays behind."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from limits import RateLimitItemPerMinute
from sqlmodel import select

from records_app.letters.bundle import making
from records_app.office import bundles_items
from records_app.office.bundles import (
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
from records_app.store.database import Store
from records_app.store.tables import LetterRow, Request
from tests.letters.bundle_made import words
from tests.office.bundle_course import BUNDLED, Desk, content, filed
from tests.office.cast import Cast, make_office, ready_request


@pytest.fixture
def cast(sqlite_store: Store) -> Cast:
    return make_office(sqlite_store)


@pytest.fixture
def shelf(tmp_path: Path) -> FileFolder:
    return FileFolder(tmp_path / "files")


@pytest.fixture
def small(sqlite_store: Store, cast: Cast, shelf: FileFolder) -> Desk:
    """A request with a stand-in for a letter and nothing else."""
    return Desk(sqlite_store, shelf, ready_request(sqlite_store, cast.bob, cast.riverbend)[0])


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
