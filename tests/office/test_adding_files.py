"""Adding files: what is kept, what is refused and why, and that nothing is left of the latter."""

from __future__ import annotations

import hashlib
import stat

import pytest

from records_app.casework.people import Actor
from records_app.office.drafting import new_draft
from records_app.office.files.adding import CameWith, may_add_files
from records_app.office.files.folder import FileFolder, TooLarge
from records_app.office.files.listing import FileLine, files_of_request, size_words
from records_app.office.files.opening import open_file, page_of_file
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store
from tests.office.cast import NOW, Cast, ready_request
from tests.office.made_files import (
    EMAIL,
    PROGRAM,
    add,
    docx,
    everything_in,
    huge_picture,
    locked_pdf,
    pdf_of,
    pdf_with_script,
    picture,
    read_all_texts,
    zipped,
)


def lines(store: Store, actor: Actor, request_id: int) -> tuple[FileLine, ...]:
    return files_of_request(store, actor, request_id)


def why(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.errors[0].message


def test_a_reply_is_kept_as_it_came(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    content = pdf_of("The contract with the Service", "Transfers in May")
    added = add(store, cast.bob, request_id, folder, "Reply.pdf", content, CameWith("reply", 1))
    (line,) = lines(store, cast.vera, request_id)
    assert (line.name, line.media_type, line.pages) == ("Reply.pdf", "application/pdf", 2)
    assert (line.purpose, line.event_seq, line.note) == ("reply", 1, "")
    assert line.size == len(content)
    assert line.sha256 == hashlib.sha256(content).hexdigest()
    assert "Bob" in line.added
    with open_file(folder, store, cast.vera, added.id) as stream:
        assert stream.read() == content
    assert page_of_file(store, cast.vera, added.id, folder, 2).startswith(b"\x89PNG")
    with pytest.raises(NotFound):
        page_of_file(store, cast.vera, added.id, folder, 3)


def test_the_bytes_are_ours_alone_and_their_name_says_nothing(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    add(store, cast.bob, request_id, folder, "Reply.pdf", pdf_of("one"))
    (name,) = everything_in(folder)
    place = folder.path / name
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert "Reply" not in name
    assert "." not in name


TROUBLE: list[tuple[str, bytes, str]] = [
    ("empty.pdf", b"", "It is empty"),
    ("reply.pdf", PROGRAM, "Its name says PDF, but this is a program"),
    ("reply.pdf", b"#!/bin/sh\nrm -rf /\n", "Its name says PDF, but this is a script"),
    ("reply.pdf", b"just words", "Its name says PDF, but its content is: text"),
    ("photo.png", pdf_of("one"), "Its name says picture, but its content is: PDF"),
    ("setup.exe", b"just words", "ends in .exe"),
    ("notes\u202efdp.exe", b"words", "ends in .exe"),
    ("run.js", b"alert(1)", "ends in .js"),
    ("tool", b"\x7fELF\x02\x01\x01" + b"\0" * 60, "This is a program"),
    ("report.docx", zipped(hello=b"x"), "Its name says Office file, but its content is: archive"),
    ("a.zip", zipped(**{"META-INF__MANIFEST.MF": b"x"}), "program in an archive"),
]


@pytest.mark.parametrize(("name", "content", "words"), TROUBLE, ids=[one[0] for one in TROUBLE])
def test_what_is_refused_leaves_nothing(
    store: Store,
    cast: Cast,
    folder: FileFolder,
    request_id: int,
    name: str,
    content: bytes,
    words: str,
) -> None:
    with pytest.raises(Refused) as caught:
        add(store, cast.bob, request_id, folder, name, content)
    assert words in why(caught)
    assert everything_in(folder) == []
    assert lines(store, cast.bob, request_id) == ()


KEPT: list[tuple[str, bytes, str, int | None, str]] = [
    ("cut.pdf", pdf_of("one", "two")[:-900], "application/pdf", None, "Damaged"),
    ("locked.pdf", locked_pdf(), "application/pdf", None, "Locked with a password"),
    ("script.pdf", pdf_with_script(), "application/pdf", 1, "Contains scripts"),
    ("cut.png", picture()[:60], "image/png", None, "Damaged"),
    ("bomb.png", huge_picture(), "image/png", None, "Too large to be shown"),
    ("fax.tif", picture("TIFF", pages=3), "image/tiff", 3, ""),
    ("photo.jpg", picture("JPEG"), "image/jpeg", 1, ""),
    ("letter.docx", docx("hello"), "application/vnd.openxmlformats", None, ""),
    ("all.zip", zipped(a=b"1", b=b"2"), "application/zip", None, ""),
    ("macros.xlsm", zipped(**{"[Content_Types].xml": b"", "xl__vbaProject.bin": b""}),
     "application/vnd.openxmlformats", None, "Contains macros"),
    ("page.html", b"<html><script>alert(1)</script>", "text/html", None, ""),
    ("plan.svg", b"<?xml version='1.0'?><svg onload='alert(1)'/>", "image/svg+xml", None, ""),
    ("mail.eml", EMAIL, "message/rfc822", None, ""),
    ("list.csv", b"name,count\nbeds,4\n", "text/csv", None, ""),
    ("call.mp3", b"ID3\x04\0\0\0\0\0\0" + b"\0" * 50, "audio/*", None, ""),
    ("old.wpd", b"\xffWPC\x10\0\0\0\x01\n\0\0", "application/octet-stream", None, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "media_type", "pages", "note"), KEPT, ids=[one[0] for one in KEPT]
)
def test_what_is_kept_is_kept_unchanged_with_a_clear_word(
    store: Store,
    cast: Cast,
    folder: FileFolder,
    request_id: int,
    name: str,
    content: bytes,
    media_type: str,
    pages: int | None,
    note: str,
) -> None:
    added = add(store, cast.bob, request_id, folder, name, content)
    (line,) = lines(store, cast.bob, request_id)
    assert line.media_type.startswith(media_type)
    assert line.pages == pages
    assert line.note.startswith(note)
    assert bool(line.note) is bool(note)
    read_all_texts(store, folder)
    with open_file(folder, store, cast.bob, added.id) as stream:
        assert stream.read() == content


def test_the_very_same_file_is_not_kept_twice(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    add(store, cast.bob, request_id, folder, "a.txt", b"one")
    with pytest.raises(Refused) as caught:
        add(store, cast.bob, request_id, folder, "b.txt", b"one")
    assert why(caught) == "The very same file is here already, as a.txt."
    add(store, cast.bob, request_id, folder, "b.txt", b"one", CameWith("reply", 1))
    assert len(everything_in(folder)) == 2


def test_a_redacted_copy_is_another_file(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    first = add(store, cast.bob, request_id, folder, "list.pdf", pdf_of("Name: A. B."))
    copy = CameWith("reply", None, first.id)
    add(store, cast.bob, request_id, folder, "list blackened.pdf", pdf_of("Name: XX"), copy)
    original, redacted = lines(store, cast.bob, request_id)
    assert original.redacts_id is None
    assert redacted.redacts_id == original.id
    assert original.sha256 != redacted.sha256
    other = ready_request(store, cast.bob, cast.fenwick)[0]
    with pytest.raises(NotFound):
        add(store, cast.bob, other, folder, "list.pdf", pdf_of("Name: YY"), copy)


@pytest.mark.parametrize("who", ["carl", "vera"])
def test_only_those_who_may_record_add_files(
    store: Store, cast: Cast, folder: FileFolder, request_id: int, who: str
) -> None:
    actor = getattr(cast, who)
    with pytest.raises(NotAllowed):
        may_add_files(store, actor, request_id, CameWith())
    with pytest.raises(NotAllowed):
        add(store, actor, request_id, folder, "a.txt", b"one")
    assert everything_in(folder) == []


def test_files_of_a_draft_and_of_no_request(store: Store, cast: Cast, folder: FileFolder) -> None:
    draft = new_draft(store, cast.bob, now=NOW)
    for number in (draft, 999, -1, 2**40):
        with pytest.raises(NotFound):
            add(store, cast.bob, number, folder, "a.txt", b"one")
        assert files_of_request(store, cast.bob, number) == ()
    assert everything_in(folder) == []


@pytest.mark.parametrize("with_", [CameWith("bribe"), CameWith("reply", 99)])
def test_what_they_came_with_must_be_there(
    store: Store, cast: Cast, folder: FileFolder, request_id: int, with_: CameWith
) -> None:
    with pytest.raises(Refused):
        add(store, cast.bob, request_id, folder, "a.txt", b"one", with_)
    assert everything_in(folder) == []


def test_a_file_is_cut_off_at_the_limit(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    with pytest.raises(TooLarge):
        add(store, cast.bob, request_id, folder, "a.txt", b"x" * 2_000_001)
    assert everything_in(folder) == []


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (1500, "1.5 KB"), (412_000, "412 KB"), (2e9, "2,000 MB")],
)
def test_sizes_in_words(size: float, words: str) -> None:
    assert size_words(int(size)) == words
