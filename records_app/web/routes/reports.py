"""The reports as files, for whoever counts further in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission
from records_app.office.auditing import note_taken
from records_app.office.closed_records import closed_records_csv
from records_app.office.fees_report import fees_csv
from records_app.web.components.words_file import WITH_WORDS
from records_app.web.pages.reports.address import CLOSED_FILE, FEES_FILE, filter_in
from records_app.web.routes.audit import WORDS_TAKEN
from records_app.web.routes.permit import require
from records_app.web.run import run_as

# What is downloaded is opened by nobody's browser as a page of ours, and kept by no cache.
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


@require(Permission.SEE, is_taken_out=False)
async def closed_file(request: Request, actor: Actor) -> Response:
    """The index of closed records, with the filter of the page; words only with a tick."""
    with_words = WITH_WORDS in request.query_params
    answer = await _file(
        request, actor, closed_records_csv, "closed-records.csv", with_words=with_words
    )
    if request.method == "GET":
        await run_as(actor, note_taken, f"{CLOSED_FILE}{WORDS_TAKEN if with_words else ''}")
    return answer


@require(Permission.SEE)
async def fees_file(request: Request, actor: Actor) -> Response:
    """The fees, with the filter of the page."""
    return await _file(request, actor, fees_csv, "fees.csv")


async def _file(
    request: Request, actor: Actor, write: Callable[..., bytes], name: str, **more: bool
) -> Response:
    content = await run_as(actor, write, filter_in(dict(request.query_params)), **more)
    headers = {**_HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


ROUTES = [
    Route(CLOSED_FILE, closed_file, methods=["GET"]),
    Route(FEES_FILE, fees_file, methods=["GET"]),
]
