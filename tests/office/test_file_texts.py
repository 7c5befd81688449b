"""Reading the text of files, and finding words in it; hostile files cannot hold anybody up."""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path

import pytest

from records_app.casework.people import Actor
from records_app.office.drafting import new_draft
from records_app.office.files import reader
from records_app.office.files.adding import CameWith
from records_app.office.files.folder import FileFolder
from records_app.office.files.listing import files_of_request
from records_app.office.files.searching import PAGE_SIZE, FilesFound, find_files
from records_app.office.files.words import marked, words_asked, words_of
from records_app.store.database import Store
from records_app.store.tables_files import FileRow
from tests.office.cast import NOW, Cast
from tests.office.made_files import EMAIL, add, docx, locked_pdf, pdf_of, picture, read_all_texts


def names(found: FilesFound) -> list[str]:
    return [one.name for one in found.files]


def snippet(found: FilesFound) -> str:
    """The piece of text, with the words looked for in brackets."""
    return "".join(f"[{p.text}]" if p.hit else p.text for p in found.files[0].snippet)


@pytest.fixture
def full(store: Store, cast: Cast, folder: FileFolder, request_id: int) -> Store:
    """Three files with words, read."""
    pages = ("The contract of 2025.", "Transfers in May: four. A détention café.")
    add(store, cast.bob, request_id, folder, "Reply_one.pdf", pdf_of(*pages))
    add(store, cast.bob, request_id, folder, "mail.eml", EMAIL)
    text = "100% of “all” O'Neil's fees_paid; SELECT * FROM x".encode()
    add(store, cast.bob, request_id, folder, "notes.txt", text)
    assert read_all_texts(store, folder) == 3
    return store


ASKED: list[tuple[str, list[str]]] = [
    ("transfers", ["Reply_one.pdf"]),
    ("TRANSFER", ["Reply_one.pdf"]),
    ("detention cafe", ["Reply_one.pdf"]),
    ("Détention", ["Reply_one.pdf"]),
    ("contract transfers", ["Reply_one.pdf"]),
    ("contract forty", []),
    ("forty dollars", ["mail.eml"]),
    ("clerk@riverbend.example", ["mail.eml"]),
    ("hidden", []),
    ("reply one", ["Reply_one.pdf"]),
    ("o'neil", ["notes.txt"]),
    ('"fees" paid*', ["notes.txt"]),
    ("100%", ["notes.txt"]),
    ("%", []),
    ("*", []),
    ('"', []),
    ("' OR 1=1 --", []),
    ("NOT contract", []),
    ("zebra", []),
    ("", []),
    ("the", ["Reply_one.pdf", "mail.eml"]),
]


def test_words_are_found_and_signs_mean_nothing(full: Store, cast: Cast) -> None:
    found = {asked: sorted(names(find_files(full, cast.vera, asked))) for asked, _ in ASKED}
    assert found == {asked: sorted(expected) for asked, expected in ASKED}


def test_a_snippet_marks_the_words_and_names_the_page(full: Store, cast: Cast) -> None:
    found = find_files(full, cast.vera, "transfers detention")
    assert found.files[0].where == "page 2"
    assert "[Transfers] in May: four. A [détention] café." in snippet(found)
    assert found.files[0].number == "MO-2026-0001"
    assert found.files[0].agency == "Riverbend Police Department"
    assert find_files(full, cast.vera, "reply").files[0].where == "in its name"


