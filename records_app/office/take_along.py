"""What goes with a letter: its text for a portal, and a plain note in other languages."""

from __future__ import annotations

import json
from dataclasses import dataclass

from records_app.casework.people import Actor
from records_app.letters.cover_note import LANGUAGES, NoteFacts, cover_note_pdf, note_kind
from records_app.letters.facts import LetterFacts, facts_from_json
from records_app.letters.own_wording import OwnWording
from records_app.letters.own_wording_parts import PORTAL
from records_app.letters.portal import (
    NO_ATTACHMENT,
    USUAL_LIMIT,
    PortalTooSmall,
    fee_waiver_text,
    portal_text,
)
from records_app.letters.request_form import FieldError
from records_app.letters.wording import SHARED
from records_app.office.letter_files import LetterFile
from records_app.office.refusals import NotFound, Refused
from records_app.store.database import Store
from records_app.store.requests import find_request, letter_of
from records_app.store.wording import made_with, newest_wordings, parts_of_version

LIMIT_LABEL = "How many characters does the portal take?"
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class PortalText:
    """A text for the box of a portal. ``count_words`` such as "312 of at most 470 characters".

    ``attach`` says what to do with the letter. ``fee_waiver`` is for a box of its own, or empty.
    """

    text: str
    count_words: str
    attach: str
    fee_waiver: str


def portal_text_of(store: Store, actor: Actor, request_id: int, limit: object) -> PortalText:
    """The longest text for a portal that takes ``limit`` characters, from the approved letter.

    Raises ``NotFound``, and ``Refused`` when the limit is no number or nothing fits.
    """
    facts, own = _facts(store, actor, request_id)
    return fitted(facts, limit, own)


def fitted(facts: LetterFacts, limit: object, own: OwnWording | None = None) -> PortalText:
    """The longest text of these facts with at most ``limit`` characters. Raises ``Refused``.

    ``own`` are the texts that the office words itself.
    """
    most = portal_limit(limit)
    try:
        text = portal_text(facts, most, own)
    except PortalTooSmall as small:
        reason = f"The shortest text that says enough has {small.least} characters."
        raise Refused((FieldError("limit", LIMIT_LABEL, reason),)) from None
    if facts.law in NO_ATTACHMENT:
        attach = "The text says everything itself. Do not rely on an attachment."
    else:
        attach = "Attach the letter as PDF: the text says that it is part of the request."
    if "attached" not in text and facts.law not in NO_ATTACHMENT:
        attach = ""
    words = f"{len(text):,} of at most {most:,} characters"
    return PortalText(text, words, attach, fee_waiver_text(facts))


def in_full(facts: LetterFacts, own: OwnWording | None = None) -> str:
    """The text for a portal without a limit."""
    return portal_text(facts, _MOST, own)


def cover_note_file(store: Store, actor: Actor, request_id: int, language: str) -> LetterFile:
    """The note about a request as PDF. Raises ``NotFound``, also for another language."""
    if language not in LANGUAGES:
        raise NotFound("note")
    facts, _ = _facts(store, actor, request_id)
    note = NoteFacts(facts.to.agency, facts.dated, facts.subjects, facts.sender, facts.number)
    with store.reading() as session:
        newest = {each.row.kind: each.row for each in newest_wordings(session, (SHARED,))}
    row = newest.get(note_kind(language))
    pdf = cover_note_pdf(note, language, OwnWording(dict(row.parts), row.id) if row else None)
    return LetterFile(f"{facts.number}-note-{language}.pdf", pdf.content, pdf.sha256)


def _facts(store: Store, actor: Actor, request_id: int) -> tuple[LetterFacts, OwnWording | None]:
    """The facts of the approved letter, and the office's texts for portals it was made with."""
    with store.reading() as session:
        row = letter_of(session, request_id) if find_request(session, actor, request_id) else None
        if row is None or not row.facts:
            raise NotFound("letter")
        used = made_with(session, (row.id or 0,)).get(row.id or 0, ())
        texts = [
            OwnWording(parts_of_version(session, one.version_id), one.version_id)
            for one in used
            if one.kind == PORTAL
        ]
    return facts_from_json(json.dumps(row.facts)), texts[0] if texts else None


def portal_limit(value: object) -> int:
    """How many characters a portal takes, as a person writes it. Raises ``Refused``."""
    text = str(value).strip().replace(",", "") if isinstance(value, str | int) else ""
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and 0 < int(text) <= _MOST):
        reason = f"Write a number of characters from 1 to {_MOST:,}, such as {USUAL_LIMIT}."
        raise Refused((FieldError("limit", LIMIT_LABEL, reason),))
    return int(text)
