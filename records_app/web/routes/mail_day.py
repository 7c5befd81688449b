"""Downloads of mail day: the letters that go by post as one PDF, and labels for them."""

from __future__ import annotations

from base64 import b64encode

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission
from records_app.office.mail_day_printing import (
    MailNotPrinted,
    PrintedMail,
    label_sheets,
    mail_pdf,
)
from records_app.web.plain_answers import plain
from records_app.web.routes.permit import require
from records_app.web.run import run_as

_MOST_DIGITS = 10
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


@require(Permission.RECORD)
async def mail_day_pdf(request: Request, actor: Actor) -> Response:
    """The checklist and the letters that the address names, in print order."""
    try:
        made = await run_as(actor, mail_pdf, _ids(request))
    except MailNotPrinted as failure:
        return plain(500, str(failure))
    return _download(made)


@require(Permission.RECORD)
async def mail_day_labels(request: Request, actor: Actor) -> Response:
    """Their labels, from the place on the sheet that ``start`` names."""
    start = request.query_params.get("start", "1")
    try:
        made = await run_as(actor, label_sheets, _ids(request), start)
    except MailNotPrinted as failure:
        return plain(500, str(failure))
    return _download(made)


def _ids(request: Request) -> tuple[int, ...]:
    """The letters in ``?letters=12-15-40``; what is no number is none of ours."""
    parts = request.query_params.get("letters", "").split("-")
    return tuple(
        int(part)
        for part in parts
        if part.isascii() and part.isdigit() and len(part) <= _MOST_DIGITS
    )


def _download(made: PrintedMail) -> Response:
    digest = b64encode(bytes.fromhex(made.sha256)).decode()
    headers = {
        **_HEADERS,
        "Content-Disposition": f'attachment; filename="{made.name}"',
        "Content-Length": str(made.size),
        "Repr-Digest": f"sha-256=:{digest}:",
    }
    return StreamingResponse(made.pieces(), media_type="application/pdf", headers=headers)


ROUTES = [
    Route("/mail-day/letters.pdf", mail_day_pdf, methods=["GET"]),
    Route("/mail-day/labels.pdf", mail_day_labels, methods=["GET"]),
]
