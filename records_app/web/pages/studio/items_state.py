"""The editor of the list of one subject: items worded anew, added, moved and taken out."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.letters.own_items import OWN_KEY
from records_app.office.refusals import ChangedElsewhere
from records_app.office.wording_items import (
    compare_items,
    go_back_in_items,
    open_items,
    save_items,
    try_items,
)
from records_app.office.wording_items_form import MOST_ITEMS
from records_app.office.wording_views import ItemRow, ItemsPage
from records_app.web.guard import action
from records_app.web.pages.studio.address import list_in
from records_app.web.pages.studio.kept import LONGEST, KeptVersions
from records_app.web.run import flash, run

_FIELDS = ("text", "short", "why", "law")


class ItemsState(KeptVersions, rx.State):
    """The items in their order as they stand now: those that are asked for, and those that are not.

    ``drawn`` counts up when the fields of items must be drawn anew.
    """

    found: ItemsPage | None = None
    asked_rows: list[ItemRow] = []  # noqa: RUF012 - State vars; Reflex copies the defaults
    out_rows: list[ItemRow] = []  # noqa: RUF012
    drawn: int = 0
    focus_on: str = ""
    focused: int = 0

    @action(Permission.WORD_LETTERS)
    async def load(self) -> None:
        """Open what the address names, unless it is open already."""
        if self.opened != self._address():
            await self._open()

    @action(Permission.WORD_LETTERS)
    async def typed(self, key: str, field: str, text: str) -> None:
        """A field of an item holds something else now."""
        row = await self._row(key)
        if row is not None and field in _FIELDS and isinstance(text, str):
            self._put(replace(row, **{field: text[:LONGEST]}))  # type: ignore[arg-type]
            await self._try()

    @action(Permission.WORD_LETTERS)
    async def turn(self, key: str, on: bool) -> None:
        """An item is asked for, or not any more."""
        row = await self._row(key)
        if row is not None and isinstance(on, bool) and row.on != on:
            turned = replace(row, on=on, note="" if on and not row.own else row.note)
            self.asked_rows = [one for one in self.asked_rows if one.key != key]
            self.out_rows = [one for one in self.out_rows if one.key != key]
            if on:
                self.asked_rows = [*self.asked_rows, turned]
            else:
                self.out_rows = [*self.out_rows, turned]
            self._focus(f"item-{key}")
            await self._try()

    @action(Permission.WORD_LETTERS)
    async def move(self, key: str, step: int) -> None:
        """An item is asked earlier or later; the button that was pressed keeps the focus."""
        row = await self._row(key)
        if row is None or not row.on or step not in (-1, 1):
            return
        rows = list(self.asked_rows)
        at = rows.index(row)
        if 0 <= at + step < len(rows):
            rows[at], rows[at + step] = rows[at + step], rows[at]
            self.asked_rows = rows
            await self._try()
        self._focus(f"{'up' if step < 0 else 'down'}-{key}")

    @action(Permission.WORD_LETTERS)
    async def add(self) -> None:
        """One more item, with nothing in it yet."""
        if self.found is None:
            await self._open()
        if len(self.asked_rows) + len(self.out_rows) < MOST_ITEMS:
            key = OWN_KEY + secrets.token_hex(4)
            row = ItemRow(key, on=True, own=True, text="", short="", why="", law="")
            self.asked_rows = [*self.asked_rows, row]
            self._focus(f"text-{key}")
        else:
            await flash(self, f"A list has at most {MOST_ITEMS} items.")

    @action(Permission.WORD_LETTERS)
    async def words_that_came(self, key: str) -> None:
        """An item gets the words again that came with us."""
        row = await self._row(key)
        if row is not None and not row.own:
            short, why = row.shipped_short, row.shipped_why
            self._put(replace(row, text=row.shipped, short=short, why=why))
            self.drawn += 1
            self._focus(f"text-{key}")
            await self._try()

    @action(Permission.WORD_LETTERS)
    async def save(self, form: dict[str, Any]) -> None:
        """Keep the list as a new version."""
        if self.found is None:
            await self._open()
            return
        self._take_from(form)
        scope, subject = self.found.scope, self.found.subject
        note = form.get("note", "") if isinstance(form, dict) else ""
        if number := await self._kept(save_items, scope, subject, self._rows(), note=note):
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
        scope, subject = self.found.scope, self.found.subject
        if await self._kept(go_back_in_items, scope, subject, self.back_to):
            await self._open()
            await flash(self, "New letters use this list from now on.")

    @action(Permission.WORD_LETTERS)
    async def compare(self, form: dict[str, Any]) -> None:
        """Show what two versions ask differently."""
        if self.found is not None:
            await self._compare(compare_items, self.found.scope, self.found.subject, form=form)

    async def _open(self) -> None:
        scope, subject = list_in(self.router.url.path)
        found = await run(self, open_items, scope, subject)
        self._emptied()
        self.found, self.version = found, found.version
        self.asked_rows = [row for row in found.rows if row.on]
        self.out_rows = [row for row in found.rows if not row.on]
        self._say(found.errors)
        self._take(found.blocks)
        self.opened = self._address()
        await self._show_version_wanted(compare_items, scope, subject)

    async def _row(self, key: object) -> ItemRow | None:
        """An item; after a restart of the server the list is opened here."""
        if self.found is None:
            await self._open()
        every = (*self.asked_rows, *self.out_rows)
        return next((row for row in every if row.key == key), None)

    def _put(self, new: ItemRow) -> None:
        self.asked_rows = [new if row.key == new.key else row for row in self.asked_rows]
        self.out_rows = [new if row.key == new.key else row for row in self.out_rows]

    def _focus(self, on: str) -> None:
        self.focus_on, self.focused = on, self.focused + 1

    def _rows(self) -> list[dict[str, object]]:
        every = (*self.asked_rows, *self.out_rows)
        names = ("key", "on", *_FIELDS)
        return [
            {name: getattr(row, name) for name in names}
            for row in every
            # One that was added and never filled in is not meant.
            if row.on or not row.own or row.text or row.short or row.why
        ]

    async def _try(self) -> None:
        if self.found is not None:
            scope, subject = self.found.scope, self.found.subject
            seen = await run(self, try_items, scope, subject, self._rows())
            self._say(seen.errors)
            self._take(seen.blocks)

    async def _told_of(self, newer: ChangedElsewhere) -> None:
        """Somebody was quicker: show their versions, and keep what was typed."""
        if self.found is not None:
            found = await run(self, open_items, self.found.scope, self.found.subject)
            self.found = found
            self._somebody_was_quicker(newer, found.version)

    def _take_from(self, form: object) -> None:
        """The fields of the items as they stand in the form."""
        fields = form if isinstance(form, dict) else {}
        for row in (*self.asked_rows, *self.out_rows):
            typed = {name: fields.get(f"{name}-{row.key}") for name in _FIELDS}
            known = {name: text[:LONGEST] for name, text in typed.items() if isinstance(text, str)}
            if known:
                self._put(replace(row, **known))  # type: ignore[arg-type]
