"""The part of `check` about letters: each letter has its event, and each event its letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, select

from records_app.casework.events import Approved, Entry, FollowUpApproved
from records_app.office.letter_files import is_intact
from records_app.store.tables_requests import LetterRow

_letter: Any = LetterRow
_REQUEST = "request"

LogOf = tuple[int, tuple[Entry, ...]]


class _Said(NamedTuple):
    """What an event says of the letter that it approved."""

    kind: str
    sha256: str
    pages: int


def differences_in_letters(session: Session, logs: Iterable[LogOf]) -> Iterator[str]:
    """Every letter that is missing, changed or in excess, in one line each.

    ``logs`` are the logs of all requests by their ids. Letters are read one at a time: their bytes
    need not fit into memory together.
    """
    approved = dict(_approved(logs))
    for letter_id in session.exec(select(_letter.id).order_by(_letter.id)).all():
        try:
            letter = session.get_one(LetterRow, letter_id)
        except SQLAlchemyError:
            session.rollback()
            yield f"letter {letter_id}: it cannot be read from the database"
            continue
        if not is_intact(letter):
            yield f"{letter.name}: the bytes do not match the SHA-256 {letter.sha256}"
        said = approved.get(key := (letter.request_id, letter.name.removesuffix(".pdf")))
        if said is None or said.sha256 != letter.sha256:
            yield f"{letter.name}: no event approved a letter with the SHA-256 {letter.sha256}"
        else:
            del approved[key]
            yield from _compared(letter, said)
        session.expunge(letter)
    for (_, number), said in sorted(approved.items()):
        yield f"{number}: the approved letter with the SHA-256 {said.sha256} is not there"


def _compared(letter: LetterRow, said: _Said) -> Iterator[str]:
    if letter.kind != said.kind:
        yield f"{letter.name}: its kind is {letter.kind}, the log says {said.kind}"
    if letter.pages != said.pages:
        yield f"{letter.name}: it has {letter.pages} pages, the log says {said.pages}"


def _approved(logs: Iterable[LogOf]) -> Iterator[tuple[tuple[int, str], _Said]]:
    for request_id, log in logs:
        for entry in log:
            event = entry.event
            if isinstance(event, Approved):
                yield (request_id, event.number), _Said(_REQUEST, event.sha256, event.pages)
            elif isinstance(event, FollowUpApproved):
                said = _Said(event.kind.value, event.sha256, event.pages)
                yield (request_id, event.number), said