def test_texts_of_word_documents(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    add(store, cast.bob, request_id, folder, "letter.docx", docx("Twelve vehicles &amp; a van"))
    read_all_texts(store, folder)
    assert "[vehicles] & a van" in snippet(find_files(store, cast.bob, "vehicles"))


def test_files_of_drafts_are_not_found_by_others(
    full: Store, cast: Cast, folder: FileFolder
) -> None:
    draft = new_draft(full, cast.bob, now=NOW)
    with full.transaction() as session:
        session.get_one(FileRow, 1).request_id = draft
    assert names(find_files(full, cast.alice, "transfers")) == []
    assert names(find_files(full, cast.vera, "reply one")) == []


def test_many_found_files_come_in_pages(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    for number in range(PAGE_SIZE + 3):
        add(store, cast.bob, request_id, folder, f"jail {number}.txt", f"bed {number}".encode())
    first, second = (find_files(store, cast.bob, "jail", page) for page in (1, 2))
    assert (first.total, first.pages, len(first.files)) == (PAGE_SIZE + 3, 2, PAGE_SIZE)
    assert len(second.files) == 3
    assert not set(names(first)) & set(names(second))
    assert find_files(store, cast.bob, "jail", 10**9).files == ()


def test_states_of_reading(store: Store, cast: Cast, folder: FileFolder, request_id: int) -> None:
    add(store, cast.bob, request_id, folder, "a.txt", b"words")
    add(store, cast.bob, request_id, folder, "blank.pdf", pdf_of(""))
    add(store, cast.bob, request_id, folder, "locked.pdf", locked_pdf())
    add(store, cast.bob, request_id, folder, "photo.png", picture())
    assert states(store, cast.bob, request_id) == ["waiting", "waiting", "none", "none"]
    assert read_all_texts(store, folder) == 2
    assert states(store, cast.bob, request_id) == ["done", "none", "none", "none"]


def test_a_file_whose_bytes_are_gone_is_marked_and_the_next_is_read(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    add(store, cast.bob, request_id, folder, "gone.txt", b"gone")
    for place in list(folder.path.rglob("*")):
        if place.is_file():
            place.unlink()
    add(store, cast.bob, request_id, folder, "here.txt", b"here", CameWith("other"))
    assert read_all_texts(store, folder) == 2
    assert states(store, cast.bob, request_id) == ["failed", "done"]


def states(store: Store, actor: Actor, request_id: int) -> list[str]:
    return [line.text_state for line in files_of_request(store, actor, request_id)]


def test_letters_that_databases_do_not_keep(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    add(
        store,
        cast.bob,
        request_id,
        folder,
        "a.txt",
        "one \ud800 two".encode("utf-16", "surrogatepass"),
    )
    read_all_texts(store, folder)
    assert names(find_files(store, cast.bob, "two")) == ["a.txt"]


def test_a_text_that_grows_when_it_is_folded_still_fits_into_the_index(
    store: Store, cast: Cast, folder: FileFolder, request_id: int
) -> None:
    grows = "".join(f"\ufdfa{number} " for number in range(40_000)).encode()
    add(store, cast.bob, request_id, folder, "grows.txt", b"zebra " + grows)
    many = " ".join(map(chr, range(0x4E00, 0x9000))).encode()
    add(store, cast.bob, request_id, folder, "many.txt", many)
    assert read_all_texts(store, folder) == 2
    assert states(store, cast.bob, request_id) == ["done", "done"]
    assert names(find_files(store, cast.bob, "zebra")) == ["grows.txt"]


def swelling_pdf() -> bytes:
    """A small PDF whose one page unpacks to 3 GB."""
    once = zlib.compress(b"0" * 50_000_000, 9)
    twice = zlib.compress(once * 60, 9)
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    pages = b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99999 99999]/Contents 4 0 R>>endobj\n"
    filters = b"4 0 obj<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n" % len(twice)
    return head + pages + page + filters + twice + b"\nendstream endobj\ntrailer<</Root 1 0 R>>"


def test_a_pdf_that_swells_is_stopped(folder: FileFolder) -> None:
    incoming = folder.incoming()
    incoming.write(swelling_pdf())
    for task in (reader.text_inside, reader.page_as_png):
        arguments = ("pdf", 1) if task is reader.page_as_png else ("pdf",)
        with incoming.reading() as stream, suppress(reader.Unreadable):
            assert len(task(stream, *arguments)) < 50_000_000
    incoming.discard()


def test_a_file_that_takes_too_long_is_given_up(
    folder: FileFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    incoming = folder.incoming()
    incoming.write(pdf_of("one"))
    endless = tmp_path / "endless.py"
    endless.write_text("import time\nwhile True: time.sleep(60)")
    monkeypatch.setattr(reader, "_PROGRAM", endless)
    monkeypatch.setattr(reader, "_SECONDS", 0.1)
    with incoming.reading() as stream, pytest.raises(reader.Unreadable):
        reader.text_inside(stream, "pdf")
    incoming.discard()


def test_the_program_sees_none_of_our_secrets(
    folder: FileFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spy = tmp_path / "spy.py"
    spy.write_text("import json, os; print(json.dumps([str(dict(os.environ)), os.getcwd()]))")
    monkeypatch.setenv("RECORDS_DATABASE_URL", "postgresql://secret")
    monkeypatch.setattr(reader, "_PROGRAM", spy)
    incoming = folder.incoming()
    incoming.write(b"x")
    with incoming.reading() as stream:
        environment, folder_of_work = reader.text_inside(stream, "plain")
    incoming.discard()
    assert "secret" not in environment
    assert folder_of_work == "/"


def test_words() -> None:
    assert words_of("The Café_No.7 — O'Neil") == "the cafe no 7 o neil"
    assert words_asked('"*" a A b') == ("a", "b")
    assert len(words_asked(" ".join(map(str, range(50))))) == 8
    assert marked("nothing here", ("zebra",)) == ()
    long = "word " * 100 + "zebra " + "word " * 100
    parts = marked(long, ("zebra",))
    assert parts[0] == ("… ", False)
    assert ("zebra", True) in parts
    assert sum(len(text) for text, _ in parts) < 400
