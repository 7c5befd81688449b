"""The fonts that ``make install`` brings from Debian: every script on paper, embedded."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from printed import glyphs_of
from pypdf import PdfReader
from riverbend import facts

from records_app.letters.compose import compose
from records_app.letters.pdf import APT_COMMAND, render_pdf

ROOT = Path(__file__).parents[2]
TEXTS = {
    "Latin": ("The quick brown fox jumps over 1234567890 lazy dogs", "Liberation"),
    "Vietnamese": ("Chúng tôi đã yêu cầu cơ quan này cung cấp hồ sơ Ặ Ễ Ợ Ữ", "Liberation"),
    "Bosnian": ("Šta je ovo? Čuvanje, ćuprija, džep, đak, žaba", "Liberation"),
    "Cyrillic": ("Запрос о предоставлении документов, Ђ ђ Ћ ћ Љ љ Њ њ Џ џ", "Liberation"),
    "Chinese": ("涉及车辆和经费的所有文件", "CJK"),
    "Korean": ("차량에 관한 기록", "CJK"),
    "emoji": ("🚓 😀", "Emoji"),
}


@pytest.mark.parametrize("script", TEXTS)
def test_a_script_is_on_the_page_in_an_embedded_font(script: str) -> None:
    text, family = TEXTS[script]
    pdf = render_pdf(compose(facts(specifics=text)))
    glyphs = glyphs_of(pdf.content)
    assert [glyph for glyph in glyphs if glyph.code == 0 or not glyph.on_page] == []
    drawn = "".join("".join(glyph.text for glyph in glyphs).split())
    assert "".join(text.split()) in drawn
    assert any(family in name for name in embedded(pdf.content))


def test_arabic_is_shaped_in_an_embedded_font() -> None:
    pdf = render_pdf(compose(facts(specifics="جميع السجلات")))
    drawn = "".join(glyph.text for glyph in glyphs_of(pdf.content))
    assert set("جميع السجلات") - {" "} <= set(drawn)
    assert any("Arabic" in name or "Naskh" in name for name in embedded(pdf.content))


def embedded(content: bytes) -> set[str]:
    """The names of all fonts of a PDF; each must have its file inside."""
    found = set()
    for page in PdfReader(io.BytesIO(content)).pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
            found.add(str(descriptor["/FontName"]))
    return found


def test_installing_brings_the_fonts() -> None:
    script = (ROOT / "scripts" / "install.sh").read_text("utf-8")
    for package in (
        "fonts-liberation2",
        "fonts-noto-core",
        "fonts-noto-cjk",
        "fonts-noto-color-emoji",
    ):
        assert package in script
        assert package in APT_COMMAND
