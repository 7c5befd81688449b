"""What a text for a portal may not lose: the law, the items, and where they are to be found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from records_app.letters.own_wording_parts import PORTAL, parts_of
from records_app.letters.own_wording_portal import shipped_texts
from records_app.letters.portal import NO_ATTACHMENT
from records_app.letters.required_statement import Required

_LAW = {
    "us-mo": (("Missouri Sunshine Law", "610"), "Chapter 610, RSMo"),
    "us-il": (("Illinois", "5 ILCS 140"), "5 ILCS 140"),
    "us-ks": (("Kansas Open Records Act",), "K.S.A. 45-215"),
    "us-fed": (("5 U.S.C. 552",), "5 U.S.C. § 552"),
}
# Where the shipped text has these words, so must the office's.
_KEPT = (
    ("{full}", "Every item in its words", "the text is the whole request"),
    ("{items}", "Every item", "the text names what is asked for"),
    ("attached letter", "That the letter is attached", "the letter is part of the request"),
    ("not made for a commercial purpose", "That it is not commercial", "5 ILCS 140/3.1"),
    ("all other requesters", "The fee category", "5 U.S.C. § 552(a)(4)(A)"),
)
_SENDS_AWAY = re.compile(r"\b(?:attach|enclos|letter\b)", re.I)


@cache
def portal_required(law: str) -> tuple[Required, ...]:
    """What each text of a law must say."""
    return tuple(_of_each_text(law))


def sends_away(law: str, text: str) -> str:
    """What is wrong with a text that points to an attachment where none can be relied on, or ""."""
    if law not in NO_ATTACHMENT or not _SENDS_AWAY.search(text):
        return ""
    return "The whole request stands in this text: do not send the reader to a letter."


def _of_each_text(law: str) -> Iterator[Required]:
    named, citation = _LAW[law]
    for part, text in zip(parts_of(law, PORTAL), shipped_texts(law), strict=True):
        yield Required(part.name, "The name of the law", named, citation)
        for words, what, why in _KEPT:
            if words in text:
                yield Required(part.name, what, (words,), why)
