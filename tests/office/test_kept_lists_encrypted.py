"""Lists and e-mails that wait to be brought in are encrypted when there is a key."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from records_app.casework.people import Actor
from records_app.office.files.file_key import FileKey
from records_app.office.importing import lists, mails
from records_app.office.importing.kept import ImportFolder
from records_app.office.refusals import NotFound
from records_app.store.database import Store
from tests.office.cast import NOW, make_office
from tests.office.made_files import EMAIL
from tests.office.made_lists import ROWS, TODAY, chosen, csv_list

KEY, OTHER = (FileKey(hashlib.sha256(word).digest()) for word in (b"ours", b"another"))


@pytest.fixture
def bob(store: Store) -> Actor:
    return make_office(store).bob


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "imports"


def on_disk(place: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(place.iterdir()))


def test_a_list_goes_all_the_way_and_is_never_plain(store: Store, bob: Actor, place: Path) -> None:
    folder = ImportFolder(place, (KEY,))
    token = chosen(store, bob, folder, csv_list(*ROWS))
    assert lists.preview_page(store, bob, folder, token, now=NOW, today=TODAY).lines
    for word in (b"Fenwick", b"owner_id", b"Riverbend", b"old requests"):
        assert word not in on_disk(place)


def test_mails_too(store: Store, bob: Actor, place: Path) -> None:
    folder = ImportFolder(place, (KEY,))
    token = mails.keep_mails(store, bob, folder, [("reply.eml", EMAIL)], now=NOW)
    (mail,) = mails.mails_page(store, bob, folder, token, now=NOW).mails
    assert not mail.refused
    assert b"Your request" not in on_disk(place)
    assert b"reply.eml" not in on_disk(place)


def test_what_was_kept_before_there_was_a_key_still_opens(
    store: Store, bob: Actor, place: Path
) -> None:
    token = lists.keep_list(store, bob, place, "old.csv", csv_list(*ROWS), now=NOW)
    assert b"Fenwick" in on_disk(place)
    assert lists.list_head(store, bob, ImportFolder(place, (KEY,)), token, now=NOW)


@pytest.mark.parametrize("keys", [(), (OTHER,)])
def test_without_its_key_it_is_as_if_it_were_not_there(
    store: Store, bob: Actor, place: Path, keys: tuple[FileKey, ...]
) -> None:
    token = lists.keep_list(
        store, bob, ImportFolder(place, (KEY,)), "old.csv", csv_list(*ROWS), now=NOW
    )
    with pytest.raises(NotFound):
        lists.list_head(store, bob, ImportFolder(place, keys), token, now=NOW)
    assert lists.list_head(store, bob, ImportFolder(place, (OTHER, KEY)), token, now=NOW)


def test_they_go_after_a_day_all_the_same(store: Store, bob: Actor, place: Path) -> None:
    folder = ImportFolder(place, (KEY,))
    lists.keep_list(store, bob, folder, "old.csv", csv_list(*ROWS), now=NOW)
    folder.clean(NOW.replace(year=2027))
    assert list(place.iterdir()) == []
