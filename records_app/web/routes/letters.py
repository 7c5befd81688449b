"""Downloads of final letters: the stored bytes, and the text for an e-mail or a portal."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission
from records_app.office.letter_files import LetterDamaged, letter_file, letter_text
from records_app.office.refusals import NotFound
from records_app.web.plain_answers import plain
from records_app.web.routes.permit import require
from records_app.web.run import run_as

_LARGEST_ID = 2**31 - 1
# What is downloaded is opened by nobody's browser as a page of ours, and kept by no cache.
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


@require(Permission.SEE)
async def letter_pdf(request: Request, actor: Actor) -> Response:
    """The PDF exactly as it was approved, with its SHA-256 in the header of RFC 9530."""
    try:
        found = await run_as(actor, letter_file, *_ids(request))
    except LetterDamaged as damaged:
        return plain(500, str(damaged))
    digest = b64encode(bytes.fromhex(found.sha256)).decode()
    headers = {"Repr-Digest": f"sha-256=:{digest}:"}
    return _download(found.content, found.name, "application/pdf", headers)


@require(Permission.SEE)
async def letter_as_text(request: Request, actor: Actor) -> Response:
    """The letter as plain text."""
    try:
        found = await run_as(actor, letter_text, *_ids(request))
    except LetterDamaged as damaged:
        return plain(500, str(damaged))
    return _download(found.text.encode(), found.name, "text/plain; charset=utf-8", {})


def _ids(request: Request) -> tuple[int, ...]:
    """The id of the request, and that of the letter where the address has one."""
    numbers: list[Any] = list(request.path_params.values())
    if not all(isinstance(number, int) and 0 < number <= _LARGEST_ID for number in numbers):
        raise NotFound("letter")
    return tuple(numbers)


def _download(content: bytes, name: str, media_type: str, more: dict[str, str]) -> Response:
    # Names are our own numbers, such as MO-2026-0047.pdf; anything else is left out of the header.
    safe = "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_.")) or "letter"
    disposition = {"Content-Disposition": f'attachment; filename="{safe}"'}
    return Response(content, media_type=media_type, headers={**_HEADERS, **disposition, **more})


ROUTES = [
    Route("/letters/{request_id:int}.pdf", letter_pdf, methods=["GET"]),
    Route("/letters/{request_id:int}.txt", letter_as_text, methods=["GET"]),
    Route("/letters/{request_id:int}/{letter_id:int}.pdf", letter_pdf, methods=["GET"]),
    Route("/letters/{request_id:int}/{letter_id:int}.txt", letter_as_text, methods=["GET"]),
]
