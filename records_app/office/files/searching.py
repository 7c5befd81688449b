"""Look for words in the names and texts of all files that a person may see."""

from __future__ import annotations

from dataclasses import dataclass

from records_app.casework.people import Actor
from records_app.office.desk_view import request_href
from records_app.office.files.kinds import kind_of_media_type
from records_app.office.files.words import marked, words_asked
from records_app.store.database import Store
from records_app.store.files import best_page, pages_with, search_files

PAGE_SIZE = 20
_LAST_PAGE = 500


@dataclass(frozen=True, slots=True)
class SnippetPart:
    """A piece of text; ``hit``: it is a word that was looked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file with the words: its place, and a piece of its text around the first of them."""

    id: int
    name: str
    kind: str
    href: str
    number: str
    request_href: str
    agency: str
    where: str
    snippet: tuple[SnippetPart, ...]


@dataclass(frozen=True, slots=True)
class FilesFound:
    """One page of what was found. ``words`` are those that were looked for."""

    words: tuple[str, ...]
    total: int
    page: int
    pages: int
    files: tuple[FoundFile, ...]


def find_files(store: Store, actor: Actor, text: str, page: int = 1) -> FilesFound:
    """The files that hold every word of ``text``, newest first, 20 on a page counted from 1.

    A word also finds longer words that begin with it. Signs such as * and " are no commands.
    """
    words = words_asked(text[:500])
    if not words:
        return FilesFound((), 0, 1, 1, ())
    page = min(max(page, 1), _LAST_PAGE)
    with store.reading() as session:
        first = (page - 1) * PAGE_SIZE
        total, rows = search_files(session, actor, words, first=first, limit=PAGE_SIZE)
        found = []
        for file, request, agency in rows:
            file_id = file.id or 0
            best = best_page(session, file_id, words)
            in_text = best is not None and best.page > 0
            parts = marked(best.text, words) if best is not None and in_text else ()
            found.append(
                FoundFile(
                    id=file_id,
                    name=file.name,
                    kind=kind_of_media_type(file.media_type).words,
                    href=f"/files/{file_id}/",
                    number=request.number or "",
                    request_href=request_href(request.id or 0),
                    agency=agency,
                    where=_where(best.page, pages_with(session, file_id, words), file.pages)
                    if best is not None and in_text
                    else "in its name",
                    snippet=tuple(SnippetPart(*part) for part in parts),
                )
            )
    pages = max(1, -(-total // PAGE_SIZE))
    return FilesFound(words, total, page, pages, tuple(found))


def _where(page: int, count: int, pages: int | None) -> str:
    if pages is None:
        return "in its text"
    more = count - 1
    return f"page {page}" if more <= 0 else f"page {page} and {more} more"
