"""What an editor shows of a kind: its shipped parts, and a sample in the words that are tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from records_app.casework.subjects import Subject
from records_app.letters.blocks import Block, read_blocks
from records_app.letters.compose import compose
from records_app.letters.cover_note import (
    LANGUAGES,
    NoteFacts,
    cover_note,
    note_kind,
    shipped_note,
)
from records_app.letters.facts import LetterFacts, Sender
from records_app.letters.own_wording import OwnWording
from records_app.letters.own_wording_parts import PORTAL, parts_of
from records_app.letters.own_wording_portal import shipped_texts
from records_app.letters.own_wording_samples import sample_facts
from records_app.letters.own_wording_shipped import ShippedPart, shipped_parts
from records_app.letters.portal import NO_ATTACHMENT, USUAL_LIMIT, portal_texts
from records_app.letters.wording import SHARED

_LANGUAGE_OF = {note_kind(language): language for language in LANGUAGES}


@dataclass(frozen=True, slots=True)
class Sample:
    """A kind with made-up facts: its shipped parts, and how it reads in other words."""

    shipped: tuple[ShippedPart, ...]
    in_words: Callable[[Mapping[str, str]], tuple[Block, ...]]


def sample_of(law: str, kind: str, sender: Sender, today: date) -> Sample | None:
    """The sample of a kind of letter, of the texts for portals, or of a note; else None."""
    if not parts_of(law, kind):
        return None
    if law == SHARED:
        return _note(_LANGUAGE_OF[kind], sender, today)
    facts = sample_facts(law, "request" if kind == PORTAL else kind, sender, today)
    if facts is None:
        return None
    if kind == PORTAL and isinstance(facts, LetterFacts):
        return _portal(facts)
    return Sample(shipped_parts(facts), lambda own: compose(facts, OwnWording(own)).blocks)


def does_not_fit(law: str, kind: str, blocks: Sequence[Block]) -> str:
    """What is wrong when the shortest text for portals is too long for the usual box, or ""."""
    if kind != PORTAL or law in NO_ATTACHMENT or len(blocks[-1].text) <= USUAL_LIMIT:
        return ""
    return (
        f"This has {len(blocks[-1].text):,} characters with the facts of the sample. The shortest "
        f"text must fit a box of {USUAL_LIMIT}."
    )


def _portal(facts: LetterFacts) -> Sample:
    parts = parts_of(facts.law, PORTAL)
    shipped = zip(parts, shipped_texts(facts.law), strict=True)

    def in_words(own: Mapping[str, str]) -> tuple[Block, ...]:
        texts = portal_texts(facts, OwnWording(own))
        fitting = next((text for text in texts if len(text) <= USUAL_LIMIT), None)
        blocks: list[Block] = []
        for part, text in zip(parts, texts, strict=True):
            count = f"{part.label}: {len(text):,} characters with these facts"
            used = f". A portal with a box of {USUAL_LIMIT} gets this one"
            blocks += [
                Block("heading", count + used if text is fitting else count),
                Block("paragraph", text),
            ]
        return tuple(blocks)

    return Sample(tuple(ShippedPart(*each) for each in shipped), in_words)


def _note(language: str, sender: Sender, today: date) -> Sample:
    facts = NoteFacts(
        "Riverbend Police Department",
        today,
        (Subject.FUNDING, Subject.TRANSFERS),
        sender,
        f"MO-{today.year}-0047",
    )

    def in_words(own: Mapping[str, str]) -> tuple[Block, ...]:
        return read_blocks(cover_note(facts, language, OwnWording(own)).html)

    return Sample(shipped_note(facts, language), in_words)
