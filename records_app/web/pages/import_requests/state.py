"""What the page of an import holds: one step, as the address asks for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.importing.list_views import (
    ColumnsView,
    DoneView,
    ListHead,
    PreviewView,
    WordsView,
)
from records_app.office.importing.lists import (
    choose_columns,
    choose_ticks,
    choose_words,
    columns_page,
    import_list,
    list_head,
    preview_page,
    words_page,
)
from records_app.office.refusals import Refused
from records_app.web.guard import action
from records_app.web.pages.import_requests.address import (
    address_of,
    run_in,
    step_in,
    token_in,
    typed,
)
from records_app.web.routes.imports import import_folder
from records_app.web.run import FormProblems, run


class ImportState(FormProblems, rx.State):
    """The file and the step. What was chosen is kept beside the file, not here."""

    is_loaded: bool = False
    step: str = "file"
    missing: bool = False
    head: ListHead | None = None
    columns: ColumnsView | None = None
    words: WordsView | None = None
    preview: PreviewView | None = None
    done: DoneView | None = None
    working: bool = False
    attempt: int = 0

    @action(Permission.RECORD)
    async def load(self) -> None:
        """Show the step that the address asks for."""
        query = dict(self.router.url.query_parameters)
        self.attempt, self.working = 0, False
        self.errors, self.problems = {}, []
        self.missing = "missing" in query
        self.head = self.columns = self.words = self.preview = None
        token = token_in(query)
        if not token:
            self.done = None
            self._stand("back" if run_in(query) else "file")
            return
        self.head = await run(self, list_head, import_folder(), token)
        if self.head.refused:
            self._stand("file")
            return
        wanted = step_in(query, self.head.step)
        if self.head.step == "columns" and wanted != "done":
            wanted = "columns"
        if wanted == "done" and (self.done is None or self.done.token != token):
            wanted = "preview"
        await self._show(wanted)

    @action(Permission.RECORD)
    async def save_columns(self, form: dict[str, Any]) -> Any:
        """Keep which column is what, and go on to the words."""
        return await self._save(choose_columns, form, "columns", "words")

    @action(Permission.RECORD)
    async def save_words(self, form: dict[str, Any]) -> Any:
        """Keep what the words mean, and go on to the preview."""
        return await self._save(choose_words, form, "words", "preview")

    @action(Permission.RECORD)
    async def save_ticks(self, form: dict[str, Any]) -> Any:
        """Keep what is to be left out or brought in anyway, and look again."""
        await run(self, choose_ticks, import_folder(), self._token(), typed(form))
        await self._show("preview")

    @action(Permission.RECORD)
    async def bring_in(self) -> AsyncIterator[Any]:
        """Bring everything in; a second press finds it done."""
        token = self._token()
        self.working = True
        yield
        try:
            self.done = await run(self, import_list, import_folder(), token)
        except Refused:
            self.attempt += 1
            await self._show("preview")
            raise
        finally:
            self.working = False
        yield rx.redirect(address_of(token, "done"))

    def _token(self) -> str:
        return token_in(dict(self.router.url.query_parameters))

    async def _save(self, choose: Any, form: dict[str, Any], here: str, there: str) -> Any:
        token = self._token()
        try:
            await run(self, choose, import_folder(), token, typed(form))
        except Refused:
            self.attempt += 1
            await self._show(here)
            raise
        return rx.redirect(address_of(token, there))

    async def _show(self, step: str) -> None:
        token, folder = self._token(), import_folder()
        self.columns = self.words = self.preview = None
        if step == "columns":
            self.columns = await run(self, columns_page, folder, token)
        elif step == "words":
            self.words = await run(self, words_page, folder, token)
        elif step == "preview":
            self.preview = await run(self, preview_page, folder, token)
        self._stand(step)

    def _stand(self, step: str) -> None:
        self.step, self.is_loaded = step, True
