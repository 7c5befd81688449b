"""Names that people and other machines give to files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records_app.office.files.names import clean_name, content_disposition, ending_of


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Reply.pdf", "Reply.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\clerk\\Reply.pdf", "Reply.pdf"),
        ("/", "file"),
        ("..", "file"),
        ("", "file"),
        ("  a \t b.pdf ", "a b.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\u200b\u2066b\u0000c\r\n.pdf", "abc .pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("CON.pdf", "file CON.pdf"),
        (".htaccess", "htaccess"),
        ("Auskünfte – 中文.pdf", "Auskünfte – 中文.pdf"),
        ("e\u0301.pdf", "é.pdf"),
    ],
)
def test_names_are_cleaned(raw: str, clean: str) -> None:
    assert clean_name(raw) == clean


@pytest.mark.parametrize("letter", ["a", "é", "中", "𝒜"])
def test_long_names_keep_their_ending(letter: str) -> None:
    name = clean_name(letter * 300 + ".pdf")
    assert len(name.encode()) <= 255
    assert name.endswith("….pdf")


@given(st.text(max_size=400))
def test_no_name_is_dangerous(raw: str) -> None:
    name = clean_name(raw)
    assert 0 < len(name.encode()) <= 255
    assert not set(name) & set('/\\<>:"|?*\r\n\0\u202e')
    assert name.strip(" .") != ""
    assert clean_name(name) == name
    header = content_disposition("attachment", name)
    assert header.isascii()
    assert not set(header) & set("\r\n\0")
    assert header.count('"') == 2


def test_the_header_has_the_name_twice() -> None:
    assert content_disposition("attachment", "Résumé “x”.pdf") == (
        'attachment; filename="Resume x.pdf"; '
        "filename*=UTF-8''R%C3%A9sum%C3%A9%20%E2%80%9Cx%E2%80%9D.pdf"
    )
    assert 'filename="file"' in content_disposition("attachment", "中文")


@pytest.mark.parametrize(
    ("name", "ending"), [("a.PDF", "pdf"), ("a", ""), (".x", ""), ("a.tar.gz", "gz"), ("a.", "")]
)
def test_endings(name: str, ending: str) -> None:
    assert ending_of(name) == ending
