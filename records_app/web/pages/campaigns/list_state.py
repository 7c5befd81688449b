"""What the list of campaigns holds."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.campaigns.making import campaigns_page, new_campaign
from records_app.office.campaigns.own import campaign_href
from records_app.office.campaigns.views import CampaignsPage
from records_app.office.refusals import Refused
from records_app.web.guard import action
from records_app.web.pages.campaigns.address import texts_in
from records_app.web.run import FormProblems, run


class CampaignsState(FormProblems, rx.State):
    """The campaigns that this person sees."""

    found: CampaignsPage | None = None
    attempt: int = 0

    @action(Permission.SEE)
    async def load(self) -> None:
        """Show the list."""
        self.attempt = 0
        self.found = await run(self, campaigns_page)

    @action(Permission.DRAFT)
    async def begin(self, form: dict[str, Any]) -> Any:
        """Begin a campaign and go to its first step."""
        try:
            campaign_id = await run(self, new_campaign, texts_in(form))
        except Refused:
            self.attempt += 1
            raise
        return rx.redirect(campaign_href(campaign_id))
