"""Share the draft on the screen with the office, or take it back."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.refusals import NotFound
from records_app.office.sharing import Sharing, share_draft, sharing_of, take_draft_back
from records_app.web.components import plain_button
from records_app.web.guard import action
from records_app.web.run import run


class SharingState(rx.State):
    """Who may see the draft; ``draft_id`` is 0 for one that is not kept yet."""

    draft_id: int = 0
    is_mine: bool = False
    author: str = ""
    shared: str = ""

    @action(Permission.DRAFT)
    async def load(self) -> None:
        """Look whether the draft of this address is shared."""
        self.reset()
        wanted = self.router.url.path.strip("/").rpartition("/")[2]
        if wanted.isascii() and wanted.isdigit() and len(wanted) < 10:
            try:
                self._show(await run(self, sharing_of, int(wanted)))
            except NotFound:  # the page itself says so
                return

    @action(Permission.DRAFT)
    async def share(self) -> Any:
        """Show the draft to everybody who may draft."""
        if self.draft_id:
            self._show(await run(self, share_draft, self.draft_id))
        return rx.set_focus("sharing")

    @action(Permission.DRAFT)
    async def take_back(self) -> Any:
        """Make the draft private again."""
        if self.draft_id:
            self._show(await run(self, take_draft_back, self.draft_id))
        return rx.set_focus("sharing")

    def _show(self, found: Sharing) -> None:
        self.draft_id, self.is_mine = found.draft_id, found.is_mine
        self.author, self.shared = found.author, found.shared


def sharing_line() -> rx.Component:
    """One quiet line: who sees the draft, and the button that changes it."""
    return rx.cond(
        SharingState.draft_id > 0,
        rx.el.div(
            rx.el.span(_words(), id="sharing", tab_index=-1, role="status"),
            rx.cond(
                SharingState.is_mine,
                rx.cond(
                    SharingState.shared != "",
                    plain_button("Take it back", on_click=SharingState.take_back),
                    plain_button("Share this draft", on_click=SharingState.share),
                ),
            ),
            class_name="row small soft no-print",
        ),
    )


def _words() -> Any:
    return rx.cond(
        SharingState.is_mine,
        rx.cond(
            SharingState.shared != "",
            rx.el.span(
                "Shared since ",
                SharingState.shared,
                ": everybody who writes requests here may change and approve it.",
            ),
            rx.el.span("Only you see this draft."),
        ),
        rx.el.span(SharingState.author, " shares this draft. You may change and approve it."),
    )
