"""What pages have in common on which a letter grows beside the form that is typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import reflex as rx

from records_app.letters.blocks import Block
from records_app.letters.request_form import FieldError
from records_app.web.letter_sheet.lines import SheetLine, lines_of, marked, same_words


class LetterBeside(rx.State, mixin=True):
    """The letter, what is wrong with the form, and whether all of it is kept. It has no handlers.

    ``filled`` counts up when the form must be drawn anew. ``_all_errors`` are those of the whole
    form, ``to_check`` and ``wrong`` those that are said by now.
    """

    lines: list[SheetLine] = []  # noqa: RUF012 - State vars; Reflex copies the defaults
    revision: int = 0
    wrong: dict[str, str] = {}  # noqa: RUF012
    to_check: list[FieldError] = []  # noqa: RUF012
    attempt: int = 0

    ready: bool = False
    filled: int = 0
    saved: str = ""
    unsaved: bool = False
    conflict: str = ""
    lost: bool = False
    asked: int = 0

    _version: int = 0
    _all_errors: tuple[FieldError, ...] = ()
    _touched: frozenset[str] = frozenset()
    _editing: str = ""
    _marking: str = ""
    _before: list[SheetLine] = []  # noqa: RUF012
    _open_at: str = ""
    _fresh: bool = False
    _echo: bool = False

    def _put_away(self) -> None:
        """Nothing is open; what comes next gets fields of its own."""
        filled = self.filled + 1
        self.reset()
        self.filled = filled

    def _draw(self, blocks: tuple[Block, ...]) -> None:
        """Show the letter, and mark what the field that is edited has changed in it."""
        fresh = lines_of(blocks)
        if same_words(self.lines, fresh):
            return
        if self._marking != self._editing:
            self._marking, self._before = self._editing, self.lines
        self.lines, self.revision = marked(self._before, fresh), self.revision + 1

    def _say(self, errors: Iterable[FieldError]) -> None:
        """Say these, at the fields and above them, without the name of the field."""
        self.to_check = [
            replace(one, message=one.message.removeprefix(f"{one.label}: ")) for one in errors
        ]
        self.wrong = {error.field: error.message for error in reversed(self.to_check)}
