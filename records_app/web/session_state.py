"""Whose tab this is, and the one plain message it shows. The guard keeps it true."""

from __future__ import annotations

from collections.abc import Sequence

import reflex as rx

from records_app.casework.people import Actor
from records_app.casework.permissions import ROLE_TABLE
from records_app.office.devices import NewBrowser
from records_app.office.missouri_time import day_and_time


class SessionState(rx.State):
    """The signed-in person for the shell, and what went wrong or well.

    ``person_name``, ``person_role`` for the bar; ``may`` holds permission names in lower case
    ("see", "draft", "record", ...), so ``SessionState.may.contains("draft")`` hides a button.
    ``flash`` is one sentence, ``flash_tone`` "good" or "bad". ``not_found`` asks the shell for its
    "There is no such page" panel. ``sign_in_href`` is set when the session ended under an open
    tab: the shell then offers that address. ``new_browser`` says where somebody signed in to this
    account from a browser that was not known, as long as that is not answered.
    """

    person_id: int = 0
    person_name: str = ""
    person_role: str = ""
    may: list[str] = []  # noqa: RUF012 - a State var; Reflex copies the default
    flash: str = ""
    flash_tone: str = ""
    not_found: bool = False
    sign_in_href: str = ""
    new_browser: str = ""
    new_browser_id: int = 0

    _owner: str = ""
    _view: str = ""
    _told_on: str = ""
    _told_from: str = ""
    _told_by: str = ""

    def _belongs_to(self, actor: Actor | None) -> None:
        """Show this person in the shell; only what differs is sent to the browser."""
        shown = {
            "person_id": actor.id if actor else 0,
            "person_name": actor.name if actor else "",
            "person_role": actor.role.value if actor else "",
            "may": sorted(p.name.lower() for p in ROLE_TABLE[actor.role]) if actor else [],
        }
        for name, value in shown.items():
            if getattr(self, name) != value:
                setattr(self, name, value)

    def _ask_about(self, browsers: Sequence[NewBrowser]) -> None:
        """Ask about the newest of these browsers; stop asking when there is none."""
        newest = browsers[0] if browsers else None
        if newest is None:
            words = ""
        else:
            place = f", from {newest.address}" if newest.address else ""
            words = f"{newest.browser}{place}, {day_and_time(newest.at)}."
        number = newest.id if newest else 0
        if self.new_browser_id != number:
            self.new_browser_id, self.new_browser = number, words

    def _tell(self, text: str, tone: str, *, on: str, at: str, by: str = "") -> None:
        """Show one sentence on the page ``on``, told while on ``at`` by the state named ``by``."""
        self.flash, self.flash_tone, self.not_found = text, tone, False
        self._told_on, self._told_from, self._told_by = on, at, by

    def _tell_not_found(self, on: str, by: str) -> None:
        """Ask the shell for its "no such page" panel on the page with the address ``on``."""
        self._forget()
        self.not_found = True
        self._told_on = self._told_from = on
        self._told_by = by

    def _turn_to(self, path: str) -> None:
        """Forget what belonged to another page. A message for the next page waits for it."""
        if path == self._told_on:
            self._told_from = path
        elif path != self._told_from:
            self._forget()

    def _settled_by(self, state: str) -> None:
        """An action of this state ended well: what it said went wrong before is settled."""
        if self._told_by == state and (self.flash_tone == "bad" or self.not_found):
            self._forget()

    def _forget(self) -> None:
        """Take back what was told."""
        if self._told_on:
            self.flash, self.flash_tone, self.not_found = "", "", False
            self._told_on = self._told_from = self._told_by = ""
