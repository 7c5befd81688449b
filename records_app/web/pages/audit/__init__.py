"""The audit: who changed what, and who took what out."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages.audit.state import AuditState
from records_app.web.pages.audit.view import audit_page

__all__ = ["AuditState", "register"]


def register(app: rx.App) -> None:
    """Add the page at ``/audit/``."""
    app.add_page(audit_page, route="/audit", title="Audit · Sunshine Desk", on_load=AuditState.load)
