"""Looking for words in files: the search is the address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.files.searching import FilesFound, find_files
from records_app.web.guard import action
from records_app.web.pages.desk_address import plain_words, whole_number
from records_app.web.run import run

FILES = "/files/"


class FileSearchState(rx.State):
    """One look at what was found. Everything here comes from the address and the database."""

    found: FilesFound | None = None
    asked: str = ""
    count: str = ""
    pages: str = ""
    previous: str = ""
    following: str = ""

    @action(Permission.SEE)
    async def load(self) -> None:
        """Look for the words in the address."""
        query = dict(self.router.url.query_parameters)
        asked = plain_words(query, "words")
        found = await run(self, find_files, asked, whole_number(query, "page") or 1)
        self.found, self.asked = found, asked
        self.count = _count_words(found)
        self.pages = f"Page {found.page} of {found.pages}" if found.pages > 1 else ""
        self.previous = address_of(asked, found.page - 1) if found.page > 1 else ""
        self.following = address_of(asked, found.page + 1) if found.page < found.pages else ""

    @action(Permission.SEE)
    async def look(self, form: dict[str, Any]) -> Any:
        """Go to the address of the search."""
        return rx.redirect(address_of(plain_words(form if isinstance(form, dict) else {}, "words")))


def address_of(words: str, page: int = 1) -> str:
    """The address of a search."""
    parts = {"words": words, "page": page if page > 1 else ""}
    query = urlencode({name: value for name, value in parts.items() if value})
    return f"{FILES}?{query}" if query else FILES


def _count_words(found: FilesFound) -> str:
    if not found.words or not found.total:
        return ""
    words = " and ".join(f"“{word}”" for word in found.words)
    return f"{found.total:,} {'file has' if found.total == 1 else 'files have'} {words}."
