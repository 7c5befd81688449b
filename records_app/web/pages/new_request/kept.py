"""A draft as it stands on the screen: opened, kept after every change, and shown."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.letters.own_items import Lists
from records_app.letters.request_form import LABELS, part_of
from records_app.office.agency_views import FoundAgency
from records_app.office.desk_view import draft_href
from records_app.office.draft_items import Change, ItemList, with_change
from records_app.office.draft_portal import DraftPortal, draft_portal
from records_app.office.draft_view import AgencyChoice, DraftView
from records_app.office.drafting import (
    HOME_LAW,
    blank_draft,
    new_draft,
    open_draft,
    save_draft,
)
from records_app.office.refusals import ChangedElsewhere, NotFound, Refused
from records_app.office.take_along import USUAL_LIMIT
from records_app.web.letter_sheet.beside import LetterBeside
from records_app.web.run import run

TEXT_FIELDS = frozenset(LABELS) - {"agency", "subjects", "items", "sender"}
NEW = "/drafts/new/"
_LARGEST_ID = 2**31 - 1
GONE = (
    "This draft is not there for you any more: in another window it was approved, discarded, taken "
    "back, or made for a group. What you typed is still here."
)


class KeptDraft(LetterBeside, rx.State, mixin=True):
    """What the page shows, and how it is kept. It has no handlers: those are in ``state``.

    ``loaded`` are the values the fields started with; it does not follow the typing, so that an
    answer from here never overwrites a keystroke. What was typed is in ``_form``. In the same way
    ``item_words`` are the words that the field of each item started with; the fields are made anew
    when ``items_drawn`` counts up.
    """

    loaded: dict[str, str] = {}  # noqa: RUF012 - State vars; Reflex copies the defaults
    subjects: list[str] = []  # noqa: RUF012
    item_lists: list[ItemList] = []  # noqa: RUF012
    item_words: dict[str, str] = {}  # noqa: RUF012
    items_drawn: int = 0
    format: str = "electronic"
    agency: AgencyChoice | None = None
    choosing: bool = True
    agency_note: str = ""
    found: list[FoundAgency] = []  # noqa: RUF012
    found_words: str = ""
    takes_portal: bool = False
    portal: DraftPortal | None = None
    portal_limit: str = str(USUAL_LIMIT)

    focus_on: str = ""
    focused: int = 0

    address: str = NEW
    begun: str = ""
    asked_to_discard: int = 0

    _form: dict[str, Any] = {}  # noqa: RUF012
    _id: int = 0
    _lists: Lists = {}  # noqa: RUF012

    async def _open(self) -> None:
        address = self._address()
        draft_id = _draft_in(address)
        if draft_id:
            view = await run(self, open_draft, draft_id)
        else:
            view = await run(self, blank_draft, agency_id=self._agency_wanted())
        self._show(view)
        self._open_at = address

    async def _awake(self) -> bool:
        """Whether there is a draft to change.

        When the server was restarted under an open page, what was typed meanwhile comes before
        anything else. Then the draft is opened here, and the fields must be told what they hold.
        """
        if not self.ready and self._address().startswith("/drafts/"):
            await self._open()
            self._echo = True
        return self.ready

    def _address(self) -> str:
        path = self.router.url.path.strip("/")
        wanted = self._agency_wanted()
        return f"/{path}/" if wanted is None else f"/{path}/?agency={wanted}"

    def _agency_wanted(self) -> int | None:
        return _number(self.router.url.query_parameters.get("agency", ""))

    async def _change(self, field: str, value: str | list[str], *, part: str = "") -> None:
        """Keep a new value; changes of the same ``part`` of the same field are marked together."""
        self._form = {**self._form, field: value}
        self._fresh = False  # fields that are drawn anew must look again
        self._editing = f"{field} {part}"
        self._touched = self._touched | {field}
        self.asked = self.asked_to_discard = 0
        if not self.conflict:
            await self._save()

    async def _change_items(self, item: str, change: Change) -> None:
        """Keep what a button or field of an item did to the list of its subject."""
        lines = with_change(self._form, law_of(self.agency), change, self._lists)
        await self._change("items", lines, part=item)

    async def _save(self) -> bool:
        """Keep the form; the first time, begin the draft. Says in the state how it went."""
        self.unsaved = True
        try:
            if not self._id:
                self._id = await run(self, new_draft)
                self._version = (await run(self, open_draft, self._id)).version
                self.address = self.begun = self._open_at = draft_href(self._id)
            saved = await run(self, save_draft, self._id, self._version, self._form)
        except ChangedElsewhere as newer:
            self.conflict = str(newer)
            return False
        except NotFound:
            self._lose()
            return False
        except Refused as refused:
            self._all_errors = refused.errors
            self._say_errors()
            return False
        self.unsaved, self._version = False, saved.version
        self._take(saved)
        if self.portal is not None:
            await self._write_portal()
        return True

    async def _write_portal(self) -> None:
        """The texts for the portal follow the draft once somebody has asked for them."""
        limit = self.portal_limit
        self.portal = (
            await run(self, draft_portal, self._form, limit) if self.takes_portal else None
        )

    def _lose(self) -> None:
        """The draft is for others now, or final. What stands on the screen stays there."""
        self.conflict, self.lost, self.unsaved = GONE, True, True
        self.asked = self.asked_to_discard = 0

    def _show(self, view: DraftView) -> None:
        """Fill the whole page from a draft."""
        self._put_away()
        self._id, self._version, self._form = view.id, view.version, dict(view.form)
        self.loaded = {name: str(view.form.get(name, "")) for name in TEXT_FIELDS}
        self.subjects = list(view.form.get("subjects", []))
        self.item_words = {}
        self.format = str(view.form.get("format", "electronic"))
        self.address = draft_href(view.id) if view.id else NEW
        if view.agency is not None and any(one.field == "agency" for one in view.errors):
            # Whoever may not write to it learns so before the letter is written.
            self._touched = frozenset(("agency",))
        self._take(view)
        self.choosing = self.agency is None
        self.ready = True
        if not view.id:
            self.saved = ""

    def _take(self, given: DraftView) -> None:
        """Show what a look at the form gave: errors, letter, agency, time."""
        self.saved = f"Draft saved {given.saved_words}"
        if law_of(self.agency) != law_of(given.agency):
            # The lists of another law have other words.
            self.item_words, self.items_drawn = {}, self.items_drawn + 1
        self.agency = given.agency
        self.agency_note = _address_note(given)
        self.takes_portal = "portal" in given.ways_to_send
        self._all_errors = given.errors
        self.item_lists, self._lists = list(given.items), given.lists
        shown = {line.id: line.text for one in given.items for line in one.lines}
        # The words of an item that is shown already stay: somebody may be typing there.
        kept = {id: words for id, words in self.item_words.items() if id in shown}
        self.item_words = {**shown, **kept}
        self._say_errors()
        self._draw(given.blocks)

    def _say_errors(self) -> None:
        """Only about fields that the person has been to."""
        self._say(error for error in self._all_errors if part_of(error.field) in self._touched)


def law_of(agency: AgencyChoice | None) -> str:
    """The law whose lists the form shows."""
    return agency.law if agency else HOME_LAW


def _address_note(given: DraftView) -> str:
    if given.agency is None or given.agency_has_address:
        return ""
    return "We have no postal address of this agency; the letter goes by e-mail or portal."


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def _draft_in(address: str) -> int:
    """The id in ``/drafts/12/``, 0 for a new one. Raises ``NotFound`` for anything else."""
    parts = address.partition("?")[0].strip("/").split("/")
    if "/".join(parts) == NEW.strip("/"):
        return 0
    found = _number(parts[1]) if len(parts) == 2 else None
    if not found or found > _LARGEST_ID:
        raise NotFound("draft")
    return found
