"""The shipped words of each part of a letter, as the plain text that an office writes in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jinja2 import Template

from records_app.letters.blocks import Block, read_blocks
from records_app.letters.compose import letter_html
from records_app.letters.facts import LetterFacts
from records_app.letters.follow_up import FollowUpFacts
from records_app.letters.own_wording_parts import Part, parts_of
from records_app.letters.wording import letter_template

_MARKED = re.compile(r"<!--(own_[a-z]+)-->(.*?)<!--end-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ShippedPart:
    """A part and its shipped words, one paragraph or item a line; empty where nothing stands."""

    part: Part
    text: str


def shipped_parts(facts: LetterFacts | FollowUpFacts) -> tuple[ShippedPart, ...]:
    """The parts of a letter that may be worded anew, in the order in which they stand there."""
    template = letter_template(facts.law, facts.kind)
    html = letter_html(facts, with_marks(template, facts.law, facts.kind), {})
    return marked_parts(html, facts.law, facts.kind)


def with_marks(template: Template, law: str, kind: str) -> Template:
    """The template with a mark before and after each part."""
    marks = "".join(
        f"{{% block {part.name} %}}<!--{part.name}-->{{{{ super() }}}}<!--end-->{{% endblock %}}"
        for part in parts_of(law, kind)
    )
    return template.environment.from_string(f'{{% extends "{template.name}" %}}{marks}')


def marked_parts(html: str, law: str, kind: str) -> tuple[ShippedPart, ...]:
    """The words between the marks."""
    parts = {part.name: part for part in parts_of(law, kind)}
    return tuple(
        ShippedPart(parts[name], _plain(parts[name], words))
        for name, words in _MARKED.findall(html)
    )


def _plain(part: Part, html: str) -> str:
    blocks = read_blocks(f"<p>{html}</p>" if part.shape == "paragraph" else html)
    return "\n".join(map(_line, blocks)).replace("\u00a0", " ")


def _line(block: Block) -> str:
    if block.kind != "item":
        return block.text
    return f"{block.number}. {block.text}" if block.number else f"- {block.text}"
