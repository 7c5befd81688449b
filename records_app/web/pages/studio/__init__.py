"""The studio: the office's own wording of its letters, and its logo."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages.studio.items_state import ItemsState
from records_app.web.pages.studio.items_view import items_page
from records_app.web.pages.studio.list_state import StudioState
from records_app.web.pages.studio.list_view import studio_page
from records_app.web.pages.studio.state import WordingState
from records_app.web.pages.studio.view import wording_page

__all__ = ["ItemsState", "StudioState", "WordingState", "register"]

_TITLE = "Wording of letters · Sunshine Desk"


def register(app: rx.App) -> None:
    """Add the pages at ``/studio/``."""
    app.add_page(studio_page, route="/studio", title=_TITLE, on_load=StudioState.load)
    app.add_page(
        items_page,
        route="/studio/lists/[list_scope]/[list_subject]",
        title=_TITLE,
        on_load=ItemsState.load,
    )
    app.add_page(
        wording_page,
        route="/studio/[letter_law]/[letter_kind]",
        title=_TITLE,
        on_load=WordingState.load,
    )
