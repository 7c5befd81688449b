"""The questions that letters after the request put to the writer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["line", "text", "day", "amount", "choice", "lines", "fee lines", "happenings"]


@dataclass(frozen=True, slots=True)
class Field:
    """One question to the writer.

    ``missing`` is what to say when a needed answer is empty; an empty ``missing`` means that the
    field may stay empty. ``blank`` stands in the preview until then. ``choices`` are pairs of a
    value and its words; the first is taken when nothing is chosen.
    """

    name: str
    label: str
    shape: Shape
    hint: str = ""
    missing: str = ""
    blank: str = ""
    most: int = 200
    choices: tuple[tuple[str, str], ...] = ()


SIGNER = (
    Field(
        "signer_name",
        "Who signs?",
        "line",
        missing="Write the name of the person who signs.",
        blank="(name of the person who signs)",
        most=120,
    ),
    Field("signer_title", "Title of the person who signs", "line", most=120),
)
PARAGRAPH = Field(
    "paragraph",
    "Anything to add?",
    "text",
    hint="It becomes a paragraph before the end. One paragraph a line.",
    most=2000,
)
REPLY_ON = Field(
    "reply_on",
    "Date of their reply",
    "day",
    missing="Write the date of their reply, such as 2025-01-31.",
)
QUOTE = Field("quote", "Their words", "line", hint="One or two sentences, word for word.", most=800)
FEE = Field("fee", "How much do they ask?", "amount", hint="The whole sum, in dollars.")
CLOSED = Field(
    "closed",
    "What did they close?",
    "choice",
    choices=(
        ("all", "The whole request"),
        ("part", "A part of it"),
        ("redacted", "Parts of records, blacked out"),
    ),
)
RECIPIENT_ADDRESS = Field(
    "recipient_address", "Its address", "lines", hint="At most 6 lines.", most=800
)
CHRONOLOGY = (
    Field(
        "chronology",
        "What happened, day by day",
        "happenings",
        hint="One event a line, the date first. November 5, 2026: I sent the request.",
        missing="Write at least one line. November 5, 2026: I sent the request.",
        most=6000,
    ),
    Field("attached", "Documents that go with it", "lines", hint="One a line.", most=4000),
)
