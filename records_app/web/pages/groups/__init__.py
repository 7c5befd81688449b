"""Who sees what: groups, the agencies that are theirs, and drafts that somebody left behind."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages.groups.state import GroupsState
from records_app.web.pages.groups.view import groups_page

__all__ = ["GroupsState", "register"]


def register(app: rx.App) -> None:
    """Add the page at ``/groups/``, for admins."""
    app.add_page(
        groups_page, route="/groups", title="Groups · Sunshine Desk", on_load=GroupsState.load
    )
