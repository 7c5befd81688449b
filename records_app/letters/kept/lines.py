"""Lines of text that were broken and drawn before.

Both depend on nothing but the text, its style and the width.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from types import SimpleNamespace
from typing import Any

from records_app.letters.kept.memory import Kept, kept_for

# Every property that WeasyPrint looks at when it breaks a line of text or draws it.
PROPERTIES = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "text_decoration_line",
    "white_space",
    "word_break",
    "word_spacing",
)
_style_of = itemgetter(*PROPERTIES)


@dataclass(frozen=True, slots=True)
class BreakLine:
    """Stands for WeasyPrint's ``split_first_line``."""

    anew: Any

    def __call__(self, text: str, style: Any, context: Any, *rest: Any, **named: Any) -> Any:
        kept = kept_for(style.font_config)
        if kept is None:
            return self.anew(text, style, context, *rest, **named)
        key = (text, _style_of(style), rest, *named.items())
        found = kept.broken.look(key)
        if found is None:
            found = self.anew(text, style, context, *rest, **named)
            kept.broken.keep(key, found)
        layout, *measures = found
        return (_copy(layout), *measures)


def _copy(layout: Any) -> Any:
    # Plain values: WeasyPrint lets go of Pango's own objects when a line is broken.
    copy = object.__new__(type(layout))
    copy.__dict__.update(layout.__dict__)
    return copy


@dataclass(frozen=True, slots=True)
class DrawLine:
    """Stands for WeasyPrint's ``draw_text``."""

    anew: Any

    def __call__(self, stream: Any, box: Any, offset: Any, overflow: Any, ellipsis: Any) -> None:
        kept = kept_for(box.style.font_config)
        if kept is not None and _is_plain(box.style, overflow, ellipsis):
            line = _line_of(kept, stream, box)
            if line.fits(stream):
                line.draw(stream, box)
                return
        self.anew(stream, box, offset, overflow, ellipsis)


def _is_plain(style: Any, overflow: Any, ellipsis: Any) -> bool:
    if overflow == "ellipsis" or ellipsis != "none":
        return False
    return bool(style["visibility"] == "visible" and style["text_decoration_line"] == "none")


@dataclass(frozen=True, slots=True)
class _Line:
    """The operators that draw a line, and what it adds to each font it uses.

    ``fonts`` are WeasyPrint's key of the font, the text and the width of each glyph.
    """

    operators: tuple[tuple[str, tuple[Any, ...]], ...]
    fonts: tuple[tuple[int, dict[int, str], dict[int, int]], ...]

    def fits(self, stream: Any) -> bool:
        """Whether the document has these fonts already, and measures their glyphs the same.

        A document keeps the width of a glyph as the first line measured it, in its size.
        """
        if not self.operators:
            return False
        for key, _, widths in self.fonts:
            font = stream._fonts.get(key)
            if font is None:
                return False
            known = font.widths
            if not widths.items() <= known.items() and any(
                known.get(glyph, width) != width for glyph, width in widths.items()
            ):
                return False
        return True

    def draw(self, stream: Any, box: Any) -> None:
        stream.set_color(box.style["color"])
        stream.begin_text()
        stream.set_text_matrix(1, 0, 0, -1, box.position_x, box.position_y + box.baseline)
        for name, values in self.operators:
            getattr(stream, name)(*values)
        stream.end_text()
        for key, texts, widths in self.fonts:
            font = stream._fonts[key]
            _add(font.to_unicode, texts)
            _add(font.widths, widths)


def _add(known: dict[int, Any], new: dict[int, Any]) -> None:
    if not new.keys() <= known.keys():
        for glyph, value in new.items():
            known.setdefault(glyph, value)


_NOT_KEPT = _Line((), ())


def _line_of(kept: Kept, stream: Any, box: Any) -> _Line:
    layout = box.pango_layout
    key = (layout.text, layout.justification_spacing, _style_of(box.style))
    line: _Line | None = kept.drawn.look(key)
    if line is None:
        line = _record(stream, box)
        kept.drawn.keep(key, line)
    return line


def _record(stream: Any, box: Any) -> _Line:
    from weasyprint.draw.text import draw_first_line  # noqa: PLC0415
    from weasyprint.matrix import Matrix  # noqa: PLC0415

    recorder = _Recorder(stream)
    box.pango_layout.reactivate(box.style)
    try:
        draw_first_line(recorder, box, "clip", "none", Matrix())
    except _NotPlain:
        return _NOT_KEPT
    finally:
        box.pango_layout.deactivate()
    fonts = ((key, font.to_unicode, font.widths) for key, font in recorder.fonts.items())
    return _Line(tuple(recorder.operators), tuple(fonts))


class _NotPlain(Exception):
    """Emoji, bitmaps and signs that no font has are drawn anew each time."""


class _Recorder:
    """Takes down what a line does to a stream; each font is as if nothing was drawn with it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.ink_rect, self.logical_rect = stream.ink_rect, stream.logical_rect
        self.operators: list[tuple[str, tuple[Any, ...]]] = []
        self.fonts: dict[int, Any] = {}

    def set_text_matrix(self, *_place: Any) -> None:
        """Where the line stands is another matter."""

    def set_font_size(self, *font: Any) -> None:
        self.operators.append(("set_font_size", font))

    def show_text(self, text: str) -> None:
        self.operators.append(("show_text", (text,)))

    def set_text_rise(self, rise: float) -> None:
        self.operators.append(("set_text_rise", (rise,)))

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        font, size = self._stream.add_font(pango_font)
        if font.bitmap or font.svg or font.png or font.colr:
            raise _NotPlain
        key = next(key for key, known in self._stream._fonts.items() if known is font)
        alike = {"bitmap": False, "svg": False, "png": False, "colr": False}
        blank = SimpleNamespace(
            hash=font.hash, to_unicode={}, widths={}, get_unused_glyph_id=_refuse, **alike
        )
        return self.fonts.setdefault(key, blank), size


def _refuse(_codepoint: int) -> int:
    raise _NotPlain
