"""Reads our own letter HTML back into blocks, so that screen, e-mail and paper cannot disagree."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import Literal, cast, get_args

Kind = Literal[
    "sender",
    "date",
    "address",
    "subject",
    "reference",
    "heading",
    "paragraph",
    "item",
    "closing",
    "signature",
]
_TAG_KINDS: dict[str, Kind] = {"h1": "subject", "h2": "heading", "li": "item", "p": "paragraph"}
_INLINE = frozenset({"b", "i", "br"})
_AROUND = frozenset({"html", "head", "meta", "title", "style", "body", "div", "ol", "ul", "img"})
_KINDS = frozenset(get_args(Kind))
_WIDTH = 72
# Autoescape writes these five. They pass the parser as control characters, which no letter holds
# (check_text refuses them): ten times faster than its own unescaping when a text is full of "<".
_ESCAPES = {"&lt;": "\1", "&gt;": "\2", "&amp;": "\3", "&#34;": "\4", "&#39;": "\5"}
_UNESCAPE = str.maketrans({"\1": "<", "\2": ">", "\3": "&", "\4": '"', "\5": "'"})
_HTML_SPACE = re.compile("[ \t\n\r\f]+")  # what HTML collapses: not the no-break space


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a letter. ``lead`` is the bold start of ``text``.

    ``number`` is set for numbered items; an item of a plain list has the number 0.

    Lines of an address or signature are parted by a newline; other kinds are one line.
    """

    kind: Kind
    text: str
    number: int = 0
    lead: str = ""


def read_blocks(html: str) -> tuple[Block, ...]:
    """Read the blocks of a letter. Raises ``ValueError`` on HTML that no letter should use."""
    for escape, stand_in in _ESCAPES.items():
        html = html.replace(escape, stand_in)
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.blocks)


def plain_text(blocks: tuple[Block, ...]) -> str:
    """Write blocks as text for an e-mail: wrapped at 72 columns, long words left whole."""
    parts: list[str] = []
    before = ""
    for block in blocks:
        if before:
            together = before in {"item", "heading"} and block.kind == "item"
            parts.append("\n" if together else "\n\n")
        before = block.kind
        lead = f"{block.number}. " if block.number else "- " if block.kind == "item" else ""
        parts.append("\n".join(_wrap(line, lead) for line in block.text.split("\n")))
    return "".join(parts).replace("\u00a0", " ") + "\n"


@lru_cache(maxsize=2000)  # the letters of a campaign share nearly all of their lines
def _wrap(line: str, lead: str) -> str:
    return textwrap.fill(
        line,
        width=_WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )


def forget_lines() -> None:
    """Let go of lines of earlier letters."""
    _wrap.cache_clear()


def _one_space(text: str) -> str:
    return _HTML_SPACE.sub(" ", text).strip(" ").translate(_UNESCAPE)


class _Reader(HTMLParser):
    """Gathers text between the start and end tags of blocks; knows no other HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._kind: Kind | None = None
        self._text: list[str] = []
        self._bold: list[str] = []
        self._in_bold = False
        self._number = 0
        self._numbered = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _TAG_KINDS:
            named = values.get("class") or _TAG_KINDS[tag]
            if named not in _KINDS:
                raise ValueError(f'A letter has no block of the class "{named}".')
            self._kind = cast(Kind, named)
            self._text, self._bold = [], []
        elif tag == "ol":
            self._number, self._numbered = int(values.get("start") or 1) - 1, True
        elif tag == "ul":
            self._number, self._numbered = 0, False
        elif tag == "br":
            self._text.append("\0")  # cannot stand in a letter: check_text refuses it
        elif tag == "b":
            self._in_bold = True
        elif tag not in _AROUND | _INLINE:
            raise ValueError(f"A letter does not use the HTML tag <{tag}>.")

    def handle_endtag(self, tag: str) -> None:
        if tag == "b":
            self._in_bold = False
        if tag not in _TAG_KINDS or self._kind is None:
            return
        if self._kind == "item" and self._numbered:
            self._number += 1
        lines = ("".join(self._text)).split("\0")
        text = "\n".join(_one_space(line) for line in lines)
        number = self._number if self._kind == "item" else 0
        self.blocks.append(Block(self._kind, text, number, _one_space("".join(self._bold))))
        self._kind = None

    def handle_data(self, data: str) -> None:
        if self._kind is None:
            return
        self._text.append(data)
        if self._in_bold:
            self._bold.append(data)
