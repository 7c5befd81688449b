"""The final letter, handed out as stored; its hash is verified every time."""

from __future__ import annotations

import hashlib
import logging
from typing import NamedTuple

from records_app.casework.people import Actor
from records_app.office.refusals import NotFound, OfficeRefusal
from records_app.store.database import Store
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


def letter_file(store: Store, actor: Actor, request_id: int) -> LetterFile:
    """The PDF of a request's letter. Raises ``NotFound`` and ``LetterDamaged``."""
    row = _letter(store, actor, request_id)
    if not is_intact(row):
        _log.error("letter %s of request %s does not match its hash", row.name, request_id)
        raise LetterDamaged(row.name)
    return LetterFile(row.name, row.pdf, row.sha256)


def letter_text(store: Store, actor: Actor, request_id: int) -> str:
    """The letter as plain text, for an e-mail or a portal."""
    return _letter(store, actor, request_id).text


def is_intact(row: LetterRow) -> bool:
    """Whether the bytes still have the hash that was stored with them."""
    return hashlib.sha256(row.pdf).hexdigest() == row.sha256


def _letter(store: Store, actor: Actor, request_id: int) -> LetterRow:
    with store.reading() as session:
        row = letter_of(session, request_id) if find_request(session, actor, request_id) else None
    if row is None:
        raise NotFound("letter")
    return row
