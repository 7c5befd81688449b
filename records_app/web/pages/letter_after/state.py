"""What each field and button of the page of a letter after the request does."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.desk_view import request_href
from records_app.office.follow_ups import follow_up_form
from records_app.office.follow_ups_approving import approve_follow_up
from records_app.office.follow_ups_drafts import forget_letter
from records_app.office.follow_ups_fee_lines import MOST_ROWS, rows_of
from records_app.office.missouri_time import time_words
from records_app.office.refusals import ChangedElsewhere, NotFound, Refused
from records_app.web.guard import action
from records_app.web.pages.letter_after.kept import KeptLetter
from records_app.web.run import flash, run


class LetterAfterState(KeptLetter, rx.State):
    """A letter on the screen: every handler reads what came in, and lets the letter be kept."""

    @action(Permission.RECORD)
    async def load(self) -> None:
        """Open what the address names, unless it is open already.

        The page loads again after a lost connection; then the fields on the screen may be ahead of
        us and stay as they are.
        """
        if not (self.ready and self._open_at == self.router.url.path):
            self._put_away()
            await self._open()
            self._fresh = True

    @action(Permission.RECORD)
    async def mounted(self) -> None:
        """The fields were drawn anew and start with what was loaded: let that be what is kept."""
        fresh, self._fresh = self._fresh, False
        if not fresh:
            await self._open()

    @action(Permission.RECORD)
    async def typed(self, field: str, value: str) -> None:
        """A field holds something else now."""
        if not (isinstance(field, str) and isinstance(value, str)) or not await self._awake():
            return
        if self._knows(field) and self._values.get(field, "") != value:
            await self._change(field, value)

    @action(Permission.RECORD)
    async def add_line(self) -> Any:
        """One more line of the fee."""
        count = len(self.rows) + 1
        if not self.rows or count > MOST_ROWS:
            return None
        added = rows_of(self._values, count)
        self.rows = [*self.rows, added[-1]]
        return rx.set_focus(added[-1].fields[0].name)

    @action(Permission.RECORD)
    async def ask_to_approve(self) -> None:
        """Say everything that is wrong, or ask whether the letter may become final."""
        if not self.ready or self.conflict or not await self._save():
            self.attempt += 1 if self.to_check else 0
            return
        self.asked_to_restart = 0
        self._touched = frozenset(error.field for error in self._all_errors) | self._touched
        self._say_errors()
        if self._all_errors:
            self.attempt += 1
            self.asked = 0
        else:
            self.asked += 1

    @action(Permission.RECORD)
    async def approve(self) -> Any:
        """Make the letter final."""
        if self.asked < 1:
            return None
        self.asked = 0
        try:
            done = await run(
                self,
                approve_follow_up,
                self._request,
                self._kind,
                self._form(),
                version=self._version,
            )
        except Refused as refused:
            self._all_errors = refused.errors
            self._touched = frozenset(error.field for error in refused.errors) | self._touched
            self._say_errors()
            self.attempt += 1
            return None
        except ChangedElsewhere as newer:
            self.conflict = (
                f"{newer.by} changed this request at {time_words(newer.at)}. Nothing you typed is "
                "lost. See what happened, then look whether the letter still holds."
            )
            return None
        except NotFound:
            self._lose()
            return None
        href = request_href(done.request_id)
        self._put_away()
        words = f"The letter is final. Its number is {done.number}. Nothing is sent yet."
        await flash(self, words, on=href)
        return rx.redirect(href)

    @action(Permission.RECORD)
    async def keep_editing(self) -> None:
        """Neither approve nor begin again for now."""
        self.asked = self.asked_to_restart = 0

    @action(Permission.RECORD)
    async def still_holds(self) -> None:
        """The person has seen what happened meanwhile: the letter goes on from there."""
        if self.ready and self.conflict and not self.lost:
            form = await run(self, follow_up_form, self._request, self._kind)
            self._version, self.waits, self.conflict = form.version, form.waits, ""
            await self._save()

    @action(Permission.RECORD)
    async def ask_to_restart(self) -> None:
        """Ask whether what was typed may go."""
        self.asked, self.asked_to_restart = 0, self.asked_to_restart + 1

    @action(Permission.RECORD)
    async def restart(self) -> None:
        """Throw away what was typed, and begin with what the log says now."""
        if self.asked_to_restart < 1:
            return
        await run(self, forget_letter, self._request, self._kind)
        await self._open()
        self._fresh = True

    @action(Permission.RECORD)
    async def save_again(self) -> None:
        """Try once more what failed."""
        if self.ready:
            await self._save()
