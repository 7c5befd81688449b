"""What each field and button of the page of a draft does."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.casework.subjects import OFFERED, Subject
from records_app.letters.request_form import LABELS
from records_app.office.agency_picking import agencies_to_ask
from records_app.office.approving import approve as make_final
from records_app.office.desk_view import request_href
from records_app.office.draft_items import is_item, reworded, shifted, ticked
from records_app.office.drafting import discard_draft, open_draft
from records_app.office.refusals import ChangedElsewhere, NotFound, Refused
from records_app.web.guard import action
from records_app.web.pages.new_request.kept import NEW, TEXT_FIELDS, KeptDraft
from records_app.web.run import flash, run

SHOWN_AGENCIES = 12
_SUBJECTS = tuple(subject.value for subject in OFFERED)


class DraftState(KeptDraft, rx.State):
    """A draft on the screen: every handler reads what came in, and lets the draft be kept."""

    @action(Permission.DRAFT)
    async def load(self) -> None:
        """Open what the address names, unless it is open already.

        The page loads again when a draft gets its number, and after a lost connection; then the
        fields on the screen may be ahead of us and stay as they are.
        """
        if self.ready and self._open_at == self._address():
            self.begun = ""
            return
        await self._open()
        self._fresh = True

    @action(Permission.DRAFT)
    async def mounted(self) -> None:
        """The fields were drawn anew and start with ``loaded``: let that be what is kept."""
        fresh, self._fresh = self._fresh, False
        if not fresh:
            await self._open()

    @action(Permission.DRAFT)
    async def begin(self) -> Any:
        """The address that other pages link to leads to the one that can get a number."""
        self._put_away()
        wanted = self._agency_wanted()
        return rx.redirect(NEW if wanted is None else f"{NEW}?agency={wanted}", replace=True)

    @action(Permission.DRAFT)
    async def typed(self, field: str, value: str) -> None:
        """A text field holds something else now."""
        if field in TEXT_FIELDS and isinstance(value, str) and await self._awake():
            if self._form.get(field) == value:
                return
            if self._echo:
                self.loaded = {**self.loaded, field: value}
            await self._change(field, value)

    @action(Permission.DRAFT)
    async def tick(self, subject: str, on: bool) -> None:
        """A subject is wanted, or not any more."""
        if subject in _SUBJECTS and await self._awake():
            wanted = {*self.subjects, subject} if on is True else {*self.subjects} - {subject}
            self.subjects = [each for each in _SUBJECTS if each in wanted]
            await self._change("subjects", list(self.subjects), part=subject)

    @action(Permission.DRAFT)
    async def tick_item(self, subject: str, key: str, on: bool) -> None:
        """An item of a subject is wanted, or not any more."""
        if is_item(subject, key) and await self._awake():
            change = ticked(Subject(subject), key, on=on is True)
            await self._change_items(f"{subject}/{key}", change)

    @action(Permission.DRAFT)
    async def reword_item(self, subject: str, key: str, words: str) -> None:
        """An item is wanted in other words."""
        if is_item(subject, key) and isinstance(words, str) and await self._awake():
            change = reworded(Subject(subject), key, words)
            await self._change_items(f"{subject}/{key}", change)

    @action(Permission.DRAFT)
    async def move_item(self, subject: str, key: str, step: int) -> None:
        """An item is wanted earlier or later; the button that was pressed keeps the focus."""
        if is_item(subject, key) and step in (-1, 1) and await self._awake():
            await self._change_items(f"{subject}/{key}", shifted(Subject(subject), key, step))
            self.focus_on = f"item-{subject}-{key}-{'up' if step < 0 else 'down'}"
            self.focused += 1

    @action(Permission.DRAFT)
    async def restore_item(self, subject: str, key: str) -> None:
        """An item gets the words of the list again."""
        if is_item(subject, key) and await self._awake():
            self.item_words, self.items_drawn = {}, self.items_drawn + 1
            await self._change_items(f"{subject}/{key}", reworded(Subject(subject), key, ""))
            self.focus_on, self.focused = f"item-{subject}-{key}", self.focused + 1

    @action(Permission.DRAFT)
    async def choose_format(self, value: str) -> None:
        """The records are wanted in this form."""
        if isinstance(value, str) and await self._awake():
            self.format = value
            await self._change("format", value)

    @action(Permission.DRAFT)
    async def search(self, text: str) -> None:
        """Look agencies up while the person types."""
        text = text.strip()[:200] if isinstance(text, str) else ""
        offered = await run(self, agencies_to_ask, text, limit=SHOWN_AGENCIES)
        self.found, self.found_words = list(offered.agencies), offered.words

    @action(Permission.DRAFT)
    async def choose(self, agency_id: int) -> Any:
        """This agency it is."""
        if not isinstance(agency_id, int) or not await self._awake():
            return None
        self.found, self.found_words = [], ""
        await self._change("agency", str(agency_id))
        self.choosing = self.agency is None
        return rx.set_focus("agency")

    @action(Permission.DRAFT)
    async def change_agency(self) -> Any:
        """Look for another agency; the one chosen stays until then."""
        self.choosing, self.found, self.found_words = True, [], ""
        return rx.set_focus("agency")

    @action(Permission.DRAFT)
    async def keep_agency(self) -> Any:
        """Stay with the agency that was chosen."""
        self.choosing, self.found, self.found_words = self.agency is None, [], ""
        return rx.set_focus("agency")

    @action(Permission.DRAFT)
    async def write_portal(self, form: dict[str, Any]) -> None:
        """The text for the agency's portal, in full and within so many characters."""
        limit = form.get("limit", "") if isinstance(form, dict) else ""
        if await self._awake():
            self.portal_limit = limit[:20] if isinstance(limit, str) else ""
            await self._write_portal()

    @action(Permission.DRAFT)
    async def ask_to_approve(self) -> None:
        """Say everything that is wrong, or ask whether the letter may become final."""
        if not self.ready or self.conflict or not await self._save():
            return
        self.asked_to_discard = 0
        self._touched = frozenset(LABELS)
        self._say_errors()
        if self._all_errors:
            self.attempt += 1
            self.asked = 0
        else:
            self.asked += 1

    @action(Permission.DRAFT)
    async def approve(self) -> Any:
        """Make the letter final."""
        if self.asked < 1:
            return None
        self.asked = 0
        try:
            done = await run(self, make_final, self._id, self._version)
        except Refused as refused:
            self._all_errors = refused.errors
            self._say_errors()
            self.attempt += 1
            return None
        except ChangedElsewhere as newer:
            self.conflict = str(newer)
            return None
        except NotFound:
            self._lose()
            return None
        self.ready = False
        href = request_href(done.request_id)
        await flash(self, f"The letter is final. Its number is {done.number}.", on=href)
        return rx.redirect(href)

    @action(Permission.DRAFT)
    async def ask_to_discard(self) -> None:
        """Ask whether the draft may go."""
        self.asked, self.asked_to_discard = 0, self.asked_to_discard + 1

    @action(Permission.DRAFT)
    async def discard(self) -> Any:
        """Give the draft up."""
        if self.asked_to_discard < 1:
            return None
        self.asked_to_discard = 0
        try:
            if self._id and not self.lost:
                await run(self, discard_draft, self._id, self._version)
        except ChangedElsewhere as newer:
            self.conflict = str(newer)
            return None
        self.ready = False
        await flash(self, "The draft is gone.", on="/")
        return rx.redirect("/")

    @action(Permission.DRAFT)
    async def keep_editing(self) -> None:
        """Neither approve nor discard for now."""
        self.asked = self.asked_to_discard = 0

    @action(Permission.DRAFT)
    async def close(self) -> Any:
        """Keep the draft and go to the desk."""
        if self._id and (self.conflict or not await self._save()):
            return None
        kept, self.ready = bool(self._id), False
        if kept:
            await flash(self, "The draft is saved. You find it on the desk.", on="/")
        return rx.redirect("/")

    @action(Permission.DRAFT)
    async def save_again(self) -> None:
        """Try once more what failed."""
        if self.ready and not self.conflict:
            await self._save()

    @action(Permission.DRAFT)
    async def keep_mine(self) -> None:
        """Two windows wrote the same draft: what stands here wins."""
        try:
            self._version = (await run(self, open_draft, self._id)).version
        except NotFound:
            self._lose()
            return
        self.conflict = ""
        await self._save()

    @action(Permission.DRAFT)
    async def keep_own(self) -> Any:
        """The draft was lost to others: what stands here becomes one of the person's own."""
        if not self.lost:
            return None
        self._id = self._version = 0
        self.conflict, self.lost = "", False
        return rx.redirect(self.address, replace=True) if await self._save() else None

    @action(Permission.DRAFT)
    async def take_newer(self) -> None:
        """Two windows wrote the same draft: the other one wins."""
        try:
            newer = await run(self, open_draft, self._id)
        except NotFound:
            self._lose()
            return
        self._show(newer)
