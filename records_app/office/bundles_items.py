"""The items of a bundle: every letter from the database, every file from its folder, checked."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from records_app.casework.events import (
    FOLLOW_UP_WORDS,
    Entry,
    FollowUp,
    FollowUpSent,
    Sent,
)
from records_app.casework.people import Actor
from records_app.law.day_words import full_day
from records_app.letters.bundle.facts import KINDS, BundleItem, ItemKind
from records_app.letters.bundle.names import shown_name
from records_app.office.files.folder import FileFolder, hash_of, pieces_of
from records_app.office.files.kinds import CSV, EMAIL, TEXT, kind_of_media_type
from records_app.office.files.opening import FileDamaged, file_failed
from records_app.office.letter_files import LetterDamaged, is_intact
from records_app.office.missouri_time import missouri_day
from records_app.office.refusals import OfficeRefusal
from records_app.store.files import files_and_adders
from records_app.store.tables_files import FileRow, FileText
from records_app.store.tables_requests import LetterRow

# The worker holds all of it in memory while it writes the PDF.
MOST_BYTES = 250_000_000
_LONGEST_TEXT = 60_000
_text: Any = FileText
_letter: Any = LetterRow
_log = logging.getLogger(__name__)


class BundleTooLarge(OfficeRefusal):
    """There is more than one bundle can hold."""

    def __init__(self, size: int) -> None:
        super().__init__(
            f"The files of this request have {size / 1_000_000:,.0f} MB together; a bundle holds "
            f"at most {MOST_BYTES / 1_000_000:,.0f} MB. Take the files one by one, from the "
            "request’s page."
        )


@dataclass(frozen=True, slots=True)
class Gathered:
    """The items in their order, and for each line of the log the numbers of its items."""

    items: tuple[BundleItem, ...]
    by_line: Mapping[int, tuple[int, ...]]
    redacted: int


def gather(
    session: Session,
    actor: Actor,
    request_id: int,
    entries: tuple[Entry, ...],
    *,
    folder: FileFolder,
    scratch: Path,
    redacted: bool,
    with_notes: bool,
) -> Gathered:
    """Every item. Letters are written into ``scratch``; files are read where they lie.

    Raises ``LetterDamaged``, ``FileDamaged`` and ``BundleTooLarge``.
    """
    rows = list(files_and_adders(session, actor, request_id))
    chosen = _chosen(rows, redacted=redacted)
    letters = _letters(session, request_id)
    size = sum(len(row.pdf) for row in letters) + sum(row.size for row, _ in chosen)
    if size > MOST_BYTES:
        raise BundleTooLarge(size)
    found = [_letter_item(row, entries, scratch) for row in letters]
    days = {entry.seq: entry.event.on for entry in entries}
    originals = {row.id: row for row, _ in rows}
    found += [
        _file_item(
            row,
            by,
            days=days,
            originals=originals,
            folder=folder,
            scratch=scratch,
            text=_text_in(session, row),
            with_notes=with_notes,
        )
        for row, by in chosen
    ]
    found.sort(key=lambda one: (KINDS.index(one.item.kind), one.item.on, one.order))
    by_line: dict[int, tuple[int, ...]] = {}
    for number, one in enumerate(found, 1):
        for line in one.lines:
            by_line[line] = (*by_line.get(line, ()), number)
    copies = sum(row.redacts_id is not None for row, _ in chosen)
    return Gathered(tuple(one.item for one in found), by_line, copies)


@dataclass(frozen=True, slots=True)
class _Item:
    """An item with the lines of the log it belongs to and its place among those of a day."""

    item: BundleItem
    lines: tuple[int, ...]
    order: int


def _letters(session: Session, request_id: int) -> list[LetterRow]:
    query = select(LetterRow).where(_letter.request_id == request_id).order_by(_letter.id)
    return list(session.exec(query))


def _chosen(rows: list[tuple[FileRow, str]], *, redacted: bool) -> list[tuple[FileRow, str]]:
    """The files that go in: of each original its newest redacted copy, or the originals alone."""
    if not redacted:
        return [(row, by) for row, by in rows if row.redacts_id is None]
    by_id = {row.id: row for row, _ in rows}
    newest: dict[int | None, tuple[FileRow, str]] = {}
    for row, by in rows:
        newest[_original(row, by_id).id] = (row, by)
    return list(newest.values())


def _original(row: FileRow, by_id: Mapping[int | None, FileRow]) -> FileRow:
    """The file at the beginning of a row of copies. A copy is always younger than its original."""
    while row.redacts_id is not None and row.redacts_id in by_id:
        row = by_id[row.redacts_id]
    return row


def _letter_item(row: LetterRow, entries: Iterable[Entry], scratch: Path) -> _Item:
    if not is_intact(row):
        _log.error("letter %s does not match its hash", row.name)
        raise LetterDamaged(row.name)
    path = scratch / f"letter-{row.id}.pdf"
    path.write_bytes(row.pdf)
    number = row.name.removesuffix(".pdf")
    title, lines, sent = "Request letter", [], []
    if row.kind != "request":
        title = FOLLOW_UP_WORDS[FollowUp(row.kind)]
        title = title[:1].upper() + title[1:]
    for entry in entries:
        event = entry.event
        is_sending = (isinstance(event, Sent) and row.kind == "request") or (
            isinstance(event, FollowUpSent) and event.number == number
        )
        if is_sending:
            sent.append(f"Sent on {full_day(event.on)}.")
        if is_sending or getattr(event, "sha256", "") == row.sha256:
            lines.append(entry.seq)
    item = BundleItem(
        "letter",
        title,
        row.name,
        "application/pdf",
        path,
        len(row.pdf),
        row.sha256,
        missouri_day(row.approved_at),
        tuple(sent[-1:]) or ("Approved; the chronology has no line of its sending.",),
    )
    return _Item(item, tuple(lines), row.id or 0)


def _file_item(
    row: FileRow,
    by: str,
    *,
    days: Mapping[int, date],
    originals: Mapping[int | None, FileRow],
    folder: FileFolder,
    scratch: Path,
    text: str,
    with_notes: bool,
) -> _Item:
    path = _checked(row, folder, scratch)
    remarks = [f"Added by {by} on {full_day(missouri_day(row.added_at))}."]
    if row.event_seq is not None and row.event_seq in days:
        remarks[0] = f"{remarks[0][:-1]}, with line {row.event_seq} of the chronology."
    if row.redacts_id is not None:
        original = _original(row, originals)
        remarks.append(
            "This is a redacted copy. It stands in the place of the original, which is not in "
            f"this bundle and has the SHA-256 {original.sha256}."
        )
    if with_notes and row.note:
        remarks.append(f"Note: {row.note}")
    kind: ItemKind = "proof" if row.purpose == "proof" else "other"
    kind = "reply" if row.purpose == "reply" else kind
    on = days.get(row.event_seq or 0, missouri_day(row.added_at))
    item = BundleItem(
        kind,
        shown_name(row.name),
        row.name,
        row.media_type,
        path,
        row.size,
        row.sha256,
        on,
        tuple(remarks),
        kind_of_media_type(row.media_type).words,
        text,
    )
    lines = () if row.event_seq is None else (row.event_seq,)
    return _Item(item, lines, row.id or 0)


def _text_in(session: Session, row: FileRow) -> str:
    """What an e-mail or a plain text says, as it was read when it came; empty for other kinds."""
    if row.media_type not in (EMAIL.media_type, TEXT.media_type, CSV.media_type):
        return ""
    query = select(FileText.text).where(_text.file_id == row.id, _text.page > 0)
    text = "\n".join(session.exec(query.order_by(_text.page))).strip()
    if len(text) <= _LONGEST_TEXT:
        return text
    return f"{text[:_LONGEST_TEXT]}\n\n(The text goes on. All of it is in the file.)"


def _checked(row: FileRow, folder: FileFolder, scratch: Path) -> Path:
    """Where the bytes of a file lie plain, once they were found to be those of its row.

    What is encrypted in the folder is copied into ``scratch``, which then lies in memory.
    """
    try:
        path = folder.place_of(row.stored_as)
        with folder.open(row.stored_as) as stream:
            sound = hash_of(stream) == row.sha256
            if folder.is_encrypted(row.stored_as):
                path = scratch / f"file-{row.id}"
                with path.open("xb") as copy:
                    copy.writelines(pieces_of(stream))
    except OSError as error:
        _log.exception("file %s cannot be opened", row.id)
        raise file_failed(row.name, error) from error
    if not sound:
        _log.error("file %s does not match its hash", row.id)
        raise FileDamaged(row.name)
    return path
