"""What the editors of a letter and of a list have in common: versions, a sample letter, errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from records_app.letters.blocks import Block
from records_app.letters.request_form import FieldError
from records_app.office.missouri_time import day_and_time
from records_app.office.refusals import ChangedElsewhere, NotFound, Refused
from records_app.office.wording_views import Difference
from records_app.web.letter_sheet.lines import SheetLine, lines_of, marked, same_words
from records_app.web.pages.desk_address import whole_number
from records_app.web.run import run

LONGEST = 20_000
_NONE = Difference("", ())


class KeptVersions(rx.State, mixin=True):
    """The sample letter, what is wrong, and what is asked about versions. It has no handlers.

    ``filled`` counts up when the form must be drawn anew; ``version`` is the newest number.
    ``looks_back``: the address asks to see a version, and ``differs`` tells of it.
    """

    lines: list[SheetLine] = []  # noqa: RUF012 - State vars; Reflex copies the defaults
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
    looks_back: bool = False

    def _emptied(self) -> None:
        """Nothing is open; what comes next gets fields of its own."""
        filled = self.filled + 1
        self.reset()
        self.filled = filled

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

    def _refused(self, refused: Refused) -> None:
        self._say(refused.errors)
        self.attempt += 1

    def _somebody_was_quicker(self, newer: ChangedElsewhere, version: int) -> None:
        self.version = version
        self.stale = (
            f"{newer.by} saved another version on {day_and_time(newer.at)}; you find it under "
            "“Versions”. What you typed is still here: compare, then save again."
        )

    def _address(self) -> str:
        return f"{self.router.url.path}?{self._version_wanted()}"

    def _version_wanted(self) -> int:
        """The version that the address asks to see, as the page of a letter links to it."""
        asked = str(self.router.url.query_parameters.get("version", ""))[:9]
        return whole_number({"version": asked}, "version") or 0

    async def _told_of(self, newer: ChangedElsewhere) -> None:
        """Somebody was quicker: show their versions, and keep what was typed."""
        raise NotImplementedError

    async def _kept(self, save: Callable[..., int], *what: Any, **more: Any) -> int:
        """Save as a new version; its number, or 0 when the state says why it is not kept."""
        try:
            return await run(self, save, *what, **more, version=self.version)
        except Refused as refused:
            self._refused(refused)
        except ChangedElsewhere as newer:
            await self._told_of(newer)
        return 0

    async def _compare(self, compare: Callable[..., Difference], *what: Any, form: object) -> None:
        fields = form if isinstance(form, dict) else {}
        words = {name: str(fields.get(name, ""))[:9] for name in ("one", "other")}
        numbers = (whole_number(words, "one") or 0, whole_number(words, "other") or 0)
        self.looks_back = False
        self.differs = await run(self, compare, *what, numbers)

    async def _show_version_wanted(self, compare: Callable[..., Difference], *what: Any) -> None:
        """Say what the version of the address says differently from what came with us."""
        if number := self._version_wanted():
            self.looks_back = True
            try:
                self.differs = await run(self, compare, *what, (0, number))
            except NotFound:
                self.differs = Difference(f"There is no version {number}.", ())
