"""What the page of the calendars holds, and what can be done on it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.calendar_addresses import (
    AddressCard,
    calendars_of,
    make_address,
    revoke_address,
)
from records_app.office.missouri_time import day_and_time
from records_app.web.guard import action
from records_app.web.house import house
from records_app.web.run import flash, run

OWN_ONLY = "own"


class CalendarState(rx.State):
    """Which addresses there are, and the one that was made just now.

    ``address`` is a secret that is shown once: it goes when the page is left or loaded again.
    ``mine`` and ``office`` say when each was made and last read; empty means there is none.
    """

    is_loaded: bool = False
    mine: str = ""
    mine_shows: str = ""
    office: str = ""
    may_office: bool = False
    address: str = ""
    address_for: str = ""
    made: int = 0

    @action(Permission.SEE)
    async def load(self) -> None:
        """Show what there is; an address that was made before is not shown again."""
        self._put_away()
        await self._look()

    @action(Permission.SEE)
    async def forget(self) -> None:
        """The address was copied, or the page is left."""
        self._put_away()

    @action(Permission.SEE)
    async def make(self, form: dict[str, Any]) -> None:
        """Make an address of one's own; the one before ends."""
        shows = form.get("shows") if isinstance(form, dict) else None
        secret = await run(self, make_address, for_office=False, own_only=shows == OWN_ONLY)
        self._hand_out(secret, "Your calendar address")
        await self._look()

    @action(Permission.MANAGE_OFFICE)
    async def make_for_office(self) -> None:
        """Make the office's address; the one before ends."""
        secret = await run(self, make_address, for_office=True, own_only=False)
        self._hand_out(secret, "The office’s calendar address")
        await self._look()

    @action(Permission.SEE)
    async def revoke(self) -> None:
        """End one's own address."""
        await run(self, revoke_address, for_office=False)
        await self._ended("Your address is revoked. Calendars that read it get nothing any more.")

    @action(Permission.MANAGE_OFFICE)
    async def revoke_for_office(self) -> None:
        """End the office's address."""
        await run(self, revoke_address, for_office=True)
        await self._ended("The office’s address is revoked. It leads nowhere now.")

    async def _look(self) -> None:
        found = await run(self, calendars_of)
        self.mine = _words(found.mine)
        self.mine_shows = ""
        if found.mine is not None:
            self.mine_shows = "Your requests" if found.mine.own_only else "All requests"
        self.office = _words(found.office, by=True)
        self.may_office = found.may_office
        self.is_loaded = True

    async def _ended(self, said: str) -> None:
        self._put_away()
        await self._look()
        await flash(self, said)

    def _hand_out(self, secret: str, what: str) -> None:
        self.address = f"{house().settings.origin}/calendar/{secret}.ics"
        self.address_for = what
        self.made += 1

    def _put_away(self) -> None:
        self.address = self.address_for = ""
        self.made = 0


def _words(card: AddressCard | None, *, by: bool = False) -> str:
    if card is None:
        return ""
    who = f" by {card.made_by}" if by else ""
    read = f"last read {day_and_time(card.last_read_at)}" if card.last_read_at else "not read yet"
    return f"Made {day_and_time(card.created_at)}{who}; {read}."
