"""Single files as pages: what is shown, what is not, and what is said about it."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from bundle_files import (
    damaged_pdf,
    fax,
    item,
    letter_pdf,
    locked_pdf,
    picture,
    saved,
    scripted_pdf,
    text_pdf,
)
from bundle_made import pictures, words
from pikepdf import Array, Dictionary, Name, Pdf

from records_app.letters.bundle.names import safe_name, shown_name, size_words
from records_app.letters.bundle.parts import Part, has_actions, part_of


def part(
    folder: Path, content: bytes, media_type: str = "application/pdf", most: int = 100
) -> Part:
    one = item(folder, "file", content, media_type=media_type)
    return part_of(one, folder / "part.pdf", most)


def test_a_letter_of_ours_is_taken_as_it_is(tmp_path: Path) -> None:
    one = item(tmp_path, "MO-2026-0001.pdf", letter_pdf(), kind="letter")
    found = part_of(one, tmp_path / "part.pdf")
    assert (found.path, found.pages, found.as_sent) == (one.path, 2, True)


@pytest.mark.parametrize("content", [text_pdf("Not ours"), b"%PDF-1.7 a stand-in", b""])
def test_a_letter_that_is_not_made_by_us_is_shown_like_a_file(
    tmp_path: Path, content: bytes
) -> None:
    one = item(tmp_path, "MO-2026-0001.pdf", content, kind="letter")
    assert not part_of(one, tmp_path / "part.pdf").as_sent


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (locked_pdf(), "locked with a password"),
        (damaged_pdf()[:60], "damaged"),
        (b"", "damaged"),
        (b"MZ this is a program", "damaged"),
        (saved(Pdf.new()), "damaged"),
    ],
)
def test_a_pdf_that_cannot_be_shown_says_why(tmp_path: Path, content: bytes, why: str) -> None:
    found = part(tmp_path, content)
    assert (found.path, found.pages) == (None, 0)
    assert why in found.remarks[0]


def test_a_pdf_that_only_forbids_changes_is_shown(tmp_path: Path) -> None:
    with Pdf.open(io.BytesIO(text_pdf("Read me"))) as pdf:
        content = saved(pdf, encryption=pikepdf.Encryption(owner="owner", user=""))
    found = part(tmp_path, content)
    assert found.pages == 1
    assert found.path is not None
    assert "Read me" in words(found.path)[0]


def test_half_a_pdf_says_that_it_is_not_well_formed(tmp_path: Path) -> None:
    whole = text_pdf("Beginning")
    found = part(tmp_path, whole[: whole.rindex(b"xref")])
    assert found.pages == 1
    assert "not well formed" in found.remarks[0]


def test_too_many_pages_are_not_shown(tmp_path: Path) -> None:
    assert part(tmp_path, text_pdf(*["x"] * 5), most=4).remarks == (
        "It has 5 pages, too many to show here.",
    )
    assert part(tmp_path, text_pdf(*["x"] * 4), most=4).pages == 4
    assert part(tmp_path, fax(3), "image/tiff", most=2).pages == 0


def test_only_the_part_that_a_viewer_shows_is_shown(tmp_path: Path) -> None:
    with Pdf.open(io.BytesIO(text_pdf("Seen", size=(612, 1584)))) as pdf:
        pdf.pages[0].obj.CropBox = Array([0, 792, 612, 1584])
        pdf.pages[0].contents_add(b" BT /F1 60 Tf 40 300 Td (Below) Tj ET")
        content = saved(pdf)
    found = part(tmp_path, content)
    assert found.path is not None
    page = pictures(found.path, 72)[0]
    black = page.point(lambda dot: 255 if dot < 100 else 0).getbbox()
    assert black is not None
    assert black[3] <= 792 - 48


@pytest.mark.parametrize("box", [[0, 0, 0, 0], [10, 10, 10.2, 500]])
def test_a_page_without_size_does_not_stop_the_bundle(tmp_path: Path, box: list[float]) -> None:
    with Pdf.open(io.BytesIO(text_pdf("Nothing"))) as pdf:
        pdf.pages[0].obj.MediaBox = Array(box)
        content = saved(pdf)
    found = part(tmp_path, content)
    assert found.remarks


@pytest.mark.parametrize(
    ("kind", "mode", "media_type"),
    [
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "L", "image/png"),
        ("PNG", "1", "image/png"),
        ("GIF", "P", "image/gif"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("TIFF", "RGB", "image/tiff"),
        ("WEBP", "RGB", "image/webp"),
    ],
)
def test_pictures_of_every_kind_are_shown(
    tmp_path: Path, kind: str, mode: str, media_type: str
) -> None:
    found = part(tmp_path, picture(kind, mode=mode), media_type)
    assert found.pages == 1
    assert found.path is not None
    assert pictures(found.path)[0].getextrema()[0] < 200


def test_a_fax_of_three_pages_has_three(tmp_path: Path) -> None:
    assert part(tmp_path, fax(3), "image/tiff").pages == 3


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", picture()[:200], b"GIF89a"])
def test_a_damaged_picture_says_so(tmp_path: Path, content: bytes) -> None:
    assert "damaged" in part(tmp_path, content, "image/png").remarks[0]


def test_a_picture_like_a_bomb_is_not_opened(tmp_path: Path) -> None:
    small = picture("PNG", (12_000, 12_000), "1")
    assert len(small) < 1_000_000
    found = part(tmp_path, small, "image/png")
    assert found.pages == 0


@pytest.mark.parametrize("media_type", ["text/csv", "application/zip", "message/rfc822"])
def test_other_kinds_have_no_pages(tmp_path: Path, media_type: str) -> None:
    found = part(tmp_path, b"content", media_type)
    assert found.remarks == ("A file of this kind has no pages to show here.",)


def test_scripts_are_found_wherever_they_hide() -> None:
    with Pdf.open(io.BytesIO(scripted_pdf())) as pdf:
        assert has_actions(pdf)
    with Pdf.open(io.BytesIO(text_pdf("Plain"))) as pdf:
        assert not has_actions(pdf)
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
        assert not has_actions(pdf)
        pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))
        assert not has_actions(pdf)
        pdf.pages[0].obj.Annots = Array([Dictionary(A=Dictionary(S=Name.Launch, F="a.exe"))])
        assert has_actions(pdf)


def test_a_locked_file_with_too_many_pages_and_scripts_still_warns(tmp_path: Path) -> None:
    with Pdf.open(io.BytesIO(scripted_pdf())) as pdf:
        pdf.pages.append(pdf.pages[0])
        content = saved(pdf)
    found = part(tmp_path, content, most=1)
    assert "too many" in found.remarks[0]
    assert "scripts" in found.remarks[1]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Reply.pdf", "item-03-Reply.pdf"),
        ("../../etc/passwd", "item-03-passwd.bin"),
        ("C:\\temp\\Größe 1.PDF", "item-03-Groe-1.pdf"),
        ("\u202egnp.exe", "item-03-gnp-exe.bin"),
        ("=cmd|x.csv", "item-03-cmd-x.csv"),
        ("中文", "item-03-file.bin"),
        ("", "item-03-file.bin"),
        ("x" * 300 + ".docx", f"item-03-{'x' * 60}.docx"),
        (".pdf", "item-03-pdf.bin"),
        ("a\nb'\"$(rm).eml", "item-03-a-b-rm.eml"),
    ],
)
def test_saved_names_are_harmless(tmp_path: Path, name: str, safe: str) -> None:
    assert safe_name(3, item(tmp_path, name, b"x")) == safe


def test_shown_names_spell_out_what_cannot_be_seen() -> None:
    assert shown_name("a\u202eb\x00c\n") == "a‹U+202E›b‹U+0000›c‹U+000A›"
    assert shown_name("Größe 中文.pdf") == "Größe 中文.pdf"
    assert shown_name("") == "(no name)"


def test_sizes_are_given_to_the_byte() -> None:
    assert size_words(1) == "1 byte"
    assert size_words(99_999) == "99,999 bytes"
    assert size_words(3_412_345) == "3.4 MB (3,412,345 bytes)"
