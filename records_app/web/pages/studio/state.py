"""The editor of one kind of letter: typed, tried beside it, and kept as a new version."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.refusals import ChangedElsewhere
from records_app.office.wording import (
    compare_wordings,
    go_back,
    open_wording,
    save_wording,
    try_wording,
)
from records_app.office.wording_views import WordingPage
from records_app.web.guard import action
from records_app.web.pages.studio.address import letter_in
from records_app.web.pages.studio.kept import LONGEST, KeptVersions
from records_app.web.run import flash, run


class WordingState(KeptVersions, rx.State):
    """What the editor started with, how each part stands, and the sample letter.

    The texts in ``found`` do not follow the typing. What was typed is in ``_raw``.
    """

    found: WordingPage | None = None
    hows: dict[str, str] = {}  # noqa: RUF012 - State vars; Reflex copies the defaults

    _raw: dict[str, str] = {}  # noqa: RUF012

    @action(Permission.WORD_LETTERS)
    async def load(self) -> None:
        """Open what the address names, unless it is open already."""
        if self.opened != self._address():
            await self._open()

    @action(Permission.WORD_LETTERS)
    async def typed(self, part: str, text: str) -> None:
        """The text of a part is another one now."""
        if isinstance(text, str) and await self._knows(part):
            self._raw = {**self._raw, part: text[:LONGEST]}
            await self._try()

    @action(Permission.WORD_LETTERS)
    async def choose(self, part: str, how: str) -> None:
        """A part has the standard wording, our own words, or is left out."""
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
        if number := await self._kept(save_wording, law, kind, raw):
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
        if await self._kept(go_back, self.found.law, self.found.kind, self.back_to):
            await self._open()
            await flash(self, "New letters use these words from now on.")

    @action(Permission.WORD_LETTERS)
    async def compare(self, form: dict[str, Any]) -> None:
        """Show what two versions say differently."""
        if self.found is not None:
            await self._compare(compare_wordings, self.found.law, self.found.kind, form=form)

    async def _open(self) -> None:
        law, kind = letter_in(self.router.url.path)
        found = await run(self, open_wording, law, kind)
        self._emptied()
        self._show(found)
        self.opened = self._address()
        await self._show_version_wanted(compare_wordings, law, kind)

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
        self._somebody_was_quicker(newer, found.version)

    def _show(self, found: WordingPage) -> None:
        self.found, self.version = found, found.version
        self.hows = {part.name: part.how for part in found.parts}
        self._raw = {part.name: part.text for part in found.parts} | {
            f"{part.name}-how": part.how for part in found.parts
        }
        self._say(found.errors)
        self._take(found.blocks)

    def _typed_in(self, form: object) -> dict[str, str]:
        """The known fields of the form."""
        fields = form if isinstance(form, dict) else {}
        names = ["note", *self.hows, *(f"{part}-how" for part in self.hows)]
        known = {name: fields.get(name) for name in names}
        return {name: text[:LONGEST] for name, text in known.items() if isinstance(text, str)}
