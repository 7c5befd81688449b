"""What the page of a request has found out about its fee and about what was closed."""

from __future__ import annotations

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.closed_records import ClosedHere, closed_of
from records_app.office.fees_of_request import FeesView, FlagView, fees_of
from records_app.web.guard import action
from records_app.web.pages.request.state import RequestState
from records_app.web.run import run


class FindingsState(rx.State):
    """Loaded after the request itself; ``request_id`` says whose findings these are."""

    request_id: int = 0
    fees: FeesView | None = None
    fee_flags: list[FlagView] = []  # noqa: RUF012 - a State var; Reflex copies the default
    closed: list[ClosedHere] = []  # noqa: RUF012

    @action(Permission.SEE)
    async def load(self) -> None:
        """Look at the request that is on the page; without one there is nothing."""
        view = (await self.get_state(RequestState)).view
        self.request_id, self.fees, self.fee_flags, self.closed = 0, None, [], []
        if view is None:
            return
        self.fees = await run(self, fees_of, view.id)
        self.fee_flags = list(self.fees.flags) if self.fees else []
        self.closed = list(await run(self, closed_of, view.id))
        self.request_id = view.id
