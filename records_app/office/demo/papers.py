"""Draws the papers that made-up bodies sent: typewritten lines, and black bars."""

from __future__ import annotations

import io
import re

import pikepdf

BAR = "█"
_LEFT, _TOP, _SIZE, _STEP = 60, 720, 11, 18
# Every letter of Courier is as wide as the others: six tenths of its size.
_WIDTH = 0.6 * _SIZE
_BARS = re.compile(f"{BAR}+")


def pdf_of(*pages: tuple[str, ...]) -> bytes:
    """A PDF of typewritten pages; a run of ``BAR`` is a black bar with nothing under it."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier
            )
        )
        for lines in pages:
            page = pdf.add_blank_page(page_size=(612, 792))
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.obj.Contents = pdf.make_stream((_text(lines) + _bars(lines)).encode())
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _text(lines: tuple[str, ...]) -> str:
    bare = (line.replace(BAR, " ").rstrip() for line in lines)
    shown = " ".join(f"({line}) Tj T*" for line in bare)
    return f"BT /F1 {_SIZE} Tf {_STEP} TL {_LEFT} {_TOP} Td {shown} ET\n"


def _bars(lines: tuple[str, ...]) -> str:
    return "\n".join(
        f"{_LEFT + _WIDTH * found.start():.1f} {_TOP - _STEP * place - 3} "
        f"{_WIDTH * len(found[0]):.1f} {_SIZE + 1} re f"
        for place, line in enumerate(lines)
        for found in _BARS.finditer(line)
    )
