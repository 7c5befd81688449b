"""Begin to keep things: the one place that reaches into WeasyPrint."""

from __future__ import annotations

from functools import cache
from typing import Any

from records_app.letters.kept.lines import BreakLine, DrawLine
from records_app.letters.kept.memory import KNOWN_VERSION, Kept
from records_app.letters.kept.styles import ComputeStyle


def keep_for(fonts: Any, version: str) -> bool:
    """Keep what is worked out with these fonts; False for a WeasyPrint that was not looked at.

    Documents with other fonts are made as if this were not there.
    """
    if version != KNOWN_VERSION:
        return False
    _reach_in()
    fonts.kept = Kept()
    return True


@cache
def _reach_in() -> None:
    from weasyprint import css, draw  # noqa: PLC0415
    from weasyprint.layout import inline, preferred  # noqa: PLC0415
    from weasyprint.text import line_break  # noqa: PLC0415

    break_line = BreakLine(line_break.split_first_line)
    inline.split_first_line = preferred.split_first_line = break_line
    draw.draw_text = DrawLine(draw.draw_text)
    compute = ComputeStyle(css.StyleFor.set_computed_styles)

    def set_computed_styles(self: Any, element: Any, **named: Any) -> None:
        compute(self, element, **named)

    css.StyleFor.set_computed_styles = set_computed_styles
