"""What the pages show of files: plain words, ready for the screen."""

from __future__ import annotations

from dataclasses import dataclass

from records_app.casework.events import Entry, kind_of, sentence
from records_app.casework.people import Actor
from records_app.casework.permissions import may_record
from records_app.law.day_words import full_day
from records_app.office.desk_view import request_href
from records_app.office.files.listing import FileLine, line_of, page_words, size_words
from records_app.office.refusals import NotFound
from records_app.store.agencies import find_agency
from records_app.store.database import Store
from records_app.store.files import files_and_adders, find_file, last_page_of, pages_of
from records_app.store.log import entries_of
from records_app.store.requests import find_request

PAGES_SHOWN = 5
_LONGEST_SENTENCE = 90
# Lines of the log that no file comes with: what we did among ourselves.
_OUR_OWN = frozenset({"deadline_moved", "corrected", "reopened"})
_PURPOSES = {
    "reply": "Part of a reply",
    "proof": "Proof of sending or receipt",
    "other": "Something else",
}
_TEXT_STATES = {
    "waiting": "Its text is being read. It can be searched in a moment.",
    "failed": "Its text could not be read.",
    "locked": "Encrypted, and the key for it is missing. Tell an admin.",
}


@dataclass(frozen=True, slots=True)
class FileCard:
    """One file in a few words. ``copy_of`` is the name of the file it is a redacted copy of."""

    id: int
    name: str
    href: str
    download_href: str
    detail: str
    came_with: str
    added: str
    note: str
    text_words: str
    sha256: str
    copy_of: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FilesView:
    """The files of a request, and what new ones may have come with."""

    request_id: int
    files: tuple[FileCard, ...]
    count: str
    events: tuple[Choice, ...]
    may_add: bool


@dataclass(frozen=True, slots=True)
class PageShown:
    """One page: its picture if it has one, and its text."""

    number: int
    label: str
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class OtherFile:
    """The original of a redacted copy, or a copy of an original."""

    label: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class FileView:
    """A file with some of its pages. ``page`` counts pages of five from 1."""

    card: FileCard
    request_id: int
    number: str
    agency: str
    request_href: str
    purpose: str
    event_seq: str
    pages: tuple[PageShown, ...]
    page: int
    last_page: int
    others: tuple[OtherFile, ...]
    may_add: bool


def files_view(store: Store, actor: Actor, request_id: int) -> FilesView:
    """The files of an approved request; copies follow their originals. Raises ``NotFound``."""
    with store.reading() as session:
        row = find_request(session, actor, request_id)
        if row is None or row.stage == "draft":
            raise NotFound("request")
        found = files_and_adders(session, actor, request_id)
        entries = entries_of(session, request_id)
    lines = [line_of(file, adder) for file, adder in found]
    cards = tuple(_card(line, lines, entries) for line in sorted(lines, key=_place))
    return FilesView(
        request_id=request_id,
        files=cards,
        count=str(len(cards)) if cards else "none yet",
        events=tuple(_choices(entries)),
        may_add=may_record(actor, row.author_id, row.assigned_id),
    )


def file_view(store: Store, actor: Actor, file_id: int, page: int = 1) -> FileView:
    """One file with five of its pages. Raises ``NotFound``."""
    with store.reading() as session:
        file = find_file(session, actor, file_id)
        row = find_request(session, actor, file.request_id) if file else None
        if file is None or row is None:
            raise NotFound("file")
        found = files_and_adders(session, actor, file.request_id)
        entries = entries_of(session, file.request_id)
        agency = find_agency(session, row.agency_id or 0)
        count = file.pages or last_page_of(session, file_id)
        last = max(1, -(-count // PAGES_SHOWN))
        page = min(max(page, 1), last)
        first = (page - 1) * PAGES_SHOWN + 1
        texts = pages_of(session, file_id, first, first + PAGES_SHOWN - 1)
    lines = [line_of(each, adder) for each, adder in found]
    line = next(each for each in lines if each.id == file_id)
    numbers = range(first, min(first + PAGES_SHOWN, count + 1))
    return FileView(
        card=_card(line, lines, entries),
        request_id=file.request_id,
        number=row.number or "",
        agency=agency.name if agency else "",
        request_href=request_href(file.request_id),
        purpose=line.purpose,
        event_seq=str(line.event_seq or ""),
        pages=tuple(_page(line, number, count, texts.get(number, "")) for number in numbers),
        page=page,
        last_page=last,
        others=tuple(_others(line, lines)),
        may_add=may_record(actor, row.author_id, row.assigned_id),
    )


def _place(line: FileLine) -> tuple[int, int]:
    return (line.redacts_id or line.id, line.id)


def _card(line: FileLine, lines: list[FileLine], entries: tuple[Entry, ...]) -> FileCard:
    original = next((each.name for each in lines if each.id == line.redacts_id), "")
    parts = (line.kind[:1].upper() + line.kind[1:], size_words(line.size), page_words(line.pages))
    event = next((entry for entry in entries if entry.seq == line.event_seq), None)
    return FileCard(
        id=line.id,
        name=line.name,
        href=f"/files/{line.id}/",
        download_href=f"/files/{line.id}",
        detail=", ".join(part for part in parts if part),
        came_with=f"Came with: {_event_words(event)}" if event else _PURPOSES[line.purpose],
        added=line.added,
        note=line.note,
        text_words=_TEXT_STATES.get(line.text_state, ""),
        sha256=line.sha256,
        copy_of=original,
    )


def _choices(entries: tuple[Entry, ...]) -> list[Choice]:
    theirs = [entry for entry in entries if kind_of(entry.event) not in _OUR_OWN]
    newest = sorted(theirs, key=lambda entry: (entry.event.on, entry.seq), reverse=True)
    return [Choice(str(entry.seq), _event_words(entry)) for entry in newest]


def _event_words(entry: Entry) -> str:
    words = sentence(entry.event).partition(". ")[0].rstrip(".")
    short = words[: _LONGEST_SENTENCE - 1].rstrip() + "…"
    return f"{full_day(entry.event.on)}: {words if len(words) <= _LONGEST_SENTENCE else short}"


def _page(line: FileLine, number: int, count: int, text: str) -> PageShown:
    href = f"/files/{line.id}/pages/{number}.png" if line.pages else ""
    return PageShown(number, f"Page {number} of {count}", href, text)


def _others(line: FileLine, lines: list[FileLine]) -> list[OtherFile]:
    originals = [each for each in lines if each.id == line.redacts_id]
    copies = [each for each in lines if each.redacts_id == line.id]
    named = [("The file as it came", each) for each in originals]
    named += [("Redacted copy", each) for each in copies]
    return [OtherFile(label, each.name, f"/files/{each.id}/") for label, each in named]
