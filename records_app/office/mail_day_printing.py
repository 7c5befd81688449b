"""The day's mail on paper: one PDF of the letters that go by post, and their address labels."""

from __future__ import annotations

import hashlib
import logging
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, BinaryIO, cast

from records_app.casework.people import Actor
from records_app.letters.mail_day import LeftOut, MailCover, MailedLetter
from records_app.letters.mail_day_binding import Enclosed, bind_mail
from records_app.letters.mail_day_labels import ON_A_SHEET, Label, address_labels
from records_app.letters.pdf import PdfNotPossible
from records_app.letters.request_form import FieldError
from records_app.office.letter_files import is_intact
from records_app.office.mail_day_address import Reach, reach_of
from records_app.office.mail_day_rows import Waiting, agency_files, waiting_letters, words_of
from records_app.office.mail_day_view import PILE, print_order
from records_app.office.refusals import NotFound, OfficeRefusal, Refused
from records_app.store.database import Store
from records_app.store.letters import letter_in
from records_app.store.requests import is_id, office_row

_PIECE = 1 << 20
_DAMAGED = "The stored file has changed since it was approved. Tell an admin."
_NO_ADDRESS = "No address with a street is known."
_log = logging.getLogger(__name__)


class MailNotPrinted(OfficeRefusal):
    """The PDF could not be made; the sentence says why."""


@dataclass(frozen=True, slots=True)
class PrintedMail:
    """A finished PDF. ``stream`` is the only way to it: nothing of it stays on the disk."""

    name: str
    size: int
    sha256: str
    stream: BinaryIO

    def pieces(self) -> Iterator[bytes]:
        """The bytes in pieces; the stream is closed at the end."""
        with self.stream:
            while piece := self.stream.read(_PIECE):
                yield piece


def mail_pdf(
    store: Store, actor: Actor, letter_ids: tuple[int, ...], *, today: date
) -> PrintedMail:
    """The checklist and the letters, each byte as it was approved, on sheets of their own.

    A letter whose bytes have changed is left out and named on the cover. Raises ``NotFound`` when
    none of them waits (any more), ``Refused`` for more than one pile, and ``MailNotPrinted``.
    """
    letters = _posted(store, actor, letter_ids, today)
    with store.reading() as session:
        office = office_row(session).name
    stream = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever reads it to the end
    try:
        with tempfile.TemporaryDirectory(prefix="mail-day-") as folder:
            enclosed, left_out = _stored(store, letters, Path(folder))
            cover = MailCover(office, today, actor.name, (), left_out)
            bind_mail(cover, enclosed, stream)
    except PdfNotPossible as error:
        stream.close()
        raise MailNotPrinted(str(error)) from error
    except OSError as error:
        stream.close()
        _log.exception("the mail of a day could not be put together")
        raise MailNotPrinted("The disk did not take it; it may be full. Tell an admin.") from error
    return _finished(f"mail-{today.isoformat()}.pdf", stream)


def label_sheets(
    store: Store, actor: Actor, letter_ids: tuple[int, ...], start: object, *, today: date
) -> PrintedMail:
    """Labels for the same letters in the same order, from place ``start`` of the first sheet.

    A letter without a whole address has a label that says so. Raises ``Refused`` for another start
    or more than one pile, ``NotFound`` when there is nothing to print, and ``MailNotPrinted``.
    """
    first = _start(start)
    letters = _posted(store, actor, letter_ids, today)
    if not any(reach.lines for _, reach in letters):
        raise NotFound("letter with an address that waits")
    labels = [
        Label(one.number, reach.lines or (f"{one.number}, {reach.to}", _NO_ADDRESS))
        for one, reach in letters
    ]
    try:
        made = address_labels(labels, first)
    except PdfNotPossible as error:
        raise MailNotPrinted(str(error)) from error
    stream = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever reads it to the end
    stream.write(made.pdf.content)
    return _finished(f"labels-{today.isoformat()}.pdf", stream)


def _posted(
    store: Store, actor: Actor, letter_ids: tuple[int, ...], today: date
) -> tuple[tuple[Waiting, Reach], ...]:
    ids = tuple(each for each in letter_ids if is_id(each))
    if len(ids) > PILE:
        reason = f"These are {len(ids):,} letters. Print at most {PILE} at a time, pile by pile."
        raise Refused((FieldError("letters", "Letters", reason),))
    with store.reading() as session:
        found = waiting_letters(session, actor, today=today, ids=ids)
        files = agency_files(session, {one.agency_id for one in found})
    if not found:
        raise NotFound("letter that waits")
    letters = [(one, reach_of(one, files[one.agency_id])) for one in found]
    return tuple(sorted(letters, key=lambda each: print_order(each[1].to, each[0].number)))


def _stored(
    store: Store, letters: tuple[tuple[Waiting, Reach], ...], folder: Path
) -> tuple[tuple[Enclosed, ...], tuple[LeftOut, ...]]:
    """The stored bytes as files, one letter at a time, and those that are not what was approved."""
    enclosed: list[Enclosed] = []
    left_out: list[LeftOut] = []
    for one, reach in letters:
        if not reach.lines:
            left_out.append(LeftOut(one.number, reach.to, _NO_ADDRESS))
            continue
        with store.reading() as session:
            row = letter_in(session, one.request_id, one.id)
        if row is None or not is_intact(row):
            _log.error(
                "letter %s of request %s does not match its hash", one.number, one.request_id
            )
            left_out.append(LeftOut(one.number, reach.to, _DAMAGED))
            continue
        path = folder / f"{one.id}.pdf"
        path.write_bytes(row.pdf)
        letter = MailedLetter(one.number, words_of(one.kind), reach.to, reach.address, one.pages)
        enclosed.append(Enclosed(letter, path))
    return tuple(enclosed), tuple(left_out)


def _start(value: object) -> int:
    text = value.strip() if isinstance(value, str) else ""
    if text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= ON_A_SHEET:
        return int(text)
    reason = f"Choose a place from 1 to {ON_A_SHEET}."
    raise Refused((FieldError("start", "First free label", reason),))


def _finished(name: str, stream: IO[bytes]) -> PrintedMail:
    size = stream.seek(0, 2)
    stream.seek(0)
    digest = hashlib.sha256()
    while piece := stream.read(_PIECE):
        digest.update(piece)
    stream.seek(0)
    return PrintedMail(name, size, digest.hexdigest(), cast(BinaryIO, stream))
