"""Files of requests: adding them, taking them away, and showing their pages."""

from __future__ import annotations

import asyncio
import re
from base64 import b64encode
from collections.abc import AsyncIterator
from typing import Any, BinaryIO

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission
from records_app.office.desk_view import request_href
from records_app.office.files.adding import CameWith, may_add_files
from records_app.office.files.names import content_disposition
from records_app.office.files.opening import FileDamaged, OpenFile, file_to_send, page_of_file
from records_app.office.refusals import NotFound
from records_app.web.apart import apart
from records_app.web.house import house
from records_app.web.plain_answers import plain
from records_app.web.routes.permit import note_piece, require
from records_app.web.run import run_as
from records_app.web.taking_files import DISK_FULL, Taking
from records_app.web.text_reading import wake
from records_app.web.upload_result import result_page

_LARGEST_ID = 2**31 - 1
_PIECE = 256 * 1024
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
# Nothing that came from elsewhere is ever a page of ours, and no cache between keeps it.
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'self'",
}
# What browsers may know of a download; of everything else they only learn that it is bytes.
_TOLD = re.compile(r"application/pdf|application/vnd\.[\w.-]+|image/(png|jpeg|gif|webp|tiff)")
_INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


@require(Permission.RECORD)
async def add_files(request: Request, actor: Actor) -> Response:
    """Take the files of a form. JSON for our script; else a page, or back to the request."""
    request_id = _id(request, "request_id", "request")
    announced = request.headers.get("content-length", "")
    folder = house().files
    await run_as(actor, may_add_files, request_id, CameWith())
    size = int(announced) if announced.isdecimal() else folder.largest
    if not await asyncio.to_thread(folder.has_room_for, size):
        return plain(507, DISK_FULL, {"connection": "close"})
    taking = Taking(actor, request_id, folder)
    try:
        await taking.take(request)
    finally:
        wake()
    outcomes = taking.outcomes
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"files": [one._asdict() for one in outcomes]})
    back = request_href(request_id)
    if outcomes and all(one.kept for one in outcomes):
        return RedirectResponse(f"{back}#files", 303)
    return result_page(outcomes, back)


@require(Permission.SEE)
async def download(request: Request, actor: Actor) -> Response:
    """The file exactly as it came, to be saved; with its SHA-256 in the header of RFC 9530."""
    return await _send(request, actor, "attachment")


@require(Permission.SEE)
async def view(request: Request, actor: Actor) -> Response:
    """A picture as it came, inside a page; nothing else is shown this way."""
    return await _send(request, actor, "inline")


@require(Permission.SEE, is_taken_out=False)
async def page_picture(request: Request, actor: Actor) -> Response:
    """One page of a PDF or of a picture as a PNG. The first one taken stands for all."""
    file_id, number = _id(request, "file_id", "file"), _id(request, "page", "page")
    try:
        png = await apart(page_of_file, house().store, actor, file_id, house().files, number)
    except FileDamaged as damaged:
        return plain(500, str(damaged))
    if request.method == "GET":
        await note_piece(actor, request.url.path, f"/files/{file_id}/pages/")
    return Response(png, media_type="image/png", headers=_HEADERS)


async def _send(request: Request, actor: Actor, how: str) -> Response:
    try:
        file = await run_as(actor, file_to_send, _id(request, "file_id", "file"), house().files)
    except FileDamaged as damaged:
        return plain(500, str(damaged))
    if how == "inline" and (file.media_type not in _INLINE or file.pages is None):
        file.stream.close()
        raise NotFound("picture")
    return _answer(request, file, how)


def _answer(request: Request, file: OpenFile, how: str) -> Response:
    told = file.media_type if _TOLD.fullmatch(file.media_type) else "application/octet-stream"
    headers = {
        **_HEADERS,
        "Content-Type": told,
        "Content-Disposition": content_disposition(how, file.name),
        "Accept-Ranges": "bytes",
    }
    first, last = 0, file.size - 1
    status = 200
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    if asked and any(asked.groups()):
        first, last = _part(asked, file.size)
        if first > last:
            file.stream.close()
            return plain(416, "The file is shorter.", {"Content-Range": f"bytes */{file.size}"})
        status = 206
        headers["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    else:
        digest = b64encode(bytes.fromhex(file.sha256)).decode()
        headers["Repr-Digest"] = f"sha-256=:{digest}:"
    headers["Content-Length"] = str(last - first + 1)
    if request.method == "HEAD":
        file.stream.close()
        return Response(status_code=status, headers=headers)
    return StreamingResponse(
        _pieces(file.stream, first, last),
        status_code=status,
        headers=headers,
        background=BackgroundTask(file.stream.close),
    )


def _part(asked: re.Match[str], size: int) -> tuple[int, int]:
    """The first and last byte that are asked for; first > last where there is nothing."""
    start, end = asked.groups()
    if not start:
        return max(0, size - int(end)), size - 1 if int(end) else -1
    return int(start), min(int(end), size - 1) if end else size - 1


async def _pieces(stream: BinaryIO, first: int, last: int) -> AsyncIterator[bytes]:
    try:
        stream.seek(first)
        left = last - first + 1
        while left > 0:
            piece = await asyncio.to_thread(stream.read, min(_PIECE, left))
            if not piece:
                return
            left -= len(piece)
            yield piece
    finally:
        stream.close()


def _id(request: Request, name: str, what: str) -> int:
    number: Any = request.path_params[name]
    if not isinstance(number, int) or not 0 < number <= _LARGEST_ID:
        raise NotFound(what)
    return number


ROUTES = [
    Route("/requests/{request_id:int}/files", add_files, methods=["POST"]),
    Route("/files/{file_id:int}", download, methods=["GET"]),
    Route("/files/{file_id:int}/view", view, methods=["GET"]),
    Route("/files/{file_id:int}/pages/{page:int}.png", page_picture, methods=["GET"]),
]
