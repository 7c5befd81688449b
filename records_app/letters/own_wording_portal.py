"""The short texts for portals as an office may word them: plain text with names in braces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from records_app.letters.own_wording import OwnWording, read_own_text
from records_app.letters.own_wording_parts import PORTAL, parts_of
from records_app.letters.own_wording_values import placeholders_of
from records_app.letters.wording import portal_source

_BETWEEN = "\n---\n"
_REMARK = re.compile(r"\{#.*?#\}", re.DOTALL)
_NAME = re.compile(r"\{\{ ([a-z]+) \}\}")


@cache
def shipped_texts(law: str) -> tuple[str, ...]:
    """The texts that came with us, the longest first, with names in braces."""
    source = _NAME.sub(r"{\1}", _REMARK.sub("", portal_source(law)))
    return tuple(" ".join(text.split()) for text in source.split(_BETWEEN))


def own_texts(own: OwnWording | None, law: str, values: Mapping[str, object]) -> dict[int, str]:
    """The texts that the office words itself, by their place; ``values`` fill in the names.

    A text that cannot be read is not among them: there the shipped one stands.
    """
    found: dict[int, str] = {}
    for at, part in enumerate(parts_of(law, PORTAL) if own else ()):
        text = own.parts.get(part.name) if own else None
        lines, troubles = read_own_text(text or "", part, placeholders_of(PORTAL))
        if not troubles:
            said = " ".join("".join(_said(line.pieces, values)) for line in lines)
            found[at] = " ".join(said.split())
    return found


def _said(pieces: tuple[str, ...], values: Mapping[str, object]) -> list[str]:
    return [str(values[piece]) if at % 2 else piece for at, piece in enumerate(pieces)]
