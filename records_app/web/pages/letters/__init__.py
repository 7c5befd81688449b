"""Letters: what is approved and has to go out, by post, e-mail, portal or fax."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages.letters.state import LettersState
from records_app.web.pages.letters.view import letters_page

__all__ = ["LettersState", "register"]


def register(app: rx.App) -> None:
    """Add the page at ``/letters/``."""
    app.add_page(
        letters_page,
        route="/letters",
        title="Letters · Sunshine Desk",
        on_load=LettersState.load,
    )
