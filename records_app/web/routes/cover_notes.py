"""The plain note about a request, in English, Spanish, Bosnian and Vietnamese."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission
from records_app.office.refusals import NotFound
from records_app.office.take_along import cover_note_file
from records_app.web.routes.permit import require
from records_app.web.run import run_as

_LARGEST_ID = 2**31 - 1
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


@require(Permission.SEE)
async def cover_note(request: Request, actor: Actor) -> Response:
    """The note as PDF, made anew each time: it is no letter, and nothing is kept of it."""
    number: Any = request.path_params["request_id"]
    if not isinstance(number, int) or not 0 < number <= _LARGEST_ID:
        raise NotFound("note")
    language = str(request.path_params["language"])
    found = await run_as(actor, cover_note_file, number, language)
    disposition = {"Content-Disposition": f'attachment; filename="{found.name}"'}
    return Response(
        found.content, media_type="application/pdf", headers={**_HEADERS, **disposition}
    )


ROUTES = [Route("/letters/{request_id:int}/note-{language}.pdf", cover_note, methods=["GET"])]
