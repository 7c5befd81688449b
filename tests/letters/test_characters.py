from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records_app.letters import characters
from records_app.letters.characters import TextRefused, check_text, has_glyph


def refused(text: object, *, most: int = 100) -> str:
    with pytest.raises(TextRefused) as caught:
        check_text("Name", text, max_length=most, one_line=True)
    assert str(caught.value).startswith("Name: ")
    return caught.value.reason


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("  two   spaces\tand a tab ", "two spaces and a tab"),
        ("   \u00a0 \u3000 ", ""),
        ("", ""),
        ("a\r\nb\rc\n\n\n d ", "a\nb\nc\nd"),
        ("soft\x0bbreak\u2028and\u2029page\x0c.", "soft\nbreak\nand\npage\n."),
    ],
)
def test_white_space_is_tidied(text: str, tidy: str) -> None:
    assert check_text("Name", text, max_length=100, one_line=False) == tidy
    assert check_text("Name", text, max_length=100, one_line=True) == tidy.replace("\n", " ")


def test_what_pasted_text_brings_unseen_goes_without_a_word() -> None:
    pasted = "\ufeffso\u00adft zero\u200bwidth joined\u2060here \u00ad\n\u200b\nend"
    tidy = check_text("Name", pasted, max_length=100, one_line=False)
    assert tidy == "soft zerowidth joinedhere\nend"
    assert check_text("Name", "\u00ad\u200b", max_length=100, one_line=True) == ""


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a\x00b", "U+0000"),
        ("bell\x07", "U+0007"),
        ("a\x7f", "U+007F"),
        ("\ud83d", "U+D83D"),
        ("abc\u202efdp.exe", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066x\u2069", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("left\u200eright", "U+200E LEFT-TO-RIGHT MARK"),
        ("\u3164", "U+3164 HANGUL FILLER"),
        ("\ufe00", "U+FE00 VARIATION SELECTOR-1"),
        ("\ue000", "U+E000"),
        ("\U0010ffff", "U+10FFFF"),
        ("\u0378", "U+0378"),
        ("Z" + "\u0335" * 9, "U+0335 COMBINING SHORT STROKE OVERLAY"),
    ],
)
def test_what_paper_cannot_show_is_refused_by_name(text: str, named: str) -> None:
    reason = refused(text)
    assert named in reason
    assert reason.isprintable()


def test_a_character_without_a_font_is_refused_by_name() -> None:
    missing = next(
        chr(code)
        for code in range(0x10000, 0x30000)
        if unicodedata.category(chr(code)) == "Lo" and not has_glyph(chr(code))
    )
    reason = refused(f"a{missing}")
    assert f"U+{ord(missing):04X} {unicodedata.name(missing)}" in reason
    assert "no font on this computer" in reason


@pytest.mark.parametrize(
    "text",
    [
        "Zażółć gęślą jaźń, Đorđe, Nguyễn Thị Hồng",
        "“quotes” – § 610.023 … €",
        "中文 日本語 한국어",
        "مرحبا بالعالم",
        "שלום",
        "می‌خواهم",  # Persian with a zero-width non-joiner
        "😀 👩‍👩‍👧 🇺🇸 ❤️ 1️⃣",
        "𝐀𝒷𝕏",
        "<script>alert(1)</script> {{ 7*7 }} {% raw %}",
    ],
)
def test_text_of_any_script_is_kept_to_the_letter(text: str) -> None:
    assert check_text("Name", text, max_length=200, one_line=True) == text


@pytest.mark.parametrize("value", [None, 7, 7.5, True, b"x", ["x"], {"x": 1}])
def test_what_is_not_text_is_refused(value: object) -> None:
    assert refused(value) == "This is not text."


def test_the_length_counts_after_tidying_and_the_message_has_both_numbers() -> None:
    assert check_text("Name", "a" * 100 + "   ", max_length=100, one_line=True) == "a" * 100
    assert refused("a" * 101) == "Write at most 100 characters; this is 101."
    assert refused("\x00" * 10_000_000) == "Write at most 100 characters; this is 10,000,000."


def test_without_fontconfig_only_the_letter_fonts_own_characters_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_fonts = characters._coverage
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setattr(characters, "_coverage", with_fonts.__wrapped__)
    assert check_text("Name", "“Łódź” – 5 €", max_length=50, one_line=True) == "“Łódź” – 5 €"
    assert "U+4E2D" in refused("中")


def test_the_known_characters_are_really_in_the_letter_font() -> None:
    for first, last in characters._KNOWN:
        for code in range(first, last + 1):
            assert has_glyph(chr(code)), hex(code)


def answer(text: str) -> tuple[str, str]:
    """What becomes of the text: kept, or refused with a reason."""
    try:
        return check_text("Name", text, max_length=150, one_line=False), ""
    except TextRefused as refusal:
        return "", refusal.reason


@given(st.text(max_size=200))
def test_any_text_is_kept_or_refused_and_never_changed_otherwise(text: str) -> None:
    tidy, reason = answer(text)
    if not reason:
        assert tidy.split() == text.split()
        assert answer(tidy) == (tidy, "")


def test_every_code_point_gets_an_answer() -> None:
    for code in range(0, sys.maxunicode + 1, 7):
        tidy, reason = answer(chr(code))
        assert tidy in {"", chr(code)}
        assert not reason or f"U+{code:04X}" in reason
