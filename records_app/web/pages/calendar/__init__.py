"""Deadlines in somebody's own calendar program: make the secret address, and end it."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages.calendar.state import CalendarState
from records_app.web.pages.calendar.view import calendar_page

__all__ = ["CalendarState", "register"]


def register(app: rx.App) -> None:
    """Add the page at ``/calendar/``."""
    app.add_page(
        calendar_page,
        route="/calendar",
        title="Calendar · Sunshine Desk",
        on_load=CalendarState.load,
    )
