"""The audit as a file, for admins."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission
from records_app.office.auditing import audit_csv, read_filter
from records_app.web.routes.permit import require
from records_app.web.run import run_as

AUDIT_FILE = "/audit.csv"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Content-Disposition": 'attachment; filename="audit.csv"',
}


@require(Permission.READ_AUDIT)
async def audit_file(request: Request, actor: Actor) -> Response:
    """Every act that fits the filter of the page."""
    content = await run_as(actor, audit_csv, read_filter(request.query_params))
    return Response(content, media_type="text/csv; charset=utf-8", headers=_HEADERS)


ROUTES = [Route(AUDIT_FILE, audit_file, methods=["GET"])]
