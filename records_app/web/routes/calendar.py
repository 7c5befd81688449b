"""The calendar behind a secret address, which is the key: calendar programs have no session."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from records_app.office.calendar_feed import calendar_feed
from records_app.office.refusals import NotFound, TooManyAttempts
from records_app.web.client_address import client_address, header
from records_app.web.house import clock, house
from records_app.web.plain_answers import plain
from records_app.web.routes.permit import answer_to

# Kept by the program that asked, and by nobody between; asked for again each time.
_HEADERS = {
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Content-Disposition": 'attachment; filename="sunshine-desk.ics"',
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


async def calendar(request: Request) -> Response:
    """The file, 304 when the program has it already, 404 for every address that leads nowhere."""
    settings = house().settings
    try:
        feed = await asyncio.to_thread(
            calendar_feed,
            house().store,
            house().calendar_reads,
            str(request.path_params["secret"]),
            address=client_address(request.scope, settings.trusted_proxy_hops),
            origin=settings.origin,
            now=clock()[0],
        )
    except NotFound:
        return plain(404, "There is no such page.")
    except TooManyAttempts as too_many:
        return answer_to(too_many)
    headers = {**_HEADERS, "ETag": f'"{feed.mark}"'}
    if feed.mark in header(request.scope, b"if-none-match"):
        return Response(status_code=304, headers=headers)
    return Response(feed.content, media_type="text/calendar; charset=utf-8", headers=headers)


ROUTES = [Route("/calendar/{secret}.ics", calendar, methods=["GET"])]
