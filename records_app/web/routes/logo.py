"""The logo of the office: shown to our own people, and taken from a form."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission
from records_app.office.logo import LARGEST, LogoTrouble, change_logo, logo_picture
from records_app.office.refusals import Refused
from records_app.web.client_address import header
from records_app.web.routes.permit import require
from records_app.web.run import run_as

STUDIO = "/studio/"
# What is a little too large is refused on our own page, in words that help.
LARGER_LOGO = {"/office/logo": 12 * 1024 * 1024}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


@require(Permission.MANAGE_OFFICE)
async def upload_logo(request: Request, actor: Actor) -> Response:
    """Keep the picture, or go back to the page with the reason why not."""
    if not header(request.scope, b"content-type").startswith("multipart/form-data"):
        return _back(LogoTrouble.MISSING.value)
    async with request.form(max_files=1, max_fields=5) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            return _back(LogoTrouble.MISSING.value)
        # One byte more than is allowed is enough to know that it is too much.
        content = await file.read(LARGEST + 1)
    try:
        await run_as(actor, change_logo, content)
    except Refused as refused:
        return _back(refused.errors[0].field)
    return _back("kept")


@require(Permission.SEE, is_taken_out=False)
async def logo_png(_request: Request, actor: Actor) -> Response:
    """The picture itself."""
    content = await run_as(actor, logo_picture)
    return Response(content, media_type="image/png", headers=_HEADERS)


def _back(what: str) -> Response:
    return RedirectResponse(f"{STUDIO}?logo={what}#logo", 303)


ROUTES = [
    Route("/office/logo", upload_logo, methods=["POST"]),
    Route("/office/logo.png", logo_png, methods=["GET"]),
]
