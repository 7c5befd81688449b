"""Uploads of lists of earlier requests, and the list to start from."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission
from records_app.office.importing.eml import LARGEST_MAIL
from records_app.office.importing.kept import ImportFolder
from records_app.office.importing.lists import keep_list
from records_app.office.importing.mails import MOST_MAILS, keep_mails
from records_app.office.importing.sheet import LARGEST_FILE
from records_app.office.importing.template import template
from records_app.web.client_address import header
from records_app.web.house import house
from records_app.web.routes.permit import require
from records_app.web.run import run_as

IMPORT = "/import/"
MAIL = "/import/mail/"
# What is a little too large is refused on our own page, in words that help.
LARGER_BODIES = {"/import/list": 12 * 1024 * 1024, "/import/mails": 50 * 1024 * 1024}


def import_folder() -> ImportFolder:
    """Where uploads wait for a day."""
    settings = house().settings
    return ImportFolder(settings.data_dir / "imports", settings.file_keys)


@require(Permission.RECORD)
async def upload_list(request: Request, actor: Actor) -> Response:
    """Read the file of the form and go on to its page, which also tells why it is refused."""
    if not header(request.scope, b"content-type").startswith("multipart/form-data"):
        return RedirectResponse(IMPORT, 303)
    async with request.form(max_files=1, max_fields=5) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            return RedirectResponse(f"{IMPORT}?missing=1", 303)
        # One byte more than is allowed is enough to know that it is too much.
        content = await file.read(LARGEST_FILE + 1)
        name = file.filename
    token = await run_as(actor, keep_list, import_folder(), name, content)
    return RedirectResponse(f"{IMPORT}?list={token}", 303)


@require(Permission.RECORD)
async def upload_mails(request: Request, actor: Actor) -> Response:
    """Read the e-mails of the form and go on to their page."""
    if not header(request.scope, b"content-type").startswith("multipart/form-data"):
        return RedirectResponse(MAIL, 303)
    async with request.form(max_files=MOST_MAILS, max_fields=5) as form:
        chosen = [
            one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename
        ]
        if not chosen:
            return RedirectResponse(f"{MAIL}?missing=1", 303)
        files = [(one.filename or "", await one.read(LARGEST_MAIL + 1)) for one in chosen]
    token = await run_as(actor, keep_mails, import_folder(), files)
    return RedirectResponse(f"{MAIL}?list={token}", 303)


@require(Permission.RECORD)
async def template_csv(_request: Request, _actor: Actor) -> Response:
    """The list to start from."""
    headers = {
        "Content-Disposition": 'attachment; filename="earlier-requests.csv"',
        "Cache-Control": "private, no-store",
    }
    return Response(template(), media_type="text/csv; charset=utf-8", headers=headers)


ROUTES = [
    Route("/import/list", upload_list, methods=["POST"]),
    Route("/import/mails", upload_mails, methods=["POST"]),
    Route("/import/template.csv", template_csv, methods=["GET"]),
]
