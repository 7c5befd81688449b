"""Every page of the product, with its address. Signing in is a plain route, not a page."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages.desk import DeskState, desk_page


def register(app: rx.App) -> None:
    """Add the pages to the app. The guard asks for each page's rights when it loads."""
    app.add_page(desk_page, route="/", title="Desk · Sunshine Desk", on_load=DeskState.load)
