"""The audit as a file, for admins."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission
from records_app.office.auditing import audit_csv, note_taken, read_filter
from records_app.web.components.words_file import WITH_WORDS
from records_app.web.routes.permit import require
from records_app.web.run import run_as

AUDIT_FILE = "/audit.csv"
WORDS_TAKEN = ", with what people wrote"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Content-Disposition": 'attachment; filename="audit.csv"',
}


@require(Permission.READ_AUDIT, is_taken_out=False)
async def audit_file(request: Request, actor: Actor) -> Response:
    """Every act that fits the filter of the page; its details only with a tick."""
    with_words = WITH_WORDS in request.query_params
    wanted = read_filter(request.query_params)
    content = await run_as(actor, audit_csv, wanted, with_words=with_words)
    if request.method == "GET":
        await run_as(actor, note_taken, f"{AUDIT_FILE}{WORDS_TAKEN if with_words else ''}")
    return Response(content, media_type="text/csv; charset=utf-8", headers=_HEADERS)


ROUTES = [Route(AUDIT_FILE, audit_file, methods=["GET"])]
