"""What the page of an import holds of the lists before: which there are, and taking one back."""

from __future__ import annotations

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.importing.taking_back import (
    ImportLine,
    TakeBackView,
    lists_brought_in,
    take_back,
    take_back_page,
)
from records_app.office.refusals import Refused
from records_app.web.guard import action
from records_app.web.pages.import_requests.address import run_in
from records_app.web.run import FormProblems, run


class TakeBackState(FormProblems, rx.State):
    """The lists that were brought in, and the one that the address names."""

    before: list[ImportLine] = []  # noqa: RUF012 - a State var; Reflex copies the default
    view: TakeBackView | None = None
    done: str = ""
    attempt: int = 0

    @action(Permission.RECORD)
    async def load(self) -> None:
        """Show what there is to take back."""
        self.attempt, self.done, self.view = 0, "", None
        self.errors, self.problems = {}, []
        self.before = list(await run(self, lists_brought_in))
        if run_id := run_in(dict(self.router.url.query_parameters)):
            self.view = await run(self, take_back_page, run_id)

    @action(Permission.RECORD)
    async def take_it_back(self) -> None:
        """Take the list of the address back, and say what went."""
        run_id = run_in(dict(self.router.url.query_parameters))
        try:
            self.done = await run(self, take_back, run_id)
        except Refused:
            self.attempt += 1
            self.view = await run(self, take_back_page, run_id)
            raise
        self.view = None
        self.before = list(await run(self, lists_brought_in))
