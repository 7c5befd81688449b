"""The button under the one plain message of a page."""

from __future__ import annotations

import reflex as rx

from records_app.web.guard import action
from records_app.web.policy import Anybody
from records_app.web.session_state import SessionState


class MessageState(rx.State):
    """Nothing of its own: the message is the session's. Here its button can have a guard."""

    @action(Anybody.PUBLIC)
    async def dismiss(self) -> None:
        """Take the message away."""
        (await self.get_state(SessionState))._forget()
