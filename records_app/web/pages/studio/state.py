"""The editor of one kind of letter: typed, tried beside it, and kept as a new version."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.letters.blocks import Block
from records_app.letters.request_form import FieldError
from records_app.office.missouri_time import time_words
from records_app.office.refusals import ChangedElsewhere, Refused
from records_app.office.wording import (
    compare_wordings,
    go_back,
    open_wording,
    save_wording,
    try_wording,
)
from records_app.office.wording_views import Difference, WordingPage
from records_app.web.guard import action
from records_app.web.pages.desk_address import whole_number
from records_app.web.pages.new_request.sheet import SheetLine, lines_of, marked, same_words
from records_app.web.pages.studio.address import letter_in
from records_app.web.run import flash, run

_LONGEST = 20_000
_NONE = Difference("", ())


class WordingState(rx.State):
    """What the editor started with, how each part stands, and the sample letter.

    The texts in ``found`` do not follow the typing; ``filled`` counts up when the form must be
    drawn anew. What was typed is in ``_raw``.
    """

    found: WordingPage | None = None
    hows: dict[str, str] = {}  # noqa: RUF012 - State vars; Reflex copies the defaults
    lines: list[SheetLine] = []  # noqa: RUF012
    revision: int = 0
    wrong: dict[str, str] = {}  # noqa: RUF012
    problems: list[FieldError] = []  # noqa: RUF012
    attempt: int = 0
    filled: int = 0
    version: int = 0
    stale: str = ""
    opened: str = ""
    asked: int = 0
    back_to: int = 0
    differs: Difference = _NONE

    _raw: dict[str, str] = {}  # noqa: RUF012

    @action(Permission.WORD_LETTERS)
    async def load(self) -> None:
        """Open what the address names, unless it is open already."""
        if self.opened != self.router.url.path:
            await self._open()

    @action(Permission.WORD_LETTERS)
    async def typed(self, part: str, text: str) -> None:
        """The text of a part is another one now."""
        if isinstance(text, str) and await self._knows(part):
            self._raw = {**self._raw, part: text[:_LONGEST]}
            await self._try()

    @action(Permission.WORD_LETTERS)
    async def choose(self, part: str, how: str) -> None:
        """A part stands as shipped, in our words, or is left out."""
        if how in ("shipped", "own", "out") and await self._knows(part):
            self._raw = {**self._raw, f"{part}-how": how}
            self.hows = {**self.hows, part: how}
            await self._try()

    @action(Permission.WORD_LETTERS)
    async def save(self, form: dict[str, Any]) -> None:
        """Keep what stands in the form as a new version."""
        if self.found is None:
            await self._open()
            return
        law, kind = self.found.law, self.found.kind
        raw = {**self._raw, **self._typed_in(form)}
        try:
            number = await run(self, save_wording, law, kind, raw, version=self.version)
        except Refused as refused:
            self._say(refused.errors)
            self.attempt += 1
            return
        except ChangedElsewhere as newer:
            await self._told_of(newer)
            return
        await self._open()
        await flash(self, f"Version {number} is saved. New letters use it from now on.")

    @action(Permission.WORD_LETTERS)
    async def ask_to_go_back(self, number: int) -> None:
        """Ask whether an older version should be used again."""
        if isinstance(number, int):
            self.back_to, self.asked = number, self.asked + 1

    @action(Permission.WORD_LETTERS)
    async def stay(self) -> None:
        """Do not go back."""
        self.asked = 0

    @action(Permission.WORD_LETTERS)
    async def go_back(self) -> None:
        """Use an older version again, as a new one."""
        if self.found is None or self.asked < 1:
            return
        self.asked = 0
        law, kind = self.found.law, self.found.kind
        try:
            await run(self, go_back, law, kind, self.back_to, version=self.version)
        except Refused as refused:
            self._say(refused.errors)
            self.attempt += 1
            return
        except ChangedElsewhere as newer:
            await self._told_of(newer)
            return
        await self._open()
        await flash(self, "New letters use these words from now on.")

    @action(Permission.WORD_LETTERS)
    async def compare(self, form: dict[str, Any]) -> None:
        """Show what two versions say differently."""
        fields = form if isinstance(form, dict) else {}
        words = {name: str(fields.get(name, ""))[:9] for name in ("one", "other")}
        if self.found is not None:
            numbers = (whole_number(words, "one") or 0, whole_number(words, "other") or 0)
            law, kind = self.found.law, self.found.kind
            self.differs = await run(self, compare_wordings, law, kind, numbers)

    async def _open(self) -> None:
        law, kind = letter_in(self.router.url.path)
        filled = self.filled + 1
        found = await run(self, open_wording, law, kind)
        self.reset()
        self.filled = filled
        self._show(found)
        self.opened = self.router.url.path

    async def _knows(self, part: object) -> bool:
        """Whether there is such a part; after a restart of the server the letter is opened here."""
        if self.found is None:
            await self._open()
        return isinstance(part, str) and part in self.hows

    async def _try(self) -> None:
        if self.found is not None:
            law, kind = self.found.law, self.found.kind
            seen = await run(self, try_wording, law, kind, self._raw)
            self._say(seen.errors)
            self._take(seen.blocks)

    async def _told_of(self, newer: ChangedElsewhere) -> None:
        """Somebody was quicker: show their versions, and keep what was typed."""
        if self.found is None:
            return
        found = await run(self, open_wording, self.found.law, self.found.kind)
        # The parts stay those that the form on the screen was drawn with.
        self.found = WordingPage(
            **{name: getattr(found, name) for name in WordingPage.__slots__ if name != "parts"},
            parts=self.found.parts,
        )
        self.version = found.version
        self.stale = (
            f"{newer.by} saved another version at {time_words(newer.at)}; you find it under "
            "“Versions”. What you typed is still here: compare, then save again."
        )

    def _show(self, found: WordingPage) -> None:
        self.found, self.version = found, found.version
        self.hows = {part.name: part.how for part in found.parts}
        self._raw = {part.name: part.text for part in found.parts} | {
            f"{part.name}-how": part.how for part in found.parts
        }
        self._say(found.errors)
        self._take(found.blocks)

    def _take(self, blocks: tuple[Block, ...]) -> None:
        fresh = lines_of(blocks)
        if not same_words(self.lines, fresh):
            self.lines, self.revision = marked(self.lines, fresh), self.revision + 1

    def _say(self, errors: tuple[FieldError, ...]) -> None:
        self.problems = list(errors)
        said: dict[str, str] = {}
        for error in errors:
            said[error.field] = f"{said.get(error.field, '')} {error.message}".strip()
        self.wrong = said

    def _typed_in(self, form: object) -> dict[str, str]:
        """The known fields of the form."""
        fields = form if isinstance(form, dict) else {}
        names = ["note", *self.hows, *(f"{part}-how" for part in self.hows)]
        known = {name: fields.get(name) for name in names}
        return {name: text[:_LONGEST] for name, text in known.items() if isinstance(text, str)}
