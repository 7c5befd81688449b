"""What the page of a draft holds, and what each field and button does."""

from __future__ import annotations

import asyncio
from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.casework.subjects import OFFERED
from records_app.letters.request_form import LABELS, FieldError
from records_app.office.agencies import search_agencies
from records_app.office.agency_views import FoundAgency
from records_app.office.approving import approve as make_final
from records_app.office.desk_view import draft_href, request_href
from records_app.office.draft_view import AgencyChoice, DraftView, Saved
from records_app.office.drafting import (
    blank_draft,
    discard_draft,
    new_draft,
    open_draft,
    save_draft,
)
from records_app.office.refusals import ChangedElsewhere, NotFound, Refused
from records_app.web.guard import action
from records_app.web.house import house
from records_app.web.pages.new_request.sheet import SheetLine, lines_of, marked
from records_app.web.run import flash, run

TEXT_FIELDS = frozenset(LABELS) - {"agency", "subjects", "sender"}
SHOWN_AGENCIES = 12
NEW = "/drafts/new/"
GONE = (
    "This draft was approved or discarded in another window. What you typed is still here: "
    "copy what you need."
)
_SUBJECTS = tuple(subject.value for subject in OFFERED)
_LARGEST_ID = 2**31 - 1


class DraftState(rx.State):
    """A draft on the screen.

    ``loaded`` are the values the fields started with; it does not follow the typing, so that an
    answer from here never overwrites a keystroke. What was typed is in ``_form``.
    """

    loaded: dict[str, str] = {}  # noqa: RUF012 - State vars; Reflex copies the defaults
    subjects: list[str] = []  # noqa: RUF012
    format: str = "electronic"
    agency: AgencyChoice | None = None
    choosing: bool = True
    agency_note: str = ""
    found: list[FoundAgency] = []  # noqa: RUF012
    found_words: str = ""

    lines: list[SheetLine] = []  # noqa: RUF012
    revision: int = 0
    errors: dict[str, str] = {}  # noqa: RUF012
    problems: list[FieldError] = []  # noqa: RUF012
    attempt: int = 0

    ready: bool = False
    filled: int = 0
    address: str = NEW
    saved: str = ""
    unsaved: bool = False
    conflict: str = ""
    asked: int = 0
    asked_to_discard: int = 0

    _form: dict[str, Any] = {}  # noqa: RUF012
    _id: int = 0
    _version: int = 0
    _all_errors: tuple[FieldError, ...] = ()
    _touched: frozenset[str] = frozenset()
    _sought: str = ""

    @action(Permission.DRAFT)
    async def load(self) -> None:
        """Open the draft of this address, or an empty form that is not kept yet."""
        draft_id = _draft_in(self.router.url.path)
        if draft_id:
            view = await run(self, open_draft, draft_id)
        else:
            asked_for = self.router.url.query_parameters.get("agency", "")
            view = await run(self, blank_draft, agency_id=_number(asked_for))
        # The page loads again when a draft gets its address, and after a lost connection.
        # What is being typed stays as it is.
        if not (self.ready and view.id and (self._id, self._version) == (view.id, view.version)):
            self._show(view)

    @action(Permission.DRAFT)
    async def begin(self) -> Any:
        """The address that other pages link to leads to the one that can get a number."""
        agency = _number(self.router.url.query_parameters.get("agency", ""))
        return rx.redirect(NEW if agency is None else f"{NEW}?agency={agency}", replace=True)

    @action(Permission.DRAFT)
    async def typed(self, field: str, value: str) -> None:
        """A text field holds something else now."""
        if field in TEXT_FIELDS and isinstance(value, str) and self.ready:
            await self._change(field, value)

    @action(Permission.DRAFT)
    async def tick(self, subject: str, on: bool) -> None:
        """A subject is wanted, or not any more."""
        if subject in _SUBJECTS and self.ready:
            wanted = {*self.subjects, subject} if on is True else {*self.subjects} - {subject}
            self.subjects = [each for each in _SUBJECTS if each in wanted]
            await self._change("subjects", list(self.subjects))

    @action(Permission.DRAFT)
    async def choose_format(self, value: str) -> None:
        """The records are wanted in this form."""
        if isinstance(value, str) and self.ready:
            self.format = value
            await self._change("format", value)

    @action(Permission.DRAFT)
    async def search(self, text: str) -> None:
        """Look agencies up while the person types."""
        self._sought = text = text.strip()[:200] if isinstance(text, str) else ""
        most = SHOWN_AGENCIES + 1
        rows = await asyncio.to_thread(
            search_agencies, house().store, text, law="us-mo", limit=most
        )
        self.found = list(rows[:SHOWN_AGENCIES])
        self.found_words = _found_words(text, len(rows))

    @action(Permission.DRAFT)
    async def choose(self, agency_id: int) -> None:
        """This agency it is."""
        if isinstance(agency_id, int) and self.ready:
            self.choosing, self.found, self.found_words = False, [], ""
            await self._change("agency", str(agency_id))
            self.choosing = self.agency is None

    @action(Permission.DRAFT)
    async def change_agency(self) -> None:
        """Look for another agency; the one chosen stays until then."""
        self.choosing, self.found, self.found_words = True, [], ""

    @action(Permission.DRAFT)
    async def keep_agency(self) -> None:
        """Stay with the agency that was chosen."""
        self.choosing, self.found, self.found_words = self.agency is None, [], ""

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
            if self._id:
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
            self.conflict = GONE
            return
        self.conflict = ""
        await self._save()

    @action(Permission.DRAFT)
    async def take_newer(self) -> None:
        """Two windows wrote the same draft: the other one wins."""
        self._show(await run(self, open_draft, self._id))

    async def _change(self, field: str, value: str | list[str]) -> None:
        self._form = {**self._form, field: value}
        self._touched = self._touched | {field}
        self.asked = self.asked_to_discard = 0
        if not self.conflict:
            await self._save()

    async def _save(self) -> bool:
        """Keep the form; the first time, begin the draft. Says in the state how it went."""
        self.unsaved = True
        try:
            if not self._id:
                self._id = await run(self, new_draft)
                self._version = (await run(self, open_draft, self._id)).version
                self.address = draft_href(self._id)
            saved = await run(self, save_draft, self._id, self._version, self._form)
        except ChangedElsewhere as newer:
            self.conflict = str(newer)
            return False
        except Refused as refused:
            self._all_errors = refused.errors
            self._say_errors()
            return False
        self.unsaved, self._version = False, saved.version
        self._take(saved)
        return True

    def _show(self, view: DraftView) -> None:
        """Fill the whole page from a draft."""
        filled = self.filled + 1
        self.reset()
        self.filled = filled
        self._id, self._version, self._form = view.id, view.version, dict(view.form)
        self.loaded = {name: str(view.form.get(name, "")) for name in TEXT_FIELDS}
        self.subjects = list(view.form.get("subjects", []))
        self.format = str(view.form.get("format", "electronic"))
        self.address = draft_href(view.id) if view.id else NEW
        self._take(view)
        self.choosing = self.agency is None
        self.ready = True
        if not view.id:
            self.saved = ""

    def _take(self, given: DraftView | Saved) -> None:
        """Show what a look at the form gave: errors, letter, agency, time."""
        self.saved = f"Draft saved {given.saved_words}"
        self.agency = given.agency
        self.agency_note = _address_note(given)
        self._all_errors = given.errors
        self._say_errors()
        fresh = marked(self.lines, lines_of(given.blocks))
        if fresh != self.lines:
            self.lines, self.revision = fresh, self.revision + 1

    def _say_errors(self) -> None:
        """Only about fields that the person has been to."""
        said = [error for error in self._all_errors if error.field in self._touched]
        self.problems = said
        self.errors = {error.field: error.message for error in reversed(said)}


def _address_note(given: DraftView | Saved) -> str:
    if given.agency is None or given.agency_has_address:
        return ""
    return "We have no postal address of this agency; the letter goes by e-mail or portal."


def _found_words(text: str, count: int) -> str:
    if not text:
        return ""
    if not count:
        return "No agency found. Try fewer letters, the city or the county."
    if count > SHOWN_AGENCIES:
        return f"The first {SHOWN_AGENCIES} that fit. Write more to narrow them down."
    return "1 agency found." if count == 1 else f"{count} agencies found."


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def _draft_in(path: str) -> int:
    """The id in ``/drafts/12/``, 0 for a new one. Raises ``NotFound`` for anything else."""
    parts = path.strip("/").split("/")
    if "/".join(parts) == NEW.strip("/"):
        return 0
    found = _number(parts[1]) if len(parts) == 2 else None
    if not found or found > _LARGEST_ID:
        raise NotFound("draft")
    return found
