"""The files of a request, and one file, in plain values."""

from __future__ import annotations

from dataclasses import dataclass

from records_app.casework.people import Actor
from records_app.office.files.kinds import kind_of_media_type
from records_app.office.missouri_time import day_and_time
from records_app.store.database import Store
from records_app.store.files import files_and_adders
from records_app.store.tables_files import FileRow


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of a request. ``pages`` is None where it cannot be shown page by page.

    ``size`` is in bytes, ``sha256`` in hex; ``purpose`` is reply, proof or other; ``event_seq`` is
    the line of the log it came with; ``redacts_id`` the file of which it is a redacted copy.
    ``added`` is when and by whom, in words.
    """

    id: int
    request_id: int
    name: str
    media_type: str
    kind: str
    size: int
    sha256: str
    pages: int | None
    purpose: str
    event_seq: int | None
    redacts_id: int | None
    text_state: str
    note: str
    added: str


def files_of_request(store: Store, actor: Actor, request_id: int) -> tuple[FileLine, ...]:
    """The files in the order of adding; none for a request that the actor may not see."""
    with store.reading() as session:
        rows = files_and_adders(session, actor, request_id)
    return tuple(line_of(row, adder) for row, adder in rows)


def line_of(row: FileRow, adder: str) -> FileLine:
    """One row of the store as a line."""
    return FileLine(
        id=row.id or 0,
        request_id=row.request_id,
        name=row.name,
        media_type=row.media_type,
        kind=kind_of_media_type(row.media_type).words,
        size=row.size,
        sha256=row.sha256,
        pages=row.pages,
        purpose=row.purpose,
        event_seq=row.event_seq,
        redacts_id=row.redacts_id,
        text_state=row.text_state,
        note=row.note,
        added=f"{day_and_time(row.added_at)}, by {adder}",
    )


def size_words(size: int) -> str:
    """``412 KB``, as people say it: thousands, not powers of two."""
    if size < 1000:
        return f"{size} bytes"
    for unit, of in (("KB", 1000), ("MB", 1000**2)):
        if size < of * 1000 or unit == "MB":
            number = size / of
            return f"{number:.1f} {unit}" if number < 10 else f"{number:,.0f} {unit}"
    return ""


def page_words(pages: int | None) -> str:
    """``3 pages``; empty where there are none to count."""
    if pages is None:
        return ""
    return "1 page" if pages == 1 else f"{pages:,} pages"
