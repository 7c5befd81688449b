"""The shipped words of each part of a letter, as the plain text that an office writes in."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    parts = {part.name: part for part in parts_of(facts.law, facts.kind)}
    template = letter_template(facts.law, facts.kind)
    marks = "".join(
        f"{{% block {name} %}}<!--{name}-->{{{{ super() }}}}<!--end-->{{% endblock %}}"
        for name in parts
    )
    source = f'{{% extends "{template.name}" %}}{marks}'
    html = letter_html(facts, template.environment.from_string(source), {})
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
