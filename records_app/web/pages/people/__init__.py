"""The people of the office: who is here, who is invited, and with which role."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages.people.state import PeopleState
from records_app.web.pages.people.view import people_page

__all__ = ["PeopleState", "register"]


def register(app: rx.App) -> None:
    """Add the page at ``/people/``."""
    app.add_page(
        people_page, route="/people", title="People · Sunshine Desk", on_load=PeopleState.load
    )
