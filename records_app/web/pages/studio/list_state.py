"""The list of letters in the studio, and the logo."""

from __future__ import annotations

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.logo import LogoTrouble, logo_key, remove_logo
from records_app.office.wording import kinds_to_word
from records_app.office.wording_views import LawKinds
from records_app.web.guard import action
from records_app.web.run import flash, run

_TROUBLES = {each.value: each.words for each in LogoTrouble}


class StudioState(rx.State):
    """Every kind of letter with the wording in use; ``logo`` is the address of the picture."""

    laws: list[LawKinds] = []  # noqa: RUF012 - a State var; Reflex copies the default
    logo: str = ""
    logo_trouble: str = ""
    ready: bool = False

    @action(Permission.WORD_LETTERS)
    async def load(self) -> None:
        """Show the list; the address may say what became of a logo that was sent."""
        self.laws = list(await run(self, kinds_to_word))
        await self._look_at_logo()
        said = str(self.router.url.query_parameters.get("logo", ""))
        self.logo_trouble = _TROUBLES.get(said, "")
        self.ready = True
        if said == "kept" and self.logo:
            await flash(self, "The logo is saved. New letters bear it.")

    @action(Permission.MANAGE_OFFICE)
    async def take_logo_off(self) -> None:
        """New letters bear no logo."""
        await run(self, remove_logo)
        await self._look_at_logo()
        self.logo_trouble = ""
        await flash(self, "The logo is taken off. New letters have none.")

    async def _look_at_logo(self) -> None:
        key = await run(self, logo_key)
        self.logo = f"/office/logo.png?v={key}" if key else ""
