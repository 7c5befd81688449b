"""A letter after the request as it stands on the screen: opened, kept, and shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import reflex as rx

from records_app.letters.blocks import Block
from records_app.letters.request_form import FieldError
from records_app.office.desk_view import request_href
from records_app.office.follow_ups import FollowUpForm, follow_up_form, preview_follow_up
from records_app.office.follow_ups_drafts import keep_letter
from records_app.office.follow_ups_fee_lines import FIELD, FeeRow, rows_of
from records_app.office.follow_ups_fields import LetterField
from records_app.office.missouri_time import time_words
from records_app.office.refusals import NotFound, Refused
from records_app.web.house import clock
from records_app.web.letter_sheet.beside import LetterBeside
from records_app.web.pages.letter_after.address import kind_in, request_in
from records_app.web.run import run

# What is wrong there cannot be repaired on this form, so it is said at once.
ELSEWHERE = frozenset({"request", "agency", "sender"})

GONE = (
    "This request is not there for you any more. What you typed since then is still here, and kept "
    "nowhere else: copy what you need."
)


class KeptLetter(LetterBeside, rx.State, mixin=True):
    """What the page shows, and how it is kept. It has no handlers: those are in ``state``.

    ``fields`` and ``rows`` hold the values the fields started with; they do not follow the typing,
    so that an answer from here never overwrites a keystroke. What was typed is in ``_values``.
    """

    opened: str = ""
    title: str = ""
    when: str = ""
    waits: str = ""
    about: str = ""
    back: str = ""
    agency_href: str = ""
    fields: list[LetterField] = []  # noqa: RUF012 - State vars; Reflex copies the defaults
    rows: list[FeeRow] = []  # noqa: RUF012

    asked_to_restart: int = 0

    _values: dict[str, str] = {}  # noqa: RUF012
    _request: int = 0
    _kind: str = ""

    async def _open(self) -> None:
        """Fill the whole page from what is kept or what the log says."""
        address = self.router.url.path
        request_id, kind = request_in(address), kind_in(address)
        self._put_away()
        self._show(await run(self, follow_up_form, request_id, kind))
        self._open_at = address

    async def _awake(self) -> bool:
        """Whether there is a letter to change; after a restart of the server it is opened here."""
        if not self.ready:
            await self._open()
            self._echo = True
        return self.ready

    def _show(self, form: FollowUpForm) -> None:
        self._request, self._kind, self._version = form.request_id, form.kind, form.version
        self._values = dict(form.values)
        self.opened = f"{form.request_id}/{form.kind}"
        self.title, self.when, self.waits = form.title, form.when, form.waits
        self.about, self.back = f"{form.number} · {form.agency}", request_href(form.request_id)
        self.agency_href = f"/agencies/{form.agency_slug}/"
        self.fields, self.rows = list(form.fields), list(form.fee_rows)
        self.saved = f"Draft saved {form.saved_words}" if form.saved_words else ""
        self._take(form.blocks, form.errors)
        self.ready = True

    def _knows(self, field: str) -> bool:
        """Whether the form has a field of this name."""
        if any(one.name == field and one.shape != "fee lines" for one in self.fields):
            return True
        return any(part.name == field for row in self.rows for part in row.fields)

    async def _change(self, field: str, value: str) -> None:
        """Keep a new value, and show the letter as it is now."""
        if self._echo:
            self._tell_field(field, value)
        self._values = {**self._values, field: value}
        self._fresh = False  # fields that are drawn anew must look again
        self._editing = field
        self._touched = self._touched | {_asked_as(field)}
        self.asked = self.asked_to_restart = 0
        await self._save()

    async def _save(self) -> bool:
        """Keep what is typed and look at the letter. Says in the state how it went."""
        self.unsaved = True
        try:
            await run(self, keep_letter, self._request, self._kind, self._values)
            seen = await run(self, preview_follow_up, self._request, self._kind, self._values)
        except NotFound:
            self._lose()
            return False
        except Refused as refused:
            self._all_errors = refused.errors
            self._say_errors()
            return False
        self.unsaved = False
        self.saved = f"Draft saved {time_words(clock()[0])}"
        self._take(seen.blocks, seen.errors)
        return True

    def _lose(self) -> None:
        """The request is for others now. What stands on the screen stays there."""
        self.conflict, self.lost = GONE, True
        self.asked = self.asked_to_restart = 0

    def _tell_field(self, field: str, value: str) -> None:
        """Let a field that was drawn anew hold what stands on the screen."""
        self.fields = [
            replace(one, value=value) if one.name == field else one for one in self.fields
        ]
        if field.startswith(f"{FIELD}-"):
            self.rows = list(rows_of({**self._values, field: value}, len(self.rows)))

    def _take(self, blocks: tuple[Block, ...], errors: tuple[FieldError, ...]) -> None:
        self._all_errors = errors
        self._say_errors()
        self._draw(blocks)

    def _say_errors(self) -> None:
        """Only about fields that the person has been to, and about what is wrong elsewhere."""
        known = self._touched | ELSEWHERE
        self._say(error for error in self._all_errors if error.field in known)

    def _form(self) -> dict[str, Any]:
        return dict(self._values)


def _asked_as(field: str) -> str:
    """The question that a field belongs to: the parts of a line of a fee are one question."""
    return FIELD if field.startswith(f"{FIELD}-") else field
