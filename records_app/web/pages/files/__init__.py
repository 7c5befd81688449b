"""Files: looking for words in all of them, and one file page by page."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages.files.one_state import FileState
from records_app.web.pages.files.one_view import file_page, file_title
from records_app.web.pages.files.search_state import FileSearchState
from records_app.web.pages.files.search_view import files_page


def register(app: rx.App) -> None:
    """Add both pages to the app."""
    app.add_page(
        files_page, route="/files", title="Files · Sunshine Desk", on_load=FileSearchState.load
    )
    app.add_page(file_page, route="/files/[file_id]", title=file_title(), on_load=FileState.load)
