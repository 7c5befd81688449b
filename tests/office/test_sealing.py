"""Files encrypted at rest: what is written comes back, and nothing else ever does."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import secrets
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records_app.office.files.file_key import FileKey, KeyRefused, read_keys
from records_app.office.files.folder import FileFolder, hash_of
from records_app.office.files.sealing import (
    HEADER,
    MAGIC,
    PIECE,
    FileLocked,
    FileTampered,
    Sealer,
    opened,
    with_descriptor,
)

KEY = FileKey(hashlib.sha256(b"one").digest())
OTHER = FileKey(hashlib.sha256(b"two").digest())
NAME = "ab/" + "ab" * 16
STORED = PIECE + 16


def sealed(content: bytes, key: FileKey = KEY, step: int = 300_000) -> bytes:
    out = io.BytesIO()
    sealer = Sealer(out, key, NAME)
    for start in range(0, len(content), step):
        sealer.write(content[start : start + step])
    sealer.finish()
    return out.getvalue()


def plain(stored: bytes, *keys: FileKey, name: str = NAME) -> bytes:
    with opened(io.BytesIO(stored), keys or (KEY,), name) as stream:
        return stream.read()


@pytest.mark.parametrize(
    "size", [0, 1, 15, 16, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 7]
)
def test_what_goes_in_comes_out(size: int) -> None:
    content = os.urandom(size)
    stored = sealed(content)
    assert plain(stored) == content
    if size > 16:
        assert content[:16] not in stored


def test_the_same_bytes_are_never_stored_alike() -> None:
    assert sealed(b"The same words") != sealed(b"The same words")


def test_any_part_reads_without_the_rest() -> None:
    content = os.urandom(2 * PIECE + 500)
    with opened(io.BytesIO(sealed(content)), (KEY,), NAME) as stream:
        for place in (0, 5, PIECE - 3, PIECE, 2 * PIECE - 1, len(content) - 4, len(content)):
            stream.seek(place)
            assert stream.read(10) == content[place : place + 10]
        assert stream.seek(0, os.SEEK_END) == len(content)
        stream.seek(-5, os.SEEK_END)
        assert stream.read() == content[-5:]


@given(place=st.integers(min_value=len(MAGIC), max_value=10_000), bit=st.integers(0, 7))
def test_a_single_changed_bit_is_noticed(place: int, bit: int) -> None:
    stored = bytearray(SMALL)
    stored[place % (len(SMALL) - len(MAGIC)) + len(MAGIC)] ^= 1 << bit
    with pytest.raises((FileTampered, FileLocked)):
        plain(bytes(stored))


SMALL = sealed(b"From the custodian of records. " * 9)


@given(keep=st.integers(min_value=0, max_value=len(SMALL) - 1))
def test_a_short_file_never_opens_when_cut(keep: int) -> None:
    cut = SMALL[:keep]
    if keep < len(MAGIC):
        assert plain(cut) == cut  # no sealed file any more; its hash tells
        return
    with pytest.raises((FileTampered, FileLocked)):
        plain(cut)


@pytest.mark.parametrize(
    "change",
    [
        lambda head, pieces: head + pieces[0] + pieces[1],  # the end cut off between pieces
        lambda head, pieces: head + pieces[1] + pieces[0] + pieces[2],
        lambda head, pieces: head + pieces[0] + pieces[2],
        lambda head, pieces: head + pieces[0] + pieces[0] + pieces[1] + pieces[2],
        lambda head, pieces: head + pieces[0] + pieces[1] + pieces[2] + b"\0" * 16,
        lambda head, pieces: head + b"".join(pieces)[:-1],
        lambda head, pieces: head,
    ],
    ids=["cut", "turned round", "one missing", "one twice", "longer", "a byte short", "empty"],
)
def test_pieces_stay_where_they_were_written(change) -> None:  # type: ignore[no-untyped-def]
    stored = sealed(os.urandom(2 * PIECE + 100))
    body = stored[HEADER:]
    pieces = [body[at : at + STORED] for at in range(0, len(body), STORED)]
    assert len(pieces) == 3
    with pytest.raises(FileTampered):
        plain(change(stored[:HEADER], pieces))


def test_pieces_of_two_files_do_not_mix() -> None:
    one, two = sealed(b"a" * (PIECE + 9)), sealed(b"b" * (PIECE + 9))
    with pytest.raises(FileTampered):
        plain(one[: HEADER + STORED] + two[HEADER + STORED :])


def test_a_file_under_the_name_of_another_does_not_open() -> None:
    with pytest.raises(FileTampered):
        plain(SMALL, name="cd/" + "cd" * 16)


def test_without_its_key_a_file_says_so() -> None:
    with pytest.raises(FileLocked, match="RECORDS_FILES_KEY holds another key"):
        plain(SMALL, OTHER)
    with pytest.raises(FileLocked, match="RECORDS_FILES_KEY is not set"):
        opened(io.BytesIO(SMALL), (), NAME)


def test_an_older_key_still_opens() -> None:
    assert plain(SMALL, OTHER, KEY) == b"From the custodian of records. " * 9


def test_a_key_shows_nothing_of_itself() -> None:
    assert KEY.secret.hex() not in repr(KEY)
    assert repr(KEY.secret) not in repr(KEY)
    assert KEY.mark not in KEY.secret
    assert KEY.mark != OTHER.mark


@pytest.mark.parametrize("keys", [(), (KEY,)])
def test_a_folder_gives_back_what_came_in(tmp_path: Path, keys: tuple[FileKey, ...]) -> None:
    folder = FileFolder(tmp_path, keys=keys)
    content = os.urandom(PIECE + 77)
    incoming = folder.incoming()
    for start in range(0, len(content), 65_536):
        incoming.write(content[start : start + 65_536])
    with incoming.reading() as stream:
        assert stream.read() == content
    stored_as = incoming.keep()
    assert incoming.sha256 == hashlib.sha256(content).hexdigest()
    assert incoming.size == len(content)
    assert folder.is_encrypted(stored_as) is bool(keys)
    assert (content[:64] in folder.place_of(stored_as).read_bytes()) is not bool(keys)
    with folder.open(stored_as) as stream:
        assert hash_of(stream) == incoming.sha256
        assert stream.read() == content


def test_nothing_plain_reaches_the_disk_on_the_way_in(tmp_path: Path) -> None:
    folder = FileFolder(tmp_path, keys=(KEY,))
    incoming = folder.incoming()
    incoming.write(b"A name nobody should find " * 100_000)
    incoming.reading().close()
    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert len(on_disk) > 2_000_000
    assert b"A name nobody" not in on_disk
    incoming.discard()


def test_files_from_before_the_key_stay_readable(tmp_path: Path) -> None:
    before = FileFolder(tmp_path).incoming()
    before.write(b"Kept before there was a key")
    stored_as = before.keep()
    with FileFolder(tmp_path, keys=(KEY,)).open(stored_as) as stream:
        assert stream.read() == b"Kept before there was a key"


def test_a_sealed_stream_for_another_process_has_no_name(tmp_path: Path) -> None:
    stream = opened(io.BytesIO(SMALL), (KEY,), NAME)
    with with_descriptor(stream) as given_on:
        assert os.readlink(f"/proc/self/fd/{given_on.fileno()}").startswith("/memfd:")
        assert given_on.read() == b"From the custodian of records. " * 9
    path = tmp_path / "plain"
    path.write_bytes(b"plain")
    with path.open("rb") as file:
        file.read(2)
        assert with_descriptor(file) is file
        assert os.read(file.fileno(), 10) == b"plain"


def test_a_key_is_32_random_bytes() -> None:
    made = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    (key,) = read_keys(made)
    assert read_keys(made.rstrip("=")) == (key,)
    older = base64.urlsafe_b64encode(OTHER.secret).decode()
    assert read_keys(f"{made}, {older}") == (key, OTHER)
    assert read_keys("") == read_keys("  ") == ()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("swordfish", "not urlsafe base64"),
        ("swordfish123", "9 bytes instead of 32"),
        ("not base64!", "not urlsafe base64"),
        ("kéy", "not urlsafe base64"),
        (base64.urlsafe_b64encode(b"\x07" * 32).decode(), "easy to guess"),
        (base64.urlsafe_b64encode(bytes(range(32))).decode(), "easy to guess"),
        (base64.urlsafe_b64encode(bytes(range(0, 256, 8))).decode(), "easy to guess"),
        (base64.urlsafe_b64encode(b"correct horse battery staple 123").decode(), "easy to guess"),
        (base64.urlsafe_b64encode(secrets.token_hex(16).encode()).decode(), "easy to guess"),
        (base64.urlsafe_b64encode(secrets.token_bytes(16) * 2).decode(), "easy to guess"),
        (base64.urlsafe_b64encode(secrets.token_bytes(31)).decode(), "31 bytes instead of 32"),
        (base64.urlsafe_b64encode(secrets.token_bytes(33)).decode(), "33 bytes instead of 32"),
        (",", "0 bytes instead of 32"),
    ],
    # The keys differ with each run, so they must not name the tests.
    ids=[f"weak key {place}" for place in range(1, 14)],
)
def test_a_weak_key_is_refused_without_being_repeated(typed: str, why: str) -> None:
    with pytest.raises(KeyRefused, match=why) as refused:
        read_keys(typed)
    assert len(typed) < 2 or typed not in str(refused.value)
