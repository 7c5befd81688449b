"""The office's own wording of a letter: plain text with a few placeholders, never a template.

There is no language to run in it. A text has paragraphs and items, and may name facts of the letter
in braces, such as {agency}; everything else is escaped and printed as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from jinja2 import Template
from markupsafe import Markup, escape

from records_app.letters.characters import TextRefused, check_text
from records_app.letters.own_wording_parts import Part, parts_of

LONGEST = 2500
MOST_LINES = 25
MOST_FACTS = 40

Shape = Literal["paragraph", "bullet", "number"]
_BRACES = re.compile(r"[{}]")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ITEM = re.compile(r"(?:(-|–|•|\*)|[0-9]{1,2}[.)]) +(?=\S)")
_ROUND: Mapping[Shape, tuple[str, str, str, str]] = {
    "paragraph": ("", "<p>", "</p>", ""),
    "bullet": ("<ul>\n", "<li>", "</li>", "</ul>\n"),
    "number": ("<ol>\n", "<li>", "</li>", "</ol>\n"),
}


@dataclass(frozen=True, slots=True)
class OwnWording:
    """What an office says instead, part by part; an empty text leaves the part out.

    ``version_id`` is the version of it that the office keeps; None: only being tried.
    """

    parts: Mapping[str, str]
    version_id: int | None = None


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A paragraph or an item. Text and names of placeholders take turns in ``pieces``."""

    shape: Shape
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a text, and on which line of it; 0 means the whole text."""

    line: int
    words: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.words}" if self.line else self.words


def read_own_text(
    text: object, part: Part, placeholders: Mapping[str, str]
) -> tuple[tuple[OwnLine, ...], tuple[Trouble, ...]]:
    """Read a text, one paragraph or item a line, and everything that is wrong with it.

    ``placeholders`` are the names that this letter knows. Lines are numbered as they were typed.
    """
    if not isinstance(text, str):
        return (), (Trouble(0, "This is not text."),)
    if len(text) > LONGEST:
        return (), (Trouble(0, f"Write at most {LONGEST:,} characters; this is {len(text):,}."),)
    lines: list[OwnLine] = []
    troubles: list[Trouble] = []
    for number, raw in enumerate(re.split("\r\n|\r|\n", text), start=1):
        line, words = _read_line(raw, part, placeholders)
        if words:
            troubles.append(Trouble(number, words))
        elif line is not None:
            lines.append(line)
    if sum(len(line.pieces) // 2 for line in lines) > MOST_FACTS:
        troubles.append(Trouble(0, f"Name facts in braces at most {MOST_FACTS} times."))
    if len(lines) > MOST_LINES:
        troubles.append(Trouble(0, f"Write at most {MOST_LINES} paragraphs and items."))
    if not lines and not troubles:
        troubles.append(Trouble(0, "Write the text, or make another choice above it."))
    return tuple(lines), tuple(troubles)


def _read_line(raw: str, part: Part, placeholders: Mapping[str, str]) -> tuple[OwnLine | None, str]:
    try:
        tidy = check_text("", raw, max_length=LONGEST, one_line=True)
    except TextRefused as refused:
        return None, refused.reason
    if not tidy:
        return None, ""
    item = _ITEM.match(tidy)
    shape: Shape = "paragraph" if item is None else "bullet" if item[1] else "number"
    if item is not None and part.shape in ("paragraph", "text"):
        return None, "Items have no place here: this text stands inside a paragraph."
    rest = tidy[item.end() :] if item else tidy
    if words := _brace_trouble(rest, placeholders):
        return None, words
    return OwnLine(shape, tuple(_PLACEHOLDER.split(rest))), ""


def _brace_trouble(text: str, placeholders: Mapping[str, str]) -> str:
    depth = 0
    for brace in _BRACES.finditer(text):
        depth += 1 if brace[0] == "{" else -1
        if depth not in (0, 1):
            return "A brace has no partner. Braces stand only around a placeholder, as in {agency}."
    if depth:
        return "A brace is not closed. Braces stand only around a placeholder, as in {agency}."
    for name in _PLACEHOLDER.findall(text):
        if name not in placeholders:
            shown = name if len(name) <= 40 else f"{name[:40]}…"
            known = ", ".join(f"{{{each}}}" for each in placeholders)
            return f"There is no {{{shown}}} in this letter. It knows {known}."
    return ""


def own_words(
    own: OwnWording | None, law: str, kind: str, values: Mapping[str, str]
) -> dict[str, Markup]:
    """The HTML of each part that this letter says in the office's own words.

    A part that names a fact which this letter does not have is not among them: there the shipped
    words stand, which know what to say then.
    """
    if own is None:
        return {}
    found: dict[str, Markup] = {}
    for part in parts_of(law, kind):
        text = own.parts.get(part.name)
        if text is None:
            continue
        if not text:
            found[part.name] = Markup("")
            continue
        lines, troubles = read_own_text(text, part, values)
        if not troubles and all(values[name] for line in lines for name in line.pieces[1::2]):
            found[part.name] = _html(lines, part, values)
    return found


def _html(lines: tuple[OwnLine, ...], part: Part, values: Mapping[str, str]) -> Markup:
    if part.shape == "paragraph":
        return Markup("</p>\n<p>").join(_said(line, values) for line in lines)
    html = Markup("")
    for shape, group in groupby(lines, key=lambda line: line.shape):
        before, start, end, after = (Markup(tag) for tag in _ROUND[shape])  # noqa: S704 - our own
        said = (start + _said(line, values) + end + Markup("\n") for line in group)
        html += before + Markup("").join(said) + after
    return html


def _said(line: OwnLine, values: Mapping[str, str]) -> Markup:
    said = (values[piece] if at % 2 else piece for at, piece in enumerate(line.pieces))
    return escape("".join(said))


def with_own_words(template: Template, names: tuple[str, ...]) -> Template:
    """The template with these parts replaced by what ``own`` holds when it is rendered.

    Nothing that a person typed becomes part of a template: ``names`` are ours.
    """
    if not names:
        return template
    blocks = "".join(
        f'{{% block {name} %}}{{{{ own["{name}"] }}}}{{% endblock %}}' for name in names
    )
    return template.environment.from_string(f'{{% extends "{template.name}" %}}{blocks}')
