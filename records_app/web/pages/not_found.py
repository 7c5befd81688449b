"""The page for an address that leads nowhere."""

from __future__ import annotations

import reflex as rx

from records_app.web.components import not_found_panel
from records_app.web.components.shell import frame


def not_found_page() -> rx.Component:
    """The page for every unknown address."""
    return frame(not_found_panel())
