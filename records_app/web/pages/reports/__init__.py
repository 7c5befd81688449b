"""Reports: what was closed to us, and what it was to cost. The filter lives in the address."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages.reports.closed import closed_page
from records_app.web.pages.reports.fees import fees_page
from records_app.web.pages.reports.state import ClosedReportState, FeesReportState

__all__ = ["ClosedReportState", "FeesReportState", "register"]


def register(app: rx.App) -> None:
    """Add the pages at ``/reports/`` and ``/reports/fees/``."""
    app.add_page(
        closed_page,
        route="/reports",
        title="Closed records · Sunshine Desk",
        on_load=ClosedReportState.load,
    )
    app.add_page(
        fees_page,
        route="/reports/fees",
        title="Fees · Sunshine Desk",
        on_load=FeesReportState.load,
    )
