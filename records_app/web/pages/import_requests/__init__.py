"""Bring in earlier requests from a list, and saved e-mails."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages.import_requests.back_state import TakeBackState
from records_app.web.pages.import_requests.mail_state import MailState
from records_app.web.pages.import_requests.mail_view import mail_page
from records_app.web.pages.import_requests.state import ImportState
from records_app.web.pages.import_requests.view import import_page

__all__ = ["ImportState", "MailState", "TakeBackState", "register"]


def register(app: rx.App) -> None:
    """Add the pages at ``/import/`` and ``/import/mail/``."""
    app.add_page(
        import_page,
        route="/import",
        title="Bring in earlier requests · Sunshine Desk",
        on_load=[ImportState.load, TakeBackState.load],
    )
    app.add_page(
        mail_page,
        route="/import/mail",
        title="Bring in e-mails · Sunshine Desk",
        on_load=MailState.load,
    )
