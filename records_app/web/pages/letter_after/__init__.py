"""Write a letter after the request: choose which, then form on the left and letter on the right."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages.letter_after.offers import WhichLetterState, which_letter_page
from records_app.web.pages.letter_after.state import LetterAfterState
from records_app.web.pages.letter_after.view import letter_page

__all__ = ["LetterAfterState", "WhichLetterState", "register"]

_TITLE = "Letter · Sunshine Desk"


def register(app: rx.App) -> None:
    """Add the two pages."""
    app.add_page(
        which_letter_page,
        route="/requests/[request_id]/letter",
        title=_TITLE,
        on_load=WhichLetterState.load,
    )
    app.add_page(
        letter_page,
        route="/requests/[request_id]/letter/[letter_kind]",
        title=_TITLE,
        on_load=LetterAfterState.load,
    )
