"""One file on its page."""

from __future__ import annotations

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.files.file_views import FileView, file_view
from records_app.office.refusals import NotFound
from records_app.web.guard import action
from records_app.web.house import house
from records_app.web.pages.desk_address import whole_number
from records_app.web.run import run


class FileState(rx.State):
    """A file with some of its pages."""

    view: FileView | None = None
    pages: str = ""
    previous: str = ""
    following: str = ""
    largest_mb: int = 0

    @action(Permission.SEE)
    async def load(self) -> None:
        """Show the file of this address, from the page of it that ``?page=`` asks for."""
        parts = self.router.url.path.strip("/").split("/")
        file_id = whole_number({"id": parts[1]}, "id") if len(parts) == 2 else None
        if file_id is None:
            raise NotFound("file")
        if self.view is not None and self.view.card.id != file_id:
            self.view = None
        page = whole_number(dict(self.router.url.query_parameters), "page") or 1
        view = await run(self, file_view, file_id, page)
        here = view.card.href
        self.view = view
        self.pages = f"Part {view.page} of {view.last_page}" if view.last_page > 1 else ""
        self.previous = f"{here}?page={view.page - 1}" if view.page > 1 else ""
        self.following = f"{here}?page={view.page + 1}" if view.page < view.last_page else ""
        self.largest_mb = house().settings.max_file_mb
