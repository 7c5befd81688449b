"""Downloads of the bundle of a request, as one PDF or as a ZIP."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission
from records_app.office.bundles import (
    BundleLimit,
    BundleNotPossible,
    Choices,
    FileDamaged,
    Form,
    bundle,
)
from records_app.office.letter_files import LetterDamaged
from records_app.office.refusals import NotFound
from records_app.web.house import clock, house
from records_app.web.plain_answers import plain
from records_app.web.routes.permit import require

LIMIT = BundleLimit()
_LARGEST_ID = 2**31 - 1
# One bundle at a time, in a line of their own: nobody else waits for one.
_workshop = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bundle")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


@require(Permission.SEE)
async def bundle_pdf(request: Request, actor: Actor) -> Response:
    """One PDF with everything, with its SHA-256 in the header of RFC 9530."""
    return await _bundle(request, actor, "pdf")


@require(Permission.SEE)
async def bundle_zip(request: Request, actor: Actor) -> Response:
    """The PDF and every file, with a list of their hashes."""
    return await _bundle(request, actor, "zip")


async def _bundle(request: Request, actor: Actor, form: Form) -> Response:
    work = partial(
        bundle,
        house().store,
        actor,
        _request_id(request),
        form,
        _choices(request),
        folder=house().files,
        limit=LIMIT,
        now=clock()[0],
    )
    try:
        made = await asyncio.get_running_loop().run_in_executor(_workshop, work)
    except (LetterDamaged, FileDamaged, BundleNotPossible) as failure:
        return plain(500, str(failure))
    safe = "".join(c for c in made.name if c.isascii() and (c.isalnum() or c in "-_."))
    digest = b64encode(bytes.fromhex(made.sha256)).decode()
    headers = {
        **_HEADERS,
        "Content-Disposition": f'attachment; filename="{safe}"',
        "Content-Length": str(made.size),
        "Repr-Digest": f"sha-256=:{digest}:",
    }
    return StreamingResponse(made.pieces(), media_type=made.media_type, headers=headers)


def _choices(request: Request) -> Choices:
    """What the form on the page sent; without it, what gives away the least."""
    asked = request.query_params
    if "chosen" not in asked:
        return Choices()
    return Choices(redacted="redacted" in asked, notes="without_notes" not in asked)


def _request_id(request: Request) -> int:
    number: Any = request.path_params["request_id"]
    if not isinstance(number, int) or not 0 < number <= _LARGEST_ID:
        raise NotFound("request")
    return number


ROUTES = [
    Route("/requests/{request_id:int}/bundle.pdf", bundle_pdf, methods=["GET"]),
    Route("/requests/{request_id:int}/bundle.zip", bundle_zip, methods=["GET"]),
]
