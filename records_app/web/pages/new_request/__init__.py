"""Write a request: form on the left, the letter it becomes on the right."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages.new_request.sharing import SharingState
from records_app.web.pages.new_request.state import DraftState
from records_app.web.pages.new_request.view import draft_page, on_its_way

__all__ = ["DraftState", "register"]

_TITLE = "New request · Sunshine Desk"


def register(app: rx.App) -> None:
    """Add the page, and the address that leads to a fresh one.

    A draft has no number before the first thing is typed. One route serves ``/drafts/new/`` and
    ``/drafts/12/``, so that the page stays as it is when the draft gets its number.
    """
    app.add_page(on_its_way, route="/requests/new", title=_TITLE, on_load=DraftState.begin)
    app.add_page(
        draft_page,
        route="/drafts/[draft]",
        title=_TITLE,
        on_load=[DraftState.load, SharingState.load],
    )
