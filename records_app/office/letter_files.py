"""Final letters, handed out as stored; the hash is verified every time."""

from __future__ import annotations

import hashlib
import logging
from typing import NamedTuple

from records_app.casework.people import Actor
from records_app.office.refusals import NotFound, OfficeRefusal
from records_app.store.database import Store
from records_app.store.letters import letter_in
from records_app.store.requests import find_request, letter_of
from records_app.store.tables_requests import LetterRow

_log = logging.getLogger(__name__)


class LetterDamaged(OfficeRefusal):
    """The stored bytes are not the ones that were approved."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The stored file {name} has changed since it was approved, so it is not handed out. "
            "Tell an admin: the command “check” says more, and a backup has the letter."
        )


class LetterFile(NamedTuple):
    """File name, PDF bytes, and their SHA-256 in hex."""

    name: str
    content: bytes
    sha256: str


class TextFile(NamedTuple):
    """File name and text."""

    name: str
    text: str


def letter_file(
    store: Store, actor: Actor, request_id: int, letter_id: int | None = None
) -> LetterFile:
    """The PDF of a letter of a request: of the request itself, or of the one with this id.

    Raises ``NotFound`` and ``LetterDamaged``.
    """
    row = _intact_letter(store, actor, request_id, letter_id)
    return LetterFile(row.name, row.pdf, row.sha256)


def letter_text(
    store: Store, actor: Actor, request_id: int, letter_id: int | None = None
) -> TextFile:
    """The same letter as plain text, for an e-mail or a portal; only while its PDF is intact."""
    row = _intact_letter(store, actor, request_id, letter_id)
    return TextFile(row.name.removesuffix(".pdf") + ".txt", row.text)


def is_intact(row: LetterRow) -> bool:
    """Whether the bytes still have the hash that was stored with them."""
    return hashlib.sha256(row.pdf).hexdigest() == row.sha256


def _intact_letter(store: Store, actor: Actor, request_id: int, letter_id: int | None) -> LetterRow:
    row = _letter(store, actor, request_id, letter_id)
    if not is_intact(row):
        _log.error("letter %s of request %s does not match its hash", row.name, request_id)
        raise LetterDamaged(row.name)
    return row


def _letter(store: Store, actor: Actor, request_id: int, letter_id: int | None) -> LetterRow:
    with store.reading() as session:
        row = None
        if find_request(session, actor, request_id) is not None:
            if letter_id is None:
                row = letter_of(session, request_id)
            else:
                row = letter_in(session, request_id, letter_id)
    if row is None:
        raise NotFound("letter")
    return row
