"""Campaigns: ask many agencies the same, and look at every letter before it becomes final."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages.campaigns.list_state import CampaignsState
from records_app.web.pages.campaigns.list_view import campaigns_page
from records_app.web.pages.campaigns.state import CampaignState
from records_app.web.pages.campaigns.view import campaign_page

__all__ = ["CampaignState", "CampaignsState", "register"]


def register(app: rx.App) -> None:
    """Add the pages at ``/campaigns/`` and ``/campaigns/12/``."""
    app.add_page(
        campaigns_page,
        route="/campaigns",
        title="Campaigns · Sunshine Desk",
        on_load=CampaignsState.load,
    )
    app.add_page(
        campaign_page,
        route="/campaigns/[campaign]",
        title="Campaign · Sunshine Desk",
        on_load=CampaignState.load,
    )
