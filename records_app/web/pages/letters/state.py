"""What the page of letters holds, and what can be done on it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.mail_day import item_to_send
from records_app.office.mail_day_list import numbers_in
from records_app.office.mail_day_recording import (
    NUMBER_FIELD,
    Kept,
    Mailed,
    record_item_sent,
    record_mailed,
)
from records_app.office.mail_day_view import MailItem, MailLine
from records_app.office.refusals import ChangedElsewhere, NotFound, OfficeRefusal, Refused
from records_app.office.take_along import PortalText, portal_text_of
from records_app.web.components.whole_input import with_unfinished
from records_app.web.guard import action
from records_app.web.pages.letters.item import item_fields, next_after, on_the_form
from records_app.web.pages.letters.shown import MailShown
from records_app.web.run import FormProblems, flash, run


class LettersState(MailShown, FormProblems, rx.State):
    """The letters that wait, in groups by the way they go, and the one that is being sent.

    ``wrong`` is the form the errors belong to. ``opened`` counts up when a letter is opened,
    ``pressed`` when the mail is recorded.
    """

    item: MailItem | None = None
    group: str = ""
    stale: str = ""
    opened: int = 0
    attempt: int = 0
    portal_text: PortalText | None = None
    portal_wrong: str = ""
    fitted: int = 0
    wrong: str = ""

    @action(Permission.SEE)
    async def load(self) -> None:
        """Show what waits.

        A tab that lost its connection for a moment loads again: what was chosen stays, as long as
        the letter waits.
        """
        self.errors, self.problems, self.wrong, self.stale = {}, [], "", ""
        self.kept = []
        self.opened = self.pressed = self.attempt = 0
        await self._refresh()
        if self.item is not None:
            self.group = self._group_of(self.item.id)
            if not self.group:
                self.item = None
        self.is_loaded = True

    @action(Permission.RECORD)
    async def tick(self, letter_id: int, goes: bool) -> None:
        """Let a letter by post go today, or leave it for another day."""
        rest = [each for each in self.off if each != letter_id]
        self.off = rest if goes or not isinstance(letter_id, int) else [*rest, letter_id]
        self._count()

    @action(Permission.RECORD)
    async def tick_all(self, goes: bool) -> None:
        """Tick every letter by post, or none."""
        here = [line.id for line in self.post]
        rest = [each for each in self.off if each not in here]
        self.off = rest if goes else [*rest, *here]
        self._count()

    @action(Permission.RECORD)
    async def open_pile(self, at: int) -> Any:
        """Show another pile of the letters by post; what was typed stays with its letter."""
        if isinstance(at, int):
            self.pile, self.wrong = at, ""
            await self._refresh()
        return rx.set_focus("by-post")

    @action(Permission.RECORD)
    async def choose_start(self, place: str) -> None:
        """Where the first label goes on a sheet that was used before."""
        self.start = place[:2] if isinstance(place, str) else "1"

    @action(Permission.RECORD)
    async def look_at_number(self, letter_id: int, number: str) -> None:
        """Keep a number for its letter, and say at once what looks wrong with it."""
        if letter_id in [line.id for line in self.post] and isinstance(number, str):
            self._take_numbers({letter_id: number[:80]})

    @action(Permission.RECORD)
    async def fill_numbers(self, text: str) -> None:
        """Put the numbers of a list to the ticked letters; a wrong list stays as it was typed."""
        ticked = [(line.id, line.number) for line in self.post if line.id not in self.off]
        self.list_wrong = self.list_done = ""
        self.listed += 1
        try:
            found = numbers_in(text, ticked)
        except Refused as refused:
            self.list_wrong = refused.errors[0].message
            return
        self._take_numbers(found)
        self.filled += 1
        count = sum(1 for number in found.values() if number)
        words = "1 number stands" if count == 1 else f"{count} numbers stand"
        self.list_done = f"{words} at the letters now. Nothing is recorded yet."

    @action(Permission.RECORD)
    async def record_mail(self, form: dict[str, Any]) -> Any:
        """Record every ticked letter as mailed; what could not be recorded stays, with why."""
        told = with_unfinished(form) if isinstance(form, dict) else {}
        letters = tuple(
            Mailed(line.id, line.version, told.get(NUMBER_FIELD.format(line.id), ""))
            for line in self.post
            if line.id not in self.off
        )
        self.pressed += 1
        self.kept, self.wrong = [], "mail"
        self._take_numbers({one.id: str(one.number)[:80] for one in letters})
        if not letters:
            return None
        names = {line.id: line.number for line in self.post}
        as_typed = told.get("as-typed") in (True, "on")
        on = told.get("mailed-on", "")
        result = await run(self, record_mailed, on, letters, as_typed=as_typed)
        self.kept = [Kept(one.id, one.number or names[one.id], one.why) for one in result.kept]
        self.done += len(result.done)
        await self._refresh()
        count = len(result.done)
        if count:
            letters_are = "1 letter is" if count == 1 else f"{count} letters are"
            await flash(self, f"{letters_are} recorded as mailed.")
        return None if self.kept else rx.set_focus("title")

    @action(Permission.RECORD)
    async def open_letter(self, letter_id: int) -> None:
        """Show one letter with all that is copied to send it."""
        self.wrong = ""
        try:
            await self._open(letter_id if isinstance(letter_id, int) else 0)
        except NotFound:
            self.item, self.group = None, ""
            await self._refresh()
            await flash(self, "This letter does not wait any more.")

    async def _open(self, letter_id: int) -> None:
        self.stale, self.portal_text, self.portal_wrong, self.attempt = "", None, "", 0
        self.item = await run(self, item_to_send, letter_id)
        self.group = self._group_of(letter_id)
        self.opened += 1

    @action(Permission.RECORD)
    async def close_letter(self) -> Any:
        """Put the open letter back into its list."""
        self.item, self.group = None, ""
        return rx.set_focus("title")

    @action(Permission.RECORD)
    async def mail_instead(self) -> Any:
        """Put the open letter among those by post."""
        if self.item is not None and self.item.could_mail:
            self._mailed = {**self._mailed, self.item.id: "post"}
            self.item, self.group = None, ""
            await self._refresh()
        return rx.set_focus("by-post")

    @action(Permission.RECORD)
    async def not_by_post(self, letter_id: int) -> Any:
        """Put a letter that was to be mailed instead back among those of its own way."""
        self._mailed = {key: way for key, way in self._mailed.items() if key != letter_id}
        await self._refresh()
        return rx.set_focus("title")

    @action(Permission.RECORD)
    async def fit(self, form: dict[str, Any]) -> None:
        """Write a shorter text for a portal that takes only so many characters."""
        if self.item is None or not self.item.has_portal_text or not isinstance(form, dict):
            return
        self.portal_text, self.portal_wrong = None, ""
        self.fitted += 1
        try:
            limit = form.get("limit", "")
            self.portal_text = await run(self, portal_text_of, self.item.request_id, limit)
        except Refused as refused:
            self.portal_wrong = refused.errors[0].message

    @action(Permission.RECORD)
    async def record_item(self, form: dict[str, Any]) -> Any:
        """Record how the open letter went, and open the next one of its list."""
        fields = item_fields(form)
        item = self.item
        if item is None or fields.get("letter") != str(item.id):
            return None
        self.attempt += 1
        self.stale, self.wrong = "", "item"
        before = getattr(self, self.group or "email")
        try:
            await run(self, record_item_sent, item.id, item.version, fields)
        except Refused as refused:
            raise on_the_form(refused) from refused
        except ChangedElsewhere as newer:
            await self._refresh()
            if self._group_of(item.id):
                self.item = await run(self, item_to_send, item.id)
                self.stale = (
                    f"{newer.by} changed this request in the meantime. What you typed is still "
                    "here: look at the request, then press again if it still holds."
                )
                return None
            return await self._go_on(before, item.id, f"{newer.by} recorded {item.number} before.")
        except NotFound:
            await self._refresh()
            return await self._go_on(before, item.id, f"{item.number} does not wait any more.")
        self.done += 1
        await self._refresh()
        return await self._go_on(before, item.id, f"The sending of {item.number} is recorded.")

    async def _go_on(self, before: list[MailLine], letter_id: int, said: str) -> Any:
        left = getattr(self, self.group or "email")
        following = next_after(before, letter_id, left)
        self.item = None
        if following:
            try:
                await self._open(following)
            except OfficeRefusal as refusal:
                said = f"{said} {refusal}"
        await flash(self, said if left else f"{said} This list is done.")
        if self.item is not None:
            return None
        self.group = ""
        return rx.set_focus("title")
