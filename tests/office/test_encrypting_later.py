"""Files and second factors from before there was a key, or under an older one, come along."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.attempts import Attempts
from records_app.office.checking import differences_in
from records_app.office.files.encrypting import encrypt_everything
from records_app.office.files.file_key import FileKey
from records_app.office.files.folder import FileFolder
from records_app.office.files.leftovers import clear_leftovers, differences_in_files
from records_app.office.files.locks import plain_things
from records_app.office.files.opening import open_file
from records_app.office.second_factor import confirm_setup, setup_under_way, start_setup
from records_app.store.database import Store, open_store
from records_app.store.tables import AuditRow, FileRow
from records_app.store.tables_sign_in import SecondFactor
from tests.office.cast import NOW, Cast, make_office, ready_request
from tests.office.made_files import add, pdf_of
from tests.office.phones import code_at

OLD, NEW = (FileKey(hashlib.sha256(word).digest()) for word in (b"the old one", b"the new one"))
MORE_STEPS = 4_000
"""In ten lives each may take so many steps more, so that one of them comes to the end."""
CONTENTS = [f"Reply {number}. ".encode() * 20_000 for number in range(6)]


@pytest.fixture
def cast(store: Store) -> Cast:
    return make_office(store)


@pytest.fixture
def plain(tmp_path: Path) -> FileFolder:
    return FileFolder(tmp_path / "files")


def with_files(store: Store, cast: Cast, folder: FileFolder) -> list[int]:
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    return [
        add(store, cast.bob, request_id, folder, f"reply {number}.txt", content).id
        for number, content in enumerate(CONTENTS)
    ]


def names(store: Store) -> list[str]:
    with store.reading() as session:
        return [session.get_one(FileRow, number).stored_as for number in range(1, 7)]


def quietly(looked: int, total: int) -> None:
    assert 0 < looked <= total


def all_there(store: Store, cast: Cast, folder: FileFolder, ids: list[int]) -> bool:
    for number, content in zip(ids, CONTENTS, strict=True):
        with open_file(folder, store, cast.vera, number) as stream:
            if stream.read() != content:
                return False
    return True


def phone_of(store: Store, actor: Actor, *keys: FileKey) -> str:
    """Set up a second factor; gives its secret."""
    fresh = replace(actor, confirmed_at=NOW)
    start_setup(store, fresh, now=NOW, keys=keys)
    secret = setup_under_way(store, fresh, now=NOW, keys=keys).secret.replace(" ", "")
    confirm_setup(
        store,
        fresh,
        code_at(secret, NOW),
        attempts=Attempts(),
        address="192.0.2.1",
        now=NOW,
        keys=keys,
    )
    return secret


def kept_secret(store: Store, actor: Actor) -> str:
    with store.reading() as session:
        return session.get_one(SecondFactor, actor.id).secret or ""


def test_what_was_plain_is_encrypted_and_still_opens(
    store: Store, cast: Cast, plain: FileFolder
) -> None:
    ids = with_files(store, cast, plain)
    secret = phone_of(store, cast.bob)
    keyed = replace(plain, keys=(NEW,))
    assert plain_things(store, keyed) == (6, 1)
    done = encrypt_everything(store, keyed, tell=quietly)
    assert (done.files, done.files_before, done.secrets, done.troubles) == (6, 0, 1, ())
    assert all(b"Reply" not in plain.place_of(name).read_bytes() for name in names(store))
    assert all_there(store, cast, keyed, ids)
    assert kept_secret(store, cast.bob) != secret
    assert secret not in kept_secret(store, cast.bob)
    assert plain_things(store, keyed) == (0, 0)
    again = encrypt_everything(store, keyed, tell=quietly)
    assert (again.files, again.files_before, again.secrets, again.secrets_before) == (0, 6, 0, 1)
    assert [*differences_in(store), *differences_in_files(store, keyed)] == []


def test_a_new_key_takes_the_place_of_the_old_one(
    store: Store, cast: Cast, plain: FileFolder
) -> None:
    ids = with_files(store, cast, replace(plain, keys=(OLD,)))
    phone_of(store, cast.bob, OLD)
    both = replace(plain, keys=(NEW, OLD))
    done = encrypt_everything(store, both, tell=quietly)
    assert (done.files, done.secrets, done.troubles) == (6, 1, ())
    only_new = replace(plain, keys=(NEW,))
    assert all_there(store, cast, only_new, ids)
    assert list(differences_in_files(store, only_new)) == []
    (line,) = differences_in_files(store, replace(plain, keys=(OLD,)))
    assert line.startswith("6 files and 1 second factor are encrypted")
    assert "holds another key" in line


def test_without_any_key_the_check_says_so_once(
    store: Store, cast: Cast, plain: FileFolder
) -> None:
    with_files(store, cast, replace(plain, keys=(OLD,)))
    (line,) = differences_in_files(store, plain)
    assert line == (
        "6 files are encrypted, and RECORDS_FILES_KEY is not set. Put the key back and start again."
    )


def test_what_cannot_be_opened_stays_as_it_is_and_is_named(
    store: Store, cast: Cast, plain: FileFolder
) -> None:
    with_files(store, cast, plain)
    damaged, missing, *_ = (plain.place_of(name) for name in names(store))
    damaged.write_bytes(b"something else")
    missing.unlink()
    request_id, _ = ready_request(store, cast.bob, cast.fenwick)
    locked = add(
        store, cast.bob, request_id, replace(plain, keys=(OLD,)), "locked.pdf", pdf_of("Locked")
    )
    done = encrypt_everything(store, replace(plain, keys=(NEW,)), tell=quietly)
    assert done.files == 4
    assert ["SHA-256" in done.troubles[0], "missing" in done.troubles[1]] == [True, True]
    assert done.troubles[2].startswith(f"file {locked.id} (locked.pdf)")
    assert damaged.read_bytes() == b"something else"
    assert list(plain.unfinished(float("inf"))) == []


def test_a_file_that_is_purged_meanwhile_does_not_come_back(
    store: Store, cast: Cast, plain: FileFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_files(store, cast, plain)
    gone = names(store)[0]
    before = FileFolder.written_anew

    def purged_by_then(folder: FileFolder, stored_as: str) -> object:
        incoming = before(folder, stored_as)
        if stored_as == gone:
            with store.transaction() as session:
                session.delete(session.get_one(FileRow, 1))
        return incoming

    monkeypatch.setattr(FileFolder, "written_anew", purged_by_then)
    keyed = replace(plain, keys=(NEW,))
    done = encrypt_everything(store, keyed, tell=quietly)
    assert (done.files, done.troubles) == (5, ())
    assert not plain.place_of(gone).with_suffix(".new").exists()
    assert plain.mark_of_key(gone) is None


def test_the_audit_says_that_a_second_factor_changed_and_not_how(store: Store, cast: Cast) -> None:
    secret = phone_of(store, cast.bob)
    encrypt_everything(store, FileFolder(Path("/nowhere"), keys=(NEW,)), tell=quietly)
    with store.reading() as session:
        said = [row.details or "" for row in session.exec(select(AuditRow))]
    assert not any(secret in each or "siv:" in each for each in said)


def killed_at_step(last: int) -> None:
    """From here on this process dies, as by a power cut, when it calls its so-manieth function."""
    steps = count(1)

    def step(_frame: object, what: str, _more: object) -> None:
        if what == "call" and next(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(step)


def test_killed_again_and_again_it_loses_nothing(sqlite_store: Store, plain: FileFolder) -> None:
    store, cast = sqlite_store, make_office(sqlite_store)
    ids = with_files(store, cast, plain)
    url = store.engine.url.render_as_string()
    store.close()
    keyed, chance, kills = replace(plain, keys=(NEW,)), random.Random(610023), 0
    while True:
        last = chance.randint(1, MORE_STEPS * (1 + kills // 10))
        child = os.fork()
        if child == 0:
            try:
                killed_at_step(last)
                encrypt_everything(open_store(url), keyed, tell=lambda *_: None)
            except BaseException:
                os._exit(1)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert all_there(open_store(url), cast, keyed, ids)
        if not os.WIFSIGNALED(status):
            assert os.waitstatus_to_exitcode(status) == 0
            break
        kills += 1
    assert kills > 5
    assert encrypt_everything(store, keyed, tell=quietly).troubles == ()
    later = datetime.now(UTC) + timedelta(hours=2)
    clear_leftovers(store, keyed, now=later)
    assert list(keyed.unfinished(float("inf"))) == []
    assert all_there(store, cast, keyed, ids)
    assert list(differences_in_files(store, keyed)) == []
    assert plain_things(store, keyed) == (0, 0)
