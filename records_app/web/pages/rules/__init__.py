"""Every rule we compute with, and those nobody has verified yet; no need to sign in."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages.rules.view import rules_page

__all__ = ["register"]


def register(app: rx.App) -> None:
    """Add the page. It is made of the laws' own data when the pages are built."""
    app.add_page(rules_page, route="/rules", title="Rules · Sunshine Desk")
