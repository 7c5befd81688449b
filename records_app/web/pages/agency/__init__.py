"""The page of one agency: how to reach it, its agreements, its days, our requests to it."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages.agency.state import AgencyState
from records_app.web.pages.agency.view import agency_page, page_title

__all__ = ["AgencyState", "register"]


def register(app: rx.App) -> None:
    """Add the page at ``/agencies/[slug]/``."""
    app.add_page(
        agency_page, route="/agencies/[slug]", title=page_title(), on_load=AgencyState.load
    )
