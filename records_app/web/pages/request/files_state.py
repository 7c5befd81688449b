"""The files of the request on the page."""

from __future__ import annotations

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.files.file_views import FilesView, files_view
from records_app.office.refusals import NotFound
from records_app.web.guard import action
from records_app.web.house import house
from records_app.web.pages.desk_address import whole_number
from records_app.web.run import run


class FilesState(rx.State):
    """What the section of files shows; ``largest_mb`` is the limit for one file."""

    files: FilesView | None = None
    largest_mb: int = 0

    @action(Permission.SEE)
    async def load(self) -> None:
        """Show the files of the request in the address."""
        request_id = _request_in(self.router.url.path)
        if self.files is not None and self.files.request_id != request_id:
            self.files = None
        self.files = await run(self, files_view, request_id)
        self.largest_mb = house().settings.max_file_mb


def _request_in(path: str) -> int:
    parts = path.strip("/").split("/")
    number = whole_number({"id": parts[1]}, "id") if len(parts) == 2 else None
    if number is None:
        raise NotFound("request")
    return number
